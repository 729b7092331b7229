import { anonymousPart } from '../core/comments/anonymity.ts'
import { maskText } from '../core/comments/mask.ts'
import { AppError, type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { uniteForms } from '../core/questionnaire/survey-forms.ts'
import { countFormsOf } from '../data/comment-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { keptComments } from './comment-cache.ts'
import { listTags } from './comment-tags.ts'
import { type CommentsInput, countComments, filterOf } from './comments.ts'
import { surveyById } from './find-survey.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { readSmallCells } from './settings.ts'

export interface CommentExportInput extends CommentsInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/** A workbook is made in memory: beyond this only CSV. */
const MOST_IN_XLSX = 100_000

const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')

/**
 * The comments that a filter leaves with their tags, for those who read them elsewhere. Nothing says whose they are: no
 * serial; what looks personal in a text is masked; an agency (a sector) with few forms is left out; the order is drawn by
 * the random end of the forms' ids. Throws AppError `survey-not-found`, `xlsx-too-many-rows`.
 */
export async function exportComments(services: Services, input: CommentExportInput): Promise<Download> {
  const { db } = services.store
  const { surveyId, format, delimiter } = input
  const { code } = await surveyById(db, surveyId)
  const kept = await keptComments(services, surveyId)
  const numbers = kept.find(await filterOf(services, input))
  if (format === 'xlsx' && numbers.length > MOST_IN_XLSX) {
    throw new AppError('xlsx-too-many-rows', { count: numbers.length, limit: MOST_IN_XLSX })
  }
  const agencies = await namesOf(services, surveyId, 'agency_id')
  const sectors = await namesOf(services, surveyId, 'sector_id')
  const groups = new Map((await readSurveyParts(db, surveyId)).groups.map(({ id, name }) => [id, name]))
  const labels = new Map(
    uniteForms(await surveyForms(services, surveyId)).texts.map((text) => [text.code, text.label.vi]),
  )
  const tags = new Map((await listTags(services)).map(({ id, name }) => [id, name]))
  const comments = numbers.flatMap((number) => kept.at(number) ?? [])
  comments.sort((a, b) => (drawOf(a.responseId) < drawOf(b.responseId) ? -1 : 1))
  const rows = comments.map((comment) =>
    [
      agencies(comment.agencyId),
      sectors(comment.sectorId),
      groups.get(comment.groupId) ?? '',
      labels.get(comment.variable) ?? comment.variable,
      maskText(comment.body),
      comment.tags.map((id) => tags.get(id) ?? '').join('; '),
    ].map(guardFormula),
  )
  const header = COMMENT_HEADINGS.map(say)
  const name = fileName('file-comments', code, format)
  return tableDownload(name, say('sheet-comments'), [header, ...rows], { format, delimiter })
}

const COMMENT_HEADINGS: readonly ErrorCode[] = [
  'column-agency',
  'column-sector',
  'column-group',
  'column-question',
  'column-comment',
  'column-tags',
]

/** A UUIDv7 begins with its time and ends in random digits. */
function drawOf(responseId: string): string {
  return responseId.slice(-12)
}

/** The name of an agency or a sector; empty for one with so few forms that its people would be known. */
async function namesOf(
  services: Services,
  surveyId: number,
  part: 'agency_id' | 'sector_id',
): Promise<(id: number) => string> {
  const { db } = services.store
  const { agencies, sectors } = await readSurveyParts(db, surveyId)
  const names = new Map(
    part === 'agency_id'
      ? agencies.map(({ id, name }) => [id, name] as const)
      : sectors.map(({ id, name }) => [id, name.vi] as const),
  )
  const forms = await countFormsOf(db, surveyId, part)
  const rule = await readSmallCells(db)
  return (id) => names.get(anonymousPart(id, forms, rule)) ?? ''
}

/**
 * How often each tag was given: a row a tag with its share of the comments (0-1, unrounded), then the same for each agency
 * that countComments shows. Throws AppError `survey-not-found`.
 */
export async function exportCommentCounts(services: Services, input: CommentExportInput): Promise<Download> {
  const { db } = services.store
  const { surveyId, format, delimiter } = input
  const { code } = await surveyById(db, surveyId)
  const names = new Map((await listTags(services)).map(({ id, name }) => [id, name]))
  const parts = await readSurveyParts(db, surveyId)
  const agencies = new Map(parts.agencies.map(({ id, name }) => [id, name]))
  const { total, untagged, tags, agencies: byAgency } = await countComments(services, input)
  const row = (agency: string, tag: string, count: number, of: number): Rows[number] => {
    return [guardFormula(agency), guardFormula(tag), count, of, of === 0 ? null : count / of]
  }
  const whole = tags.map(({ tagId, count }) => row('', names.get(tagId) ?? '', count, total))
  const each = byAgency.flatMap(({ agencyId, total: of, counts }) => {
    const agency = agencies.get(agencyId) ?? say('word-no-agency')
    return tags.map(({ tagId }, at) => row(agency, names.get(tagId) ?? '', counts[at] ?? 0, of))
  })
  const header = COUNT_HEADINGS.map(say)
  const rows: Rows = [header, ...whole, row('', say('word-untagged'), untagged, total), ...each]
  return tableDownload(fileName('file-comment-counts', code, format), say('sheet-comment-counts'), rows, {
    format,
    delimiter,
  })
}

const COUNT_HEADINGS: readonly ErrorCode[] = [
  'column-agency',
  'column-tag',
  'column-comments',
  'column-comments-of',
  'column-share',
]
