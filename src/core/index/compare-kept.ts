import { orderedCells } from './cells.ts'
import type { KeptAnswers } from './kept-answers.ts'
import { addRows, createMoments, INNER_STRIDE, type Moments } from './moments.ts'
import { KEY_COLUMNS } from './survey-answers.ts'

/**
 * Where two keepings of the same survey differ, bit for bit: names of columns and of sums. The sums that
 * `left` keeps are made anew from `right`'s responses. Empty when they agree.
 */
export function differencesOf(left: KeptAnswers, right: KeptAnswers): string[] {
  const columns = answerDifferences(left, right)
  if (columns.length > 0) return columns
  return [...left.keptMoments()].flatMap(([name, moments]) => {
    const other = createMoments(moments.plan, moments.scoring, moments.isWeighted, right.cells.count)
    addRows(other, right.answers, right.cells.cellOf, { to: right.answers.count })
    return areSame(left, moments, right, other) ? [] : [name]
  })
}

function answerDifferences({ answers: left }: KeptAnswers, { answers: right }: KeptAnswers): string[] {
  if (left.count !== right.count) return ['count']
  const { count, recordWidth } = left
  const pairs = [
    ['ids', left.ids, right.ids, left.ids.length / left.capacity],
    ['records', left.records, right.records, recordWidth],
    ['weight', left.weight, right.weight, 1],
    ['isValid', left.isValid, right.isValid, 1],
    ...KEY_COLUMNS.map((key) => [key, left.keys[key], right.keys[key], 1] as const),
  ] as const
  return pairs.flatMap(([name, a, b, width]) => (areEqual(a, 0, b, 0, count * width) ? [] : [name]))
}

/** Cells are numbered by first sight, so they are compared in the order of their codes. */
function areSame(left: KeptAnswers, a: Moments, right: KeptAnswers, b: Moments): boolean {
  const order = orderedCells(left.cells)
  const other = orderedCells(right.cells)
  if (order.length !== other.length) return false
  const size = a.plan.slots.length * a.plan.classCount
  const innerSize = a.plan.innerNodes.length * INNER_STRIDE
  return order.every((cell, place) => {
    const twin = other[place] ?? -1
    const isSameCell = [...left.cells.codes].every(([key, codes]) => codes[cell] === right.cells.codes.get(key)?.[twin])
    return (
      isSameCell &&
      left.cells.rows[cell] === right.cells.rows[twin] &&
      areEqual(a.counts, cell * size, b.counts, twin * size, size) &&
      areEqual(a.sums, cell * size, b.sums, twin * size, size) &&
      areEqual(a.squares, cell * size, b.squares, twin * size, size) &&
      areEqual(a.inner, cell * innerSize, b.inner, twin * innerSize, innerSize)
    )
  })
}

type Numbers = Uint8Array | Int32Array | Float64Array

function areEqual(a: Numbers, fromA: number, b: Numbers, fromB: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a[fromA + i] !== b[fromB + i]) return false
  return true
}
