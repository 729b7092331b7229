import type { Db } from './db.ts'

/** A writer's lane: every revision it writes takes the next number and carries the hash of the one before. */
export interface Lane {
  readonly deviceId: string
  readonly nextSeq: number
  readonly lastSha256: string
}

/** The lane that this file's own writer uses; null in a new file. */
export async function findOwnLane(db: Db): Promise<Lane | null> {
  const row = await db.selectFrom('device_clock').selectAll().where('is_own', '=', 1).executeTakeFirst()
  return row === undefined ? null : { deviceId: row.device_id, nextSeq: row.next_seq, lastSha256: row.last_sha256 }
}

/** Written in the transaction that writes the revisions, never apart from it. */
export async function advanceLane(db: Db, lane: Lane): Promise<void> {
  await db
    .updateTable('device_clock')
    .set({ next_seq: lane.nextSeq, last_sha256: lane.lastSha256 })
    .where('device_id', '=', lane.deviceId)
    .execute()
}
