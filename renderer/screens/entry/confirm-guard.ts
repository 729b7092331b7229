/** As long as it takes to see a number. */
const SEEN_AFTER_MS = 400

/** Lets the question about blanks be answered only once its count could be seen: a double tap is one tap. */
export interface ConfirmGuard {
  /** To be told after every drawing. */
  readonly drawn: (isAsking: boolean) => void
  readonly isSeen: () => boolean
}

/** `now`: milliseconds of a clock that never goes back. */
export function createConfirmGuard(now: () => number): ConfirmGuard {
  let askedAtMs: number | null = null
  return {
    drawn: (isAsking) => {
      askedAtMs = isAsking ? (askedAtMs ?? now()) : null
    },
    isSeen: () => askedAtMs !== null && now() - askedAtMs >= SEEN_AFTER_MS,
  }
}
