import type { Moments } from '../index/moments.ts'
import { dissatisfiedLevels } from '../index/scoring.ts'

/**
 * By node of the plan: the share (0-100, weighted where the sums are) of the answers on it that are below the middle of the
 * scale, over the given cells; null without an answer. On a node of several items every answer counts once.
 */
export function dissatisfiedPercents({ plan, sums }: Moments, cells: readonly number[]): (number | null)[] {
  const low = dissatisfiedLevels(plan.levels)
  const lowBefore = [0]
  const allBefore = [0]
  plan.slots.forEach((_, slot) => {
    let [lows, all] = [0, 0]
    for (const cell of cells) {
      const place = (cell * plan.slots.length + slot) * plan.classCount
      for (let level = 0; level < plan.levels; level++) {
        const weight = sums[place + level] ?? 0
        all += weight
        if (level < low) lows += weight
      }
    }
    lowBefore.push((lowBefore[slot] ?? 0) + lows)
    allBefore.push((allBefore[slot] ?? 0) + all)
  })
  return plan.nodes.map(({ from, to }) => {
    const all = (allBefore[to] ?? 0) - (allBefore[from] ?? 0)
    return all > 0 ? (100 * ((lowBefore[to] ?? 0) - (lowBefore[from] ?? 0))) / all : null
  })
}
