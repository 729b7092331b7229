import { foreignSerialFinding, SerialGroups } from '../core/quality/duplicate-serials.ts'
import type { Finding } from '../core/quality/finding.ts'
import { type MissingCounter, missingCounter } from '../core/quality/missing-share.ts'
import { ContentGroups, distinctiveForm } from '../core/quality/near-duplicates.ts'
import { outlyingUnits, type UnitFigure } from '../core/quality/outliers.ts'
import { parameterOf, type QualityRule } from '../core/quality/quality-rule.ts'
import { offQuotas } from '../core/quality/quota.ts'
import { reconcile } from '../core/quality/reconcile.ts'
import type { Db } from '../data/db.ts'
import { findOwnLane } from '../data/device-repository.ts'
import { hasPrintedForms } from '../data/print-repository.ts'
import { countByBatch, listForeignSerials, type QualityForm } from '../data/quality-form-repository.ts'
import { findingsByRules, writeChanges } from '../data/quality-repository.ts'
import { changedSince } from '../data/revision-repository.ts'
import type { SurveyParts } from '../data/survey-part-repository.ts'
import type { Survey } from '../data/survey-repository.ts'
import { inTransaction } from './in-transaction.ts'
import { rulesOfSurvey } from './quality-look.ts'
import type { QuestionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { computeFor, loadSurveyContext, settingsOf } from './survey-context.ts'

/** The rules that compare forms: told of every valid form of a survey, then finished once. */
export interface Comparison {
  add(form: QualityForm): void
  /** Writes what the whole survey shows. */
  finish(services: Services): Promise<{ opened: number; fixed: number }>
}

export interface ComparisonOf {
  readonly survey: Survey
  readonly parts: SurveyParts
  /** The active ones. */
  readonly rules: readonly QualityRule[]
  readonly models: ReadonlyMap<number, QuestionnaireModel>
}

const COMPARING = ['duplicate-serial', 'near-duplicate', 'quota', 'outlier'] as const

export async function openComparison(services: Services, of: ComparisonOf): Promise<Comparison> {
  const { survey, models } = of
  const limits = new Map(of.rules.map((rule) => [rule.code, parameterOf(rule)]))
  const serials = limits.has('duplicate-serial') ? await openSerials(services, survey) : null
  const contents = limits.has('near-duplicate') ? openContents(models, limits.get('near-duplicate') ?? 0) : null
  const missing = limits.has('outlier') ? new MissingByAgency(models) : null
  const from = await findOwnLane(services.store.db)
  return {
    add: (form) => {
      const numbered = { responseId: form.id, serial: form.header.serial }
      serials?.add(numbered)
      contents?.add(numbered, form.surveyVersionId, form.record, form.texts)
      missing?.add(form)
    },
    finish: async (services) => {
      const outliers = missing === null ? [] : await findOutliers(services, of, missing, limits.get('outlier') ?? 0)
      return inTransaction(services, async (db) => {
        const changed = from === null ? NONE : await changedSince(db, survey.id, from)
        const found = [...(serials?.findings(changed) ?? []), ...(contents?.findings(changed) ?? []), ...outliers]
        if (serials !== null) found.push(...(await foreignSerials(db, survey)))
        if (limits.has('quota')) found.push(...(await findQuotas(db, of, limits.get('quota') ?? 0)))
        const held = await heldRules(db, of)
        const kept = await findingsByRules(
          db,
          survey.id,
          COMPARING.filter((code) => held.has(code)),
        )
        // What was changed meanwhile was looked at as it was saved; what is new of it waits for the next run.
        const changes = reconcile(
          kept.filter(({ responseId }) => !changed.has(responseId)),
          found.filter(({ responseId, rule }) => held.has(rule) && !changed.has(responseId)),
        )
        await writeChanges(db, survey.id, changes, { atMs: services.now(), operatorId: null })
        return { opened: changes.opened.length, fixed: changes.fixed.length }
      })
    },
  }
}

const NONE: ReadonlySet<string> = new Set()

/** Codes of the rules that the survey still wants as they were when the run began. */
async function heldRules(db: Db, { survey, rules }: ComparisonOf): Promise<Set<string>> {
  const now = new Set((await rulesOfSurvey(db, survey.id)).map((rule) => JSON.stringify(rule)))
  return new Set(rules.filter((rule) => now.has(JSON.stringify(rule))).map(({ code }) => code))
}

async function openSerials({ store: { db } }: Services, survey: Survey): Promise<SerialGroups> {
  return new SerialGroups(await hasPrintedForms(db, survey.id))
}

function openContents(models: ComparisonOf['models'], least: number): ContentGroups {
  const tests = new Map(Array.from(models, ([id, { dictionary }]) => [id, distinctiveForm(dictionary, least)]))
  return new ContentGroups((versionId, record) => tests.get(versionId)?.(record) ?? false)
}

async function foreignSerials(db: Db, { id, questionnaireCode }: Survey): Promise<Finding[]> {
  const rows = await listForeignSerials(db, id, questionnaireCode)
  return rows.map(({ survey, ...form }) => foreignSerialFinding(form, survey))
}

async function findQuotas(db: Db, { survey, parts }: ComparisonOf, percent: number): Promise<Finding[]> {
  const counts = await countByBatch(db, survey.id)
  const count = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const whole = { place: '@survey', name: '', expected: survey.expectedCount, count }
  const batches = parts.batches.map(({ id, code, name, expectedCount: expected }) => {
    return { place: `@batch:${id}`, name: code || name || String(id), expected, count: counts.get(id) ?? 0 }
  })
  return offQuotas([whole, ...batches], percent)
}

/** Asked and missing answers, summed by agency; 0 = forms without one. */
class MissingByAgency {
  readonly sums = new Map<number, { asked: number; missing: number; forms: number }>()
  private readonly counters: ReadonlyMap<number, MissingCounter>

  constructor(models: ComparisonOf['models']) {
    this.counters = new Map(Array.from(models, ([id, { dictionary }]) => [id, missingCounter(dictionary)]))
  }

  add({ header, surveyVersionId, record }: QualityForm): void {
    const counted = this.counters.get(surveyVersionId)?.(record)
    if (counted === undefined) return
    const sum = this.sums.get(header.agencyId) ?? { asked: 0, missing: 0, forms: 0 }
    sum.asked += counted.asked
    sum.missing += counted.missing
    sum.forms += 1
    this.sums.set(header.agencyId, sum)
  }
}

async function findOutliers(
  services: Services,
  { survey, parts }: ComparisonOf,
  { sums }: MissingByAgency,
  limit: number,
): Promise<Finding[]> {
  const names = new Map(parts.agencies.map(({ id, name }) => [id, name]))
  const shares = parts.agencies.flatMap(({ id, name }): UnitFigure[] => {
    const sum = sums.get(id)
    if (sum === undefined || sum.asked === 0) return []
    return [{ place: `@agency:${id}`, name, value: (100 * sum.missing) / sum.asked, count: sum.forms }]
  })
  const indices = survey.schemeCode === '' ? [] : await indicesByAgency(services, survey.id, names)
  return [...outlyingUnits('index', indices, limit), ...outlyingUnits('missing', shares, limit)]
}

/** The overall index of every agency that has one, as the survey reports it. */
async function indicesByAgency(
  services: Services,
  surveyId: number,
  names: ReadonlyMap<number, string>,
): Promise<UnitFigure[]> {
  const context = await loadSurveyContext(services, surveyId)
  return computeFor(context, settingsOf(context, {}), { by: ['agency'] }).flatMap(({ codes, estimates }) => {
    const [agency = 0] = codes
    const [root] = estimates
    const name = names.get(agency)
    if (name === undefined || root === undefined || root.index === null) return []
    return [{ place: `@agency:${agency}`, name, value: root.index, count: root.n }]
  })
}
