import { whyUnranked } from '../../core/index/small-cells.ts'
import type { BlockList } from '../../core/report/block-list.ts'
import { countText } from '../../core/report/numbers.ts'
import type { ReportColumn, ReportRow } from '../../core/report/report-model.ts'
import { extremesSentence, namesText } from '../../core/report/sentences.ts'
import { textIn } from '../../core/words.ts'
import type { IndexCell } from '../index-cells.ts'
import type { RankedAgency, Ranking } from '../ranking.ts'
import { sectorsInOrder } from '../sector-results.ts'
import { annexName, type ReportContext, wordOf } from './report-context.ts'
import type { ReportData } from './report-data.ts'
import { estimateColumns } from './report-results.ts'
import {
  column,
  estimateCells,
  fromTheHighest,
  pictureRows,
  row,
  targetCells,
  targetColumns,
  verdictCounts,
} from './report-tables.ts'

/** Longer tables are cut in the text and stand whole in an annex. */
export const LONG_TABLE = 20
const ENDS = 5

/** In a notice: how many reached their target and who is first and last of each block; their ranks stand in the annex. */
export function agencySummary(context: ReportContext, list: BlockList, { blocks }: Ranking): void {
  const { say } = context
  const ranked = blocks.map(({ block, agencies }) => ({ block, agencies: agencies.filter(isRanked).map(agencyCell) }))
  list.text(
    agencyVerdicts(
      context,
      ranked.flatMap(({ agencies }) => agencies),
    ),
    say('agencies.annex', { annex: annexName(context, 'agencies') }),
  )
  for (const { block, agencies } of ranked) {
    if (agencies.length === 0) continue
    const counted = { block: say(wordOf('block', block)), ranked: countText(agencies.length) }
    list.text(say('agencies.block', counted), placeExtremes(context, 'agency', agencies))
  }
}

interface NamedCell {
  readonly name: string
  readonly cell: IndexCell
}

/** Of few forms an index is high or low by chance: the first and the last are named among those that could be ranked. */
export function placeExtremes({ say, data }: ReportContext, what: 'sector' | 'agency', all: readonly NamedCell[]) {
  const known = all.filter(({ cell }) => whyUnranked(cell, data.smallCells) === null)
  const named = known.map(({ name, cell }) => ({ name, ...cell }))
  return extremesSentence(say, what, named, data.degreesOfFreedom)
}

/** Null where nobody is judged. */
function agencyVerdicts({ say }: ReportContext, agencies: readonly { readonly cell: IndexCell }[]): string | null {
  const judged = verdictCounts(
    say,
    agencies.map(({ cell }) => cell),
  )
  return judged.total === 0 ? null : say('agencies.verdicts', judged)
}

/** Each block of agencies with its ranks and which of them are possible. */
export function agencyBlocks(context: ReportContext, list: BlockList, { blocks }: Ranking): void {
  const { say, data } = context
  const ranked = blocks.flatMap(({ agencies }) => agencies).filter(({ standing }) => standing !== null)
  list.text(agencyVerdicts(context, ranked), ranked.length === 0 ? null : say('agencies.ranks'))
  for (const { block, agencies } of blocks) {
    const name = say(wordOf('block', block))
    const [inRank, outOfRank] = [agencies.filter(isRanked), agencies.filter((one) => !isRanked(one))]
    const isLong = inRank.length > LONG_TABLE
    list.text(
      inRank.length === 0 ? null : say('agencies.block', { block: name, ranked: countText(inRank.length) }),
      isLong ? say('agencies.cut', { count: ENDS, annex: annexName(context, 'agencies') }) : null,
    )
    const shown = isLong ? [...inRank.slice(0, ENDS), null, ...inRank.slice(-ENDS)] : inRank
    const rows = shown.map((one) => (one === null ? row(rankColumns(context).map(() => '…')) : rankRow(context, one)))
    list.table(say('caption.block', { block: name }), rankColumns(context), rows)
    list.intervals(
      say('caption.blockFigure', { block: name }),
      pictureRows((isLong ? [...inRank.slice(0, ENDS), ...inRank.slice(-ENDS)] : inRank).map(agencyCell)),
    )
    if (outOfRank.length > 0) {
      const names = namesText(
        say,
        outOfRank.map(({ agency }) => agency.name),
      )
      const [count, minimum] = [outOfRank.length, data.smallCells.minimumRanked].map(countText)
      list.text(say('agencies.unranked', { block: name, count: count ?? '', minimum: minimum ?? '', names }))
    }
  }
}

