import { printable, type TextStyle, textWidth } from '../../core/print/text-metrics.ts'
import type { ReportTable } from '../../core/report/report-model.ts'
import { twips } from '../decree-page.ts'

/** What a cell keeps free left and right, twentieths of a point. */
export const SIDE_MARGIN = 60

/** Beside its words a column keeps its margins and a hair for other programs' rounding, twentieths of a point. */
const BESIDE = 2 * SIDE_MARGIN + 30

/**
 * Widths of a table's columns, twentieths of a point: the room by shares; a column whose texts fit on one line in less
 * leaves the rest to the others, and none is narrower than its longest word while there is room.
 * @param size half points
 */
export function columnWidths(table: ReportTable, room: number, size: number): number[] {
  if (table.isShared) return shareWidths(table, room)
  const needs = table.columns.map((_, at) => needOf(table, at, size))
  const widths = byShares(
    table.columns.map(({ share }) => share),
    needs.map(({ line }) => line),
    room,
  )
  return noneBelow(
    widths,
    needs.map(({ word }) => word),
    room,
  )
}

function shareWidths({ columns }: ReportTable, room: number): number[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  return columns.map(({ share }) => Math.floor((share / total) * room))
}

/** What a column needs for its longest word, and for every text of it on one line; its heading may take two. */
function needOf({ columns, rows }: ReportTable, at: number, size: number): { word: number; line: number } {
  const heading = columns[at]?.heading ?? ''
  const headWords = wordWidths(heading, 'bold', size)
  let word = headWords.reduce((longest, width) => Math.max(longest, width), 0)
  let line = Math.max(word, textWidth(printable(heading), 'bold', size / 2) * 0.6)
  for (const row of rows) {
    if (row.kind === 'group') continue
    const text = row.cells[at] ?? ''
    const style = row.isTotal === true ? 'bold' : 'regular'
    line = Math.max(line, textWidth(printable(text), style, size / 2))
    for (const width of wordWidths(text, style, size)) word = Math.max(word, width)
  }
  return { word: twips(word) + BESIDE, line: twips(line) + BESIDE }
}

/** The room by shares, where nobody takes more than it needs unless all have enough. */
function byShares(shares: readonly number[], needs: readonly number[], room: number): number[] {
  const settled = new Map<number, number>()
  for (;;) {
    const open = shares.flatMap((_, at) => (settled.has(at) ? [] : [at]))
    const left = room - sum([...settled.values()])
    const openShares = sum(open.map((at) => shares[at] ?? 0))
    const given = (at: number): number => ((shares[at] ?? 0) / openShares) * left
    const content = open.filter((at) => (needs[at] ?? 0) <= given(at))
    if (content.length === open.length) {
      const spare = left - sum(content.map((at) => needs[at] ?? 0))
      return shares.map((share, at) => (settled.get(at) ?? needs[at] ?? 0) + (share / sum(shares)) * spare)
    }
    if (content.length === 0) return shares.map((_, at) => settled.get(at) ?? given(at))
    for (const at of content) settled.set(at, needs[at] ?? 0)
  }
}

/** Those with more than their least give to those with less; where even that isn't enough, words break. */
function noneBelow(widths: readonly number[], least: readonly number[], room: number): number[] {
  const lacking = sum(widths.map((width, at) => Math.max(0, (least[at] ?? 0) - width)))
  const spare = widths.map((width, at) => Math.max(0, width - (least[at] ?? 0)))
  const part = Math.min(1, lacking / Math.max(1, sum(spare)))
  const given = widths.map((width, at) => Math.max(least[at] ?? 0, width) - (spare[at] ?? 0) * part)
  const scale = room / sum(given)
  return given.map((width) => Math.floor(width * scale))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Of each word of a text. @returns mm */
export function wordWidths(text: string, style: TextStyle, halfPoints: number): number[] {
  return text.split(/\s/).map((word) => textWidth(printable(word), style, halfPoints / 2))
}
