import type { Difference, Judged } from '../index/difference.ts'
import type { NodeEstimate } from '../index/estimate.ts'
import { jointIntervals } from '../index/rank-range.ts'
import type { Verdict } from '../index/targets.ts'
import { countText, hasInterval, indexText, pointsText, targetText } from './numbers.ts'
import type { ReportWord, Say } from './words.ts'

/** Sentences out of figures: each claims no more than the interval of its figure carries. */

type Estimate = Pick<NodeEstimate, 'n' | 'index' | 'lower95' | 'upper95'>

/** `of`: whose index it is, with a space after it; '' for the whole. */
export function overallSentence(say: Say, { n, index, lower95, upper95 }: Estimate, of: string): string {
  if (index === null) return say('overall.hidden', { n: countText(n) })
  const figures = { of, index: indexText(index), n: countText(n) }
  if (lower95 === null || upper95 === null) return say('overall.noInterval', figures)
  if (lower95 === upper95) return say('overall.alike', figures)
  return say('overall.index', { ...figures, lower: indexText(lower95), upper: indexText(upper95) })
}

export interface AgainstTarget {
  readonly index: number | null
  readonly target: number | null
  readonly verdict: Verdict | null
}

/** `document`: which one sets the target; '' where none is cited. */
export function targetSentence(say: Say, { index, target, verdict }: AgainstTarget, document: string): string {
  if (target === null) return say('target.none')
  const cited = { target: targetText(target), document: document === '' ? '' : say('target.document', { document }) }
  if (verdict === null || index === null) return say('target.unjudged', cited)
  if (verdict === 'not-met' && target - index < SMALLEST) return say('target.justBelow', cited)
  return say(`target.${verdict}`, { ...cited, gap: indexText(target - index) })
}

/** What two decimals round to nothing. */
const SMALLEST = 0.005

/** How an index has changed since an earlier one; `before` names when. */
export function changeSentence(
  say: Say,
  now: number | null,
  earlier: number | null,
  { difference, lower95, upper95, verdict }: Difference & Judged,
  before: string,
): string | null {
  if (now === null || earlier === null || difference === null) return null
  const figures = { before, now: indexText(now), was: indexText(earlier) }
  if (verdict === null || lower95 === null || upper95 === null) {
    return say('change.unjudged', { ...figures, points: pointsText(difference) })
  }
  if (lower95 === upper95) return say('change.noInterval', { ...figures, points: pointsText(difference) })
  const key = isUnsureTogether({ lower95, upper95, verdict }) ? 'change.unsureTogether' : (`change.${verdict}` as const)
  return say(key, { ...figures, ...sized({ difference, lower95, upper95 }, verdict) })
}

/** Its own interval says more than is left once it is judged together with all the others. */
function isUnsureTogether({ lower95, upper95, verdict }: { lower95: number; upper95: number; verdict: string }) {
  return verdict === 'unsure' && (lower95 > 0 || upper95 < 0)
}

/** A part against all the others; `rest` names them. Null without a verdict. */
export function restSentence(
  say: Say,
  { difference, lower95, upper95, verdict }: Difference & Judged,
  rest: string,
): string | null {
  if (verdict === null || difference === null || lower95 === null || upper95 === null || lower95 === upper95)
    return null
  const key = isUnsureTogether({ lower95, upper95, verdict }) ? 'rest.unsureTogether' : (`rest.${verdict}` as const)
  return say(key, { rest, ...sized({ difference, lower95, upper95 }, verdict) })
}

interface Sized {
  readonly difference: number
  readonly lower95: number
  readonly upper95: number
}

/** `tăng 1,28`, `giảm 1,28` say the way in words: their ends are sizes; of an unsure one signs tell it. */
function sized({ difference, lower95, upper95 }: Sized, verdict: 'higher' | 'lower' | 'unsure') {
  if (verdict === 'unsure') {
    return { points: pointsText(difference), lower: pointsText(lower95), upper: pointsText(upper95) }
  }
  const ends = [Math.abs(lower95), Math.abs(upper95)] as const
  return {
    points: indexText(Math.abs(difference)),
    lower: indexText(Math.min(...ends)),
    upper: indexText(Math.max(...ends)),
  }
}

interface Named extends Omit<Estimate, 'n'> {
  readonly name: string
  readonly n: number
  readonly standardError: number | null
}

