import type { BlockList } from '../../core/report/block-list.ts'
import { hasInterval, indexText, pointsText } from '../../core/report/numbers.ts'
import type { IntervalRow, ReportColumn, ReportRow } from '../../core/report/report-model.ts'
import {
  changeSentence,
  countsText,
  extremesSentence,
  namesText,
  overallSentence,
  restSentence,
  targetSentence,
} from '../../core/report/sentences.ts'
import { textIn } from '../../core/words.ts'
import type { NodeLine } from '../item-results.ts'
import { annexName, beforeName, partName, type ReportContext, wordOf } from './report-context.ts'
import { column, estimateCells, nodeName, pictureRows, row, targetCells, targetColumns } from './report-tables.ts'

/** What is said of the overall index, in the order in which it is read; null where there is nothing to say. */
export interface OverallSentences {
  readonly index: string
  readonly target: string | null
  /** Since before, and by what other method. */
  readonly change: string | null
  /** Of a part against all the others. */
  readonly rest: string | null
}

export function overallSentences(context: ReportContext): OverallSentences {
  const { say, data } = context
  const { overall } = data.summary
  const { part, before, standing } = data
  const name = partName(data)
  const of = part === null ? '' : say(part.kind === 'agency' ? 'of.thisAgency' : 'of.thisSector', { name })
  const document = shortDocument(standing.find(({ node }) => node === overall.node)?.from?.document)
  const earlier = before?.byNode.get(overall.node)
  const change =
    earlier === undefined
      ? null
      : changeSentence(say, overall.index, earlier.earlier.index, earlier.change, beforeName(context))
  const rest = part?.results.againstRest.rows.find(({ node }) => node === overall.node)
  return {
    index: overallSentence(say, overall, of),
    target: data.period === null ? targetSentence(say, overall, document) : null,
    change: change === null ? null : [change, ...methodWarnings(context)].join(' '),
    rest: rest === undefined || part === null ? null : restSentence(say, rest, say(`rest.${part.kind}`)),
  }
}

const SHORT_DOCUMENT = 60

/** A document's number is cited within a sentence; a longer explanation stands under the table of targets alone. */
function shortDocument(document: string | undefined): string {
  return document === undefined || document.length > SHORT_DOCUMENT ? '' : document
}

/** The root and the factors, with what they were before. */
export function factorBlocks(context: ReportContext, list: BlockList): void {
  const { say, language, data, note } = context
  const { overall, factors } = data.summary
  const named = factors.map((cell) => ({ name: textIn(cell.label, language), ...cell }))
  list.text(extremesSentence(say, 'factor', named, data.degreesOfFreedom))
  const depths = new Map(data.items.nodes.map(({ cell: { node }, depth }) => [node, depth]))
  const depthOf = ({ node }: { readonly node: string }): number => depths.get(node) ?? 0
  const deepest = Math.max(0, ...factors.map(depthOf))
  const rows = [overall, ...factors].map((cell, at) =>
    row(
      [
        nodeName(say, language, cell.label, at === 0),
        ...estimateCells(say, cell),
        ...changeCells(context, cell.node),
        ...targetCells(context, cell),
      ],
      at === 0 || depthOf(cell) < deepest,
    ),
  )
  list.table(
    say('caption.factors'),
    [...estimateColumns(context, 'column.node'), ...targetColumns(context)],
    rows,
    [note, changeNote(context)].filter((text) => text !== null).join('. '),
  )
  list.intervals(
    say('caption.factorsFigure'),
    pictureRows(
      [overall, ...factors].map((cell, at) => ({ name: nodeName(say, language, cell.label, at === 0), cell })),
    ),
  )
}

const EXTREMES = 5

/** The weakest and the strongest criteria; all of them where they are few. */
export function itemBlocks(context: ReportContext, list: BlockList): void {
  const { say, data } = context
  const ranked = data.items.nodes
    .filter(({ isItem, cell }) => isItem && cell.index !== null)
    .toSorted((a, b) => (a.cell.index ?? 0) - (b.cell.index ?? 0))
  const isFew = ranked.length <= 2 * EXTREMES
  const rowsOf = (lines: readonly NodeLine[]): ReportRow[] => lines.map((line) => itemRow(context, line))
  const group = (key: 'items.lowest' | 'items.highest'): ReportRow => ({ kind: 'group', text: say(key) })
  const halves = [
    ...[group('items.lowest'), ...rowsOf(ranked.slice(0, EXTREMES))],
    ...[group('items.highest'), ...rowsOf(ranked.slice(-EXTREMES).reverse())],
  ]
  if (ranked.length === 0) {
    list.text(say('items.hidden'))
  } else {
    list.text(isFew ? say('items.few') : say('items.lead', { count: EXTREMES, annex: annexName(context, 'items') }))
  }
  list.table(say('caption.items'), itemColumns(context), isFew ? rowsOf(ranked) : halves, say('items.note'))
}

export function itemColumns({ say }: ReportContext): ReportColumn[] {
  return [
    column(say, 'column.number', 7),
    column(say, 'column.item', 43),
    column(say, 'column.n', 10),
    column(say, 'column.index', 11),
    column(say, 'column.interval', 17),
    column(say, 'column.dissatisfied', 12),
  ]
}

