import Database from 'better-sqlite3'
import { AppError, type ErrorCode } from '../../core/errors.ts'

/** The first entry whose prefix begins SQLite's code decides. */
const MEANINGS: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_BUSY', 'database-in-use'],
  ['SQLITE_LOCKED', 'database-in-use'],
  ['SQLITE_NOTADB', 'database-not-ours'],
  ['SQLITE_CORRUPT', 'database-damaged'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'database-read-only'],
  ['SQLITE_PERM', 'database-read-only'],
  ['SQLITE_CANTOPEN', 'database-unreachable'],
  ['SQLITE_IOERR', 'disk-error'],
]

/**
 * What a person can mend, said so: a SQLite failure of disk, lock or file, or the same from the file system, as an AppError
 * about `file` (its name only). Anything else comes back as it is.
 */
export function asStoreError(error: unknown, file: string): unknown {
  if (error instanceof Database.SqliteError) {
    const meaning = MEANINGS.find(([prefix]) => error.code.startsWith(prefix))
    return meaning === undefined ? error : new AppError(meaning[1], { file })
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { file })
  if (code === 'EIO') return new AppError('disk-error', { file })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new AppError('database-read-only', { file })
  return error
}

/** Runs `work`, its failures told as asStoreError does. */
export async function withStoreErrors<Result>(file: string, work: () => Promise<Result> | Result): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw asStoreError(error, file)
  }
}

/** SQLite cannot make sense of what it was given: no lock, disk or permission is the cause (see asStoreError). */
export function isSqliteRefusal(error: unknown): boolean {
  return error instanceof Database.SqliteError
}
