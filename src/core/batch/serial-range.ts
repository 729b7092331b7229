import { printedSerial, readPrintedSerial } from '../print/serial.ts'

/**
 * Ranges of serials: both ends included, of the same prefix and the same number of digits (`BH-001` to `BH-200`); printed
 * ones (`000123-4`) are counted by their number, whatever their check digits are. Both ends empty = no range.
 */
export interface SerialRange {
  readonly first: string
  readonly last: string
}

/** Why two texts are no range; each is a code of the messages. */
export type RangeProblem = 'range-one-end' | 'range-no-number' | 'range-shapes-differ' | 'range-reversed'

/** A stretch of a range, and how many serials it holds. */
export interface SerialStretch extends SerialRange {
  readonly count: number
}

interface Place {
  /** What stands before the digits; null for a printed serial. */
  readonly prefix: string | null
  readonly width: number
  readonly number: number
}

interface Ends {
  readonly from: Place
  readonly to: Place
}

/** More digits than a number holds exactly stand in the prefix: nobody counts that far. */
const DIGITS_AT_END = /\d{1,15}$/

/** @returns null for a text that ends in no digit */
function placeOf(serial: string): Place | null {
  const printed = readPrintedSerial(serial)
  if (printed?.isRight && printed.serial === serial) return { prefix: null, width: 0, number: printed.number }
  const digits = DIGITS_AT_END.exec(serial)?.[0]
  if (digits === undefined) return null
  return { prefix: serial.slice(0, -digits.length), width: digits.length, number: Number(digits) }
}

function serialAt({ prefix, width }: Place, number: number): string {
  return prefix === null ? printedSerial(number) : prefix + String(number).padStart(width, '0')
}

function isSameShape(a: Place, b: Place): boolean {
  return a.prefix === b.prefix && a.width === b.width
}

/** Both ends of a sound range; null where there is none. */
function endsOf({ first, last }: SerialRange): Ends | null {
  const from = placeOf(first)
  const to = placeOf(last)
  if (from === null || to === null || !isSameShape(from, to) || from.number > to.number) return null
  return { from, to }
}

/** @returns null for a sound range, and for none at all (both empty) */
export function rangeProblem(first: string, last: string): RangeProblem | null {
  if (first === '' && last === '') return null
  if (first === '' || last === '') return 'range-one-end'
  const from = placeOf(first)
  const to = placeOf(last)
  if (from === null || to === null) return 'range-no-number'
  if (!isSameShape(from, to)) return 'range-shapes-differ'
  return from.number > to.number ? 'range-reversed' : null
}

/** A range that isn't sound holds nothing. */
export function serialInRange(serial: string, first: string, last: string): boolean {
  const ends = endsOf({ first, last })
  const at = placeOf(serial)
  return ends !== null && at !== null && isSameShape(ends.from, at) && isBetween(at.number, ends)
}

function isBetween(number: number, { from, to }: Ends): boolean {
  return number >= from.number && number <= to.number
}

/** How many serials a range holds; 0 where it isn't sound. */
export function countInRange(first: string, last: string): number {
  const ends = endsOf({ first, last })
  return ends === null ? 0 : ends.to.number - ends.from.number + 1
}

/** Ranges that touch or overlap become one; unsound ones and none at all are left out. In the order of the serials. */
export function uniteRanges(ranges: readonly SerialRange[]): SerialStretch[] {
  const united: { from: Place; to: number }[] = []
  for (const { from, to } of ranges.flatMap((range) => endsOf(range) ?? []).sort(byPlace)) {
    const before = united.at(-1)
    if (before !== undefined && isSameShape(before.from, from) && from.number <= before.to + 1) {
      before.to = Math.max(before.to, to.number)
    } else united.push({ from, to: to.number })
  }
  return united.map(({ from, to }) => ({
    first: serialAt(from, from.number),
    last: serialAt(from, to),
    count: to - from.number + 1,
  }))
}

function byPlace(a: { readonly from: Place }, b: { readonly from: Place }): number {
  const [left, right] = [a, b].map(({ from }) => shapeOf(from))
  return left === right ? a.from.number - b.from.number : (left ?? '') < (right ?? '') ? -1 : 1
}

