import { AppError } from '../core/errors.ts'
import { OWN_CODE, parameterOf, type QualityRule } from '../core/quality/quality-rule.ts'
import type { FindingState } from '../core/quality/reconcile.ts'
import { countFindings, type FindingRow, pageFindings } from '../data/finding-page-repository.ts'
import { type FindingKey, settleFinding } from '../data/quality-repository.ts'
import { findSetting } from '../data/setting-repository.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { activeRules, rulesOfSurvey } from './quality-look.ts'
import type { LastRun } from './quality-run.ts'
import type { Services } from './services.ts'

export interface RuleRow extends QualityRule {
  /** What is in force: the survey's own or the usual one; null for a rule without. */
  readonly limit: number | null
  readonly counts: Readonly<Record<FindingState, number>>
}

export interface QualityOverview {
  readonly rules: readonly RuleRow[]
  /** Null while the rules never ran over the whole; what is saved by keying is looked at all the same. */
  readonly lastRun: LastRun | null
}

/**
 * The rules of a survey with how much they found; `sealedFor`: as in FindingsInput, so that the counts are those of the list.
 * Throws AppError `survey-not-found`.
 */
export async function qualityOverview(
  services: Services,
  surveyId: number,
  sealedFor?: number,
): Promise<QualityOverview> {
  const { db } = services.store
  await surveyById(db, surveyId)
  const counts = new Map<string, Record<FindingState, number>>()
  for (const { rule, state, count } of await countFindings(db, surveyId, sealedFor)) {
    counts.set(rule, { ...(counts.get(rule) ?? NONE), [state]: count })
  }
  const rules = (await rulesOfSurvey(db, surveyId)).map((rule) => {
    return { ...rule, limit: parameterOf(rule), counts: counts.get(rule.code) ?? NONE }
  })
  const last = await findSetting(db, `quality-run:${surveyId}`)
  return { rules, lastRun: last === null ? null : (JSON.parse(last) as LastRun) } // written by runQuality only
}

const NONE: Readonly<Record<FindingState, number>> = { open: 0, fixed: 0, excused: 0, void: 0 }

export interface FindingsInput {
  readonly surveyId: number
  /** All active rules when absent. */
  readonly rule?: string | undefined
  readonly state?: FindingState | undefined
  readonly batchId?: number | undefined
  readonly responseId?: string | undefined
  /** Of a keyer or verifier, so that no finding tells them what they are still to key or settle. */
  readonly sealedFor?: number | undefined
  readonly offset: number
  readonly limit: number
}

/** By rule, serial and place. What a rule found that is no longer in use is not listed. Throws AppError `survey-not-found`. */
export async function listFindings(
  services: Services,
  { surveyId, rule, offset, limit, ...filter }: FindingsInput,
): Promise<{ total: number; rows: FindingRow[] }> {
  const { db } = services.store
  await surveyById(db, surveyId)
  const active = new Map(activeRules(await rulesOfSurvey(db, surveyId)).map((one) => [one.code, one.name]))
  const rules = [...active.keys()].filter((code) => rule === undefined || code === rule)
  const page = await pageFindings(db, surveyId, { rules, ...filter }, { offset, limit })
  // An own rule is told by the name that it has by now.
  const named = page.rows.map((row) => {
    return OWN_CODE.test(row.rule) ? { ...row, detail: { ...row.detail, name: active.get(row.rule) ?? '' } } : row
  })
  return { total: page.total, rows: named }
}

export interface ExcuseInput {
  readonly surveyId: number
  readonly findings: readonly FindingKey[]
  readonly reason: string
}

/**
 * Excuses findings for one reason; each holds while what its rule looked at stays the same. Answers how many were open:
 * somebody else may have settled one meanwhile. Throws AppError `survey-not-found`, `reason-missing`.
 */
export async function excuseFindings(
  services: Services,
  operator: Operator,
  { surveyId, findings, reason: typed }: ExcuseInput,
): Promise<{ settled: number }> {
  const reason = typed.normalize('NFC').trim()
  if (reason === '') throw new AppError('reason-missing')
  return settle(services, operator, { surveyId, findings, state: 'excused', reason })
}

/** Takes excuses back. Throws AppError `survey-not-found`. */
export async function reopenFindings(
  services: Services,
  operator: Operator,
  input: Omit<ExcuseInput, 'reason'>,
): Promise<{ settled: number }> {
  return settle(services, operator, { ...input, state: 'open', reason: '' })
}

function settle(
  services: Services,
  operator: Operator,
  { surveyId, findings, state, reason }: ExcuseInput & { readonly state: 'open' | 'excused' },
): Promise<{ settled: number }> {
  return inTransaction(services, async (db) => {
    await surveyById(db, surveyId)
    const to = { state, reason, operatorId: operator.id, atMs: services.now() }
    let settled = 0
    for (const key of findings) if (await settleFinding(db, surveyId, key, to)) settled += 1
    return { settled }
  })
}
