import type { PlanNode, SchemePlan } from '../../../core/index/scheme-plan.ts'
import { type BookCell, type BookColumn, type BookRow, type BookSheet, rangeOf } from '../../../files/xlsx-book.ts'
import type { VariableDistribution } from '../../survey-distribution.ts'
import { FIRST_LEVEL } from './answer-pages.ts'
import { type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** What a node's index comes to by formulas over the answers by level, in words of Excel; or why that can't be. */
type Recomputed =
  | { readonly numerator: Sum | null; readonly denominator: Sum | null; readonly index: Sum }
  | { readonly why: 'hidden' | 'weighted' | 'respondent' | 'empty' }

/** A formula with what it comes to. */
interface Sum {
  readonly formula: string
  readonly value: number
}

const NUMERATOR = 3
const DENOMINATOR = 4
const INDEX = 5
const STORED = 6

/**
 * The overall index and every node and criterion once more, by formulas that whoever doubts a figure can follow: from the
 * answers by level, beside the index of the report. What the answers by level don't tell (a weighted or respondent-wise
 * index of several criteria) says so.
 */
export function recomputedPage(
  pages: Pages,
  plan: SchemePlan,
  levels: BookSheet,
  items: readonly VariableDistribution[],
): Page {
  const { data, say, word, text } = pages
  const columns: BookColumn[] = [
    textColumn(say('column-node'), 12),
    textColumn(say('column-label'), 50),
    { heading: say('column-n'), width: 9, format: 'whole' },
    { heading: word('column-numerator'), width: 14, format: 'whole' },
    { heading: word('column-denominator'), width: 14, format: 'whole' },
    { heading: word('column-recomputed'), width: 12, format: 'points' },
    { heading: word('column-stored'), width: 12, format: 'points' },
    { heading: word('column-off'), width: 12, format: 'exact' },
    textColumn(say('column-note'), 50),
  ]
  const stored = new Map(data.items.nodes.map(({ cell }) => [cell.node, cell]))
  const frame = pageOf(pages, 'recomputed', [{ text: word('recomputed-how') }], { columns, rows: [], frozen: 2 })
  const book: Book = { plan, items, levels, own: frame.sheet, ...data.summary }
  const found = recompute(book)
  const rows = plan.nodes.map((node, at): BookRow => {
    const cell = stored.get(node.id)
    const lead = [node.id, text(node.label), cell?.n ?? null]
    const index = cell?.index ?? null
    const sums = found[at]
    const isStrong = node.slot < 0
    if (sums === undefined || 'why' in sums || index === null) {
      const why = sums !== undefined && 'why' in sums ? sums.why : 'hidden'
      return { isStrong, cells: [...lead, null, null, null, index, null, word(`recomputed-not-${why}`)] }
    }
    const off = `${rangeOf(frame.sheet, INDEX, at)}-${rangeOf(frame.sheet, STORED, at)}`
    return {
      isStrong,
      cells: [
        ...[...lead, cellOf(sums.numerator), cellOf(sums.denominator), cellOf(sums.index), index],
        { formula: `ROUND(${off},9)`, value: Math.round((sums.index.value - index) * 1e9) / 1e9 },
      ],
    }
  })
  return { ...frame, sheet: { ...frame.sheet, table: { columns, rows, frozen: 2 } } }
}

function cellOf(sum: Sum | null): BookCell {
  return sum && { formula: sum.formula, value: sum.value }
}

interface Book {
  readonly plan: SchemePlan
  readonly items: readonly VariableDistribution[]
  readonly levels: BookSheet
  readonly own: BookSheet
  readonly formula: string
  readonly aggregate: string
  readonly weights: 'on' | 'off'
}

/** By place among the plan's nodes; what is below a node comes before it. */
function recompute(book: Book): Recomputed[] {
  const found: Recomputed[] = []
  for (let at = book.plan.nodes.length - 1; at >= 0; at--) {
    const node = book.plan.nodes[at]
    if (node !== undefined) found[at] = recomputeNode(book, node, at, found)
  }
  return found
}

function recomputeNode(book: Book, node: PlanNode, at: number, found: readonly Recomputed[]): Recomputed {
  const { items, formula, aggregate, weights } = book
  const own = items.slice(node.from, node.to)
  if (own.some(({ isHidden }) => isHidden)) return { why: 'hidden' }
  if (own.every(({ choices }) => choices.every(({ count }) => count === 0))) return { why: 'empty' }
  const isItem = node.slot >= 0
  if (!isItem && formula === 'all-satisfied') return { why: 'respondent' }
  if (!isItem && aggregate === 'mean-of-children') return meanOfChildren(book, at, found)
  if (weights === 'off') return ofCounts(book, node, at)
  return isItem ? ofShares(book, node) : { why: 'weighted' }
}

/** 100 × sum of the answers at the two upper levels, or of the levels, over all answers (times K). */
function ofCounts(book: Book, { from, to }: PlanNode, at: number): Recomputed {
  const { plan, items, levels, own, formula } = book
  const rangeOfLevel = (first: number, last: number): string => {
    const [start, end] = [rangeOf(levels, FIRST_LEVEL + first, from), rangeOf(levels, FIRST_LEVEL + last, to - 1)]
    return `${start}:${end.slice(end.indexOf('!') + 1)}`
  }
  const sumOf = (score: (level: number) => number): number =>
    items
      .slice(from, to)
      .reduce((sum, { choices }) => sum + choices.reduce((part, { count }, at) => part + score(at + 1) * count, 0), 0)
  const last = plan.levels - 1
  const isMean = formula === 'mean-score'
  const denominator = { formula: `SUM(${rangeOfLevel(0, last)})`, value: sumOf(() => 1) }
  const each = Array.from({ length: plan.levels }, (_, level) => `${level + 1}*SUM(${rangeOfLevel(level, level)})`)
  const numerator = isMean
    ? { formula: each.join('+'), value: sumOf((level) => level) }
    : { formula: `SUM(${rangeOfLevel(last - 1, last)})`, value: sumOf((level) => Number(level >= last)) }
  const divisor = isMean ? plan.levels : 1
  return {
    numerator,
    denominator,
    index: {
      formula: `100*${rangeOf(own, NUMERATOR, at)}/(${divisor}*${rangeOf(own, DENOMINATOR, at)})`,
      value: (100 * numerator.value) / (divisor * denominator.value),
    },
  }
}

/** Of a single criterion of a weighted survey: from the weighted shares of its levels, which stand after the counts. */
function ofShares({ plan, items, levels, formula }: Book, { slot }: PlanNode): Recomputed {
  const first = FIRST_LEVEL + plan.levels + 1
  const shares = items[slot]?.choices.map(({ share }) => share) ?? []
  const isMean = formula === 'mean-score'
  const terms = shares.flatMap((share, level) => {
    const factor = isMean ? level + 1 : Number(level >= plan.levels - 2)
    return factor === 0 ? [] : [{ factor, share, cell: rangeOf(levels, first + level, slot) }]
  })
  const divisor = isMean ? plan.levels : 1
  const sum = terms.map(({ factor, cell }) => `${factor}*${cell}`).join('+')
  const value = terms.reduce((total, { factor, share }) => total + factor * share * 100, 0) / divisor
  return { numerator: null, denominator: null, index: { formula: `(${sum})/${divisor}`, value } }
}

/** By the scheme's weights, over those of its children that have answers. */
function meanOfChildren({ plan, own }: Book, at: number, found: readonly Recomputed[]): Recomputed {
  const children = plan.nodes.flatMap((node, place) => {
    const one = found[place]
    return node.parent !== at || one === undefined ? [] : [{ node, place, one }]
  })
  const known = children.flatMap(({ node: { weight }, place, one }) =>
    'why' in one ? [] : [{ weight, place, value: one.index.value }],
  )
  const unknown = children.find(({ one }) => 'why' in one && one.why !== 'empty')
  if (unknown !== undefined) return unknown.one
  const total = known.reduce((sum, { weight }) => sum + weight, 0)
  const sum = known.map(({ weight, place }) => `${weight}*${rangeOf(own, INDEX, place)}`).join('+')
  const value = known.reduce((part, one) => part + one.weight * one.value, 0) / total
  return { numerator: null, denominator: null, index: { formula: `(${sum})/${total}`, value } }
}
