import { setImmediate as breathe } from 'node:timers/promises'
import { AppError } from '../core/errors.ts'
import type { Finding } from '../core/quality/finding.ts'
import { builtInRule, type QualityRule } from '../core/quality/quality-rule.ts'
import { reconcile } from '../core/quality/reconcile.ts'
import type { Db } from '../data/db.ts'
import { pageQualityForms, type QualityForm } from '../data/quality-form-repository.ts'
import { findingsBetween, writeChanges } from '../data/quality-repository.ts'
import { countValid } from '../data/response-repository.ts'
import { putSetting } from '../data/setting-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import { listSurveyVersions, type Survey } from '../data/survey-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { type Comparison, openComparison } from './quality-comparison.ts'
import { activeRules, hasOwn, headerKeys, lookedAt, lookOf, rulesOfSurvey } from './quality-look.ts'
import { type QuestionnaireModel, questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { type HeaderCodes, headerCoder } from './survey-codes.ts'

export interface RunInput {
  readonly surveyId: number
  /** Only this batch's forms are looked at one by one; forms are compared with all of the survey nevertheless. */
  readonly batchId?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((forms: number, total: number) => void) | undefined
}

export interface RunResult {
  /** Forms looked at. */
  readonly forms: number
  /** Findings new or open again, and those that no longer hold. */
  readonly opened: number
  readonly fixed: number
}

/** A keyer who saves meanwhile waits for one page at most: as many forms as the page before passed in so long. */
const PAGE_MS = 15
const FORMS = { first: 50, least: 10, most: 500 } as const

/**
 * Looks at every valid form of a survey or batch by the active rules and brings the findings up to date, page by page:
 * ending it early leaves what was looked at so far. Running twice changes nothing the second time. Throws AppError
 * `survey-not-found`, `batch-unknown`, `quality-cancelled`.
 */
export async function runQuality(services: Services, operator: Operator, input: RunInput): Promise<RunResult> {
  const { db } = services.store
  const { surveyId, batchId } = input
  const run = await prepare(services, input)
  const total = await countValid(db, surveyId)
  const sums = { forms: 0, opened: 0, fixed: 0 }
  for (let after = '', passed = 0, limit: number = FORMS.first; ; ) {
    if (input.signal?.aborted) throw new AppError('quality-cancelled')
    const fromMs = performance.now()
    const page = await inTransaction(services, (trx) => lookAtPage(trx, services, run, { after, limit }))
    if (page === null) break
    limit = nextLimit(limit, performance.now() - fromMs)
    after = page.last
    passed += page.passed
    addTo(sums, page)
    input.onProgress?.(passed, total)
    await breathe()
  }
  const compared = await run.comparison.finish(services)
  addTo(sums, { forms: 0, ...compared })
  const last: LastRun = { atMs: services.now(), operatorName: operator.name, batchId: batchId ?? null, ...sums }
  await inTransaction(services, (trx) => putSetting(trx, `quality-run:${surveyId}`, JSON.stringify(last)))
  return sums
}

/** At most twice as many: the next forms may have much more to be written of. */
function nextLimit(limit: number, tookMs: number): number {
  const fitting = Math.round(limit * Math.min(2, PAGE_MS / Math.max(tookMs, 0.1)))
  return Math.min(FORMS.most, Math.max(FORMS.least, fitting))
}

export interface LastRun extends RunResult {
  readonly atMs: number
  readonly operatorName: string
  /** Null: the whole survey. */
  readonly batchId: number | null
}

function addTo(sums: { forms: number; opened: number; fixed: number }, more: RunResult): void {
  sums.forms += more.forms
  sums.opened += more.opened
  sums.fixed += more.fixed
}

interface Run {
  readonly survey: Survey
  readonly batchId: number | undefined
  /** By the survey's version that a form is laid out by. */
  readonly models: ReadonlyMap<number, QuestionnaireModel>
  readonly codesOf: (header: QualityForm['header']) => HeaderCodes
  readonly comparison: Comparison
}

async function prepare(services: Services, { surveyId, batchId }: RunInput): Promise<Run> {
  const { db } = services.store
  const survey = await surveyById(db, surveyId)
  const parts = await readSurveyParts(db, surveyId)
  if (batchId !== undefined && !parts.batches.some(({ id }) => id === batchId)) {
    throw new AppError('batch-unknown', { id: batchId })
  }
  const rules = await rulesOfSurvey(db, surveyId)
  const active = activeRules(rules)
  const models = await modelsOf(db, services, surveyId)
  return {
    survey,
    batchId,
    models,
    codesOf: await headerCoder(db, parts),
    comparison: await openComparison(services, { survey, parts, rules: active, models }),
  }
}

async function modelsOf(db: Db, services: Services, surveyId: number): Promise<Map<number, QuestionnaireModel>> {
  const models = new Map<number, QuestionnaireModel>()
  for (const { id, questionnaireVersionId } of await listSurveyVersions(db, surveyId)) {
    models.set(id, await questionnaireModel(db, services, questionnaireVersionId))
  }
  return models
}

interface PageResult extends RunResult {
  readonly last: string
  /** Forms of the page, looked at or only compared. */
  readonly passed: number
}

/** By the rules as they are by now: one may be changed, or taken away with what it found, while the run goes. */
async function lookAtPage(
  db: Db,
  services: Services,
  run: Run,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<PageResult | null> {
  const { survey, batchId, comparison } = run
  const rules = await rulesOfSurvey(db, survey.id)
  const codes = activeRules(rules).map(({ code }) => code)
  const formRules = new Set(codes.filter((code) => builtInRule(code)?.scope !== 'survey'))
  const page = { limit, withEffort: formRules.has('too-fast') }
  const forms = await pageQualityForms(db, survey.id, after, page)
  const last = forms.at(-1)?.id
  if (last === undefined) return null
  for (const form of forms) comparison.add(form)
  const looked = batchId === undefined ? forms : forms.filter(({ header }) => header.batchId === batchId)
  const ids = new Set(looked.map(({ id }) => id))
  const found = looked.flatMap((form) => findingsOf(run, rules, form))
  const between = looked.length === 0 ? [] : await findingsBetween(db, survey.id, looked[0]?.id ?? '', last)
  const kept = between.filter(({ rule, responseId }) => formRules.has(rule) && ids.has(responseId))
  const changes = reconcile(kept, found)
  await writeChanges(db, survey.id, changes, { atMs: services.now(), operatorId: null })
  return {
    ...{ last, passed: forms.length, forms: looked.length },
    ...{ opened: changes.opened.length, fixed: changes.fixed.length },
  }
}

function findingsOf({ models, codesOf, survey }: Run, rules: readonly QualityRule[], form: QualityForm): Finding[] {
  const model = models.get(form.surveyVersionId)
  if (model === undefined) return [] // its survey moved on while the run went: the next one knows the version
  const look = lookOf(model, rules, survey.year)
  const keys = hasOwn(rules) ? headerKeys(codesOf(form.header)) : {}
  return look(lookedAt(form, form.texts, form.activeMs, keys)).map((found) => ({ ...found, responseId: form.id }))
}
