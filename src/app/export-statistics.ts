import type { StatisticsFormat } from '../core/response-formats.ts'
import { periodCode } from '../core/survey-period.ts'
import { type Language, textIn, type WordKey, wordsFor } from '../core/words.ts'
import { readSurveyParts, type SurveyParts } from '../data/survey-part-repository.ts'
import { listUnits } from '../data/unit-repository.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { buildStatisticsTable, type KeyNames } from '../files/stats/build-table.ts'
import { statisticsCodebook } from '../files/stats/codebook-csv.ts'
import type { StatisticsTable } from '../files/stats/statistics-table.ts'
import { statisticsZip } from '../files/stats/statistics-zip.ts'
import { type DdiStudy, writeDdi } from '../files/stats/write-ddi.ts'
import { writeParquet } from '../files/stats/write-parquet.ts'
import { writeSav } from '../files/stats/write-sav.ts'
import { CSV_TYPE, csvChunks, type Download, fileName, once, ZIP_TYPE } from '../files/write-table.ts'
import { recordText, responsesName } from './export-responses.ts'
import { readReportOffice } from './report/report-office.ts'
import { openResponses, type ResponseSource } from './response-source.ts'
import type { Services } from './services.ts'

export interface StatisticsInput {
  readonly surveyCode: string
  readonly format: StatisticsFormat
  readonly isDeIdentified: boolean
  /** Of a de-identified file: how many forms share every combination it shows. */
  readonly groupSize?: number | undefined
  /** Of labels; Vietnamese where left out. */
  readonly language?: Language | undefined
  /** Of the codebook. */
  readonly delimiter?: Delimiter | undefined
  /** Stops reading: the chunks throw its reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The valid responses of a survey for a statistics program, or what describes them; `openResponses` tells what a
 * de-identified file has. Responses are read twice, first for widths and frequencies, some thousand at a time.
 * Throws AppError `survey-not-found`; the chunks throw `export-data-changed`.
 */
export async function exportStatistics(services: Services, input: StatisticsInput): Promise<Download> {
  const { format, language = 'vi' } = input
  const source = stoppable(await openResponses(services, input), input.signal)
  const { survey, record } = source
  const madeAt = new Date(services.now())
  const parts = await readSurveyParts(services.store.db, survey.id)
  const names = await keyNames(services, parts, language)
  const download = (
    type: string,
    extension: string,
    write: (table: StatisticsTable) => AsyncIterable<Uint8Array>,
  ): Download => ({
    name: fileName(format === 'codebook' ? 'file-codebook' : responsesName(record), survey.code, extension),
    type,
    chunks: tableChunks(source, language, names, write),
  })
  switch (format) {
    case 'sav':
      return download('application/x-spss-sav', 'sav', (table) => writeSav(table, { title: survey.name, madeAt }))
    case 'dat':
      return download(ZIP_TYPE, 'zip', (table) => statisticsZip(table, madeAt, record && recordText(record)))
    case 'parquet':
      return download('application/vnd.apache.parquet', 'parquet', writeParquet)
    case 'codebook':
      return download(CSV_TYPE, 'csv', (table) => csvChunks(once(statisticsCodebook(table)), input.delimiter ?? ','))
    case 'ddi': {
      const { office } = await readReportOffice(services)
      return download('application/xml', 'xml', (table) => {
        return once(Buffer.from(writeDdi(table, studyOf(source, parts, table, { office, madeAt }))))
      })
    }
  }
}

function stoppable(source: ResponseSource, signal: AbortSignal | undefined): ResponseSource {
  return {
    ...source,
    responses: async function* () {
      for await (const responses of source.responses()) {
        signal?.throwIfAborted()
        yield responses
      }
    },
  }
}

async function* tableChunks(
  source: ResponseSource,
  language: Language,
  names: KeyNames,
  write: (table: StatisticsTable) => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* write(await buildStatisticsTable(source, language, names))
}

async function keyNames({ store: { db } }: Services, parts: SurveyParts, language: Language): Promise<KeyNames> {
  const namesOf = (rows: readonly { readonly code: string; readonly name: string }[]): ReadonlyMap<string, string> => {
    return new Map(rows.filter(({ name }) => name !== '').map(({ code, name }) => [code, name]))
  }
  return {
    agency: namesOf(parts.agencies),
    sector: namesOf(parts.sectors.map(({ code, name }) => ({ code, name: textIn(name, language) }))),
    unit: namesOf(await listUnits(db)),
    stratum: namesOf(parts.strata),
    respondent_group: namesOf(parts.groups),
  }
}

function studyOf(
  { survey, record }: ResponseSource,
  parts: SurveyParts,
  { language, variables, caseCount }: StatisticsTable,
  { office, madeAt }: { readonly office: string; readonly madeAt: Date },
): DdiStudy {
  const days = variables.find(({ name }) => name === 'collected_on')
  const range = days === undefined || days.kind === 'text' ? null : days.range
  /** A sentence a count that is known and not none. */
  const told = (counts: readonly (readonly [WordKey, number | null])[]): string => {
    return counts.flatMap(([key, n]) => (n === null || n === 0 ? [] : [wordsFor(key, language, { n })])).join(' ')
  }
  return {
    title: survey.name,
    code: survey.code,
    producer: office,
    madeAt,
    period: periodCode(survey.year, survey.period),
    collected: range === null ? null : { from: isoDay(range.min), to: isoDay(range.max) },
    questionnaire: `${textIn(survey.questionnaireTitle, language)} (${survey.questionnaireCode}, ${survey.questionnaireVersion})`,
    sampling: told([
      ['ddi.strata', parts.strata.length],
      ['ddi.clusters', parts.clusters.length],
      ['ddi.agencies', parts.agencies.length],
    ]),
    weighting: wordsFor('ddi.weighting', language),
    counts: told([
      ['ddi.issued', survey.issuedCount],
      ['ddi.collected', survey.collectedCount],
      ['ddi.valid', caseCount],
    ]),
    dataFile: fileName(responsesName(record), survey.code, 'sav'),
  }
}

function isoDay(date: number): string {
  return String(date).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')
}
