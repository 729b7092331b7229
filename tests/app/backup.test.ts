import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import {
  copyStoreTo,
  listBackups,
  makeBackup,
  restoreBackup,
  restoreDamagedFile,
  restoreFile,
} from '../../src/app/backup.ts'
import { type OpenStoreOptions, openStore } from '../../src/app/open-store.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { makeFolder } from '../support/make-services.ts'

const NOW = Date.parse('2026-11-21T16:40:05.123Z')

function newFile(): string {
  return join(makeFolder(), 'sipas.db')
}

async function open(file: string, options: Partial<OpenStoreOptions> = {}): Promise<Store> {
  return openStore(file, { create: true, allowAnyFolder: true, nowMs: NOW, ...options })
}

async function put(store: Store, key: string): Promise<void> {
  await store.db.insertInto('setting').values({ key, value: 'x' }).execute()
}

async function keysOf(store: Store): Promise<string[]> {
  const rows = await store.db.selectFrom('setting').select('key').orderBy('key').execute()
  return rows.map(({ key }) => key)
}

function findOverflowPage(file: string): number {
  const connection = new BetterSqlite3(file, { readonly: true })
  const find = "SELECT pageno FROM dbstat WHERE name = 'setting' AND pagetype = 'overflow' LIMIT 1"
  const page = connection.prepare<[], number>(find).pluck().get()
  connection.close()
  return page ?? 0
}

test('a backup is one closed file beside the data, listed with its time and reason, and holds everything', async () => {
  const store = await open(newFile())
  await put(store, 'a')
  const made = await makeBackup(store, 'manual', NOW)
  expect(made).toMatchObject({
    name: 'sipas.20261121T164005123Z.manual.db',
    atMs: NOW,
    reason: 'manual',
    isVerified: true,
  })
  expect(listBackups(store.file)).toEqual([made])
  const folder = join(store.file, '..', 'backups')
  expect(readdirSync(folder)).toEqual([made.name])
  const copy = new BetterSqlite3(join(folder, made.name), { readonly: true })
  expect(copy.prepare('SELECT key FROM setting').pluck().all()).toEqual(['a'])
  expect(copy.pragma('user_version', { simple: true })).toBe(store.sqlite.pragma('user_version', { simple: true }))
  copy.close()
  await store.close()
})

test('at start a backup is made when something changed since the last, and only then', async () => {
  const file = newFile()
  await (await open(file)).close()
  expect(listBackups(file)).toEqual([]) // new: nothing to lose
  for (const [minute, expected] of [
    [1, 1],
    [2, 1],
  ] as const) {
    await (await open(file, { nowMs: NOW + minute * 60_000 })).close()
    expect(listBackups(file)).toHaveLength(expected)
  }
  const store = await open(file, { nowMs: NOW + 180_000 })
  await put(store, 'a')
  await store.close()
  await (await open(file, { nowMs: NOW + 240_000 })).close()
  expect(listBackups(file).map(({ reason }) => reason)).toEqual(['start', 'start'])
})

test('a migration of a file in use is preceded by a backup with the old schema', async () => {
  const file = newFile()
  await (await open(file)).close()
  const { MIGRATIONS } = await import('../../migrations/index.ts')
  const newest = MIGRATIONS.at(-1)?.number ?? 0
  const next = { number: newest + 10, name: 'next', up: async () => undefined }
  const store = await open(file, { migrations: [...MIGRATIONS, next] })
  const [backup] = listBackups(file)
  expect(backup?.reason).toBe('migration')
  const copy = new BetterSqlite3(join(file, '..', 'backups', backup?.name ?? ''), { readonly: true })
  expect([
    copy.pragma('user_version', { simple: true }),
    store.sqlite.pragma('user_version', { simple: true }),
  ]).toEqual([newest, newest + 10])
  copy.close()
  await store.close()
})