/**
 * The highest and the lowest computed index, and whether they lie apart. They are picked out of many, so the intervals that
 * tell are those that hold for all of them at once. Null of fewer than two.
 */
export function extremesSentence(
  say: Say,
  what: 'factor' | 'sector' | 'agency',
  all: readonly Named[],
  degreesOfFreedom: number,
): string | null {
  const known = all
    .flatMap((one) => (one.index === null ? [] : [{ ...one, index: one.index }]))
    .toSorted((a, b) => b.index - a.index)
  const [top, bottom] = [known[0], known.at(-1)]
  if (top === undefined || bottom === undefined || indexText(top.index) === indexText(bottom.index)) return null
  const figures = {
    ...{ what: say(`extremes.${what}`), top: top.name, topIndex: indexText(top.index) },
    ...{ bottom: bottom.name, bottomIndex: indexText(bottom.index) },
  }
  const judged = known.flatMap((one) =>
    one.standardError === null ? [] : [{ one, standardError: one.standardError, n: one.n, index: one.index }],
  )
  const intervals = jointIntervals(judged, degreesOfFreedom)
  const [high, low] = [top, bottom].map((wanted) => intervals[judged.findIndex(({ one }) => one === wanted)])
  const areApart = high !== undefined && low !== undefined && high.lower95 > low.upper95
  return `${say('extremes', figures)} ${say(areApart ? 'extremes.apart' : 'extremes.overlap')}`
}

/** One share of those who answered, as a line of a list. */
export function shareLine(say: Say, { label, percent, lower95, upper95, of }: ShareFigure): string {
  if (percent === null) return say('service.hidden', { label })
  const figures = { label, percent: indexText(percent), of: countText(of) }
  const ends = { lower95, upper95 }
  if (hasInterval(ends)) {
    return say('service.share', { ...figures, lower: indexText(ends.lower95), upper: indexText(ends.upper95) })
  }
  if (percent === 0 || percent === 100) return say(percent === 0 ? 'service.nobody' : 'service.everybody', figures)
  return say('service.shareNoInterval', figures)
}

export interface ShareFigure {
  readonly label: string
  readonly percent: number | null
  readonly lower95: number | null
  readonly upper95: number | null
  /** Respondents that the share is of. */
  readonly of: number
}

/** `3 đạt, 5 chưa đạt`: only what there is any of, in the order given. */
export function countsText(say: Say, counts: readonly (readonly [CountWord, number])[]): string {
  const some = counts.filter(([, count]) => count > 0)
  return some.map(([word, count]) => say(`count.${word}`, { count: countText(count) })).join(', ')
}

type CountWord = 'met' | 'notMet' | 'unsure' | 'noData' | 'higher' | 'lower' | 'unchanged'

/** `I`, `II` … for quarters and annexes. */
export function roman(number: number): string {
  const parts = [
    ['X', 10],
    ['IX', 9],
    ['V', 5],
    ['IV', 4],
    ['I', 1],
  ] as const
  let [left, text] = [number, '']
  for (const [sign, value] of parts) {
    text += sign.repeat(Math.floor(left / value))
    left %= value
  }
  return text
}

/** `năm 2026`, `quý II năm 2026`, `6 tháng đầu năm 2026`, `tháng 5 năm 2026` of a period's code; the first two months with a zero, as dates have it. */
export function timeWords(say: Say, code: string): string {
  const [year = '', part = ''] = code.split('-')
  const number = Number(part.replace(/\D/g, ''))
  const key: ReportWord =
    part === '' ? 'time.year' : (PERIOD_KEYS[part] ?? (part.startsWith('Q') ? 'time.quarter' : 'time.month'))
  if (key === 'time.quarter') return say(key, { year, number: roman(number) })
  return say(key, { year, number: key === 'time.month' && number < 3 ? `0${number}` : number })
}

const PERIOD_KEYS: Readonly<Record<string, ReportWord>> = { H1: 'time.half1', H2: 'time.half2' }

const MOST_NAMES = 12

/** Names in one sentence; of very many the first and how many more. */
export function namesText(say: Say, names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join('; ')
  const first = names.slice(0, MOST_NAMES - 1)
  return say('names.more', { names: first.join('; '), count: countText(names.length - first.length) })
}