/** A criterion under itemColumns, or what it belongs to. */
export function itemRow({ say, language }: ReportContext, { cell, dissatisfied, number, isItem }: NodeLine): ReportRow {
  const name = textIn(cell.label, language)
  return row([isItem ? number : '', name, ...estimateCells(say, cell), indexText(dissatisfied.index)], !isItem)
}

/** What has changed since before, and how sure that is. */
export function beforeBlocks(context: ReportContext, list: BlockList): void {
  const { say, language, data } = context
  const { before, summary } = data
  if (before === null) {
    list.text(say('change.none'))
    return
  }
  list.trend(say('caption.trend'), trendRows(context))
  const lines = data.items.nodes.flatMap((line) => {
    const found = before.byNode.get(line.cell.node)
    return found === undefined || line.cell.node === summary.overall.node ? [] : [{ line, ...found }]
  })
  const named = (wanted: 'higher' | 'lower' | 'unsure') => lines.filter(({ change }) => change.verdict === wanted)
  const names = (wanted: 'higher' | 'lower') => named(wanted).map(({ line }) => textIn(line.cell.label, language))
  const [higher, lower, unsure] = [named('higher').length, named('lower').length, named('unsure').length]
  const total = higher + lower + unsure
  const counts = countsText(say, [
    ['higher', higher],
    ['lower', lower],
    ['unchanged', unsure],
  ])
  list.text(total === 0 ? null : say('before.counts', { total, counts }), ...methodWarnings(context))
  if (higher > 0) list.text(say('before.up', { names: namesText(say, names('higher')) }))
  if (lower > 0) list.text(say('before.down', { names: namesText(say, names('lower')) }))
  const changed = lines.filter(
    ({ change: { verdict }, line }) => !line.isItem || verdict === 'higher' || verdict === 'lower',
  )
  const columns = [
    column(say, 'column.criterion', 38),
    column(say, 'column.earlier', 12),
    column(say, 'column.index', 11),
    column(say, 'column.change', 12),
    column(say, 'column.changeInterval', 17),
    column(say, 'column.conclusion', 10),
  ]
  const rows = changed.map(({ line, earlier, change }) =>
    row([
      textIn(line.cell.label, language),
      ...[indexText(earlier.index), indexText(line.cell.index), pointsText(change.difference)],
      ...[differenceInterval(change), change.verdict === null ? '–' : say(`word.${change.verdict}`)],
    ]),
  )
  list.table(say('caption.before', { before: beforeName(context) }), columns, rows, say('before.note'))
}

function trendRows({ data: { trend } }: ReportContext): IntervalRow[] {
  return trend.flatMap(({ code, rows: [root] }) => {
    const estimate = root?.estimate ?? null
    if (estimate === null || estimate.index === null) return []
    const { index, lower95, upper95 } = estimate
    return [{ name: code, index, lower95, upper95, target: null, verdict: null }]
  })
}

/** In what the two differ beside time. */
function methodWarnings({ say, data: { before } }: ReportContext): string[] {
  if (before === null) return []
  const codes = before.notes.map(({ code }) => code).filter((code) => !OTHER_NOTES.includes(code))
  const told = (key: 'before.method' | 'before.recomputed', of: readonly string[]): string[] =>
    of.length === 0 ? [] : [say(key, { differences: of.map((code) => say(wordOf('difference', code))).join(', ') })]
  return [
    ...told(
      'before.method',
      codes.filter((code) => !RECOMPUTED.includes(code)),
    ),
    ...told(
      'before.recomputed',
      codes.filter((code) => RECOMPUTED.includes(code)),
    ),
    ...(before.hasSuccession ? [say('before.succession')] : []),
  ]
}

const OTHER_NOTES: readonly string[] = ['nodes', 'overlap', 'below-minimum']
/** In which the two were reported, but not compared: both are computed here by the ways of this survey. */
const RECOMPUTED: readonly string[] = ['formula', 'aggregate']

function differenceInterval(ends: { lower95: number | null; upper95: number | null }): string {
  return hasInterval(ends) ? `[${pointsText(ends.lower95)}; ${pointsText(ends.upper95)}]` : '–'
}

/** Name, n, index, interval, and the change since before where there is a before. */
export function estimateColumns(
  { say, data: { before } }: ReportContext,
  first: 'column.node' | 'column.sector' | 'column.agency',
): ReportColumn[] {
  const own = [column(say, first, 30), column(say, 'column.n', 9), column(say, 'column.index', 10)]
  const interval = column(say, 'column.interval', 16)
  if (before === null || first !== 'column.node') return [...own, interval]
  return [...own, interval, column(say, 'column.change', 12)]
}

/** A difference alone reads like a rise: only one with a mark is. */
function changeCells({ data: { before } }: ReportContext, node: string): string[] {
  if (before === null) return []
  const { difference = null, verdict = null } = before.byNode.get(node)?.change ?? {}
  return [`${pointsText(difference)}${verdict === 'higher' || verdict === 'lower' ? '*' : ''}`]
}

function changeNote(context: ReportContext): string | null {
  return context.data.before === null ? null : context.say('before.mark', { before: beforeName(context) })
}
