import type { Database as Connection } from 'better-sqlite3'
import { AppError } from '../../core/errors.ts'

/** “SIPS” in ASCII: what `file` and other SQLite programs show, and how we know our own files. */
export const APPLICATION_ID = 0x53495053

interface Pragma {
  readonly name: string
  /** As written after `=`; null: set once, when the file was made. */
  readonly set: string | null
  /** As SQLite answers when asked. */
  readonly expected: string | number
}

/**
 * What every connection runs with, in this order. synchronous stands after journal_mode because this SQLite drops a WAL
 * file to NORMAL, which loses acknowledged forms at a power cut. user_version is the migrator's.
 */
export const PRAGMAS: readonly Pragma[] = [
  { name: 'locking_mode', set: 'EXCLUSIVE', expected: 'exclusive' },
  { name: 'journal_mode', set: 'WAL', expected: 'wal' },
  { name: 'synchronous', set: 'FULL', expected: 2 },
  { name: 'foreign_keys', set: 'ON', expected: 1 },
  { name: 'trusted_schema', set: 'OFF', expected: 0 },
  { name: 'cell_size_check', set: 'ON', expected: 1 },
  { name: 'mmap_size', set: '0', expected: 0 },
  { name: 'busy_timeout', set: '5000', expected: 5000 },
  { name: 'secure_delete', set: 'ON', expected: 1 },
  { name: 'temp_store', set: 'MEMORY', expected: 2 },
  { name: 'journal_size_limit', set: '67108864', expected: 67_108_864 },
  { name: 'application_id', set: null, expected: APPLICATION_ID },
]

/** Sets the list. The first that reads the file takes it for this connection alone; SQLITE_BUSY when another has it. */
export function setPragmas(connection: Connection, pragmas: readonly Pragma[] = PRAGMAS): void {
  for (const { name, set } of pragmas) {
    if (set !== null) connection.pragma(`${name} = ${set}`)
  }
}

/** Reads every pragma back; AppError `database-setting-refused` names the first that is not as promised. */
export function verifyPragmas(connection: Connection, pragmas: readonly Pragma[] = PRAGMAS): void {
  for (const { name, expected } of pragmas) {
    const actual = readPragma(connection, name)
    if (actual !== expected) throw new AppError('database-setting-refused', { name, actual, expected })
  }
}

export function readUserVersion(connection: Connection): number {
  return Number(readPragma(connection, 'user_version'))
}

/** Part of the transaction it is called in. */
export function writeUserVersion(connection: Connection, version: number): void {
  connection.pragma(`user_version = ${Math.trunc(version)}`)
}

/** The first problems quick_check finds, in SQLite's words; empty when sound. */
export function quickCheck(connection: Connection): string[] {
  return checkLines(connection, 'quick_check(20)')
}

/** As quick_check, and that every index agrees with its table. */
export function integrityCheck(connection: Connection): string[] {
  return checkLines(connection, 'integrity_check(100)')
}

/** Tables with rows that point at a row that is not there, and how many. */
export function findBrokenReferences(connection: Connection): { table: string; count: number }[] {
  const rows = connection.pragma('foreign_key_check') as { table: string }[] // columns of this pragma
  const counts = new Map<string, number>()
  for (const { table } of rows) counts.set(table, (counts.get(table) ?? 0) + 1)
  return [...counts].map(([table, count]) => ({ table, count }))
}

function checkLines(connection: Connection, pragma: string): string[] {
  const rows: unknown = connection.pragma(pragma)
  return (rows as object[]).flatMap((row) => Object.values(row).map(String)).filter((line) => line !== 'ok') // pragma rows
}

function readPragma(connection: Connection, name: string): string | number {
  return connection.pragma(name, { simple: true }) as string | number // what each of the list answers
}
