import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { periodWords, questionnaireWords } from '../core/index/figure-note.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import type { Services } from './services.ts'
import { computeIndex, type IndexInput, type IndexTable } from './survey-index.ts'

export interface IndexExportInput extends IndexInput {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

/**
 * An index table as a file with Vietnamese headings; figures unrounded. How they were computed, of which survey, period
 * and questionnaire stands in every row, so that no figure leaves the table without it. Throws what computeIndex throws.
 */
export async function exportIndex(services: Services, input: IndexExportInput): Promise<Download> {
  const table = await computeIndex(services, { ...input, hidesTooFew: true })
  const rows = rowsOf(table, input.by ?? [])
  const name = fileName('file-index', table.survey, input.format)
  return tableDownload(name, errorMessage('sheet-index', {}, 'vi'), rows, input)
}

const HEADINGS: readonly ErrorCode[] = [
  'column-node',
  'column-label',
  'column-n',
  'column-answers',
  'column-missing',
  'column-index',
  'column-standard-error',
  'column-lower',
  'column-upper',
  'column-target',
  'column-met',
  'column-note',
  'column-formula',
  'column-aggregate',
  'column-weights',
  'column-filter', // only where something is narrowed
  'column-survey-name',
  'column-period',
  'column-questionnaire-version',
]

const DIMENSION_HEADINGS: Readonly<Record<string, ErrorCode>> = {
  agency: 'column-agency',
  sector: 'column-sector',
  unit: 'column-unit',
  stratum: 'column-stratum',
  group: 'column-group',
  respondent_group: 'column-group',
}

function rowsOf(table: IndexTable, by: readonly string[]): Rows {
  const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')
  const dimensions = [...new Set(by)]
  const dimensionHeadings = dimensions.map((name) => {
    const heading = DIMENSION_HEADINGS[name]
    return heading === undefined ? name : say(heading)
  })
  const { provenance } = table
  const source = [
    ...settingWords(table),
    ...(provenance.filter === null ? [] : [guardFormula(provenance.filter.vi)]),
    guardFormula(provenance.survey),
    periodWords(provenance, 'vi'),
    questionnaireWords(provenance, 'vi'),
  ]
  const headings = HEADINGS.filter((code) => code !== 'column-filter' || provenance.filter !== null)
  const header = [...dimensionHeadings, ...headings.map(say)]
  const rows = table.rows.map((row) => [
    ...dimensions.map((name) => guardFormula(row.by[name] ?? '')),
    ...[row.node, guardFormula(row.label), row.n, row.answers, row.missing, row.index, row.standardError],
    ...[row.lower95, row.upper95, row.target, row.verdict === null ? '' : say(`word-${row.verdict}`)],
    ...[row.note === null ? '' : say(`index-note-${row.note}`), ...source],
  ])
  return [header, ...rows]
}

/** Formula, aggregate and weights of a table, as a person reads them. */
export type SettingWords = readonly [formula: string, aggregate: string, weights: string]

export function settingWords({
  formula,
  aggregate,
  weights,
}: Pick<IndexTable, 'formula' | 'aggregate' | 'weights'>): SettingWords {
  const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')
  return [say(`formula-${formula}`), say(`aggregate-${aggregate}`), say(`weights-${weights}`)]
}
