import type { NodeEstimate } from './estimate.ts'
import { studentT975 } from './student-t.ts'

/** One index less another, in percentage points. */
export interface IndexChange {
  readonly difference: number
  /** 95 %, cut to [−100, 100]; null where either index has no standard error. */
  readonly lower95: number | null
  readonly upper95: number | null
}

/**
 * Now less then, of two independent samples: their variances and degrees of freedom add. Null where either has no index.
 * Example: 90 (SE 3) less 85 (SE 4) with many degrees is 5, from 5 − 1.96 · 5 to 5 + 1.96 · 5.
 */
export function indexChange(now: NodeEstimate, then: NodeEstimate, degreesOfFreedom: number): IndexChange | null {
  if (now.index === null || then.index === null) return null
  const difference = now.index - then.index
  if (now.standardError === null || then.standardError === null || degreesOfFreedom < 1) {
    return { difference, lower95: null, upper95: null }
  }
  const half = studentT975(degreesOfFreedom) * Math.hypot(now.standardError, then.standardError)
  return { difference, lower95: Math.max(-100, difference - half), upper95: Math.min(100, difference + half) }
}
