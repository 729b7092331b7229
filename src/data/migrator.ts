import { basename } from 'node:path'
import type { Kysely } from 'kysely'
import { MIGRATIONS, type Migration } from '../../migrations/index.ts'
import type { Store } from './open-database.ts'
import { readUserVersion, writeUserVersion } from './sqlite/pragmas.ts'
import { withStoreErrors } from './sqlite/sqlite-error.ts'

export interface MigrateOptions {
  readonly migrations?: readonly Migration[]
  /** Called once, before the first pending migration of a file that already holds something. */
  readonly backUp?: () => Promise<unknown>
}

/**
 * Brings the file to the newest schema and returns the numbers run. Each migration is one IMMEDIATE transaction that
 * includes user_version: after a power cut the file is wholly before or wholly after it. Kysely's own Migrator is not used
 * because it runs SQLite migrations without a transaction.
 */
export async function migrate(store: Store, options: MigrateOptions = {}): Promise<number[]> {
  const current = readUserVersion(store.sqlite)
  const pending = (options.migrations ?? MIGRATIONS).filter(({ number }) => number > current)
  if (pending.length > 0 && current > 0) await options.backUp?.()
  for (const migration of pending) await withStoreErrors(basename(store.file), () => run(store, migration))
  return pending.map(({ number }) => number)
}

async function run(store: Store, migration: Migration): Promise<void> {
  await store.db.transaction().execute(async (trx) => {
    await migration.up(trx as unknown as Kysely<unknown>) // a migration knows no row types: they are of the newest schema
    writeUserVersion(store.sqlite, migration.number)
  })
}