function isRanked({ standing }: RankedAgency): boolean {
  return standing !== null
}

function agencyCell({ agency, cell }: RankedAgency) {
  return { name: agency.name, cell }
}

export function rankColumns(context: ReportContext): ReportColumn[] {
  const { say } = context
  return [
    column(say, 'column.rank', 6),
    column(say, 'column.ranks', 9),
    ...estimateColumns(context, 'column.agency'),
    ...targetColumns(context),
  ]
}

/** An agency under rankColumns; dashes where it isn't ranked. */
export function rankRow(context: ReportContext, { agency, cell, standing }: RankedAgency): ReportRow {
  const { say } = context
  const ranks = standing === null ? ['–', '–'] : [String(standing.rank), rankRange(standing)]
  return row([...ranks, agency.name, ...estimateCells(say, cell), ...targetCells(context, cell)])
}

function rankRange({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? String(from) : `${from} – ${to}`
}

/** Sectors in the order of the screen, land, construction and investment first. */
export function sectorBlocks(context: ReportContext, list: BlockList, cells: readonly IndexCell[]): void {
  const { say, data } = context
  const named = cells.map((cell) => ({ name: sectorName(context, cell), cell }))
  const judged = verdictCounts(
    say,
    cells.filter((cell) => whyUnranked(cell, data.smallCells) === null),
  )
  list.text(placeExtremes(context, 'sector', named))
  const minimum = countText(data.smallCells.minimumRanked)
  if (judged.total > 0) list.text(say('sectors.verdicts', { ...judged, minimum }))
  // In a notice of the whole they stand with the agencies, in its annex.
  if (data.kind === 'notice' && context.annexes.includes('agencies')) return
  sectorTable(context, list, cells)
  list.intervals(say('caption.sectorsFigure'), pictureRows(named))
}

export function sectorTable(context: ReportContext, list: BlockList, cells: readonly IndexCell[]): void {
  const { say } = context
  const rows = cells.map((cell) =>
    row([sectorName(context, cell), ...estimateCells(say, cell), ...targetCells(context, cell)]),
  )
  const columns = [...estimateColumns(context, 'column.sector'), ...targetColumns(context)]
  list.table(say('caption.sectors'), columns, rows)
}

/** Those with forms, land, construction and investment first. */
export function sectorsOf({ summary }: ReportData): IndexCell[] {
  return sectorsInOrder(
    summary.sectors.flatMap((cell) => (cell.by.sector === undefined ? [] : [{ code: cell.by.sector.code, cell }])),
  ).map(({ cell }) => cell)
}

function sectorName({ language }: ReportContext, { by }: IndexCell): string {
  return by.sector === undefined ? '' : textIn(by.sector.name, language)
}

/** The agencies of one sector, from the highest index down; they are not ranked, since their ranks are of all sectors. */
export function agenciesOfSector(context: ReportContext, list: BlockList, cells: readonly IndexCell[]): void {
  const { say } = context
  const named = fromTheHighest(cells).map((cell) => ({ name: cell.by.agency?.name ?? '', cell }))
  list.text(placeExtremes(context, 'agency', named))
  const rows = named.map(({ name, cell }) => row([name, ...estimateCells(say, cell), ...targetCells(context, cell)]))
  const columns = [...estimateColumns(context, 'column.agency'), ...targetColumns(context)]
  list.table(say('caption.agenciesOfSector'), columns, rows)
  if (named.length <= LONG_TABLE) list.intervals(say('caption.agenciesOfSector'), pictureRows(named))
}
