import { linkSync, renameSync, rmSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { syncFile, syncFolderOf } from '../sync-file.ts'
import { APPLICATION_ID } from './pragmas.ts'

/**
 * A file with our application_id and no table, whole or not at all: made beside its place, synced, then put there, so
 * that a power cut leaves no 0-byte file. When another program was faster, its file stays.
 */
export function createEmptyFile(path: string): void {
  const temporary = `${path}.new-${process.pid}`
  rmSync(temporary, { force: true })
  try {
    const connection = new BetterSqlite3(temporary)
    connection.pragma(`application_id = ${APPLICATION_ID}`)
    connection.close()
    syncFile(temporary)
    putInPlace(temporary, path)
    syncFolderOf(path)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** link, unlike rename, never replaces a file that another program made meanwhile. */
function putInPlace(temporary: string, path: string): void {
  try {
    linkSync(temporary, path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'EEXIST') return
    if (code === 'ENOSPC' || code === 'EACCES') throw error
    renameSync(temporary, path) // a file system without hard links
  }
}
