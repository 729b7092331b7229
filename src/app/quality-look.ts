import { serialBasis } from '../core/quality/duplicate-serials.ts'
import { type Finding, HEADER_KEYS, type LookedAtForm } from '../core/quality/finding.ts'
import { compileLook, type LookAtForm } from '../core/quality/look-at-form.ts'
import { contentKey } from '../core/quality/near-duplicates.ts'
import { builtInRule, type QualityRule, rulesOf } from '../core/quality/quality-rule.ts'
import { type KeptFinding, reconcile } from '../core/quality/reconcile.ts'
import type { Db } from '../data/db.ts'
import { findActiveMs } from '../data/quality-form-repository.ts'
import {
  deleteFindings,
  findingsOfForm,
  listQualityRules,
  voidFindings,
  writeChanges,
} from '../data/quality-repository.ts'
import type { StoredResponse } from '../data/response-repository.ts'
import type { RevisionKind } from '../data/response-tables.ts'
import type { FormRules } from './form-rules.ts'
import type { QuestionnaireModel } from './questionnaires.ts'
import { localDay } from './record-effort.ts'
import { type HeaderCodes, headerCoder } from './survey-codes.ts'

interface SavedForm {
  readonly response: StoredResponse
  readonly texts: Readonly<Record<string, string>>
}

/**
 * Looks at a form that was just saved for the first time and writes what is found, within the transaction that saves it. A
 * clean form costs one look at the survey's rules.
 */
export async function lookAtNewForm(db: Db, rules: FormRules, form: SavedForm, activeMs: number | null): Promise<void> {
  const found = await findingsIn(db, rules, form, activeMs)
  if (found.length === 0) return
  const by = { atMs: form.response.savedAtMs, operatorId: null }
  await writeChanges(db, form.response.surveyId, reconcile([], found), by)
}

/**
 * Looks again at a form that was changed, within the transaction that changes it: what no longer holds is fixed, what is new
 * is open, a form made void needs nothing more, and one taken back to the desk was never there. What was found by comparing forms is fixed when this form no longer is
 * what was compared; anything new of that kind waits for the next run.
 */
export async function lookAtChangedForm(
  db: Db,
  rules: FormRules,
  form: SavedForm,
  change: { readonly kind: RevisionKind; readonly reason: string },
): Promise<void> {
  const { response } = form
  const { surveyId, operatorId, savedAtMs: atMs } = response
  if (change.kind === 'undo') return deleteFindings(db, surveyId, response.id)
  if (response.state === 'void') {
    return voidFindings(db, surveyId, response.id, { operatorId, atMs, reason: change.reason })
  }
  const active = new Set(activeRules(await rulesOfSurvey(db, surveyId)).map(({ code }) => code))
  // A rule that is switched off neither opens nor mends anything: what it found, and why that was excused, stays.
  const kept = (await findingsOfForm(db, surveyId, response.id)).filter(({ rule }) => active.has(rule))
  const found = await findingsIn(db, rules, form, await findActiveMs(db, surveyId, response.id))
  const still = kept.filter((finding) => isCompared(finding) && isAsCompared(finding, form))
  if (kept.length === 0 && found.length === 0) return
  await writeChanges(db, surveyId, reconcile(kept, [...found, ...still]), { atMs, operatorId })
}

/** Found by comparing this form with others. */
function isCompared({ rule }: KeptFinding): boolean {
  return builtInRule(rule)?.scope === 'survey'
}

function isAsCompared({ rule, basis, detail, state }: KeptFinding, { response, texts }: SavedForm): boolean {
  if (state === 'fixed') return false
  if (rule === 'near-duplicate') {
    return basis === contentKey(response.surveyVersionId, response.record, texts).toString(36)
  }
  const { serial } = response.header
  return basis === ('survey' in detail ? serial : serialBasis(serial, String(detail.other)))
}

async function findingsIn(
  db: Db,
  { model, survey, parts }: FormRules,
  { response, texts }: SavedForm,
  activeMs: number | null,
): Promise<Finding[]> {
  const rules = await rulesOfSurvey(db, response.surveyId)
  const keys = hasOwn(rules) ? headerKeys((await headerCoder(db, parts))(response.header)) : {}
  const look = lookOf(model, rules, survey.year)
  const found = look(lookedAt(response, texts, activeMs, keys))
  return found.map((finding) => ({ ...finding, responseId: response.id }))
}

export async function rulesOfSurvey(db: Db, surveyId: number): Promise<QualityRule[]> {
  return rulesOf(await listQualityRules(db, surveyId))
}

export function activeRules(rules: readonly QualityRule[]): QualityRule[] {
  return rules.filter(({ isActive }) => isActive)
}

/** An own rule that is looked at: only these need the codes of the header. */
export function hasOwn(rules: readonly QualityRule[]): boolean {
  return rules.some(({ isActive, condition }) => isActive && condition !== null)
}

export function headerKeys(codes: HeaderCodes): LookedAtForm['keys'] {
  const { group: respondent_group, ...rest } = codes
  const named: Record<(typeof HEADER_KEYS)[number], string> = { ...rest, respondent_group }
  return Object.fromEntries(HEADER_KEYS.map((key) => [key, named[key] || null]))
}

export function lookedAt(
  { record, header, savedAtMs }: StoredResponse,
  texts: LookedAtForm['texts'],
  activeMs: number | null,
  keys: LookedAtForm['keys'],
): LookedAtForm {
  return { record, texts, collectedOn: header.collectedOn, savedOn: localDay(savedAtMs), activeMs, keys }
}

interface Compiled {
  readonly of: string
  readonly look: LookAtForm
}

/** Rules change seldom: the newest set of each version stays compiled. */
const looks = new WeakMap<QuestionnaireModel, Compiled>()

export function lookOf(model: QuestionnaireModel, rules: readonly QualityRule[], year: number): LookAtForm {
  const of = JSON.stringify([year, rules])
  const known = looks.get(model)
  if (known?.of === of) return known.look
  const look = compileLook(model, rules, year)
  looks.set(model, { of, look })
  return look
}
