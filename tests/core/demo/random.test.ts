import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/core/demo/random.ts'

describe('createRandom', () => {
  it('gives the published numbers of mulberry32', () => {
    // The test vectors that ports of the generator share (seeds 0 and 1), as 32-bit integers.
    const draw = (seed: number, count: number): number[] => {
      const random = createRandom(seed)
      return Array.from({ length: count }, () => random.next() * 2 ** 32)
    }
    expect(draw(0, 5)).toEqual([1144304738, 1416247, 958946056, 627933444, 2007157716])
    expect(draw(1, 3)).toEqual([2693262067, 11749833, 2265367787])
  })

  it('draws a normal of mean 0 and variance 1', () => {
    const random = createRandom(5)
    const values = Array.from({ length: 50_000 }, random.normal)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
    // Standard errors: 1/√50000 = 0.0045 and √(2/50000) = 0.0063; four of them.
    expect(Math.abs(mean)).toBeLessThan(0.018)
    expect(Math.abs(variance - 1)).toBeLessThan(0.026)
  })

  it('draws an index in proportion to its weight, never one of weight 0', () => {
    const random = createRandom(6)
    const counts = [0, 0, 0, 0]
    for (let draw = 0; draw < 40_000; draw++) {
      const index = random.index([1, 0, 3, 0])
      counts[index] = (counts[index] ?? 0) + 1
    }
    expect(counts[1]).toBe(0)
    expect(counts[3]).toBe(0)
    // 10,000 expected, standard deviation √(40000 · ¼ · ¾) = 87; four of them.
    expect(Math.abs((counts[0] ?? 0) - 10_000)).toBeLessThan(350)
  })
})
