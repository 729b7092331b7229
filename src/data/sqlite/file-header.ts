import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'

const MAGIC = 'SQLite format 3\0'

export interface FileHeader {
  readonly isSqlite: boolean
  readonly bytes: number
  readonly applicationId: number
  readonly userVersion: number
}

/**
 * The first 100 bytes as the SQLite file format documents them, read without SQLite so that nothing is written.
 * Never call it on a file this process holds open: closing any descriptor drops POSIX locks on the whole file.
 */
export function readFileHeader(file: string): FileHeader {
  const head = Buffer.alloc(100)
  const descriptor = openSync(file, 'r')
  try {
    const bytes = readSync(descriptor, head, 0, head.length, 0)
    return {
      isSqlite: bytes === head.length && head.toString('latin1', 0, MAGIC.length) === MAGIC,
      bytes,
      applicationId: head.readUInt32BE(68),
      userVersion: head.readUInt32BE(60),
    }
  } finally {
    closeSync(descriptor)
  }
}

/** Lets `look` read a file that nobody has open, -wal included, without a byte of either being changed. */
export function withReader<Result>(
  file: string,
  waitMs: number,
  look: (connection: BetterSqlite3.Database) => Result,
): Result {
  const shared = `${file}-shm`
  const hadShared = existsSync(shared)
  const connection = new BetterSqlite3(file, { readonly: true, timeout: waitMs })
  try {
    return look(connection)
  } finally {
    connection.close()
    if (!hadShared) rmSync(shared, { force: true })
  }
}
