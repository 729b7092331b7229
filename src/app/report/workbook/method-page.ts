import type { BookRow } from '../../../files/xlsx-book.ts'
import { type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** How every figure was computed: only by what this survey is reported by. */
export function methodPage(pages: Pages): Page {
  const { data, word } = pages
  const { formula, aggregate, weights } = data.summary
  const isOfRespondents = formula === 'all-satisfied'
  const lines: [string, string][] = [
    [word('method-index'), word(`method-index-${formula}`)],
    [word('method-aggregate'), word(`method-aggregate-${isOfRespondents ? 'respondent' : aggregate}`)],
    [word('method-denominator'), word('method-denominator-how')],
    [word('method-weights'), word(`method-weights-${weights}`)],
    [word('method-interval'), word('method-interval-how')],
    [word('method-target'), word('method-target-how')],
    ...(data.standing.length === 0 ? [] : [[word('method-gap'), word('method-gap-how')] as [string, string]]),
    [word('method-change'), word('method-change-how')],
    [word('method-holm'), word('method-holm-how')],
    [word('method-rank'), word('method-rank-how')],
    [word('method-dissatisfied'), word('method-dissatisfied-how', { levels: data.items.dissatisfiedLevels })],
    [word('method-small'), smallCellWords(pages)],
    [word('method-weak'), word('method-weak-how')],
    [word('method-recomputed'), word('method-recomputed-how')],
  ]
  const columns = [textColumn(word('column-matter'), 34), textColumn(word('column-how'), 110)]
  const rows = lines.map((cells): BookRow => ({ cells }))
  return pageOf(pages, 'method', [], { columns, rows, frozen: 1 })
}

function smallCellWords({ word, data: { smallCells } }: Pages): string {
  const { minimumShown, minimumRanked, shownDecision, rankedDecision } = smallCells
  const byDecision = (decision: string): string => (decision === '' ? '' : word('method-small-decision', { decision }))
  return word('method-small-how', {
    ...{ shown: minimumShown, ranked: minimumRanked },
    ...{ shownDecision: byDecision(shownDecision), rankedDecision: byDecision(rankedDecision) },
  })
}
