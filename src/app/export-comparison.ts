import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { periodWords, questionnaireWords } from '../core/index/figure-note.ts'
import { periodCode } from '../core/survey-period.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { type ComparedSide, type CompareInput, type CompareRow, type Comparison, compareSides } from './compare.ts'
import { type CompareGroupsInput, compareGroups } from './compare-groups.ts'
import type { Services } from './services.ts'

interface TableFormat {
  readonly format: 'csv' | 'xlsx'
  readonly delimiter?: Delimiter | undefined
}

const say = (code: ErrorCode, params: Record<string, string | number> = {}): string => errorMessage(code, params, 'vi')

/** Two sides as a table, a node a row; figures unrounded, and in every row what they are of. Throws what compareSides throws. */
export async function exportComparison(services: Services, input: CompareInput & TableFormat): Promise<Download> {
  const { format, delimiter, ...asked } = input
  const found = await compareSides(services, asked)
  const [a, b] = [sideWords(found.a), sideWords(found.b)]
  const method = [say(`formula-${found.formula}`), say(`aggregate-${found.aggregate}`)]
  const rows = found.rows.map((row) => [...cellsOf(row, found.minimumN), a, b, ...method, say('compare-holm')])
  const table: Rows = [[...HEADINGS, ...SIDES, ...METHOD].map((code) => say(code)), ...rows]
  return tableDownload(fileName('file-comparison', found.a.survey.code, format), say('sheet-comparison'), table, {
    format,
    delimiter,
  })
}

/** Every group against the rest as a table, a group and node a row. Throws what compareGroups throws. */
export async function exportGroupComparison(
  services: Services,
  input: CompareGroupsInput & TableFormat,
): Promise<Download> {
  const { format, delimiter, ...asked } = input
  const found = await compareGroups(services, asked)
  const source = sourceWords(found.survey, found.provenance)
  const other = say(`compare-against-${found.against}`)
  const method = [say(`formula-${found.formula}`), say(`aggregate-${found.aggregate}`)]
  const rows = found.groups.flatMap(({ code, name, rows: ofGroup }) =>
    ofGroup.map((row) => [
      ...[guardFormula(name?.vi ?? code), ...cellsOf(row, found.minimumN), ...source, other],
      ...[...method, say('compare-holm')],
    ]),
  )
  const header: ErrorCode[] = ['column-side-a', ...HEADINGS, ...SOURCE, 'column-side-b', ...METHOD]
  const table: Rows = [header.map((code) => say(code)), ...rows]
  return tableDownload(fileName('file-comparison', found.survey.code, format), say('sheet-comparison'), table, {
    format,
    delimiter,
  })
}

const HEADINGS: readonly ErrorCode[] = [
  'column-node',
  'column-label',
  'column-index-a',
  'column-index-b',
  'column-difference',
  'column-lower',
  'column-upper',
  'column-standard-error',
  'column-n-a',
  'column-n-b',
  'column-verdict',
  'column-note',
]
const SIDES: readonly ErrorCode[] = ['column-side-a', 'column-side-b']
const SOURCE: readonly ErrorCode[] = ['column-survey-name', 'column-questionnaire-version', 'column-weights']
const METHOD: readonly ErrorCode[] = ['column-formula', 'column-aggregate', 'column-verdict-by']

function cellsOf(row: CompareRow, minimum: number): Rows[number] {
  const verdict = row.verdict === null ? '' : say(`word-difference-${row.verdict}`)
  const note = row.note === null ? '' : noteWords(row.note, minimum)
  return [
    ...[row.node, guardFormula(row.label.vi), row.a.index, row.b.index],
    ...[row.difference, row.lower95, row.upper95, row.standardError, row.a.n, row.b.n, verdict, note],
  ]
}

function noteWords(note: NonNullable<CompareRow['note']>, minimum: number): string {
  return note === 'below-minimum' ? say('compare-below-minimum', { minimum }) : say(`index-note-${note}`)
}

/** The survey, then each thing it is narrowed to. */
function sideWords(side: Comparison['a']): string {
  const { survey, provenance, agency, sector, group, where } = side
  const [source, form, weights] = sourceWords(survey, provenance)
  const parts = [source, form, agency?.name, sector?.name.vi, group?.name, where, weights]
  return guardFormula(parts.filter(Boolean).join(' · '))
}

/** The survey with its time and its days of collecting; its form and the form's version; whether weights count. */
function sourceWords(
  { name, year, period }: ComparedSide['survey'],
  provenance: Comparison['a']['provenance'],
): [string, string, string] {
  const time = period === '' ? '' : `${periodCode(year, period)}, `
  const source = guardFormula(`${name} (${time}${periodWords(provenance, 'vi')})`)
  return [source, questionnaireWords(provenance, 'vi'), say(`weights-${provenance.weights}`)]
}
