import type { NodeEstimate } from '../../core/index/estimate.ts'
import { indexText } from '../../core/report/numbers.ts'
import type { Annex, ReportBlock, ReportColumn, ReportRow } from '../../core/report/report-model.ts'
import { roman } from '../../core/report/sentences.ts'
import { textIn } from '../../core/words.ts'
import { ANNEXES, type AnnexKey, newBlocks, type ReportContext, wordOf } from './report-context.ts'
import type { ReportData } from './report-data.ts'
import { LONG_TABLE, rankColumns, rankRow, sectorsOf, sectorTable } from './report-places.ts'
import { caseColumns, caseRow, LONG_LIST, weakByPlace, weakColumns } from './report-remedies.ts'
import { itemColumns, itemRow } from './report-results.ts'
import { column, row } from './report-tables.ts'
import { standingTable } from './report-targets.ts'

const LANDSCAPE: readonly AnnexKey[] = ['heat', 'pairs', 'targets', 'cases']

/** More columns than these leave no room for their names, even on a page laid wide. */
const MOST_COLUMNS = 8

/** The annexes that a report of these figures has; a notice has its agencies alone. */
export function annexesOf(data: ReportData): AnnexKey[] {
  if (data.kind === 'notice') return data.ranking === null ? [] : ['agencies']
  const { ranking, sectors, standing, weak, cases, summary } = data
  const has: Readonly<Record<AnnexKey, boolean>> = {
    items: data.items.nodes.some(({ isItem }) => isItem),
    agencies: (ranking?.blocks ?? []).some(({ rankedCount }) => rankedCount > LONG_TABLE),
    heat: ranking !== null && summary.heat.length > 0 && summary.factors.length > 0,
    pairs: sectors !== null && sectors.agencies.length > 0 && sectors.sectors.length > 0,
    targets: ranking !== null && standing.some(({ agency }) => agency !== null),
    weak: (weak?.candidates ?? []).length > LONG_LIST,
    cases: cases.length > LONG_LIST,
  }
  return ANNEXES.filter((key) => has[key])
}

/** The annexes that the context names, in its order. */
export function annexes(context: ReportContext): Annex[] {
  const { say } = context
  return context.annexes.map((key, at) => ({
    number: say('annex.number', { number: roman(at + 1) }),
    title: say(context.data.kind === 'notice' ? 'annex.notice' : `annex.${key}`),
    isLandscape: LANDSCAPE.includes(key),
    blocks: FILL[key](context),
  }))
}

const FILL: Readonly<Record<AnnexKey, (context: ReportContext) => ReportBlock[]>> = {
  items: (context) => {
    const rows = context.data.items.nodes.map((line) => itemRow(context, line))
    const note = `${context.note}. ${context.say('items.note')}`
    return oneTable(context, 'caption.allItems', itemColumns(context), rows, note)
  },
  agencies: (context) => {
    const list = newBlocks(context)
    const blocks = context.data.ranking?.blocks ?? []
    // A notice is short: what its tables mean stands with them.
    const isShort = context.data.kind === 'notice' && context.data.period === null
    if (isShort) list.text(context.say('method.verdict'))
    if (blocks.some(({ rankedCount }) => rankedCount > 0)) list.text(context.say('agencies.ranks'))
    for (const { block, agencies, rankedCount } of blocks) {
      const key = rankedCount > 0 ? 'caption.block' : 'caption.blockResults'
      const caption = context.say(key, { block: context.say(wordOf('block', block)) })
      list.table(
        caption,
        rankColumns(context),
        agencies.map((one) => rankRow(context, one)),
        context.note,
      )
    }
    if (context.data.kind === 'notice') sectorTable(context, list, sectorsOf(context.data))
    return list.blocks
  },
  heat: (context) => {
    const { data, language } = context
    const names = data.summary.factors.map(({ label }) => textIn(label, language))
    return wideTables(context, 'caption.heat', names, data.summary.heat)
  },
  pairs: (context) => {
    const { data, language } = context
    const names = (data.sectors?.sectors ?? []).map(({ name }) => textIn(name, language))
    const agencies = (data.sectors?.agencies ?? []).map(({ name, cells }) => ({ name: textIn(name, language), cells }))
    return wideTables(context, 'caption.pairs', names, agencies)
  },
  targets: (context) => {
    const list = newBlocks(context)
    standingTable(
      context,
      list,
      context.data.standing.filter(({ agency }) => agency !== null),
    )
    return list.blocks
  },
  weak: (context) => {
    return oneTable(context, 'caption.weak', weakColumns(context, true), weakByPlace(context))
  },
  cases: (context) => {
    const rows = context.data.cases.map((one) => caseRow(context, one))
    return oneTable(context, 'caption.cases', caseColumns(context), rows)
  },
}

function oneTable(
  context: ReportContext,
  caption: 'caption.allItems' | 'caption.weak' | 'caption.cases',
  columns: readonly ReportColumn[],
  rows: readonly ReportRow[],
  note = context.note,
): ReportBlock[] {
  const list = newBlocks(context)
  list.table(context.say(caption), columns, rows, note)
  return list.blocks
}

interface WideRow {
  readonly name: string
  readonly cells: readonly (Cell | null)[]
}
type Cell = Pick<NodeEstimate, 'n' | 'index'>

/** Agencies down, everything else across; in as many tables as the width of a page makes of it, as even as can be. */
function wideTables(
  context: ReportContext,
  caption: 'caption.heat' | 'caption.pairs',
  headings: readonly string[],
  agencies: readonly WideRow[],
): ReportBlock[] {
  const { say, note } = context
  const list = newBlocks(context)
  const tables = Math.ceil(headings.length / MOST_COLUMNS)
  const width = Math.ceil(headings.length / Math.max(tables, 1))
  for (let from = 0; from < headings.length; from += width) {
    const shown = headings.slice(from, from + width)
    const columns = shown.map((heading) => ({ heading, align: 'right' as const, share: 10 }))
    const rows = agencies.map(({ name, cells }) =>
      row([name, ...shown.map((_, at) => cellText(say, cells[from + at]))]),
    )
    list.table(say(caption), [column(say, 'column.agency', 26), ...columns], rows, note)
  }
  return list.blocks
}

function cellText(say: ReportContext['say'], cell: Cell | null | undefined): string {
  if (cell === undefined || cell === null) return '–'
  return cell.index === null && cell.n > 0 ? say('word.tooFew') : indexText(cell.index)
}
