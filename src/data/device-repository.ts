import type { Db } from './db.ts'

/** A writer's lane: every revision it writes takes the next number and carries the hash of the one before. */
export interface Lane {
  readonly deviceId: string
  readonly nextSeq: number
  readonly lastSha256: string
}

/** What the first revision of a lane carries as its predecessor. */
export const NO_SHA256 = ''

/** The lane that this file's own writer uses; null in a new file. */
export async function findOwnLane(db: Db): Promise<Lane | null> {
  const row = await db.selectFrom('device_clock').selectAll().where('is_own', '=', 1).executeTakeFirst()
  return row === undefined ? null : { deviceId: row.device_id, nextSeq: row.next_seq, lastSha256: row.last_sha256 }
}

export async function insertOwnLane(db: Db, deviceId: string): Promise<void> {
  await db
    .insertInto('device_clock')
    .values({ device_id: deviceId, next_seq: 1, last_sha256: NO_SHA256, is_own: 1 })
    .execute()
}

/** Written in the transaction that writes the revisions, never apart from it. */
export async function advanceLane(db: Db, lane: Lane): Promise<void> {
  await db
    .updateTable('device_clock')
    .set({ next_seq: lane.nextSeq, last_sha256: lane.lastSha256 })
    .where('device_id', '=', lane.deviceId)
    .execute()
}
