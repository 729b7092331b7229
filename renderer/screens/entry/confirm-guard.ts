/** As long as it takes to see a number. */
const SEEN_AFTER_MS = 400
/** Longer than a key that bounces, shorter than a hand that means it. */
const BOUNCE_MS = 150

/** Lets a question be answered only once it could be seen: a double tap is one tap, and keys that came with it are none. */
export interface ConfirmGuard {
  /** To be told after every drawing. */
  readonly drawn: (isAsking: boolean) => void
  /** Long enough for an ordinary key, since the question or the last key that was held back. */
  readonly isSeen: () => boolean
  /** Long enough for a key that only saves. */
  readonly isSteady: () => boolean
  /** A key was held back: those that follow at once belong to it. */
  readonly heldBack: () => void
}

/** `now`: milliseconds of a clock that never goes back. */
export function createConfirmGuard(now: () => number): ConfirmGuard {
  let askedAtMs: number | null = null
  let heldAtMs = 0
  const since = (): number => (askedAtMs === null ? -1 : now() - askedAtMs)
  return {
    drawn: (isAsking) => {
      askedAtMs = isAsking ? (askedAtMs ?? now()) : null
      if (!isAsking) heldAtMs = 0
    },
    isSeen: () => since() >= SEEN_AFTER_MS && now() - heldAtMs >= SEEN_AFTER_MS,
    isSteady: () => since() >= BOUNCE_MS,
    heldBack: () => {
      heldAtMs = now()
    },
  }
}
