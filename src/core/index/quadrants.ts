/**
 * What to do with an item by importance and performance: raise it first, keep it, leave it for later, or spend no more on
 * it. J. A. Martilla and J. C. James (1977), Importance-Performance Analysis, Journal of Marketing 41: 77-79.
 */
export const QUADRANTS = ['improve', 'keep', 'later', 'enough'] as const
export type Quadrant = (typeof QUADRANTS)[number]

interface Standing {
  readonly importance: number
  readonly performance: number
}

export interface Division {
  /** The plain means of the items, at which both axes are split. */
  readonly importance: number
  readonly performance: number
}

/** Where the axes are split; null without items. */
export function divisionOf(items: readonly Standing[]): Division | null {
  if (items.length === 0) return null
  const mean = (read: (item: Standing) => number): number =>
    items.reduce((sum, item) => sum + read(item), 0) / items.length
  return { importance: mean((item) => item.importance), performance: mean((item) => item.performance) }
}

/** An item exactly on a line belongs to the upper side: important enough, good enough. */
export function quadrantOf(item: Standing, division: Division): Quadrant {
  const isGood = item.performance >= division.performance
  if (item.importance >= division.importance) return isGood ? 'keep' : 'improve'
  return isGood ? 'enough' : 'later'
}
