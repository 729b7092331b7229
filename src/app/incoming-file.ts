import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../core/errors.ts'
import { migrate } from '../data/migrator.ts'
import { openDatabase } from '../data/open-database.ts'
import { checkCopy } from '../data/sqlite/copy-file.ts'
import { withStoreErrors } from '../data/sqlite/sqlite-error.ts'
import { startNewLane } from '../data/store-identity.ts'
import { replaceFile, syncFile, syncFolderOf } from '../data/sync-file.ts'
import { findDifference } from './check-store.ts'

/**
 * Brings a backup beside the data file that it is to replace, ready for work: checked, of the newest schema, every form as
 * its log has it, and under a writer's lane of its own. All of it before the file is put in place, so that a kill at any
 * moment leaves either the file of before or a whole one that takes no number a second time.
 * @returns the path to give to putInPlace; the data file itself is not touched
 * @throws AppError `backup-damaged`, `database-newer`, `disk-full` …
 */
export async function bringIncoming(backup: string, file: string): Promise<string> {
  checkCopy(backup)
  const name = basename(backup)
  const incoming = await withStoreErrors(name, () => copyBeside(backup, file))
  try {
    await withStoreErrors(name, () => makeReady(incoming, name))
    syncFile(incoming)
    return incoming
  } catch (error) {
    removeIncoming(file)
    throw error
  }
}

/** The same bytes, for bringing the present back after a restore that failed. */
export function copyBeside(from: string, file: string): string {
  removeIncoming(file)
  const incoming = incomingOf(file)
  copyFileSync(from, incoming)
  syncFile(incoming)
  return incoming
}

export function putInPlace(incoming: string, file: string): void {
  replaceFile(incoming, file)
  syncFolderOf(file)
}

/** What a killed restore left. */
export function removeIncoming(file: string): void {
  for (const suffix of ['-wal', '-shm', '']) rmSync(`${incomingOf(file)}${suffix}`, { force: true })
}

async function makeReady(incoming: string, name: string): Promise<void> {
  const store = await openDatabase(incoming, { allowAnyFolder: true })
  try {
    await migrate(store)
    if ((await findDifference(store.db)) !== null) throw new AppError('backup-damaged', { name })
    await store.db.transaction().execute(startNewLane)
  } finally {
    await store.close()
  }
  // Closing moves the -wal into the file and removes it. Were it left, the file alone would not be whole.
  if (existsSync(`${incoming}-wal`)) throw new AppError('disk-error', { file: name })
}

function incomingOf(file: string): string {
  return `${file}.restoring`
}
