import { MISSING, type MissingKind } from '../../core/questionnaire/record.ts'

/** Not answered is the lowest, not asked the highest: -9 … -5 for a variable without negative answers. */
const LOWEST = 9
const KINDS = Object.keys(MISSING) as readonly MissingKind[] // keys of MISSING
/** Of what de-identification keeps back, which it does with codes alone: those are never negative. */
export const WITHHELD_CODE = KINDS.length - LOWEST

/**
 * The negative codes of what is missing: a run of five, so that SPSS takes them as one range. Where answers themselves may
 * be negative, as many nines stand before as are needed to stay below `least`: -99 … -95, -999 … -995.
 */
export function missingCodes(least: number): ReadonlyMap<MissingKind, number> {
  let highest = LOWEST - KINDS.length + 1
  let power = 1
  while (least <= -highest) {
    power *= 10
    highest += LOWEST * power
  }
  const lowest = highest + KINDS.length - 1
  return new Map(KINDS.map((kind, at) => [kind, at - lowest]))
}
