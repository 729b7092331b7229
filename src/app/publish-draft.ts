import { AppError } from '../core/errors.ts'
import {
  compareVersions,
  type Impact,
  problemsAfter,
  type VersionChange,
  withRetiredCodes,
} from '../core/questionnaire/compare-versions.ts'
import { buildDictionary, type Dictionary } from '../core/questionnaire/dictionary.ts'
import type { Questionnaire } from '../core/questionnaire/questionnaire.ts'
import { answerOf, fieldProblem, padField } from '../core/questionnaire/record.ts'
import { parseQuestionnaire } from '../core/questionnaire/validate.ts'
import type { Db } from '../data/db.ts'
import {
  countFields,
  countTexts,
  deleteDraftVersion,
  findQuestionnaireVersion,
  findVersionBefore,
  listQuestionnaireVersions,
  setVersionState,
} from '../data/questionnaire-repository.ts'
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
 * What a version changes against the published one before it, or against `since`. Throws AppError
 * `questionnaire-not-found`.
 */
export async function impactOf(
  services: Services,
  { code, version, since }: DraftName & { readonly since?: number | undefined },
): Promise<ImpactReport> {
  const { db } = services.store
  const found = await findQuestionnaireVersion(db, code, version)
  if (found === null) throw new AppError('questionnaire-not-found', { code })
  const before = await (since === undefined
    ? findVersionBefore(db, code, version)
    : findQuestionnaireVersion(db, code, since))
  if (before === null) return { earlierVersion: null, impact: 'none', changes: [] }
  const after = definitionOf(found)
  const changes: CountedChange[] = []
  for (const one of compareVersions(definitionOf(before), after)) {
    changes.push({ ...one, responses: one.impact === 'loss' ? await countLost(db, code, version, one, after) : 0 })
  }
  const has = (impact: Impact): boolean => changes.some((one) => one.impact === impact)
  return { earlierVersion: before.version, impact: has('loss') ? 'loss' : has('label') ? 'label' : 'none', changes }
}

/**
 * Makes a draft the version that surveys may stand on; from then on it never changes. Codes it no longer asks are retired.
 * Throws AppError `questionnaire-not-draft`, `draft-changed-meanwhile`, those of parseQuestionnaire,
 * `questionnaire-kind-changed`, `questionnaire-levels-changed`.
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
  const questionnaire = parseQuestionnaire(withRetiredCodes(before, parseQuestionnaire(JSON.parse(draft.definition))))
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

/** Valid responses of every earlier version that asked the variable and hold an answer the newer one has no place for. */
async function countLost(
  db: Db,
  code: string,
  version: number,
  change: VersionChange,
  after: Questionnaire,
): Promise<number> {
  const target = buildDictionary(after).byCode.get(change.code)
  const isLost = (answer: string): boolean => {
    if (change.kind === 'removed' || target === undefined) return true
    if (change.kind === 'choice-removed') return Number(answer) === Number(change.choice)
    return fieldProblem(target, padField(target, answer)) !== null
  }
  let lost = 0
  for (const one of await listQuestionnaireVersions(db)) {
    if (one.code !== code || one.version >= version || one.state === 'draft') continue
    lost += await countAnswers(db, one.id, buildDictionary(definitionOf(one)), change.code, isLost)
  }
  return lost
}

async function countAnswers(
  db: Db,
  versionId: number,
  dictionary: Dictionary,
  code: string,
  isCounted: (answer: string) => boolean,
): Promise<number> {
  const variable = dictionary.byCode.get(code)
  if (variable === undefined) return countTexts(db, versionId, code)
  const fields = await countFields(db, versionId, variable)
  return fields
    .filter(({ field }) => {
      const answer = answerOf(field)
      return answer !== null && isCounted(answer)
    })
    .reduce((sum, { count }) => sum + count, 0)
}
