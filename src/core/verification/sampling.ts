import type { VerificationScope } from './compare-forms.ts'

/** Which forms of a batch are keyed a second time whole; identifiers always are. */
export interface SamplingPlan {
  readonly verifyPlan: 'all' | 'csp1' | 'none'
  /** Of csp1: i, so many clean forms one after another … */
  readonly cspClean: number
  /** … then f, this share of them (0-1). */
  readonly cspShare: number
}

/**
 * One verified form of a keyer, in the order verified; void forms are none. `isClean`: countFirstErrors is 0.
 */
export interface Verified {
  readonly scope: VerificationScope
  readonly isClean: boolean
}

/** Where a keyer's stream stands. */
export interface Stream {
  readonly phase: 'every-form' | 'sampling'
  /** Clean forms verified whole since the last error. */
  readonly cleanRun: number
}

/** Errors of the first keyer: places that were not settled as first keyed. A difference counts as one until it is. */
export function countFirstErrors(
  differences: readonly { readonly firstValue: string; readonly settledValue: string | null }[],
): number {
  return differences.filter(({ firstValue, settledValue }) => settledValue !== firstValue).length
}

export const NEW_STREAM: Stream = { phase: 'every-form', cleanRun: 0 }

/**
 * Continuous sampling CSP-1: every form is keyed again until `cspClean` in a row are clean, then a share; an error found
 * brings every form back. H. F. Dodge, "A sampling inspection plan for continuous production", Annals of Mathematical
 * Statistics 14 (1943): 264-279; for data entry D. W. King and R. Lashley, "A quantifiable alternative to double data
 * entry", Controlled Clinical Trials 21 (2000): 94-102. An error in the identifiers, which are always keyed again, counts as one; clean identifiers alone prove nothing.
 */
export function replayStream(plan: SamplingPlan, verified: readonly Verified[]): Stream {
  return verified.reduce((stream, one) => nextStream(plan, stream, one), NEW_STREAM)
}

export function nextStream(plan: SamplingPlan, { cleanRun }: Stream, { scope, isClean }: Verified): Stream {
  return streamOf(plan, isClean ? cleanRun + (scope === 'whole' ? 1 : 0) : 0)
}

/** Where a stream stands is told by its clean run alone. */
export function streamOf({ cspClean }: SamplingPlan, cleanRun: number): Stream {
  return { phase: cleanRun >= cspClean ? 'sampling' : 'every-form', cleanRun }
}

/**
 * What of a form is keyed a second time.
 * @param draw of the form, uniform in [0, 1): the same whenever it is asked
 */
export function scopeDue(plan: SamplingPlan, stream: Stream, draw: number): VerificationScope {
  if (plan.verifyPlan !== 'csp1') return plan.verifyPlan === 'all' ? 'whole' : 'identifiers'
  return stream.phase === 'every-form' || draw < plan.cspShare ? 'whole' : 'identifiers'
}

/** Whether what was keyed again is all that the plan asks; under csp1 the scope was drawn when the form's turn came. */
export function isVerified({ verifyPlan }: SamplingPlan, scopes: readonly VerificationScope[]): boolean {
  return scopes.includes('whole') || (verifyPlan !== 'all' && scopes.includes('identifiers'))
}
