import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { MIGRATIONS } from '../../migrations/index.ts'
import { AppError } from '../core/errors.ts'
import { createEmptyFile } from './sqlite/create-file.ts'
import { readFileHeader, withReader } from './sqlite/file-header.ts'
import { APPLICATION_ID, quickCheck, readUserVersion, setPragmas, verifyPragmas } from './sqlite/pragmas.ts'
import { asStoreError } from './sqlite/sqlite-error.ts'
import { StoreDialect } from './sqlite/store-dialect.ts'
import { refuseUnsafeFolder } from './store-folder.ts'
import type { Database } from './tables.ts'

/** One open file: this process is its only writer until close(). */
export interface Store {
  readonly db: Kysely<Database>
  /** The connection itself, for SQLite's own words. Use it inside `db.transaction()` or `db.connection()`: they hold the turn. */
  readonly sqlite: BetterSqlite3.Database
  readonly file: string
  close(): Promise<void>
}

export interface OpenOptions {
  /** Make the file when it is missing; otherwise a missing file is AppError `database-missing`. */
  readonly create?: boolean
  /** Skip the refusal of network, removable and cloud-synced folders (also: SIPAS_ALLOW_ANY_FOLDER=1). */
  readonly allowAnyFolder?: boolean
}

/** How long to wait for another program to let go: longer than a virus scanner's glance, well under 6 s. */
const LOCK_WAIT_MS = 2000

/**
 * Up to this size every start runs quick_check (300 MB: 0.2 s from memory, but as long as the disk needs to read it all);
 * a larger file only after a crash, and in every backup, which checks its copy.
 */
const ALWAYS_CHECKED_BYTES = 128_000_000

/** Files open in this process. Even reading one by other means would drop its lock (see readFileHeader). */
const openFiles = new Set<string>()

/**
 * Opens a data file with every pragma of promises.md read back, or refuses with an AppError that says what to do; a refused
 * file keeps its bytes. Runs no migration: see migrate.
 */
export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Store> {
  const path = existsSync(file) ? realpathSync(file) : resolve(file) // one file, one name: see openFiles
  const name = basename(path)
  if (openFiles.has(path)) throw new AppError('database-in-use', { file: name })
  if (!existsSync(dirname(path))) throw new AppError('folder-missing', { folder: basename(dirname(path)) })
  if (options.allowAnyFolder !== true) refuseUnsafeFolder(dirname(path))
  try {
    prepareFile(path, name, options)
    const wasLeftOpen = isNonEmpty(`${path}-wal`) // the last program was ended before it could close the file
    // A writing connection moves the -wal into the file when it closes: what may be refused is first looked at by a reader.
    if (wasLeftOpen) withReader(path, LOCK_WAIT_MS, (reader) => refuseUnsound(reader, name))
    const connection = connect(path, name, !wasLeftOpen && statSync(path).size <= ALWAYS_CHECKED_BYTES)
    openFiles.add(path)
    return {
      db: new Kysely<Database>({ dialect: new StoreDialect(connection) }),
      sqlite: connection,
      file: path,
      close: async () => {
        connection.close()
        openFiles.delete(path)
      },
    }
  } catch (error) {
    throw asStoreError(error, name)
  }
}

/** Everything that can be told without SQLite, so that a refused file is not touched. */
function prepareFile(path: string, name: string, options: OpenOptions): void {
  if (!existsSync(path)) {
    if (isNonEmpty(`${path}-wal`)) throw new AppError('database-main-missing', { file: name })
    if (options.create !== true) throw new AppError('database-missing', { file: name })
    createEmptyFile(path)
    return
  }
  if (!statSync(path).isFile()) throw new AppError('database-not-ours', { file: name })
  for (const place of [dirname(path), path]) accessSync(place, constants.R_OK | constants.W_OK)
  const header = readFileHeader(path)
  if (header.bytes === 0) throw new AppError('database-empty', { file: name })
  if (!header.isSqlite || header.applicationId !== APPLICATION_ID)
    throw new AppError('database-not-ours', { file: name })
  refuseNewer(header.userVersion, name)
}

function connect(path: string, name: string, isToCheck: boolean): BetterSqlite3.Database {
  const connection = new BetterSqlite3(path, { fileMustExist: true, timeout: LOCK_WAIT_MS })
  try {
    setPragmas(connection)
    verifyPragmas(connection)
    if (isToCheck) refuseUnsound(connection, name)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function refuseUnsound(connection: BetterSqlite3.Database, name: string): void {
  refuseNewer(readUserVersion(connection), name)
  if (quickCheck(connection).length > 0) throw new AppError('database-damaged', { file: name })
}

function refuseNewer(version: number, name: string): void {
  const known = MIGRATIONS.at(-1)?.number ?? 0
  if (version > known) throw new AppError('database-newer', { file: name, version, known })
}

function isNonEmpty(path: string): boolean {
  return existsSync(path) && statSync(path).size > 0
}
