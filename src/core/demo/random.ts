/** A stream of reproducible random numbers; not for secrets. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  readonly next: () => number
  /** Standard normal (Box and Muller 1958). */
  readonly normal: () => number
  /** An index drawn in proportion to the weights; they need not add up to 1. */
  readonly index: (weights: readonly number[]) => number
}

/** The same seed gives the same stream on every machine: mulberry32 (Tommy Ettinger, 2017, public domain), period 2³². */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    index: (weights) => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0)
      const found = weights.findIndex((weight) => {
        left -= weight
        return left < 0
      })
      return found === -1 ? weights.length - 1 : found // rounding may leave the last one unreached
    },
  }
}
