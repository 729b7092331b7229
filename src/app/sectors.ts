import { AppError } from '../core/errors.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { insertSector, listSectors as listAll, renameSector, type Sector } from '../data/sector-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

export type { Sector }

export async function listSectors(services: Services): Promise<Sector[]> {
  return listAll(services.store.db)
}

/** Throws AppError `code-taken`. */
export async function createSector(
  services: Services,
  input: { readonly code: string; readonly name: Text },
): Promise<Sector> {
  return inTransaction(services, async (db) => {
    if ((await listAll(db)).some((sector) => sector.code === input.code)) {
      throw new AppError('code-taken', { code: input.code })
    }
    return insertSector(db, input)
  })
}

/** Renames a sector; its code stays, because files and commands use it. Throws AppError `sector-not-found`. */
export async function updateSector(
  services: Services,
  input: { readonly id: number; readonly name: Text },
): Promise<Sector> {
  return inTransaction(services, async (db) => {
    const present = (await listAll(db)).find((sector) => sector.id === input.id)
    if (present === undefined) throw new AppError('sector-not-found', { id: input.id })
    const name = { vi: input.name.vi.normalize('NFC'), en: input.name.en.normalize('NFC') }
    await renameSector(db, present.id, name)
    return { ...present, name }
  })
}
