import { AppError } from '../../core/errors.ts'
import { type SurveyForm, uniteForms } from '../../core/questionnaire/survey-forms.ts'
import type { Language } from '../../core/words.ts'
import type { KeyColumn } from '../responses/column-plan.ts'
import type { ExportedResponse } from '../responses/response-table.ts'
import { answerColumn } from './answer-column.ts'
import { dayColumn, keyColumn, openTextColumn, versionColumn, weightColumn } from './header-columns.ts'
import type { StatisticsTable, StatisticsValue } from './statistics-table.ts'
import type { TableColumn } from './table-column.ts'

/** What leaves: as `openResponses` gives it. */
export interface StatisticsSource {
  readonly forms: readonly SurveyForm[]
  readonly keys: readonly KeyColumn[]
  readonly responses: () => AsyncIterable<readonly ExportedResponse[]>
}

/** Names behind the codes of a key, for example of agencies. */
export type KeyNames = Readonly<Partial<Record<KeyColumn, ReadonlyMap<string, string>>>>

/**
 * Reads all responses once, for how wide texts are and how often each code comes, and gives the table whose rows are read
 * again by its writer. Rows throw AppError `export-data-changed` where the responses changed so much in between that what
 * was said of them no longer holds.
 */
export async function buildStatisticsTable(
  source: StatisticsSource,
  language: Language,
  names: KeyNames = {},
): Promise<StatisticsTable> {
  const columns = columnsOf(source, language, names)
  let caseCount = 0
  for await (const responses of source.responses()) {
    caseCount += responses.length
    for (const response of responses) for (const column of columns) column.note(response)
  }
  const variables = columns.map((column) => column.describe())
  const rows = async function* (): AsyncGenerator<StatisticsValue[][]> {
    let count = 0
    for await (const responses of source.responses()) {
      count += responses.length
      yield responses.map((response) => columns.map((column) => fitting(column, column.valueOf(response))))
    }
    if (count !== caseCount) throw new AppError('export-data-changed')
  }
  return { language, variables, caseCount, rows }
}

function fitting({ fits }: TableColumn, value: StatisticsValue): StatisticsValue {
  if (!fits(value)) throw new AppError('export-data-changed')
  return value
}

function columnsOf({ forms, keys }: StatisticsSource, language: Language, names: KeyNames): TableColumn[] {
  const { variables, texts } = uniteForms(forms)
  const isMoved = forms.length > 1
  return [
    ...keys.map((key) => {
      if (key === 'weight') return weightColumn(language)
      return key === 'collected_on' ? dayColumn(key, language) : keyColumn(key, language, names[key])
    }),
    ...(isMoved ? [versionColumn(forms, language)] : []),
    ...variables.map((united) => answerColumn(united, language)),
    ...texts.map((text) => openTextColumn(text, language)),
  ]
}
