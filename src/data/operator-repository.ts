import type { Selectable } from 'kysely'
import type { Db } from './db.ts'
import type { OperatorTable, RoleCode } from './tables.ts'

export interface Operator {
  readonly id: number
  /** The same person on every machine; stands in the hash of what they save. */
  readonly key: string
  readonly name: string
  readonly role: RoleCode
  readonly isActive: boolean
}

/** Everyone, the ones no longer working included, by name in Vietnamese order. */
export async function listOperators(db: Db): Promise<Operator[]> {
  const rows = await db.selectFrom('operator').selectAll().orderBy('id').execute()
  return rows.map(operatorOf).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

export async function findOperator(db: Db, id: number): Promise<Operator | null> {
  const row = await db.selectFrom('operator').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : operatorOf(row)
}

export async function findOperatorByName(db: Db, name: string): Promise<Operator | null> {
  const row = await db.selectFrom('operator').selectAll().where('name', '=', name).executeTakeFirst()
  return row === undefined ? null : operatorOf(row)
}

export async function insertOperator(
  db: Db,
  operator: Omit<Operator, 'id' | 'key'>,
  createdAtMs: number,
): Promise<Operator> {
  const row = await db
    .insertInto('operator')
    .values({
      name: operator.name,
      role: operator.role,
      is_active: operator.isActive ? 1 : 0,
      created_at_ms: createdAtMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return operatorOf(row)
}

export async function updateOperator(db: Db, operator: Operator): Promise<void> {
  await db
    .updateTable('operator')
    .set({ name: operator.name, role: operator.role, is_active: operator.isActive ? 1 : 0 })
    .where('id', '=', operator.id)
    .execute()
}

function operatorOf(row: Selectable<OperatorTable>): Operator {
  return { id: row.id, key: row.key, name: row.name, role: row.role, isActive: row.is_active === 1 }
}
