import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { periodCode } from '../core/survey-period.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, type Rows, tableDownload } from '../files/write-table.ts'
import { type ComparedSide, type CompareInput, type CompareRow, compareSides } from './compare.ts'
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
  const survey = surveyWords(found.survey)
  const other = say(`compare-against-${found.against}`)
  const method = [say(`formula-${found.formula}`), say(`aggregate-${found.aggregate}`)]
  const rows = found.groups.flatMap(({ code, name, rows: ofGroup }) =>
    ofGroup.map((row) => [
      ...[guardFormula(name?.vi ?? code), ...cellsOf(row, found.minimumN), survey, other],
      ...[...method, say('compare-holm')],
    ]),
  )
  const header: ErrorCode[] = ['column-side-a', ...HEADINGS, 'column-survey-name', 'column-side-b', ...METHOD]
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
function sideWords(side: ComparedSide & { readonly weights: 'on' | 'off' }): string {
  const { survey, agency, sector, group, where, weights } = side
  const parts = [surveyWords(survey), agency?.name, sector?.name.vi, group?.name, where, say(`weights-${weights}`)]
  return guardFormula(parts.filter(Boolean).join(' · '))
}

function surveyWords({ name, year, period }: ComparedSide['survey']): string {
  return guardFormula(`${name} (${periodCode(year, period)})`)
}
