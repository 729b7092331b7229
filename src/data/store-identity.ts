import { randomBytes } from 'node:crypto'
import type { Db } from './db.ts'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Twelve letters and digits, 60 random bits: short, because it stands in every revision. */
export function newDeviceId(): string {
  return Array.from(randomBytes(12), (byte) => ALPHABET[byte & 31]).join('')
}

/**
 * Gives the file a writer's lane of its own from here on. After a backup is restored the old lane's numbers may already
 * have been handed to another office with other contents, so they are never taken twice. Within the caller's transaction:
 * between the two statements the file would have no lane.
 */
export async function startNewLane(db: Db): Promise<string> {
  const deviceId = newDeviceId()
  await db.updateTable('device_clock').set({ is_own: 0 }).execute()
  await db.insertInto('device_clock').values({ device_id: deviceId, next_seq: 1, last_sha256: '', is_own: 1 }).execute()
  return deviceId
}
