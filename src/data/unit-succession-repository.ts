import type { Succession, UnitPair } from '../core/unit-succession.ts'
import type { Db } from './db.ts'

export interface RecordedSuccession extends Succession {
  /** The decision that made it; empty where none was given. */
  readonly document: string
}

/** Every merger, division and renaming of units, oldest first. */
export async function listSuccessions(db: Db): Promise<RecordedSuccession[]> {
  return db
    .selectFrom('unit_succession')
    .select(['predecessor_id as predecessorId', 'successor_id as successorId', 'happened_on as happenedOn', 'document'])
    .orderBy('happened_on')
    .orderBy('predecessor_id')
    .orderBy('successor_id')
    .execute()
}

export async function insertSuccession(db: Db, succession: RecordedSuccession): Promise<void> {
  const { predecessorId, successorId, happenedOn, document } = succession
  await db
    .insertInto('unit_succession')
    .values({ predecessor_id: predecessorId, successor_id: successorId, happened_on: happenedOn, document })
    .execute()
}

/** Answers whether there was one. */
export async function deleteSuccession(db: Db, { predecessorId, successorId }: UnitPair): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('unit_succession')
    .where('predecessor_id', '=', predecessorId)
    .where('successor_id', '=', successorId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
