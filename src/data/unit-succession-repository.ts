import type { Succession } from '../core/unit-succession.ts'
import type { Db } from './db.ts'

/** Every merger, division and renaming of units, oldest first. */
export async function listSuccessions(db: Db): Promise<Succession[]> {
  return db
    .selectFrom('unit_succession')
    .select(['predecessor_id as predecessorId', 'successor_id as successorId', 'happened_on as happenedOn'])
    .orderBy('happened_on')
    .orderBy('predecessor_id')
    .orderBy('successor_id')
    .execute()
}
