import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { AppError } from '../core/errors.ts'
import type { Db } from '../data/db.ts'
import { migrate } from '../data/migrator.ts'
import { openDatabase, type Store } from '../data/open-database.ts'
import { checkCopy, copyVerified, settle } from '../data/sqlite/copy-file.ts'
import { withStoreErrors } from '../data/sqlite/sqlite-error.ts'
import { syncFile, syncFolderOf } from '../data/sync-file.ts'
import { findExpired } from './backup-retention.ts'
import { findDifference } from './check-store.ts'
import { bringIncoming, copyBeside, putInPlace, removeIncoming } from './incoming-file.ts'

export const BACKUP_REASONS = ['start', 'migration', 'import', 'manual', 'restore', 'damaged'] as const
export type BackupReason = (typeof BACKUP_REASONS)[number]

export interface Backup {
  readonly name: string
  readonly atMs: number
  readonly bytes: number
  readonly reason: BackupReason
  /** It was reopened and compared when made. False only for a damaged file that a restore put aside. */
  readonly isVerified: boolean
}

/** Whoever holds the open store: a restore closes it and puts a new one in its place. */
export interface StoreHolder {
  store: Store
}

/** The backups of a data file, newest first; they lie in the folder `backups` beside it. */
export function listBackups(file: string): Backup[] {
  const folder = folderOf(file)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const read = readName(file, name)
      return read === null ? [] : [{ ...read, bytes: statSync(join(folder, name)).size }]
    })
    .sort((a, b) => b.atMs - a.atMs || (a.name < b.name ? 1 : -1))
}

/**
 * Makes a verified backup of the open store and removes the expired ones. On any failure nothing is left behind and the
 * AppError says why (`disk-full`, `disk-error`, `backup-damaged`, `backup-differs` …).
 */
export async function makeBackup(store: Store, reason: BackupReason, nowMs: number): Promise<Backup> {
  return inTurn(store, () => backUp(store, reason, nowMs))
}

/** The same if the file was changed since its last backup; null otherwise. */
export async function backUpIfChanged(store: Store, reason: BackupReason, nowMs: number): Promise<Backup | null> {
  return inTurn(store, async () => (isChanged(store) ? backUp(store, reason, nowMs) : null))
}

/** A verified copy of the open store at `target`, which is replaced only by a good one. Failures as of makeBackup. */
export async function copyStoreTo(store: Store, target: string): Promise<{ bytes: number }> {
  return inTurn(store, () => copyInTurn(store, target, refuseDifference))
}

/**
 * The turn on the connection: neither VACUUM nor a checkpoint can run inside another call's transaction. Who comes to
 * their turn when a restore has replaced the store is told so.
 */
async function inTurn<Result>(store: Store, work: () => Promise<Result>): Promise<Result> {
  return store.db.connection().execute(async () => {
    if (!store.sqlite.open) throw new AppError('database-replaced')
    return work()
  })
}

async function backUp(store: Store, reason: BackupReason, nowMs: number): Promise<Backup> {
  const name = freeName(store.file, nowMs, reason)
  const target = join(folderOf(store.file), name)
  await withStoreErrors(name, () => {
    mkdirSync(dirname(target), { recursive: true })
    removeLeftovers(store.file)
  })
  const { bytes } = await copyInTurn(store, target, UNCOMPARED.has(reason) ? undefined : refuseDifference)
  const verified = listBackups(store.file).filter(({ isVerified }) => isVerified)
  for (const expired of findExpired(verified, nowMs)) rmSync(join(dirname(target), expired.name), { force: true })
  return { name, atMs: nowMs, bytes, reason, isVerified: reason !== 'damaged' }
}

/** Backups whose forms are not compared with the log: an older schema can't be read, and what is damaged is kept as it is. */
const UNCOMPARED: ReadonlySet<BackupReason> = new Set(['migration', 'damaged'])

async function refuseDifference(copy: Db): Promise<void> {
  const form = await findDifference(copy)
  if (form !== null) throw new AppError('backup-differs', { ...form })
}

async function copyInTurn(
  store: Store,
  target: string,
  check?: (copy: Db) => Promise<void>,
): Promise<{ bytes: number }> {
  await withStoreErrors(basename(target), () => {
    settle(store.sqlite)
    return copyVerified(store.sqlite, resolve(target), statSync(store.file).mtimeMs, check)
  })
  return { bytes: statSync(target).size }
}

/** A backup carries the time of change of what it copied. */
function isChanged(store: Store): boolean {
  settle(store.sqlite)
  const changedAtMs = statSync(store.file).mtimeMs
  return !listBackups(store.file).some(({ name, isVerified }) => {
    const copiedMs = statSync(join(folderOf(store.file), name)).mtimeMs
    return isVerified && Math.abs(copiedMs - changedAtMs) < 1 // utimes rounds the fraction of a millisecond
  })
}

/**
 * Puts a backup in the place of the open file. The present is backed up first, so a restore is undone by restoring
 * `previousKeptAs` (kept as `damaged`, not to be restored, where its forms differ from the log). The file goes on under a
 * new writer's lane; should it not open, the present comes back. Whoever waits meanwhile gets AppError `database-replaced`.
 * Whoever caches anything of the old store forgets it. AppError `not-found`, `backup-damaged`, `database-newer`, `disk-full`.
 */
