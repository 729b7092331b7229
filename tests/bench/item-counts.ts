import type { IndexRow } from '../../src/app/survey-index.ts'

/** A peer of the bench: another engine asked the same question of the same responses. */
export interface Peer {
  readonly name: string
  /** ms; null when it could not run. */
  readonly taken: number | null
  /** We are at least so many times faster. */
  readonly bar: number | null
  /** What was not as it should be. */
  readonly note: string
}

/** The satisfaction questions of tthc-2017. */
export const ITEMS = Array.from({ length: 22 }, (_, place) => `k${String(place + 1).padStart(2, '0')}`)

/** What an engine without our formulas can be asked of an item in a group: its answers, and how many of them satisfied. */
export interface ItemCount {
  readonly agency: string
  readonly sector: string
  readonly item: string
  readonly answers: number
  readonly satisfied: number
}

/** Empty when every count is ours, otherwise what to print. A group without answers may be left out. */
export function differenceFrom(ours: readonly IndexRow[], counts: readonly ItemCount[], engine: string): string {
  const found = new Map(counts.map((count) => [`${count.agency},${count.sector},${count.item}`, count]))
  const wrong = ours.filter(({ by, node, answers, index }) => {
    if (!ITEMS.includes(node)) return false
    const count = found.get(`${by.agency},${by.sector},${node}`) ?? { answers: 0, satisfied: 0 }
    return count.answers !== answers || Math.round(((index ?? 0) * answers) / 100) !== count.satisfied
  })
  return wrong.length === 0 ? '' : `${engine}'s answers DIFFER in ${wrong.length} rows`
}
