import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { listSectors } from '../data/sector-repository.ts'
import { deleteTargets, insertTarget, listTargets as listAll, type Target } from '../data/target-repository.ts'
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
 * Throws AppError `unit-not-found`, `sector-not-found`, `target-not-found`, `target-repeated`; nothing is saved then.
 */
export async function saveTargets(
  services: Services,
  input: { readonly targets: readonly TargetInput[]; readonly removedIds: readonly number[] },
): Promise<Target[]> {
  return inTransaction(services, async (db) => {
    const present = await listAll(db, null)
    const known = await knownIds(db)
    for (const target of input.targets) refuseUnknown(target, known)
    // Changed rows are taken out and put back: two of them may have exchanged their places.
    const changedIds = input.targets.flatMap(({ id }) => id ?? [])
    const leaving = new Set([...input.removedIds, ...changedIds])
    const staying = present.filter(({ id }) => !leaving.has(id))
    const presentIds = new Set(present.map(({ id }) => id))
    if (changedIds.some((id) => !presentIds.has(id))) throw new AppError('target-not-found')
    refuseRepeated([...staying, ...input.targets])
    await deleteTargets(db, [...leaving])
    for (const target of input.targets) await insertTarget(db, target)
    return listAll(db, null)
  })
}

/** Two targets for one place: no table of results could say which of them holds. */
function refuseRepeated(targets: readonly TargetInput[]): void {
  const places = new Set<string>()
  for (const { year, node, agencyUnitId, sectorId, level } of targets) {
    const place = JSON.stringify([year, node, agencyUnitId, sectorId, level])
    if (places.has(place)) throw new AppError('target-repeated', { node })
    places.add(place)
  }
}

interface KnownIds {
  readonly units: ReadonlySet<number>
  readonly sectors: ReadonlySet<number>
}

async function knownIds(db: Db): Promise<KnownIds> {
  const [units, sectors] = [await listUnits(db), await listSectors(db)]
  return { units: new Set(units.map((unit) => unit.id)), sectors: new Set(sectors.map((sector) => sector.id)) }
}

function refuseUnknown(target: TargetInput, known: KnownIds): void {
  const { agencyUnitId, sectorId } = target
  if (agencyUnitId !== null && !known.units.has(agencyUnitId))
    throw new AppError('unit-not-found', { id: agencyUnitId })
  if (sectorId !== null && !known.sectors.has(sectorId)) throw new AppError('sector-not-found', { id: sectorId })
}
