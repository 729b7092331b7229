import { AppError } from '../core/errors.ts'
import {
  findOperator,
  findOperatorByName,
  insertOperator,
  listOperators as listAll,
  type Operator,
  updateOperator as writeOperator,
} from '../data/operator-repository.ts'
import type { RoleCode } from '../data/tables.ts'
import { inTransaction } from './in-transaction.ts'
import type { Services } from './services.ts'

export type { Operator }
export type Role = RoleCode

export const ROLES = ['keyer', 'verifier', 'supervisor', 'analyst', 'administrator'] as const satisfies readonly Role[]

/** Who the command line saves as: never chosen from the list, so it is not active. */
const COMMAND_OPERATOR = 'sipas'

export async function listOperators(services: Services): Promise<Operator[]> {
  return (await listAll(services.store.db)).filter((operator) => operator.name !== COMMAND_OPERATOR)
}

/** The person behind a call; null when the id is unknown or no longer active. */
export async function findActiveOperator(services: Services, id: number): Promise<Operator | null> {
  const operator = await findOperator(services.store.db, id)
  return operator?.isActive ? operator : null
}

/**
 * Adds a person. While nobody is there yet `by` may be null: the first one is made administrator, whatever was asked,
 * because somebody has to be. Throws AppError `name-taken`, `not-allowed`, `operator-missing`.
 */
export async function createOperator(
  services: Services,
  by: Operator | null,
  input: { readonly name: string; readonly role: Role },
): Promise<Operator> {
  const name = cleanName(input.name)
  return inTransaction(services, async (db) => {
    const isFirst = (await listAll(db)).every((operator) => !operator.isActive)
    if (!isFirst) refuseUnlessManager(by, input.role)
    if ((await findOperatorByName(db, name)) !== null) throw new AppError('name-taken', { name })
    const role = isFirst ? 'administrator' : input.role
    return insertOperator(db, { name, role, isActive: true }, services.now())
  })
}

/** Throws AppError `operator-not-found`, `name-taken`, `last-administrator`, `not-allowed`. */
export async function updateOperator(
  services: Services,
  by: Operator,
  input: {
    readonly id: number
    readonly name?: string | undefined
    readonly role?: Role | undefined
    readonly isActive?: boolean | undefined
  },
): Promise<Operator> {
  return inTransaction(services, async (db) => {
    const all = await listAll(db)
    const present = all.find((operator) => operator.id === input.id && operator.name !== COMMAND_OPERATOR)
    if (present === undefined) throw new AppError('operator-not-found')
    const changed: Operator = {
      ...present,
      name: input.name === undefined ? present.name : cleanName(input.name),
      role: input.role ?? present.role,
      isActive: input.isActive ?? present.isActive,
    }
    refuseUnlessManager(by, present.role)
    refuseUnlessManager(by, changed.role)
    const others = all.filter((operator) => operator.id !== present.id)
    if (others.some((operator) => operator.name === changed.name))
      throw new AppError('name-taken', { name: changed.name })
    const isLast = isAdministrator(present) && !isAdministrator(changed) && !others.some(isAdministrator)
    if (isLast) throw new AppError('last-administrator')
    await writeOperator(db, changed)
    return changed
  })
}

/** The operator that the command line writes as; made when first needed. */
export async function commandOperator(services: Services): Promise<Operator> {
  return inTransaction(services, async (db) => {
    const known = await findOperatorByName(db, COMMAND_OPERATOR)
    const make = { name: COMMAND_OPERATOR, role: 'administrator', isActive: false } as const
    return known ?? insertOperator(db, make, services.now())
  })
}

/** A supervisor looks after the keying people; only an administrator makes or changes an administrator. */
function refuseUnlessManager(by: Operator | null, role: Role): void {
  if (by === null) throw new AppError('operator-missing')
  const isManager = by.role === 'administrator' || (by.role === 'supervisor' && role !== 'administrator')
  if (!isManager) throw new AppError('not-allowed', { role: by.role })
}

function isAdministrator(operator: Operator): boolean {
  return operator.role === 'administrator' && operator.isActive
}

function cleanName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ')
}
