import type { ChoiceEstimate } from '../../../core/index/choice-estimate.ts'
import { GAP_WAYS, type GapWay } from '../../../core/index/target-gap.ts'
import type { BookCell, BookColumn, BookRow } from '../../../files/xlsx-book.ts'
import type { StandingRow } from '../../target-standing.ts'
import { noteOf, type Page, type Pages, pageOf, textColumn, verdictCell } from './pages.ts'

/** Figures of the service beside the index, then the lists, a choice a line. */
export function servicePage(pages: Pages): Page {
  const { data, say, word, text } = pages
  const { figures, lists } = data.indicators
  const columns: BookColumn[] = [
    textColumn(say('column-indicator'), 34),
    textColumn(say('column-question'), 44),
    textColumn(say('column-answer'), 34),
    { heading: say('column-chosen'), width: 12, format: 'whole' },
    { heading: word('column-of'), width: 12, format: 'whole' },
    { heading: say('column-percent'), width: 10, format: 'points' },
    { heading: say('column-standard-error'), width: 9, format: 'points' },
    { heading: say('column-lower'), width: 10, format: 'points' },
    { heading: say('column-upper'), width: 10, format: 'points' },
    textColumn(say('column-note'), 20),
  ]
  const rows: BookRow[] = [
    ...figures.map((one) => ({ cells: [text(one.label), text(one.question), '', ...shareCells(pages, one)] })),
    ...lists.flatMap(({ label, asked, rows: choices }) =>
      choices.map((row) => ({ cells: [text(label), text(asked), text(row.label), ...shareCells(pages, row)] })),
    ),
  ]
  return pageOf(pages, 'service', [], { columns, rows, frozen: 1 })
}

function shareCells(pages: Pages, share: ChoiceEstimate): BookCell[] {
  const { count, of, percent, standardError, lower95, upper95, note } = share
  const chosen = note === 'too-few-to-show' ? null : count
  return [chosen, of, percent, standardError, lower95, upper95, noteOf(pages, share)]
}

/** Every target in force; null where there are none. */
export function targetsPage(pages: Pages): Page | null {
  const { data, say, text } = pages
  if (data.standing.length === 0) return null
  const { formula } = data.summary
  const ways = GAP_WAYS.filter((way) => (way === 'satisfy') === (formula !== 'mean-score'))
  const columns: BookColumn[] = [
    textColumn(say('column-agency'), 32),
    textColumn(say('column-sector'), 20),
    textColumn(say('column-label'), 40),
    { heading: say('column-n'), width: 9, format: 'whole' },
    { heading: say('column-answers'), width: 11, format: 'whole' },
    { heading: say('column-index'), width: 9, format: 'points' },
    { heading: say('column-lower'), width: 10, format: 'points' },
    { heading: say('column-upper'), width: 10, format: 'points' },
    { heading: say('column-target'), width: 9, format: 'points' },
    textColumn(say('column-met'), 23),
    { heading: say('column-gap'), width: 12, format: 'change' },
    ...ways.map((way) => ({ heading: say(wayHeading(way, formula)), width: 13, format: 'whole' as const })),
    textColumn(say('column-document'), 40),
    textColumn(say('column-note'), 20),
  ]
  const rows = data.standing.map((row): BookRow => {
    const place = [row.agency?.name ?? say('word-province'), row.sector === null ? '' : text(row.sector.name)]
    const figures = [row.n, row.answers, row.index, row.lower95, row.upper95, row.target]
    const judged = [verdictCell(pages, row.verdict), row.gap]
    const steps = ways.map((way) => stepCell(pages, row, way))
    return {
      isStrong: row.agency === null && row.sector === null,
      cells: [...place, text(row.label), ...figures, ...judged, ...steps, row.from?.document ?? '', noteOf(pages, row)],
    }
  })
  return pageOf(pages, 'targets', [], { columns, rows, frozen: 3 })
}

function wayHeading(way: GapWay, formula: string) {
  return formula === 'all-satisfied' ? 'column-gap-satisfy-people' : (`column-gap-${way}` as const)
}

function stepCell({ say }: Pages, { steps }: StandingRow, way: GapWay): BookCell {
  const step = steps.find((one) => one.way === way)
  return step === undefined ? null : (step.count ?? say('word-unreachable'))
}
