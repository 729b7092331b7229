import { type ErrorCode, errorMessage } from '../../core/errors.ts'
import { guardFormula } from '../../core/formula-guard.ts'
import { layOutFixed } from './fixed-width.ts'
import type { StatisticsTable, StatisticsVariable } from './statistics-table.ts'

type Row = (string | number)[]

const HEADINGS: readonly ErrorCode[] = [
  ...(['column-variable', 'column-number', 'column-question', 'column-type', 'column-decimals'] as const),
  ...(['column-first', 'column-last', 'column-code', 'column-answer', 'column-is-missing', 'column-n'] as const),
]

/**
 * The codebook of the statistics files: a row a variable with its question whole, its type and its columns in the
 * fixed-width file, then a row for each code with what it means and how many responses have it.
 */
export function statisticsCodebook(table: StatisticsTable): Row[] {
  const say = (code: ErrorCode): string => errorMessage(code, {}, table.language)
  const places = new Map(layOutFixed(table).map((column) => [column.variable, column]))
  const rows: Row[] = [HEADINGS.map(say)]
  for (const variable of table.variables) {
    const place = places.get(variable)
    const decimals = variable.kind === 'text' ? '' : variable.decimals
    const columns = [place?.first ?? '', place?.last ?? '']
    const words = [variable.name, variable.number, variable.text].map(guardFormula)
    rows.push([...words, say(`type-${variable.kind}`), decimals, ...columns, '', '', '', ''])
    rows.push(...codeRows(variable, say('codebook-missing')))
  }
  return rows
}

function codeRows(variable: StatisticsVariable, missingWord: string): Row[] {
  const row = (value: string | number, label: string, count: number, word: string): Row => {
    const code = typeof value === 'number' ? value : guardFormula(value)
    return [variable.name, '', '', '', '', '', '', code, guardFormula(label), word, count]
  }
  const missing = variable.kind === 'text' ? [] : variable.missing
  return [
    ...variable.labels.map(({ value, label, count }) => row(value, label, count, '')),
    ...missing.map(({ value, label, count }) => row(value, label, count, missingWord)),
  ]
}
