import { randomFillSync } from 'node:crypto'

const POOL = Buffer.alloc(8192)
let used = POOL.length

/**
 * A version 7 UUID (RFC 9562): 48 bits of time, then 74 random bits, so ids made later sort later and no two machines
 * meet. Randomness is drawn for many ids at once: an import makes 100,000 a second.
 */
export function newUuidV7(atMs: number): string {
  if (used + 10 > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  const random = POOL.subarray(used, used + 10).toString('hex')
  used += 10
  const time = atMs.toString(16).padStart(12, '0')
  const variant = ((Number.parseInt(random.slice(3, 4), 16) & 3) | 8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
}

/** The lowest id that a moment can have: ids from it on were made then or later. */
export function firstUuidV7Of(atMs: number): string {
  const time = atMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