export async function restoreBackup(
  holder: StoreHolder,
  name: string,
  nowMs: number,
  reopen: (file: string) => Promise<Store> = reopenRestored,
): Promise<{ previousKeptAs: string }> {
  return restoreFile(holder, findBackup(holder.store.file, name), nowMs, reopen)
}

/** The same from a file anywhere: a backup brought from elsewhere, or one that copyStoreTo made. */
export async function restoreFile(
  holder: StoreHolder,
  chosen: string,
  nowMs: number,
  reopen: (file: string) => Promise<Store> = reopenRestored,
): Promise<{ previousKeptAs: string }> {
  if (!existsSync(chosen)) throw new AppError('backup-missing', { name: basename(chosen) })
  checkCopy(chosen)
  const { store } = holder
  // One turn from the backup of the present to its replacement: nothing can be saved in between and be in neither file.
  return inTurn(store, async () => {
    const incoming = await bringIncoming(chosen, store.file)
    const previous = await backUpPresent(store, nowMs).catch((error: unknown) => {
      removeIncoming(store.file)
      throw error
    })
    await store.close()
    await replaceClosed(holder, incoming, join(folderOf(store.file), previous.name), reopen)
    return { previousKeptAs: previous.name }
  })
}

async function backUpPresent(store: Store, nowMs: number): Promise<Backup> {
  try {
    return await backUp(store, 'restore', nowMs)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'backup-differs') throw error
    return backUp(store, 'damaged', nowMs)
  }
}

async function replaceClosed(
  holder: StoreHolder,
  incoming: string,
  previous: string,
  reopen: (file: string) => Promise<Store>,
): Promise<void> {
  const { file } = holder.store
  try {
    await withStoreErrors(basename(file), () => putInPlace(incoming, file))
  } catch (error) {
    holder.store = await reopen(file) // nothing was replaced
    throw error
  }
  try {
    holder.store = await reopen(file)
  } catch (error) {
    putInPlace(copyBeside(previous, file), file)
    holder.store = await reopen(file)
    throw error
  }
}

/**
 * The same for a file that cannot be opened (damaged, empty): its bytes, with those of its -wal, are kept in the backups'
 * folder first. The caller opens the file afterwards.
 */
export async function restoreDamagedFile(
  file: string,
  name: string,
  nowMs: number,
): Promise<{ previousKeptAs: string }> {
  return replaceDamagedFile(file, findBackup(file, name), nowMs)
}

/** The same from a file anywhere. */
export async function replaceDamagedFile(
  file: string,
  chosen: string,
  nowMs: number,
): Promise<{ previousKeptAs: string }> {
  const incoming = await bringIncoming(chosen, file)
  const name = basename(chosen)
  const kept = freeName(file, nowMs, 'damaged')
  await withStoreErrors(name, () => {
    mkdirSync(folderOf(file), { recursive: true })
    for (const suffix of ['-wal', '']) keepBytes(`${file}${suffix}`, join(folderOf(file), `${kept}${suffix}`))
    rmSync(`${file}-wal`, { force: true }) // it belongs to the damaged file; SQLite would replay it into the good one
    putInPlace(incoming, file)
  })
  return { previousKeptAs: kept }
}

/** No backup at this start: the file equals the one it was restored from. */
async function reopenRestored(file: string): Promise<Store> {
  const store = await openDatabase(file, { allowAnyFolder: true }) // it was open a moment ago
  try {
    await migrate(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

function findBackup(file: string, name: string): string {
  const isListed = listBackups(file).some((backup) => backup.name === name && backup.isVerified)
  if (!isListed) throw new AppError('backup-missing', { name })
  return join(folderOf(file), name)
}

function keepBytes(from: string, to: string): void {
  if (!existsSync(from)) return
  copyFileSync(from, to)
  syncFile(to)
  syncFolderOf(to)
}

function folderOf(file: string): string {
  return join(dirname(file), 'backups')
}

/** What a killed program left half written. */
function removeLeftovers(file: string): void {
  const folder = folderOf(file)
  for (const name of readdirSync(folder)) {
    const isOurs = name.startsWith(`${stemOf(file)}.`) && /\.partial(-journal)?$/.test(name)
    if (isOurs) rmSync(join(folder, name))
  }
}

function stemOf(file: string): string {
  return basename(file, extname(file))
}

/** `sipas.20261121T164005123Z.start.db`: UTC, so that names sort by time wherever the computer stands. */
function freeName(file: string, nowMs: number, reason: BackupReason): string {
  for (let atMs = nowMs; ; atMs += 1) {
    const stamp = new Date(atMs).toISOString().replace(/[-:.]/g, '')
    const name = `${stemOf(file)}.${stamp}.${reason}.db`
    if (!existsSync(join(folderOf(file), name))) return name
  }
}

function readName(file: string, name: string): Omit<Backup, 'bytes'> | null {
  const stem = `${stemOf(file)}.`
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z\.([a-z]+)\.db$/.exec(
    name.startsWith(stem) ? name.slice(stem.length) : '',
  )
  const reason = BACKUP_REASONS.find((known) => known === parts?.[8])
  if (parts === null || reason === undefined) return null
  const [year = 0, month = 0, day = 0, hour, minute, second, ms] = parts.slice(1, 8).map(Number)
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  return { name, atMs, reason, isVerified: reason !== 'damaged' }
}
