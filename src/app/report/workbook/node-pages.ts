import type { Difference, DifferenceVerdict, Judged } from '../../../core/index/difference.ts'
import type { BookCell, BookColumn, BookRow } from '../../../files/xlsx-book.ts'
import type { NodeLine } from '../../item-results.ts'
import { figureColumns, figuresOf, noteOf, type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** The whole and everything between it and the criteria. */
export function summaryPage(pages: Pages): Page {
  const { say } = pages
  const columns = [
    textColumn(say('column-node'), 10),
    textColumn(say('column-label'), 44),
    ...figureColumns(pages),
    ...partColumns(pages),
    ...changeColumns(pages),
    textColumn(say('column-note'), 20),
  ]
  const rows = summaryLines(pages).map((line): BookRow => {
    const { cell, depth } = line
    return {
      isStrong: depth === 0,
      depth,
      cells: [
        ...[cell.node, pages.text(cell.label), ...figuresOf(pages, cell)],
        ...partCells(pages, cell.node),
        ...[...changeCells(pages, cell.node), noteOf(pages, cell)],
      ],
    }
  })
  return pageOf(pages, 'summary', [], { columns, rows, frozen: 2 })
}

/** The whole and its parts, without single criteria. */
export function summaryLines({ data }: Pages): NodeLine[] {
  return data.items.nodes.filter(({ isItem }) => !isItem)
}

/** The overall index of this survey and those before; null where there are none. */
export function trendPage(pages: Pages): Page | null {
  const { data, say, word } = pages
  if (data.trend.length < 2) return null
  const columns: BookColumn[] = [
    textColumn(say('column-survey-name'), 44),
    textColumn(word('column-time'), 12),
    { heading: say('column-n'), width: 9, format: 'whole' },
    { heading: say('column-index'), width: 9, format: 'points' },
    { heading: say('column-standard-error'), width: 9, format: 'points' },
    { heading: say('column-lower'), width: 10, format: 'points' },
    { heading: say('column-upper'), width: 10, format: 'points' },
    ...differenceColumns(pages),
    textColumn(say('column-note'), 40),
  ]
  const rows = data.trend.map(({ survey, code, n, rows: [root], hasSuccession, methodChanges }): BookRow => {
    const { estimate = null, change = null } = root ?? {}
    const notes = [
      ...(estimate === null ? [] : [noteOf(pages, estimate)]),
      ...(methodChanges.length === 0 ? [] : [word('trend-method')]),
      ...(hasSuccession ? [word('trend-succession')] : []),
    ]
    const figures = [estimate?.index, estimate?.standardError, estimate?.lower95, estimate?.upper95]
    return {
      cells: [
        ...[survey.name, code, n, ...figures.map((figure) => figure ?? null)],
        ...[...differenceCells(pages, change), notes.join(' ').trim()],
      ],
    }
  })
  return pageOf(pages, 'trend', [{ text: word('trend-how') }], { columns, rows, frozen: 2 })
}

/** Every criterion, in the order of the paper, under what it belongs to. */
export function itemsPage(pages: Pages): Page {
  const { say, word } = pages
  const { nodes } = pages.data.items
  const items = nodes.filter(({ isItem }) => isItem)
  const columns: BookColumn[] = [
    textColumn(word('column-number'), 10),
    textColumn(say('column-label'), 50),
    ...figureColumns(pages),
    { heading: word('column-place'), width: 9, format: 'whole' },
    { heading: say('column-dissatisfied'), width: 12, format: 'points' },
    { heading: say('column-missing'), width: 11, format: 'whole' },
    ...changeColumns(pages),
    textColumn(say('column-note'), 20),
  ]
  const rows = nodes.map((line): BookRow => {
    const { cell, dissatisfied, number, depth, isItem } = line
    return {
      isStrong: !isItem,
      depth,
      cells: [
        ...[number, pages.text(cell.label), ...figuresOf(pages, cell)],
        ...[isItem ? placeOf(line, items) : null, dissatisfied.index, cell.missing],
        ...[...changeCells(pages, cell.node), noteOf(pages, cell)],
      ],
    }
  })
  return pageOf(pages, 'items', [{ text: word('place-how') }], { columns, rows, frozen: 2 })
}

/** What sums of doubles leave between two equal indices. */
const SAME = 1e-9

function placeOf({ cell }: NodeLine, items: readonly NodeLine[]): number | null {
  const { index } = cell
  return index === null ? null : 1 + items.filter((one) => (one.cell.index ?? -1) > index + SAME).length
}

/** Of a part: what the same node is in the survey as a whole. */
function partColumns({ data, word }: Pages): BookColumn[] {
  return data.part === null ? [] : [{ heading: word('column-index-survey'), width: 11, format: 'points' }]
}

function partCells({ data: { part } }: Pages, node: string): BookCell[] {
  if (part === null) return []
  const { survey, factors } = part.results
  return [[survey, ...factors.map((factor) => factor.survey)].find((cell) => cell.node === node)?.index ?? null]
}

function changeColumns(pages: Pages): BookColumn[] {
  if (pages.data.before === null) return []
  return [{ heading: pages.word('column-index-before'), width: 10, format: 'points' }, ...differenceColumns(pages)]
}

function differenceColumns({ say, word }: Pages): BookColumn[] {
  return [
    { heading: say('column-change'), width: 12, format: 'change' },
    { heading: say('column-change-lower'), width: 12, format: 'change' },
    { heading: say('column-change-upper'), width: 12, format: 'change' },
    textColumn(word('column-change-verdict'), 18),
  ]
}

function changeCells(pages: Pages, node: string): BookCell[] {
  const { before } = pages.data
  if (before === null) return []
  const found = before.byNode.get(node)
  return [found?.earlier.index ?? null, ...differenceCells(pages, found?.change ?? null)]
}

function differenceCells(pages: Pages, change: (Difference & Judged) | null): BookCell[] {
  if (change === null) return [null, null, null, null]
  const { difference, lower95, upper95, verdict } = change
  return [difference, lower95, upper95, verdict && changeCell(pages, verdict)]
}

const CHANGE_LOOKS = { higher: 'good', lower: 'bad', unsure: 'doubt' } as const

function changeCell({ word }: Pages, verdict: DifferenceVerdict): BookCell {
  return { said: word(`change-${verdict}`), look: CHANGE_LOOKS[verdict] }
}
