import { existsSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import { openDatabase } from '../data/open-database.ts'
import { refuseUnsafeFolder } from '../data/store-folder.ts'
import { copyStoreTo, replaceDamagedFile, restoreFile } from './backup.ts'
import { bringIncoming, putInPlace } from './incoming-file.ts'
import type { Services } from './services.ts'

/** A verified backup of the open file at a place of the user's choice; a file of that name is replaced. */
export async function backUpTo(services: Services, target: string): Promise<void> {
  const { store } = services
  if (resolve(target) === store.file) throw new AppError('backup-onto-itself', { name: basename(target) })
  if (!existsSync(dirname(target))) throw new AppError('folder-missing', { folder: basename(dirname(target)) })
  await copyStoreTo(store, target)
}

/**
 * Puts a backup from anywhere in the place of a data file that nobody has open, or makes the file from it. What was there
 * is kept among the backups under `previousKeptAs`. AppError `file-missing`, `backup-damaged`, `database-newer`, `database-in-use`.
 */
export async function restoreFrom(
  source: string,
  file: string,
  nowMs: number,
): Promise<{ previousKeptAs: string | null }> {
  if (!existsSync(source)) throw new AppError('file-missing', { file: basename(source) })
  const wal = `${source}-wal`
  if (existsSync(wal) && statSync(wal).size > 0) throw new AppError('database-in-use', { file: basename(source) })
  if (existsSync(file)) return restoreOver(source, file, nowMs)
  if (!existsSync(dirname(file))) throw new AppError('folder-missing', { folder: basename(dirname(file)) })
  refuseUnsafeFolder(dirname(file))
  putInPlace(await bringIncoming(source, file), file)
  return { previousKeptAs: null }
}

async function restoreOver(source: string, file: string, nowMs: number): Promise<{ previousKeptAs: string }> {
  const store = await openDatabase(file).catch((error: unknown) => {
    if (error instanceof AppError && BROKEN.has(error.code)) return null
    throw error
  })
  if (store === null) return replaceDamagedFile(file, source, nowMs)
  const holder = { store }
  try {
    return await restoreFile(holder, source, nowMs)
  } finally {
    await holder.store.close()
  }
}

/** A file in such a state can't be opened, but it can be replaced. */
const BROKEN: ReadonlySet<string> = new Set(['database-damaged', 'database-empty'])