test('while a form is being saved a backup waits for its turn', async () => {
  const store = await open(newFile())
  let finish: () => void = () => undefined
  const saving = store.db.transaction().execute(async (trx) => {
    await trx.insertInto('setting').values({ key: 'a', value: 'x' }).execute()
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  const backup = makeBackup(store, 'manual', NOW)
  await new Promise((resolve) => setImmediate(resolve))
  finish()
  await saving
  const { name } = await backup
  const copy = new BetterSqlite3(join(store.file, '..', 'backups', name), { readonly: true })
  expect(copy.prepare('SELECT key FROM setting').pluck().all()).toEqual(['a'])
  copy.close()
  await store.close()
})

test('a restore brings back that moment, keeps the present, and is undone by restoring it', async () => {
  const holder = { store: await open(newFile()) }
  await put(holder.store, 'a')
  const { name } = await makeBackup(holder.store, 'manual', NOW)
  await put(holder.store, 'b')
  const { previousKeptAs } = await restoreBackup(holder, name, NOW + 1000)
  expect(await keysOf(holder.store)).toEqual(['a'])
  await restoreBackup(holder, previousKeptAs, NOW + 2000)
  expect(await keysOf(holder.store)).toEqual(['a', 'b'])
  expect(listBackups(holder.store.file).map(({ reason }) => reason)).toEqual(['restore', 'restore', 'manual'])
  expect(readdirSync(join(holder.store.file, '..')).toSorted()).toEqual(['backups', 'sipas.db', 'sipas.db-wal'])
  await holder.store.close()
})

test('after a restore revisions are written to a new lane: no number is ever taken twice', async () => {
  const holder = { store: await open(newFile()) }
  const lane = { device_id: 'before', next_seq: 8, last_sha256: 'x', is_own: 1 as const }
  await holder.store.db.insertInto('device_clock').values(lane).execute()
  const { name } = await makeBackup(holder.store, 'manual', NOW)
  await restoreBackup(holder, name, NOW + 1000)
  const lanes = await holder.store.db.selectFrom('device_clock').selectAll().orderBy('is_own').execute()
  expect(lanes).toEqual([
    { ...lane, is_own: 0 },
    { device_id: expect.stringMatching(/^[0-9a-z]{12}$/), next_seq: 1, last_sha256: '', is_own: 1 },
  ])
  await holder.store.close()
})

test('a backup from elsewhere is restored too; one that is missing, damaged or newer changes nothing', async () => {
  const holder = { store: await open(newFile()) }
  await holder.store.db
    .insertInto('setting')
    .values({ key: 'a', value: 'x'.repeat(20_000) })
    .execute()
  const elsewhere = join(makeFolder(), 'brought.db')
  await copyStoreTo(holder.store, elsewhere)
  await put(holder.store, 'b')

  // A broken chain of overflow pages: no count of rows ever reads it.
  const chained = join(makeFolder(), 'chained.db')
  const page = findOverflowPage(elsewhere)
  writeFileSync(chained, readFileSync(elsewhere).fill(0xff, 4096 * (page - 1), 4096 * (page - 1) + 4))
  const damaged = join(makeFolder(), 'damaged.db')
  writeFileSync(damaged, readFileSync(elsewhere).fill(0x5a, 4096 * 20, 4096 * 22))
  const newer = join(makeFolder(), 'newer.db')
  copyFileSync(elsewhere, newer)
  const connection = new BetterSqlite3(newer)
  connection.pragma('user_version = 9990')
  connection.close()
  const refusals = [
    [restoreFile(holder, damaged, NOW), 'backup-damaged'],
    [restoreFile(holder, chained, NOW), 'backup-damaged'],
    [restoreFile(holder, newer, NOW), 'database-newer'],
    [restoreFile(holder, join(elsewhere, '..', 'none.db'), NOW), 'backup-missing'],
    [restoreBackup(holder, '../sipas.db', NOW), 'backup-missing'],
    [restoreBackup(holder, basename(elsewhere), NOW), 'backup-missing'],
  ] as const
  for (const [refused, code] of refusals) await expect(refused).rejects.toMatchObject({ code })
  expect(await keysOf(holder.store)).toEqual(['a', 'b'])
  expect(listBackups(holder.store.file)).toEqual([])

  await restoreFile(holder, elsewhere, NOW)
  expect(await keysOf(holder.store)).toEqual(['a'])
  await holder.store.close()
})

test('should the restored file not open, the present comes back', async () => {
  const holder = { store: await open(newFile()) }
  await put(holder.store, 'a')
  const { name } = await makeBackup(holder.store, 'manual', NOW)
  await put(holder.store, 'b')
  let times = 0
  const reopen = async (file: string) => {
    times += 1
    if (times === 1) throw new Error('cannot open')
    return openDatabase(file)
  }
  await expect(restoreBackup(holder, name, NOW + 1000, reopen)).rejects.toThrow('cannot open')
  expect(await keysOf(holder.store)).toEqual(['a', 'b'])
  await holder.store.close()
})

test('a damaged file is put aside with its bytes and replaced', async () => {
  const store = await open(newFile())
  await put(store, 'a')
  const { name } = await makeBackup(store, 'manual', NOW)
  await put(store, 'b')
  // As a killed program leaves them: the last commit in the -wal, then damage to the file.
  const file = newFile()
  const damage = readFileSync(store.file).fill(0x5a, 4096 * 20, 4096 * 22)
  writeFileSync(file, damage)
  copyFileSync(`${store.file}-wal`, `${file}-wal`)
  cpSync(join(store.file, '..', 'backups'), join(file, '..', 'backups'), { recursive: true })
  await store.close()
  const log = readFileSync(`${file}-wal`)

  await expect(open(file)).rejects.toMatchObject({ code: 'database-damaged' })
  const { previousKeptAs } = await restoreDamagedFile(file, name, NOW + 1000)
  const kept = join(file, '..', 'backups', previousKeptAs)
  expect(readFileSync(kept).equals(damage)).toBe(true)
  expect(readFileSync(`${kept}-wal`).equals(log)).toBe(true)
  const again = await open(file)
  expect(await keysOf(again)).toEqual(['a'])
  await again.close()
  expect(listBackups(file).find((backup) => backup.name === previousKeptAs)?.isVerified).toBe(false)
  await expect(restoreDamagedFile(file, previousKeptAs, NOW)).rejects.toMatchObject({ code: 'backup-missing' })
})

test('a backup that fails leaves nothing behind, and the start goes on', async () => {
  const file = newFile()
  await (await open(file)).close()
  writeFileSync(join(file, '..', 'backups'), 'a file where the folder should be')
  const failures: unknown[] = []
  const store = await open(file, { onBackupFailed: (error) => failures.push(error) })
  expect(failures).toHaveLength(1)
  await put(store, 'a')
  rmSync(join(file, '..', 'backups'))
  await makeBackup(store, 'manual', NOW)
  await store.close()
})

test('what a killed program left half written is removed by the next backup', async () => {
  const store = await open(newFile())
  const folder = join(store.file, '..', 'backups')
  mkdirSync(folder)
  writeFileSync(join(folder, 'sipas.20261121T164005123Z.start.db.partial'), 'half')
  writeFileSync(join(folder, 'other.20261121T164005123Z.start.db.partial'), "another file's")
  expect(listBackups(store.file)).toEqual([])
  const { name } = await makeBackup(store, 'manual', NOW)
  expect(readdirSync(folder).toSorted()).toEqual(['other.20261121T164005123Z.start.db.partial', name].toSorted())
  await store.close()
})

test('expired backups are removed, and those of another data file in the folder are not', async () => {
  const store = await open(newFile())
  const folder = join(store.file, '..', 'backups')
  mkdirSync(folder)
  const { name } = await makeBackup(store, 'manual', NOW)
  for (const hour of ['01', '02', '03']) {
    copyFileSync(join(folder, name), join(folder, `sipas.20250105T${hour}0000000Z.start.db`))
    copyFileSync(join(folder, name), join(folder, `khac.20250105T${hour}0000000Z.start.db`))
  }
  await makeBackup(store, 'manual', NOW + 1)
  expect(
    readdirSync(folder)
      .filter((file) => file.includes('2025'))
      .toSorted(),
  ).toEqual([
    'khac.20250105T010000000Z.start.db',
    'khac.20250105T020000000Z.start.db',
    'khac.20250105T030000000Z.start.db',
    'sipas.20250105T030000000Z.start.db',
  ])
  await store.close()
})
