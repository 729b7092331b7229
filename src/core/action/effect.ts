import type { Change } from './weak-rules.ts'

export type EffectVerdict = 'improved' | 'not-improved' | 'unsure'

/**
 * What a later survey says of a remedy: better only where the whole 95 % interval of the difference is positive, not better
 * where none of it is; everything between, and a difference without an interval, is not sure.
 */
export function effectOf({ lower95, upper95 }: Change): EffectVerdict {
  if (lower95 === null || upper95 === null) return 'unsure'
  if (lower95 > 0) return 'improved'
  return upper95 <= 0 ? 'not-improved' : 'unsure'
}
