import { AppError } from '../core/errors.ts'
import { MOST_VERSIONS, type Questionnaire, type Text } from '../core/questionnaire/questionnaire.ts'
import { refuseTooLarge } from '../core/questionnaire/validate.ts'
import type { Db } from '../data/db.ts'
import {
  deleteDraftVersion,
  findNewestVersion,
  findQuestionnaireVersion,
  insertDraftVersion,
  type QuestionnaireVersion,
  replaceDraftVersion,
} from '../data/questionnaire-repository.ts'
import { inTransaction } from './in-transaction.ts'
import { definitionOf } from './questionnaires.ts'
import type { Services } from './services.ts'

/** What a new draft begins from: nothing, the newest version of its own code, or a version of another one. */
export type DraftSource =
  | { readonly from: 'nothing'; readonly code: string; readonly title: Text }
  | { readonly from: 'newest'; readonly code: string }
  | {
      readonly from: 'copy'
      readonly of: string
      readonly version: number
      readonly code: string
      readonly title: Text
    }

export interface DraftName {
  readonly code: string
  readonly version: number
}

/** Which draft, as the caller last saw it. */
export interface DraftAt extends DraftName {
  readonly rev: number
}

/**
 * Begins a draft. `newest` answers the draft that is there already, since a code has one at a time.
 * Throws AppError `questionnaire-not-found`, `code-taken`.
 */
export async function createDraft(services: Services, source: DraftSource): Promise<DraftAt> {
  return inTransaction(services, async (db) => {
    const newest = await findNewestVersion(db, source.code)
    if (source.from === 'newest') {
      if (newest === null) throw new AppError('questionnaire-not-found', { code: source.code })
      return newest.state === 'draft'
        ? { ...nameOf(newest), rev: newest.rev }
        : addDraft(db, definitionOf(newest), services.now())
    }
    if (newest !== null) throw new AppError('code-taken', { code: source.code })
    const { code, title } = source
    if (source.from === 'nothing') return addDraft(db, emptyQuestionnaire(code, title), services.now())
    const model = await findQuestionnaireVersion(db, source.of, source.version)
    if (model === null) throw new AppError('questionnaire-not-found', { code: source.of })
    const { retiredCodes: _, ...document } = definitionOf(model) // what is retired there is free in a form of its own
    return addDraft(db, { ...document, code, title, version: 0 }, services.now())
  })
}

/**
 * Adds a draft as the next free version of its code, within a transaction; the document's own number stands where it is
 * higher still, since other offices call that version so.
 */
export async function addDraft(db: Db, questionnaire: Questionnaire, atMs: number): Promise<DraftAt> {
  const newest = await findNewestVersion(db, questionnaire.code)
  const version = Math.max((newest?.version ?? 0) + 1, questionnaire.version)
  if (version > MOST_VERSIONS) {
    throw new AppError('questionnaire-versions-full', { code: questionnaire.code, most: MOST_VERSIONS })
  }
  const rev = await insertDraftVersion(db, { ...questionnaire, version }, atMs)
  return { code: questionnaire.code, version, rev }
}

/**
 * Puts the whole document in the place of the draft's; answers its new `rev`.
 * Throws AppError `questionnaire-not-found`, `questionnaire-not-draft`, `draft-changed-meanwhile` and those of refuseTooLarge.
 */
export async function saveQuestionnaireDraft(
  services: Services,
  input: { readonly questionnaire: Questionnaire; readonly rev: number },
): Promise<{ rev: number; savedAtMs: number }> {
  const { questionnaire, rev } = input
  refuseTooLarge(questionnaire)
  const savedAtMs = services.now()
  await inTransaction(services, async (db) => {
    await draftAt(db, { ...nameOf(questionnaire), rev })
    await replaceDraftVersion(db, questionnaire, rev, savedAtMs)
  })
  return { rev: rev + 1, savedAtMs }
}

/** Throws as saveQuestionnaireDraft. */
export async function discardQuestionnaireDraft(services: Services, input: DraftAt): Promise<void> {
  await inTransaction(services, async (db) => {
    const draft = await draftAt(db, input)
    await deleteDraftVersion(db, draft.id)
  })
}

/** The draft, if it is still as the caller saw it. Throws as saveQuestionnaireDraft. */
export async function draftAt(db: Db, { code, version, rev }: DraftAt): Promise<QuestionnaireVersion> {
  const draft = await findQuestionnaireVersion(db, code, version)
  if (draft === null) throw new AppError('questionnaire-not-found', { code })
  if (draft.state !== 'draft') throw new AppError('questionnaire-not-draft', { code, version })
  if (draft.rev !== rev) throw new AppError('draft-changed-meanwhile', { code, version })
  return draft
}

function nameOf({ code, version }: DraftName): DraftName {
  return { code, version }
}

function emptyQuestionnaire(code: string, title: Text): Questionnaire {
  const lists = { choiceLists: [], sections: [], schemes: [] }
  return { format: 'sipas-questionnaire/1', code, version: 1, title, source: '', ...lists }
}
