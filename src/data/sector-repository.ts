import type { Selectable } from 'kysely'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import type { Db } from './db.ts'
import type { SectorTable } from './tables.ts'

export interface Sector {
  readonly id: number
  readonly code: string
  readonly name: Text
}

/** In the order they were made: land, construction and investment come first. */
export async function listSectors(db: Db): Promise<Sector[]> {
  return (await db.selectFrom('sector').selectAll().orderBy('id').execute()).map(sectorOf)
}

export async function insertSector(db: Db, sector: Omit<Sector, 'id'>): Promise<Sector> {
  const row = await db
    .insertInto('sector')
    .values({ code: sector.code, name_vi: sector.name.vi, name_en: sector.name.en })
    .returningAll()
    .executeTakeFirstOrThrow()
  return sectorOf(row)
}

export async function renameSector(db: Db, id: number, name: Text): Promise<void> {
  await db.updateTable('sector').set({ name_vi: name.vi, name_en: name.en }).where('id', '=', id).execute()
}

function sectorOf(row: Selectable<SectorTable>): Sector {
  return { id: row.id, code: row.code, name: { vi: row.name_vi, en: row.name_en } }
}
