import { anonymousPart } from '../core/comments/anonymity.ts'
import type { Comment, CommentFilter } from '../core/comments/kept-comments.ts'
import { AppError } from '../core/errors.ts'
import { isTooFew } from '../core/index/small-cells.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { uniteForms } from '../core/questionnaire/survey-forms.ts'
import { deleteQuote, listQuotes as listStored, putQuote } from '../data/comment-quote-repository.ts'
import { type CommentKey, countFormsOf, hasComment } from '../data/comment-repository.ts'
import type { Db } from '../data/db.ts'
import { keptComments } from './comment-cache.ts'
import { surveyById } from './find-survey.ts'
import { inTransaction } from './in-transaction.ts'
import type { Operator } from './operators.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { readSmallCells } from './settings.ts'

export interface CommentsInput {
  readonly surveyId: number
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  readonly groupId?: number | undefined
  /** Of one open question; when absent of those asked of everybody. */
  readonly variable?: string | undefined
  readonly text?: string | undefined
  readonly hidesEmpty?: boolean | undefined
  readonly tag?: number | 'none' | undefined
}

export interface CommentQuestion {
  readonly variable: string
  readonly number: string
  readonly label: Text
  /** Asked of everybody; others explain an answer ("other, please write") and are read when chosen. */
  readonly isForAll: boolean
  readonly count: number
}

/** The open questions of a survey's forms, with their comments. Throws AppError `survey-not-found`. */
export async function commentQuestions(services: Services, surveyId: number): Promise<CommentQuestion[]> {
  const counts = (await keptComments(services, surveyId)).countByVariable()
  const { texts } = uniteForms(await surveyForms(services, surveyId))
  return texts.map(({ code, number, label, askIf }) => {
    return { variable: code, number, label, isForAll: askIf.length === 0, count: counts.get(code) ?? 0 }
  })
}

/**
 * The numbers of the comments that a filter leaves, by form, oldest first. A comment's number stays its own while the
 * program runs. Throws AppError `survey-not-found`.
 */
export async function findComments(services: Services, input: CommentsInput): Promise<number[]> {
  const kept = await keptComments(services, input.surveyId)
  return kept.find(await filterOf(services, input))
}

export type CommentRow = Comment & { readonly tags: readonly number[] }

/** By number; null for one that is no more (its form was made void, or lost the text). Throws AppError `survey-not-found`. */
export async function readComments(
  services: Services,
  { surveyId, numbers }: { readonly surveyId: number; readonly numbers: readonly number[] },
): Promise<(CommentRow | null)[]> {
  const kept = await keptComments(services, surveyId)
  return numbers.map((number) => {
    const comment = kept.at(number)
    if (comment === null) return null
    const { responseId, variable, body, agencyId, sectorId, groupId, tags } = comment
    return { responseId, variable, body, agencyId, sectorId, groupId, tags }
  })
}

export interface TagCounts {
  readonly total: number
  readonly untagged: number
  readonly tags: readonly { readonly tagId: number; readonly count: number }[]
  /** Agencies with comments that have too few forms for the office to show figures of them. */
  readonly hiddenAgencies: number
  /** The others; 0 = no agency given. `counts` in the order of `tags`. */
  readonly agencies: readonly {
    readonly agencyId: number
    readonly total: number
    readonly counts: readonly number[]
  }[]
}

/**
 * How often each tag was given among the comments that a filter leaves (`tag` aside), the most frequent first. A comment
 * with two tags counts in both, so shares need not add up. Agencies with too few forms are left out of those by agency, not
 * of the whole. Throws AppError `survey-not-found`.
 */
export async function countComments(services: Services, input: CommentsInput): Promise<TagCounts> {
  const kept = await keptComments(services, input.surveyId)
  const { total, untagged, byTag, byAgency } = kept.count(await filterOf(services, { ...input, tag: undefined }))
  const tags = [...byTag]
    .map(([tagId, count]) => ({ tagId, count }))
    .sort((a, b) => b.count - a.count || a.tagId - b.tagId)
  const { db } = services.store
  const rule = await readSmallCells(db)
  const forms = await countFormsOf(db, input.surveyId, 'agency_id')
  const shown = [...byAgency].filter(([agencyId]) => agencyId === 0 || !isTooFew(forms.get(agencyId) ?? 0, rule))
  const agencies = shown
    .map(([agencyId, of]) => ({ agencyId, total: of.total, counts: tags.map(({ tagId }) => of.byTag.get(tagId) ?? 0) }))
    .sort((a, b) => b.total - a.total || a.agencyId - b.agencyId)
  return { total, untagged, tags, hiddenAgencies: byAgency.size - shown.length, agencies }
}

/** A survey whose open questions are all conditional is read whole. */
export async function filterOf(services: Services, input: CommentsInput): Promise<CommentFilter> {
  const { surveyId: _, variable, ...rest } = input
  if (variable !== undefined) return { ...rest, variables: new Set([variable]) }
  const { texts } = uniteForms(await surveyForms(services, input.surveyId))
  const forAll = texts.filter(({ askIf }) => askIf.length === 0)
  return forAll.length === 0 ? rest : { ...rest, variables: new Set(forAll.map(({ code }) => code)) }
}

/** A passage as reports print it: without its form, its agency, or who chose it. */
export interface Quote extends CommentKey {
  readonly body: string
  /** 0: none given, or too few forms of it for its people to stay unknown. */
  readonly sectorId: number
  readonly operatorName: string
  readonly atMs: number
}

/** Newest first. Throws AppError `survey-not-found`. */
export async function listQuotes(services: Services, surveyId: number): Promise<Quote[]> {
  const { db } = services.store
  await surveyById(db, surveyId)
  const forms = await countFormsOf(db, surveyId, 'sector_id')
  const rule = await readSmallCells(db)
  return (await listStored(db, surveyId)).map((quote) => {
    return { ...quote, sectorId: anonymousPart(quote.sectorId, forms, rule) }
  })
}

export type CommentOf = CommentKey & { readonly surveyId: number }

/** Keeps a passage, edited by whoever chose it; another of the same comment takes its place. Throws AppError `comment-not-found`. */
export async function keepQuote(services: Services, operator: Operator, input: CommentOf & { readonly body: string }) {
  const { surveyId, responseId, variable } = input
  const body = input.body.normalize('NFC').trim()
  await inTransaction(services, async (db) => {
    await commentOf(db, input)
    await putQuote(db, surveyId, { responseId, variable, body, operatorId: operator.id, atMs: services.now() })
  })
}

/** Throws AppError `survey-not-found`. */
export async function removeQuote(services: Services, input: CommentOf): Promise<void> {
  await inTransaction(services, async (db) => {
    await surveyById(db, input.surveyId)
    await deleteQuote(db, input.surveyId, input)
  })
}

/** Throws AppError `comment-not-found` where no valid form of the survey has such a text. */
export async function commentOf(db: Db, { surveyId, ...key }: CommentOf): Promise<void> {
  if (!(await hasComment(db, surveyId, key))) throw new AppError('comment-not-found')
}
