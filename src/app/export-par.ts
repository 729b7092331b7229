import { type ErrorCode, errorMessage } from '../core/errors.ts'
import { guardFormula } from '../core/formula-guard.ts'
import { stepsText } from '../core/par/par-points.ts'
import type { Delimiter } from '../files/csv/delimiters.ts'
import { type Download, fileName, tableDownload } from '../files/write-table.ts'
import { type ParScored, parTable } from './par-index.ts'
import type { Services } from './services.ts'

const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')

const HEADINGS = [
  ...([
    'column-component-code',
    'column-component',
    'column-respondents',
    'column-survey',
    'column-group',
    'column-node',
  ] as const),
  ...(['column-n', 'column-index', 'column-lower', 'column-upper', 'column-method', 'column-max-points'] as const),
  ...(['column-weight', 'column-maximum', 'column-points', 'column-points-lower', 'column-points-upper'] as const),
  ...(['column-points-gap', 'column-document', 'column-note'] as const),
] satisfies ErrorCode[]

/** A year's table of points, its totals below; figures unrounded. */
export async function exportPar(
  services: Services,
  input: { readonly year: number; readonly format: 'csv' | 'xlsx'; readonly delimiter?: Delimiter | undefined },
): Promise<Download> {
  const { year, components, totals, total } = await parTable(services, input.year)
  const sums = [
    ...totals.map((one) => ({ ...one, name: say(`par-total-${one.respondents}`) })),
    { ...total, name: say('par-total') },
  ]
  const rows = [
    HEADINGS.map(say),
    ...components.map(cellsOf),
    ...sums.map(({ name, maximum, points, gap, missing }) => [
      ...['', name, ...Array<string>(11).fill('')],
      ...[maximum, points, '', '', gap, ''],
      missing === 0 ? '' : errorMessage('par-missing', { count: missing }, 'vi'),
    ]),
  ]
  const name = fileName('file-par', String(year), input.format)
  return tableDownload(name, `PAR INDEX ${year}`, rows, input)
}

function cellsOf(one: ParScored): (string | number | null)[] {
  return [
    guardFormula(one.code),
    guardFormula(one.name),
    say(`par-${one.respondents}`),
    one.surveyId === null ? say('par-by-hand') : guardFormula(one.surveyName),
    guardFormula(one.groupName),
    guardFormula(one.node),
    ...[one.n, one.index, one.lower95, one.upper95],
    one.method === 'steps' ? `${say('par-steps')} (${stepsText(one.steps)})` : say('par-proportional'),
    ...[one.maxPoints, one.weight, one.maximum, one.points, one.lowerPoints, one.upperPoints],
    one.points === null ? null : one.maximum - one.points,
    guardFormula(one.document),
    one.warnings.map((warning) => say(`par-warning-${warning}`)).join(' '),
  ]
}
