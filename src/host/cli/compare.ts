import type { CompareRow, Comparison } from '../../app/compare.ts'
import { AppError, type ErrorCode, type ErrorParams, errorMessage } from '../../core/errors.ts'
import { type Command, expectPositionals } from './command.ts'
import { METHOD_OPTIONS, methodOf, twoDecimals } from './method-options.ts'
import { table } from './text-table.ts'

/** Two surveys, or two groups of one, as the screen compares them. */
export const compare: Command = {
  help: 'help-compare',
  options: {
    survey: 'string',
    with: 'string',
    a: 'string',
    b: 'string',
    ...METHOD_OPTIONS,
  },
  run: async (input) => {
    expectPositionals(input, 'compare', 0)
    const code = input.needed('survey')
    const [other, whereA, whereB] = [input.text('with') ?? code, input.text('a'), input.text('b')]
    // A whole survey beside itself is a forgotten option.
    if (other === code && whereA === undefined && whereB === undefined) throw new AppError('cli-compare-what')
    const settings = methodOf(input)
    const { compareSides } = await import('../../app/compare.ts')
    const { surveyByCode } = await import('../../app/find-survey.ts')
    const services = await input.open({ create: false })
    const { db } = services.store
    const [a, b] = [await surveyByCode(db, code), await surveyByCode(db, other)]
    const comparison = await compareSides(services, {
      a: { surveyId: a.id, where: whereA },
      b: { surveyId: b.id, where: whereB },
      ...settings,
    })
    return { json: comparison, lines: linesOf(comparison) }
  },
}

const COLUMNS: readonly ErrorCode[] = [
  'column-node',
  'column-index-a',
  'column-index-b',
  'column-difference',
  'column-interval',
  'column-n-a',
  'column-n-b',
  'column-verdict',
  'column-label',
]

const say = (code: ErrorCode, params: ErrorParams = {}): string => errorMessage(code, params, 'vi')

function linesOf({ a, b, formula, aggregate, minimumN, rows }: Comparison): string[] {
  const sides = [a, b].map(({ survey, where }) => [survey.code, where].filter(Boolean).join(': '))
  const settings = say('cli-index-settings', {
    formula: say(`formula-${formula}`),
    aggregate: say(`aggregate-${aggregate}`),
    weights: say(`weights-${a.weights}`),
  })
  return [
    say('cli-compare-sides', { a: sides[0] ?? '', b: sides[1] ?? '' }),
    settings,
    ...table([COLUMNS.map((code) => say(code)), ...rows.map((row) => cellsOf(row, minimumN))]),
  ]
}

function cellsOf(row: CompareRow, minimum: number): string[] {
  const { node, a, b, difference, lower95, upper95, verdict, note, label } = row
  const small = note === 'below-minimum' ? say('compare-below-minimum', { minimum }) : ''
  return [
    ...[node, twoDecimals(a.index), twoDecimals(b.index), twoDecimals(difference)],
    `${twoDecimals(lower95)} … ${twoDecimals(upper95)}`,
    ...[a.n, b.n].map((n) => n.toLocaleString('vi-VN')),
    verdict === null ? small || '–' : say(`word-difference-${verdict}`),
    label.vi,
  ]
}
