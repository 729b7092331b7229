import { AppError } from '../core/errors.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { insertSector, listSectors as listAll, type Sector } from '../data/sector-repository.ts'
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
