import { AppError } from '../core/errors.ts'
import {
  compareVersions,
  type Impact,
  problemsAfter,
  type VersionChange,
  withRetiredCodes,
} from '../core/questionnaire/compare-versions.ts'
import { layOut, type Variable } from '../core/questionnaire/dictionary.ts'
import { movedAnswer } from '../core/questionnaire/move-record.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import { answerOf, fieldOf } from '../core/questionnaire/record.ts'
import { parseQuestionnaire } from '../core/questionnaire/validate.ts'
import type { Db } from '../data/db.ts'
import {
  deleteDraftVersion,
  findQuestionnaireVersion,
  findVersionBefore,
  listQuestionnaireVersions,
  setVersionState,
} from '../data/questionnaire-repository.ts'
import { countTexts, pageRecords } from '../data/version-response-repository.ts'
import { inTransaction } from './in-transaction.ts'
import { publishQuestionnaire } from './publish-questionnaire.ts'
import { type DraftAt, type DraftName, draftAt } from './questionnaire-drafts.ts'
import { definitionOf } from './questionnaires.ts'
import type { Services } from './services.ts'

export interface CountedChange extends VersionChange {
  /** Valid responses of earlier versions whose answer has no place in this one; 0 where nothing can be lost. */
  readonly responses: number
}

export interface ImpactReport {
  /** The version it is compared with; null = the first of its code. */
  readonly earlierVersion: number | null
  /** The heaviest of the changes. */
  readonly impact: Impact
  readonly changes: readonly CountedChange[]
}

/**
 * What a version changes against the published one before it, or against `since`; responses are counted in every survey,
 * or in one. Throws AppError `questionnaire-not-found`.
 */
export async function impactOf(
  services: Services,
  {
    code,
    version,
    since,
    surveyId,
  }: DraftName & { readonly since?: number | undefined; readonly surveyId?: number | undefined },
): Promise<ImpactReport> {
  const { db } = services.store
  const found = await findQuestionnaireVersion(db, code, version)
  if (found === null) throw new AppError('questionnaire-not-found', { code })
  const before = await (since === undefined
    ? findVersionBefore(db, code, version)
    : findQuestionnaireVersion(db, code, since))
  if (before === null) return { earlierVersion: null, impact: 'none', changes: [] }
  const after = definitionOf(found)
  const compared = compareVersions(definitionOf(before), after)
  const lost = await countLost(db, compared, after, surveyId ?? null)
  const changes = compared.map((one) => ({ ...one, responses: lost.get(one) ?? 0 }))
  const has = (impact: Impact): boolean => changes.some((one) => one.impact === impact)
  return { earlierVersion: before.version, impact: has('loss') ? 'loss' : has('label') ? 'label' : 'none', changes }
}

/**
 * Makes a draft the version that surveys may stand on; from then on it never changes. Codes it no longer asks are retired.
 * Throws AppError `questionnaire-not-draft`, `draft-changed-meanwhile`, those of parseQuestionnaire,
 * `questionnaire-kind-changed`, `questionnaire-levels-changed`, `questionnaire-option-moved`.
 */
export async function publishDraft(services: Services, input: DraftAt): Promise<DraftName> {
  await inTransaction(services, (db) => publishDraftWithin(db, input, services.now()))
  return { code: input.code, version: input.version }
}

/** publishDraft within a transaction. */
export async function publishDraftWithin(db: Db, input: DraftAt, atMs: number): Promise<void> {
  const draft = await draftAt(db, input)
  const earlier = await findVersionBefore(db, input.code, input.version)
  const before = earlier && definitionOf(earlier)
  const questionnaire = parseQuestionnaire(withRetiredCodes(before, definitionOf(draft)))
  const [first] = before === null ? [] : problemsAfter(before, questionnaire)
  if (first !== undefined) throw new AppError(first.code, first.params)
  await deleteDraftVersion(db, draft.id)
  await publishQuestionnaire(db, questionnaire, atMs)
}

/** Takes a published version out of use for new surveys, or back into use. Throws AppError `questionnaire-not-found`. */
export async function retireQuestionnaire(
  services: Services,
  { code, version, isRetired }: DraftName & { readonly isRetired: boolean },
): Promise<void> {
  await inTransaction(services, async (db) => {
    const found = await findQuestionnaireVersion(db, code, version)
    if (found === null || found.state === 'draft') throw new AppError('questionnaire-not-found', { code })
    await setVersionState(db, found.id, isRetired ? 'retired' : 'published')
  })
}

/**
 * By change, the valid responses of earlier versions whose answer has no place in the newer one: as compileMove moves
 * them. One pass over each version's records, in pages, so that saving goes on in between.
 */
async function countLost(
  db: Db,
  changes: readonly VersionChange[],
  after: Questionnaire,
  surveyId: number | null,
): Promise<ReadonlyMap<VersionChange, number>> {
  const lost = new Map<VersionChange, number>()
  const losses = changes.filter(({ impact }) => impact === 'loss')
  if (losses.length === 0) return lost
  const add = (change: VersionChange, count: number): void => void lost.set(change, (lost.get(change) ?? 0) + count)
  const target = layOut(after)
  for (const one of await listQuestionnaireVersions(db)) {
    if (one.code !== after.code || one.version >= after.version || one.state === 'draft') continue
    const { byCode } = layOut(definitionOf(one))
    const counters = losses.flatMap((change) => {
      const variable = byCode.get(change.code)
      return variable === undefined
        ? []
        : [{ change, variable, isLost: lossOf(change, target.byCode.get(change.code)) }]
    })
    for (const change of losses.filter(({ code }) => !byCode.has(code))) {
      add(change, await countTexts(db, one.id, change.code, surveyId))
    }
    for await (const records of pageRecords(db, one.id, surveyId)) {
      for (const { change, variable, isLost } of counters) {
        add(change, records.filter((record) => isLost(fieldOf(record, variable))).length)
      }
    }
  }
  return lost
}

/** Whether a field's answer is lost by a change; fields take few values, so each is judged once. */
function lossOf(change: VersionChange, target: Variable | undefined): (field: string) => boolean {
  const known = new Map<string, boolean>()
  const judge = (field: string): boolean => {
    const answer = answerOf(field)
    if (answer === null) return false
    if (change.kind === 'choice-removed') return Number(answer) === Number(change.choice)
    return target === undefined || movedAnswer(answer, target) === null
  }
  return (field) => {
    const isLost = known.get(field) ?? judge(field)
    known.set(field, isLost)
    return isLost
  }
}
