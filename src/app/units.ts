import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import type { UnitLevel } from '../data/tables.ts'
import { insertUnit, listUnits as listAll, type Unit, updateUnit as writeUnit } from '../data/unit-repository.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

export type { Unit }

export const UNIT_LEVELS = [
  'province',
  'department',
  'vertical',
  'district',
  'commune',
  'branch',
  'other',
] as const satisfies readonly UnitLevel[]

export interface UnitInput {
  readonly code: string
  readonly name: string
  readonly level: UnitLevel
  readonly parentId?: number | null | undefined
  readonly validFrom?: string | null | undefined
  readonly validTo?: string | null | undefined
}

export async function listUnits(services: Services): Promise<Unit[]> {
  return listAll(services.store.db)
}

/** Throws AppError `code-taken`, `unit-not-found` (the parent), `dates-reversed`. */
export async function createUnit(services: Services, input: UnitInput): Promise<Unit> {
  return inTransaction(services, async (db) => {
    const unit = {
      code: input.code,
      name: input.name.normalize('NFC'),
      level: input.level,
      parentId: input.parentId ?? null,
      validFrom: input.validFrom ?? null,
      validTo: input.validTo ?? null,
    }
    await refuseBadUnit(db, { ...unit, id: 0 })
    return insertUnit(db, unit)
  })
}

/** Changes what is given. Throws AppError `unit-not-found`, `unit-is-own-parent` and those of createUnit. */
export async function updateUnit(
  services: Services,
  input: { readonly id: number } & { readonly [K in keyof UnitInput]?: UnitInput[K] | undefined },
): Promise<Unit> {
  return inTransaction(services, async (db) => {
    const present = (await listAll(db)).find((unit) => unit.id === input.id)
    if (present === undefined) throw new AppError('unit-not-found', { id: input.id })
    const unit: Unit = {
      id: present.id,
      code: input.code ?? present.code,
      name: (input.name ?? present.name).normalize('NFC'),
      level: input.level ?? present.level,
      parentId: input.parentId === undefined ? present.parentId : input.parentId,
      validFrom: input.validFrom === undefined ? present.validFrom : input.validFrom,
      validTo: input.validTo === undefined ? present.validTo : input.validTo,
    }
    await refuseBadUnit(db, unit)
    await writeUnit(db, unit)
    return unit
  })
}

async function refuseBadUnit(db: Db, unit: Unit): Promise<void> {
  const all = await listAll(db)
  const byId = new Map(all.map((other) => [other.id, other]))
  if (all.some((other) => other.code === unit.code && other.id !== unit.id)) {
    throw new AppError('code-taken', { code: unit.code })
  }
  if (unit.validFrom !== null && unit.validTo !== null && unit.validFrom > unit.validTo) {
    throw new AppError('dates-reversed', { from: unit.validFrom, to: unit.validTo })
  }
  if (unit.parentId !== null && !byId.has(unit.parentId)) throw new AppError('unit-not-found', { id: unit.parentId })
  for (let above = unit.parentId; above !== null; above = byId.get(above)?.parentId ?? null) {
    if (above === unit.id) throw new AppError('unit-is-own-parent', { code: unit.code })
  }
}
