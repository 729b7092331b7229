import { isSensitive } from '../core/deidentify/sensitive.ts'
import type { SurveyForm } from '../core/questionnaire/survey-forms.ts'
import { listBatches } from '../data/batch-repository.ts'
import { listValidIds, type ResponseWithTexts, readResponses } from '../data/response-export-repository.ts'
import { readSurveyParts } from '../data/survey-part-repository.ts'
import type { Survey } from '../data/survey-repository.ts'
import { KEY_COLUMNS, type KeyColumn } from '../files/responses/column-plan.ts'
import type { ExportedResponse } from '../files/responses/response-table.ts'
import { surveyByCode } from './find-survey.ts'
import { surveyForms } from './questionnaires.ts'
import type { Services } from './services.ts'
import { headerCoder } from './survey-codes.ts'

/** The valid responses of a survey as every file of them reads them. */
export interface ResponseSource {
  readonly survey: Survey
  /** The survey's versions with the variables and open texts that may leave, and no others: what a file may show. */
  readonly forms: readonly SurveyForm[]
  /** The keys that may leave; the others are empty in every response. */
  readonly keys: readonly KeyColumn[]
  readonly count: number
  /** All responses, some thousand a piece; each call reads them anew and in the same order. */
  readonly responses: () => AsyncIterable<readonly ExportedResponse[]>
}

export interface ResponseSourceInput {
  readonly surveyCode: string
  readonly isDeIdentified: boolean
}

/** Responses a statement. */
const BATCH = 1000
const IDENTIFYING_KEYS: ReadonlySet<KeyColumn> = new Set(['unit', 'batch', 'collected_on'])

/**
 * Opens the valid responses for a file. De-identified: no unit, batch, date, open text, ethnicity; serials and clusters
 * become running numbers and the order is drawn anew, so that the place in the file tells nothing either.
 * Throws AppError `survey-not-found`.
 */
export async function openResponses(
  services: Services,
  { surveyCode, isDeIdentified }: ResponseSourceInput,
): Promise<ResponseSource> {
  const { db } = services.store
  const survey = await surveyByCode(db, surveyCode)
  const ids = await listValidIds(db, survey.id)
  const forms = await surveyForms(services, survey.id) // after the ids: no response is of a version that isn't there yet
  const hasBatches = (await listBatches(db, survey.id)).length > 1
  const exporter = await openExporter(services, survey.id, isDeIdentified)
  const ordered = isDeIdentified ? shuffled(ids) : ids
  return {
    survey,
    forms: isDeIdentified ? forms.map(withoutIdentifying) : forms,
    keys: KEY_COLUMNS.filter(
      (key) => (!isDeIdentified || !IDENTIFYING_KEYS.has(key)) && (hasBatches || key !== 'batch'),
    ),
    count: ids.length,
    responses: async function* () {
      const exported = exporter()
      for (let at = 0; at < ordered.length; at += BATCH) {
        yield (await readResponses(db, survey.id, ordered.slice(at, at + BATCH))).map(exported)
      }
    },
  }
}

function withoutIdentifying(form: SurveyForm): SurveyForm {
  const { dictionary } = form
  const variables = dictionary.variables.filter((variable) => !isSensitive(variable))
  const byCode = new Map(variables.map((variable) => [variable.code, variable]))
  return { ...form, dictionary: { ...dictionary, variables, byCode, texts: [] } }
}

type Exporter = (response: ResponseWithTexts) => ExportedResponse

/** One exporter a pass: its running numbers begin again. */
async function openExporter(services: Services, surveyId: number, isDeIdentified: boolean): Promise<() => Exporter> {
  const { db } = services.store
  const codesOf = await headerCoder(db, await readSurveyParts(db, surveyId))
  return () => {
    const serials = numberer()
    const clusters = numberer()
    return ({ header, surveyVersionId: formId, record, texts }) => {
      const { agency, sector, unit, stratum, cluster, group, batch } = codesOf(header)
      const keys = {
        serial: isDeIdentified ? serials(header.serial) : header.serial,
        agency,
        sector,
        unit: isDeIdentified ? '' : unit,
        stratum,
        cluster: isDeIdentified && cluster !== '' ? clusters(cluster) : cluster,
        respondent_group: group,
        batch: isDeIdentified ? '' : batch,
        collected_on: isDeIdentified ? '' : (header.collectedOn ?? ''),
      }
      return { formId, keys, weight: header.weight, record, texts: isDeIdentified ? {} : texts }
    }
  }
}

/** The same number for the same code, from 1 in the order first met. */
function numberer(): (code: string) => string {
  const numbers = new Map<string, string>()
  return (code) => {
    const number = numbers.get(code) ?? String(numbers.size + 1)
    numbers.set(code, number)
    return number
  }
}

/** By the random end of a UUIDv7, whose beginning is its time. */
function shuffled(ids: readonly string[]): string[] {
  const end = (id: string): string => id.slice(-12)
  return [...ids].sort((a, b) => (end(a) < end(b) ? -1 : 1))
}
