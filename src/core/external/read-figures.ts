import { unguardFormula } from '../formula-guard.ts'
import { YEARS } from '../input-rules.ts'
import { cleanFigure, FIGURE_TEXT_LIMIT, type Figure, figureKey } from './figure.ts'

export const FIGURE_COLUMNS = [
  'source',
  'measure',
  'place',
  'year',
  'value',
  'scale',
  'rank',
  'document',
  'link',
] as const
export type FigureColumn = (typeof FIGURE_COLUMNS)[number]

/** What the columns are called in files, the name that the program writes first. */
const NAMES: Readonly<Record<FigureColumn, readonly string[]>> = {
  source: ['Nguồn', 'bộ chỉ số', 'source'],
  measure: ['Nội dung', 'chỉ số thành phần', 'measure', 'indicator', 'component'],
  place: ['Địa phương', 'tỉnh', 'tỉnh, thành phố', 'place', 'province'],
  year: ['Năm', 'year'],
  value: ['Giá trị', 'điểm', 'kết quả', 'value', 'score'],
  scale: ['Thang điểm', 'thang', 'scale', 'maximum'],
  rank: ['Thứ hạng', 'hạng', 'xếp hạng', 'rank'],
  document: ['Văn bản', 'document'],
  link: ['Đường dẫn', 'link', 'url'],
}

/** The headings that the program itself writes. */
export const FIGURE_HEADINGS: readonly string[] = FIGURE_COLUMNS.map((column) => NAMES[column][0] ?? column)

const NEEDED = ['source', 'place', 'year', 'value'] as const satisfies readonly FigureColumn[]

export type FigureProblem = 'missing' | 'year' | 'number' | 'range' | 'scale' | 'rank' | 'link' | 'long' | 'repeated'

export interface FigureReject {
  /** As a person counts the rows of the file, the heading being 1. */
  readonly row: number
  readonly column: FigureColumn
  readonly problem: FigureProblem
  readonly value: string
}

/** Where each column stands in a heading, in Vietnamese or English; and the needed ones that it lacks, by our name. */
export function figureColumns(header: readonly string[]): {
  readonly at: ReadonlyMap<FigureColumn, number>
  readonly missing: readonly string[]
} {
  const cells = header.map((cell) => cell.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase())
  const found = FIGURE_COLUMNS.flatMap((column) => {
    const names = NAMES[column].map((name) => name.toLowerCase())
    const at = cells.findIndex((cell) => names.includes(cell))
    return at < 0 ? [] : [[column, at] as const]
  })
  const at = new Map<FigureColumn, number>(found)
  return { at, missing: NEEDED.filter((column) => !at.has(column)).map((column) => NAMES[column][0] ?? column) }
}

/** Reads row after row; one that repeats an earlier one's key is refused. */
export function figureReader(
  at: ReadonlyMap<FigureColumn, number>,
): (cells: readonly string[], row: number) => Figure | FigureReject {
  const seen = new Map<string, number>()
  return (cells, row) => {
    const textOf = (column: FigureColumn): string => unguardFormula((cells[at.get(column) ?? -1] ?? '').trim())
    const problem = firstProblem(textOf)
    if (problem !== null) return { row, ...problem }
    const figure = cleanFigure({
      source: textOf('source'),
      measure: textOf('measure'),
      place: textOf('place'),
      year: Number(textOf('year')),
      value: readNumber(textOf('value')),
      scale: scaleOf(textOf('scale')),
      rank: textOf('rank') === '' ? null : Number(textOf('rank')),
      document: textOf('document'),
      link: textOf('link'),
    })
    const before = seen.get(figureKey(figure))
    if (before !== undefined) return { row, column: 'place', problem: 'repeated', value: String(before) }
    seen.set(figureKey(figure), row)
    return figure
  }
}

type Problem = Omit<FigureReject, 'row'>

function firstProblem(textOf: (column: FigureColumn) => string): Problem | null {
  const refuse = (column: FigureColumn, problem: FigureProblem): Problem => ({ column, problem, value: textOf(column) })
  const empty = NEEDED.find((column) => textOf(column) === '')
  if (empty !== undefined) return refuse(empty, 'missing')
  const long = FIGURE_COLUMNS.find((column) => textOf(column).length > FIGURE_TEXT_LIMIT)
  if (long !== undefined) return { column: long, problem: 'long', value: '' }
  const year = Number(textOf('year'))
  if (!/^\d{4}$/.test(textOf('year')) || year < YEARS.min || year > YEARS.max) return refuse('year', 'year')
  const [value, scale] = [readNumber(textOf('value')), scaleOf(textOf('scale'))]
  if (Number.isNaN(value)) return refuse('value', 'number')
  if (!(scale > 0 && scale <= 1_000_000)) return refuse('scale', 'scale')
  if (value < 0 || value > scale) return refuse('value', 'range')
  if (!/^([1-9]\d{0,4})?$/.test(textOf('rank'))) return refuse('rank', 'rank')
  return isLink(textOf('link')) ? null : refuse('link', 'link')
}

/** Empty or an address of the web. */
export function isLink(text: string): boolean {
  return text === '' || /^https?:\/\/\S+$/i.test(text)
}

function scaleOf(text: string): number {
  return text === '' ? 100 : readNumber(text)
}

/** `83,94`, `83.94`, `1.234,5`; NaN for anything else. */
export function readNumber(text: string): number {
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'))
  return /^\d{1,9}([.,]\d{1,15})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
}
