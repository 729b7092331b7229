import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { listSectors } from '../data/sector-repository.ts'
import {
  deleteTargets,
  insertTarget,
  listTargets as listAll,
  type Target,
  updateTarget,
} from '../data/target-repository.ts'
import { listUnits } from '../data/unit-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

export type { Target }

export type TargetInput = Omit<Target, 'id'> & { readonly id?: number | undefined }

/** Of one year and of every year; all when no year is given. */
export async function listTargets(services: Services, year?: number | undefined): Promise<Target[]> {
  return listAll(services.store.db, year ?? null)
}

/**
 * Saves the edited table at once: changed rows, new ones (without id) and removed ones. Answers the whole list.
 * Throws AppError `unit-not-found`, `sector-not-found`, `target-not-found`; nothing is saved then.
 */
export async function saveTargets(
  services: Services,
  input: { readonly targets: readonly TargetInput[]; readonly removedIds: readonly number[] },
): Promise<Target[]> {
  return inTransaction(services, async (db) => {
    await deleteTargets(db, input.removedIds)
    const known = await knownIds(db)
    for (const { id, ...target } of input.targets) {
      refuseUnknown(target, known)
      if (id === undefined) await insertTarget(db, target)
      else if ((await updateTarget(db, { id, ...target })) === 0) throw new AppError('target-not-found')
    }
    return listAll(db, null)
  })
}

interface KnownIds {
  readonly units: ReadonlySet<number>
  readonly sectors: ReadonlySet<number>
}

async function knownIds(db: Db): Promise<KnownIds> {
  const [units, sectors] = [await listUnits(db), await listSectors(db)]
  return { units: new Set(units.map((unit) => unit.id)), sectors: new Set(sectors.map((sector) => sector.id)) }
}

function refuseUnknown(target: Omit<Target, 'id'>, known: KnownIds): void {
  const { agencyUnitId, sectorId } = target
  if (agencyUnitId !== null && !known.units.has(agencyUnitId))
    throw new AppError('unit-not-found', { id: agencyUnitId })
  if (sectorId !== null && !known.sectors.has(sectorId)) throw new AppError('sector-not-found', { id: sectorId })
}
