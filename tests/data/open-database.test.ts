import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { MIGRATIONS } from '../../migrations/index.ts'
import { migrate } from '../../src/data/migrator.ts'
import { openDatabase } from '../../src/data/open-database.ts'
import { PRAGMAS, setPragmas, verifyPragmas } from '../../src/data/sqlite/pragmas.ts'
import { makeFolder } from '../support/make-services.ts'
import { reportSkip } from '../support/report-skip.ts'
import { runChild } from '../support/run-child.ts'

const HOLDER = join(import.meta.dirname, 'hold-database.ts')

function newFile(): string {
  return join(makeFolder(), 'sipas.db')
}

async function makeFile(): Promise<string> {
  const file = newFile()
  const store = await openDatabase(file, { create: true })
  await migrate(store)
  await store.close()
  return file
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

async function expectRefusal(file: string, code: string, params: Record<string, unknown> = { file: 'sipas.db' }) {
  const before = existsSync(file) ? hashOf(file) : 'missing'
  await expect(openDatabase(file)).rejects.toMatchObject({ name: 'AppError', code, params })
  expect(existsSync(file) ? hashOf(file) : 'missing').toBe(before)
}

test('a new file is ours, has every setting, and stands alone once closed', async () => {
  const file = newFile()
  const store = await openDatabase(file, { create: true })
  verifyPragmas(store.sqlite)
  expect(store.sqlite.pragma('synchronous', { simple: true })).toBe(2)
  expect(store.sqlite.pragma('application_id', { simple: true })).toBe(0x53495053)
  await store.close()
  expect(readdirSync(join(file, '..'))).toEqual(['sipas.db'])
  expect(readFileSync(file).toString('latin1', 68, 72)).toBe('SIPS')
})

test('opening and closing without a change leaves every byte', async () => {
  const file = await makeFile()
  const before = hashOf(file)
  await (await openDatabase(file)).close()
  expect(hashOf(file)).toBe(before)
})

test('without synchronous=FULL after WAL the guard stops the start', () => {
  const connection = new BetterSqlite3(newFile())
  connection.pragma('journal_mode = WAL')
  connection.pragma('application_id = 0x53495053')
  connection.close()
  const again = new BetterSqlite3(connection.name)
  setPragmas(
    again,
    PRAGMAS.filter(({ name }) => name !== 'synchronous'),
  )
  expect(() => verifyPragmas(again)).toThrow(
    expect.objectContaining({
      code: 'database-setting-refused',
      params: { name: 'synchronous', actual: 1, expected: 2 },
    }),
  )
  setPragmas(again)
  verifyPragmas(again)
  again.close()
})

test.each([
  ['locking_mode', 'NORMAL'],
  ['journal_mode', 'DELETE'],
  ['synchronous', 'OFF'],
  ['foreign_keys', 'OFF'],
  ['trusted_schema', 'ON'],
  ['cell_size_check', 'OFF'],
  ['mmap_size', '4096'],
  ['busy_timeout', '1'],
  ['secure_delete', 'OFF'],
  ['temp_store', 'FILE'],
  ['journal_size_limit', '-1'],
  ['application_id', '1'],
])('%s = %s is noticed', (name, other) => {
  const connection = new BetterSqlite3(newFile())
  connection.pragma('application_id = 0x53495053')
  setPragmas(connection)
  verifyPragmas(connection)
  connection.pragma(`${name} = ${other}`)
  expect(() => verifyPragmas(connection)).toThrow(expect.objectContaining({ code: 'database-setting-refused' }))
  connection.close()
})

test('a missing file, a missing folder, a folder in its place', async () => {
  const file = newFile()
  await expectRefusal(file, 'database-missing')
  await expectRefusal(join(file, '..', 'nowhere', 'sipas.db'), 'folder-missing', { folder: 'nowhere' })
  mkdirSync(file)
  await expect(openDatabase(file)).rejects.toMatchObject({ code: 'database-not-ours' })
})

test('an empty file is not taken for an empty database', async () => {
  const file = newFile()
  writeFileSync(file, '')
  await expectRefusal(file, 'database-empty')
})

test("another program's file is left alone", async () => {
  const file = newFile()
  const foreign = new BetterSqlite3(file)
  foreign.exec('PRAGMA application_id = 77; CREATE TABLE t (a)')
  foreign.close()
  await expectRefusal(file, 'database-not-ours')
  writeFileSync(file, 'SERIAL,AGENCY\n1,2\n'.repeat(20))
  await expectRefusal(file, 'database-not-ours')
})

test("a newer program's file is refused and keeps its bytes", async () => {
  const file = await makeFile()
  const newer = new BetterSqlite3(file)
  newer.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 9990')
  newer.close()
  await expectRefusal(file, 'database-newer', { file: 'sipas.db', version: 9990, known: MIGRATIONS.at(-1)?.number })
})

test('… also when the newer version still stands in the -wal', async () => {
  const file = await makeFile()
  const newer = new BetterSqlite3(file)
  newer.exec('PRAGMA journal_mode = WAL; PRAGMA user_version = 9990')
  const copy = newFile()
  copyFileSync(file, copy)
  copyFileSync(`${file}-wal`, `${copy}-wal`)
  newer.close()
  const log = hashOf(`${copy}-wal`)
  await expectRefusal(copy, 'database-newer', { file: 'sipas.db', version: 9990, known: MIGRATIONS.at(-1)?.number })
  expect(hashOf(`${copy}-wal`)).toBe(log)
  expect(readdirSync(join(copy, '..'))).toEqual(['sipas.db', 'sipas.db-wal'])
})

test('a damaged file is refused', async () => {
  const file = await makeFile()
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 4096 * 2, 4096 * 4)
  writeFileSync(file, bytes)
  await expectRefusal(file, 'database-damaged')
  const cut = await makeFile()
  truncateSync(cut, 4096 * 3)
  await expectRefusal(cut, 'database-damaged')
})

