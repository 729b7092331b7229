import { randomFillSync } from 'node:crypto'

const POOL = Buffer.alloc(8192)
const RANDOM_BYTES = 6
let used = POOL.length
let lastMs = 0
let lastTime = timePart(0)
let count = 0

/**
 * A version 7 UUID (RFC 9562, method 1 of 6.2): 48 bits of time, 26 bits that count within the millisecond, 48 random
 * bits. Ids made later sort later, those of one import too, so its rows keep their order and are appended to the file's
 * end; no two machines meet. Randomness is drawn for many ids at once: an import makes 100,000 a second.
 */
export function newUuidV7(atMs: number): string {
  if (atMs === lastMs) count += 1
  else {
    count = 0
    lastMs = atMs
    lastTime = timePart(atMs)
  }
  const high = (count >>> 14).toString(16).padStart(3, '0')
  const low = (0x8000 | (count & 0x3fff)).toString(16)
  return `${lastTime}-7${high}-${low}-${randomPart()}`
}

/** The lowest id that a moment can have: ids from it on were made then or later. */
export function firstUuidV7Of(atMs: number): string {
  return `${timePart(atMs)}-7000-8000-000000000000`
}

function timePart(atMs: number): string {
  const time = atMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}`
}

function randomPart(): string {
  if (used + RANDOM_BYTES > POOL.length) {
    randomFillSync(POOL)
    used = 0
  }
  used += RANDOM_BYTES
  return POOL.toString('hex', used - RANDOM_BYTES, used)
}