/** `owner`: a range is never in the way of another of the same owner. */
interface OwnedRange extends SerialRange {
  readonly owner: number
}

/** The first of `mine` that shares a serial with one of `others` of another owner; null where none does. */
export function firstOverlap<Mine extends OwnedRange, Other extends OwnedRange>(
  mine: readonly Mine[],
  others: readonly Other[],
): { readonly mine: Mine; readonly other: Other } | null {
  const known = others.map((other) => ({ other, ends: endsOf(other) }))
  for (const one of mine) {
    const ends = endsOf(one)
    if (ends === null) continue
    const hit = known.find((each) => each.other.owner !== one.owner && each.ends !== null && overlap(ends, each.ends))
    if (hit !== undefined) return { mine: one, other: hit.other }
  }
  return null
}

/** Which of many ranges a serial lies in: its owner, or null. Worked out once for a whole file of serials. */
export function rangeFinder(ranges: readonly OwnedRange[]): (serial: string) => number | null {
  const byShape = new Map<string, { readonly ends: Ends; readonly owner: number }[]>()
  for (const { owner, ...range } of ranges) {
    const ends = endsOf(range)
    if (ends === null) continue
    const shape = shapeOf(ends.from)
    byShape.set(shape, [...(byShape.get(shape) ?? []), { ends, owner }])
  }
  if (byShape.size === 0) return () => null
  return (serial) => {
    const at = placeOf(serial)
    if (at === null) return null
    return byShape.get(shapeOf(at))?.find(({ ends }) => isBetween(at.number, ends))?.owner ?? null
  }
}

/** Equal of two places of the same shape. */
function shapeOf({ prefix, width }: Place): string {
  return `${prefix}\u0000${width}`
}

function overlap(a: Ends, b: Ends): boolean {
  return isSameShape(a.from, b.from) && a.from.number <= b.to.number && b.from.number <= a.to.number
}

export interface MissingSerials {
  readonly count: number
  /** The first `cap` of them, in the order of the serials. */
  readonly stretches: readonly SerialStretch[]
  /** Stretches that `cap` left out. */
  readonly leftOut: number
}

/**
 * What of a range was not keyed, as stretches. Serials outside of it, and repeated ones, change nothing. The cost grows
 * with the keyed serials, never with the width of the range.
 * @param cap most stretches that are listed; all are counted
 */
export function missingInRange(range: SerialRange, keyedSerials: Iterable<string>, cap: number): MissingSerials {
  const ends = endsOf(range)
  if (ends === null) return { count: 0, stretches: [], leftOut: 0 }
  const { from, to } = ends
  const gaps = gapsIn(from.number, to.number, numbersIn(ends, keyedSerials))
  return {
    count: gaps.reduce((sum, [start, end]) => sum + end - start + 1, 0),
    stretches: gaps.slice(0, cap).map(([start, end]) => ({
      first: serialAt(from, start),
      last: serialAt(from, end),
      count: end - start + 1,
    })),
    leftOut: Math.max(0, gaps.length - cap),
  }
}

/** The same of several ranges that don't overlap. */
export function missingInRanges(
  ranges: readonly SerialRange[],
  keyedSerials: readonly string[],
  cap: number,
): MissingSerials {
  const parts = ranges.map((range) => missingInRange(range, keyedSerials, cap))
  const stretches = parts.flatMap((part) => part.stretches)
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    stretches: stretches.slice(0, cap),
    leftOut: parts.reduce((sum, part) => sum + part.leftOut, 0) + Math.max(0, stretches.length - cap),
  }
}

/** In ascending order; a serial that stands twice is in it twice. */
function numbersIn(ends: Ends, serials: Iterable<string>): Float64Array {
  const numbers: number[] = []
  for (const serial of serials) {
    const at = placeOf(serial)
    if (at !== null && isSameShape(ends.from, at) && isBetween(at.number, ends)) numbers.push(at.number)
  }
  return Float64Array.from(numbers).sort()
}

function gapsIn(from: number, to: number, taken: Float64Array): [number, number][] {
  const gaps: [number, number][] = []
  let next = from
  for (const number of taken) {
    if (number > next) gaps.push([next, number - 1])
    next = Math.max(next, number + 1)
  }
  if (next <= to) gaps.push([next, to])
  return gaps
}
