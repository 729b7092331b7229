import { rmSync, utimesSync } from 'node:fs'
import { basename } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { Kysely } from 'kysely'
import { MIGRATIONS } from '../../../migrations/index.ts'
import { AppError } from '../../core/errors.ts'
import type { Db } from '../db.ts'
import { replaceFile, syncFile, syncFolderOf } from '../sync-file.ts'
import type { Database } from '../tables.ts'
import { readFileHeader } from './file-header.ts'
import { APPLICATION_ID, quickCheck, readUserVersion } from './pragmas.ts'
import { StoreDialect } from './store-dialect.ts'

/**
 * Copies the open database to `target` whole and verified, or not at all: written beside it under `.partial`, synced (not
 * every SQLite syncs what VACUUM INTO writes), reopened, checked and counted against the source, then renamed. `stampMs` becomes its mtime;
 * `check` may refuse the copy by what it throws. AppError `backup-damaged` when the copy does not hold what the source holds; a full disk throws SQLite's error.
 */
export async function copyVerified(
  source: BetterSqlite3.Database,
  target: string,
  stampMs: number,
  check: (copy: Db) => Promise<void> = async () => undefined,
): Promise<void> {
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  try {
    source.prepare('VACUUM INTO ?').run(partial)
    syncFile(partial)
    const copied = checkCopy(partial)
    if (JSON.stringify(copied) !== JSON.stringify(tableCounts(source))) throw damaged(target)
    await readCopy(partial, check)
    utimesSync(partial, stampMs / 1000, stampMs / 1000)
    replaceFile(partial, target)
    syncFolderOf(target)
  } finally {
    rmSync(partial, { force: true })
    rmSync(`${partial}-journal`, { force: true })
  }
}

/** Rows of every table of a closed copy; AppError `backup-damaged`, or `database-newer`, when it cannot be used. */
export function checkCopy(file: string): Record<string, number> {
  const header = readFileHeader(file)
  if (!header.isSqlite || header.applicationId !== APPLICATION_ID) throw damaged(file)
  const connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    const version = readUserVersion(connection)
    const known = MIGRATIONS.at(-1)?.number ?? 0
    if (version > known) throw new AppError('database-newer', { file: basename(file), version, known })
    if (quickCheck(connection).length > 0) throw damaged(file)
    return tableCounts(connection)
  } catch (error) {
    throw error instanceof BetterSqlite3.SqliteError ? damaged(file) : error
  } finally {
    connection.close()
  }
}

async function readCopy(file: string, check: (copy: Db) => Promise<void>): Promise<void> {
  const connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true })
  try {
    await check(new Kysely<Database>({ dialect: new StoreDialect(connection) }))
  } catch (error) {
    throw error instanceof BetterSqlite3.SqliteError ? damaged(file) : error
  } finally {
    connection.close()
  }
}

/** Moves every commit from the -wal into the file itself, whose mtime then stands still until the next change. */
export function settle(source: BetterSqlite3.Database): void {
  source.pragma('wal_checkpoint(TRUNCATE)')
}

function damaged(file: string): AppError {
  return new AppError('backup-damaged', { name: basename(file) })
}

function tableCounts(connection: BetterSqlite3.Database): Record<string, number> {
  const names = connection
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
    )
    .pluck()
    .all()
  const counts = names.map((name) => [name, connection.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()])
  return Object.fromEntries(counts) as Record<string, number> // count(*) is always a number
}
