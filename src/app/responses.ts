import { assert } from '../core/assert.ts'
import { AppError } from '../core/errors.ts'
import type { Dictionary } from '../core/questionnaire/dictionary.ts'
import { fieldOf, missingKindOf } from '../core/questionnaire/record.ts'
import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import { findOperator } from '../data/operator-repository.ts'
import {
  type PageOf,
  pageResponses,
  type ResponseFilter,
  type ResponsePeople,
} from '../data/response-page-repository.ts'
import { findResponse, type ResponseHeader, readTexts, type StoredResponse } from '../data/response-repository.ts'
import { listRevisions } from '../data/revision-repository.ts'
import { surveyById } from './find-survey.ts'
import { surveyForms } from './questionnaires.ts'
import { type HistoryEntry, historyOf } from './response-history.ts'
import type { Services } from './services.ts'

export interface ResponseRow extends ResponsePeople {
  readonly id: string
  readonly serial: string
  /** Ids within the survey, 0 = none given. */
  readonly agencyId: number
  readonly sectorId: number
  readonly groupId: number
  readonly stratumId: number
  readonly collectedOn: string | null
  readonly state: 'valid' | 'void'
  readonly rev: number
  /** Of the last revision. */
  readonly savedAtMs: number
  /** Questions asked without a usable answer; those not asked don't count. */
  readonly missing: number
  /** The version of the survey's questionnaire that the form was keyed with. */
  readonly questionnaireVersion: number
}

export interface ResponseDetail extends ResponseRow {
  readonly header: ResponseHeader
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  /** Oldest first. */
  readonly revisions: readonly HistoryEntry[]
}

export interface PageInput {
  readonly surveyId: number
  readonly filter?: ResponseFilter | undefined
  readonly sort?: PageOf['sort'] | undefined
  readonly descending?: boolean | undefined
  readonly offset: number
  readonly limit: number
}

/** Newest first unless told otherwise. Throws AppError `survey-not-found`. */
export async function listResponsePage(
  services: Services,
  input: PageInput,
): Promise<{ total: number; rows: ResponseRow[] }> {
  const { db } = services.store
  await surveyById(db, input.surveyId)
  const formOf = await formsOf(services, input.surveyId)
  const sort = input.sort ?? 'savedAtMs'
  const isDescending = input.descending ?? sort === 'savedAtMs'
  const page = { sort, isDescending, offset: input.offset, limit: input.limit }
  const { total, rows } = await pageResponses(db, input.surveyId, input.filter ?? {}, page)
  return { total, rows: rows.map((row) => rowOf(row, row, formOf(row))) }
}

/** Throws AppError `survey-not-found`, `response-not-found`. */
export async function getResponse(
  services: Services,
  input: { readonly surveyId: number; readonly id: string },
): Promise<ResponseDetail> {
  const { db } = services.store
  await surveyById(db, input.surveyId)
  const response = await findResponse(db, input.surveyId, input.id)
  if (response === null) throw new AppError('response-not-found')
  const form = (await formsOf(services, input.surveyId))(response)
  const editor = await findOperator(db, response.operatorId)
  const revisions = await listRevisions(db, input.surveyId, input.id)
  const [first] = revisions
  const people = {
    keyerName: first?.operatorName ?? '',
    isImported: first?.kind === 'import',
    editorName: editor?.name ?? '',
    isUndone: response.state === 'void' && revisions.at(-1)?.kind === 'undo',
  }
  return {
    ...rowOf(response, people, form),
    header: response.header,
    record: response.record,
    texts: await readTexts(db, input.surveyId, input.id),
    revisions: historyOf(revisions, form.dictionary),
  }
}

/** Which form a response of the survey was keyed with. */
async function formsOf(services: Services, surveyId: number): Promise<(response: StoredResponse) => SurveyForm> {
  const forms = new Map((await surveyForms(services, surveyId)).map((form) => [form.id, form]))
  return ({ surveyVersionId }) => {
    const form = forms.get(surveyVersionId)
    assert(form !== undefined, 'a response is of a version of its survey')
    return form
  }
}

function rowOf(response: StoredResponse, people: ResponsePeople, form: SurveyForm): ResponseRow {
  const { version: questionnaireVersion, dictionary } = form
  const { serial, agencyId, sectorId, groupId, stratumId, collectedOn } = response.header
  const { id, state, rev, savedAtMs } = response
  const keys = { serial, agencyId, sectorId, groupId, stratumId, collectedOn }
  const missing = countMissing(response.record, dictionary)
  const { keyerName, isImported, editorName, isUndone } = people
  const names = { keyerName, isImported, editorName, isUndone }
  return { id, ...keys, ...names, state, rev, savedAtMs, missing, questionnaireVersion }
}

function countMissing(record: string, dictionary: Dictionary): number {
  return dictionary.variables.filter((variable) => {
    const kind = missingKindOf(fieldOf(record, variable))
    return kind !== null && kind !== 'notAsked'
  }).length
}
