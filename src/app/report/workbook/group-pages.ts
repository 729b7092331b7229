import type { BookColumn, BookRow } from '../../../files/xlsx-book.ts'
import type { IndexCell } from '../../index-cells.ts'
import type { RankedAgency } from '../../ranking.ts'
import { figureColumns, figuresOf, noteOf, type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** Every agency: ranked among its like, or within one sector as it stands; null in the report of an agency. */
export function agenciesPage(pages: Pages): Page | null {
  const { data, say, word } = pages
  if (data.part?.kind === 'agency') return null
  const code = textColumn(say('column-agency-code'), 12)
  const name = textColumn(say('column-agency-name'), 40)
  const note = textColumn(say('column-note'), 20)
  if (data.ranking === null) {
    const columns = [code, name, ...figureColumns(pages), note]
    const rows = data.summary.agencies.map((cell) => groupRow(pages, cell))
    return pageOf(pages, 'agencies', [], { columns, rows, frozen: 2 }, { about: 'about-agencies-part' })
  }
  const ranks: BookColumn[] = [
    { heading: say('column-rank'), width: 7, format: 'whole' },
    { heading: say('column-rank-from'), width: 9, format: 'whole' },
    { heading: say('column-rank-to'), width: 9, format: 'whole' },
  ]
  const columns = [code, name, textColumn(say('column-block'), 18), ...ranks, ...figureColumns(pages), note]
  const rows = data.ranking.blocks.flatMap(({ block, agencies }) =>
    agencies.map((one): BookRow => {
      const { agency, cell, standing } = one
      const lead = [agency.code, agency.name, say(`block-${block}`)]
      const rank = [standing?.rank ?? null, standing?.from ?? null, standing?.to ?? null]
      return { cells: [...lead, ...rank, ...figuresOf(pages, cell), whyOf(pages, one)] }
    }),
  )
  return pageOf(pages, 'agencies', [{ text: word('ranks-how') }], { columns, rows, frozen: 2 })
}

function whyOf(pages: Pages, { cell, unranked }: RankedAgency): string {
  const why = unranked === null ? [] : [pages.say(`unranked-${unranked}`, { n: pages.data.smallCells.minimumRanked })]
  return [...why, ...(cell.note === 'no-answers' ? [] : [noteOf(pages, cell)])].join(' ').trim()
}

/** Every sector; null in the report of a sector. */
export function sectorsPage(pages: Pages): Page | null {
  const { data, say } = pages
  if (data.part?.kind === 'sector') return null
  const columns = [
    textColumn(say('column-node'), 16),
    textColumn(say('column-sector'), 34),
    ...figureColumns(pages),
    textColumn(say('column-note'), 20),
  ]
  const rows = sectorCells(pages).map((cell) => groupRow(pages, cell))
  return pageOf(pages, 'sectors', [], { columns, rows, frozen: 2 })
}

/** Those with forms, in the order of the sectors' screen. */
export function sectorCells({ data: { sectors, summary } }: Pages): IndexCell[] {
  return sectors === null ? [...summary.sectors] : sectors.sectors.flatMap(({ cell }) => cell ?? [])
}

function groupRow(pages: Pages, cell: IndexCell): BookRow {
  const { agency, sector } = cell.by
  const [code, name] =
    agency === undefined ? [sector?.code, sector && pages.text(sector.name)] : [agency.code, agency.name]
  return { cells: [code ?? '', name ?? '', ...figuresOf(pages, cell), noteOf(pages, cell)] }
}

/** Agency × sector, a line for each pair that forms were collected of. */
export function crossedPage(pages: Pages): Page | null {
  const { data, say, word } = pages
  if (data.sectors === null) return null
  const columns = [
    textColumn(say('column-agency-code'), 12),
    textColumn(say('column-agency-name'), 36),
    textColumn(say('column-sector'), 24),
    ...figureColumns(pages),
    textColumn(say('column-note'), 20),
  ]
  const { sectors, agencies } = data.sectors
  const rows = agencies.flatMap(({ code, name, cells }) =>
    cells.flatMap((cell, at): BookRow[] => {
      const sector = sectors[at]
      if (cell === null || sector === undefined) return []
      return [{ cells: [code, name.vi, pages.text(sector.name), ...figuresOf(pages, cell), noteOf(pages, cell)] }]
    }),
  )
  return pageOf(pages, 'crossed', [{ text: word('crossed-many') }], { columns, rows, frozen: 3 })
}

/** The factors of every agency, coloured. */
export function heatPage(pages: Pages): Page | null {
  const { data, say, word, text } = pages
  const { heat, agencies, factors, overall } = data.summary
  if (data.part?.kind === 'agency') return null
  const columns: BookColumn[] = [
    textColumn(say('column-agency-code'), 12),
    textColumn(say('column-agency-name'), 40),
    { heading: say('column-n'), width: 9, format: 'whole' },
    ...[overall, ...factors].map(({ label }) => ({ heading: text(label), width: 15, format: 'points' as const })),
  ]
  const rows = heat.map(({ code, name, cells }, at): BookRow => {
    const own = agencies[at]
    return { cells: [code, name, own?.n ?? null, own?.index ?? null, ...cells.map(({ index }) => index)] }
  })
  const lines = [{ text: word('empty-cells', { n: data.smallCells.minimumShown }) }]
  return pageOf(pages, 'heat', lines, { columns, rows, frozen: 2, scale: { from: 3, to: columns.length - 1 } })
}