test('… and keeps the commits that still stand in its -wal', async () => {
  const file = await makeFile()
  const connection = new BetterSqlite3(file)
  connection.exec("PRAGMA journal_mode = WAL; INSERT INTO setting VALUES ('a', 'b')")
  const copy = newFile()
  copyFileSync(`${file}-wal`, `${copy}-wal`)
  writeFileSync(copy, readFileSync(file).fill(0x5a, 4096 * 20, 4096 * 22))
  connection.close()
  const log = hashOf(`${copy}-wal`)
  await expectRefusal(copy, 'database-damaged')
  expect(hashOf(`${copy}-wal`)).toBe(log)
})

test('a -wal without its file is not covered by a new one', async () => {
  const file = newFile()
  writeFileSync(`${file}-wal`, 'what was saved last')
  await expectRefusal(file, 'database-main-missing')
  await expect(openDatabase(file, { create: true })).rejects.toMatchObject({ code: 'database-main-missing' })
  expect(readFileSync(`${file}-wal`, 'utf8')).toBe('what was saved last')
})

test('a second opening in the same program is refused, and the first goes on', async () => {
  const file = newFile()
  const store = await openDatabase(file, { create: true })
  await migrate(store)
  await expect(openDatabase(file)).rejects.toMatchObject({ code: 'database-in-use', params: { file: 'sipas.db' } })
  const shortcut = join(file, '..', 'shortcut.db')
  symlinkSync(file, shortcut)
  await expect(openDatabase(shortcut)).rejects.toMatchObject({ code: 'database-in-use' })
  // On Linux and macOS merely reading the file's header would have dropped this program's lock.
  for await (const line of runChild(HOLDER, [file]).lines) expect(line).toBe('database-in-use')
  await store.db.insertInto('setting').values({ key: 'a', value: 'b' }).execute()
  await store.close()
  await (await openDatabase(file)).close()
})

test('a second program is refused, and let in once the first has ended', async () => {
  const file = await makeFile()
  const { child, lines, ended } = runChild(HOLDER, [file])
  for await (const line of lines) if (line === 'open') break
  await expectRefusal(file, 'database-in-use')
  child.kill('SIGKILL')
  await ended
  await (await openDatabase(file)).close()
})

test('of many programs started at once on a new file, one gets it', async () => {
  const file = newFile()
  const runs = Array.from({ length: 4 }, () => runChild(HOLDER, [file, 'create']))
  const said = await Promise.all(
    runs.map(async ({ lines }) => {
      for await (const line of lines) return line
      return ''
    }),
  )
  for (const { child } of runs) child.kill('SIGKILL')
  await Promise.all(runs.map(({ ended }) => ended))
  expect(said.toSorted()).toEqual(['database-in-use', 'database-in-use', 'database-in-use', 'open'])
})

test('a file or folder without permission to write is refused', async (context) => {
  if (process.platform === 'win32') {
    reportSkip('a read-only data file is refused', 'Windows: permissions are set otherwise')
    context.skip()
  }
  const file = await makeFile()
  chmodSync(file, 0o444)
  chmodSync(join(file, '..'), 0o555)
  // Root may write everywhere: there the try is made by a process that is nobody.
  const options = process.getuid?.() === 0 ? { uid: 65534 } : {}
  const { lines } = runChild(HOLDER, [file], options)
  const said: string[] = []
  for await (const line of lines) said.push(line)
  expect(said).toEqual(['database-read-only'])
})

test('a folder that synchronises is refused unless the user is sure', async () => {
  const folder = join(makeFolder(), 'OneDrive - Sở Nội vụ')
  mkdirSync(folder)
  const file = join(folder, 'sipas.db')
  const refused = openDatabase(file, { create: true })
  await expect(refused).rejects.toMatchObject({ code: 'folder-cloud', params: { folder: 'OneDrive - Sở Nội vụ' } })
  expect(readdirSync(folder)).toEqual([])
  await (await openDatabase(file, { create: true, allowAnyFolder: true })).close()
})

test('a failed transaction reports its own error, also when SQLite has rolled back by itself', async () => {
  const store = await openDatabase(newFile(), { create: true })
  await migrate(store)
  const failing = store.db.transaction().execute(async (trx) => {
    await trx.insertInto('setting').values({ key: 'a', value: 'b' }).execute()
    store.sqlite.exec('ROLLBACK') // what SQLite does on a full disk
    throw new Error('the first error')
  })
  await expect(failing).rejects.toThrow('the first error')
  expect(await store.db.selectFrom('setting').selectAll().execute()).toEqual([])
  await store.close()
})
