import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import type { Store } from '../data/open-database.ts'
import { settle } from '../data/sqlite/copy-file.ts'
import { asStoreError, withStoreErrors } from '../data/sqlite/sqlite-error.ts'

const ATTEMPTS = 4
const PAUSE_MS = 50

/**
 * Runs a use case's writes as one IMMEDIATE transaction. `work` gets the transaction and must not touch the outer
 * database (one connection: it would wait for itself), and catches nothing. A busy file is tried again as a whole.
 * Throws what `work` throws, and AppError `database-in-use`, `disk-full`, `disk-error` … of the file.
 */
export async function inTransaction<Result>(
  services: { readonly store: Store },
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    const { store } = services
    try {
      return await withStoreErrors(basename(store.file), () => store.db.transaction().execute(work))
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof AppError) || error.code !== 'database-in-use') throw error
      await pause(PAUSE_MS * attempt)
    }
  }
}

/**
 * inTransaction for many responses at once. What was committed is moved into the file at its end: otherwise the next keyed
 * form would wait for it (measured: 0.3 s after 400,000 responses).
 */
export async function inLargeTransaction<Result>(
  services: { readonly store: Store },
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
  const result = await inTransaction(services, work)
  const { db, sqlite } = services.store
  // The data is on the disk already. A full disk here leaves only that wait.
  await db
    .connection()
    .execute(async () => settle(sqlite))
    .catch(() => undefined)
  return result
}

/** A failure of a use case as a person can be told it: an AppError where it has a meaning, else null. */
export function asAppError(services: { readonly store: Store }, error: unknown): AppError | null {
  const told = asStoreError(error, basename(services.store.file))
  return told instanceof AppError ? told : null
}
