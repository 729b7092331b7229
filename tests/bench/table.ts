import type { BenchRow } from './measure.ts'

const WIDTHS = [72, 16, 18, 8, 6]

/** A part of the bench as text: a line of heads, then one line a row. */
export function tableLines(name: string, responses: number, rows: readonly BenchRow[]): string[] {
  const head = `${name}, ${responses.toLocaleString('en')} responses`
  return ['', cells([head, 'measured', 'bar', 'ratio', '']), ...rows.map(lineOf)]
}

function lineOf({ what, figure, unit, bar, isFloor = false }: BenchRow): string {
  if (bar === null) return cells([what, amount(figure, unit), '', '', ''])
  const isOk = isFloor ? figure >= bar : figure <= bar
  const limit = `${isFloor ? '≥' : '≤'} ${amount(bar, unit)}`
  return cells([what, amount(figure, unit), limit, (figure / bar).toFixed(2), isOk ? 'ok' : 'OVER'])
}

function cells(texts: readonly string[]): string {
  return texts
    .map((text, place) => (place === 0 ? text.padEnd(WIDTHS[0] ?? 0) : text.padStart(WIDTHS[place] ?? 0)))
    .join('')
}

function amount(figure: number, unit: BenchRow['unit']): string {
  const digits = figure < 10 ? 2 : figure < 100 ? 1 : 0
  return `${figure.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`
}
