import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
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
import { restoreFrom } from '../../src/app/backup-elsewhere.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { makeFolder, makeForm, makeServices, makeWorkspace, type Workspace } from '../support/make-services.ts'

process.env.SIPAS_ALLOW_ANY_FOLDER = '1'

/** Ids of the lanes, the own one first. */
function lanesOf({ sqlite }: Pick<Store, 'sqlite'>): unknown[] {
  return sqlite.prepare('SELECT device_id FROM device_clock ORDER BY is_own DESC').pluck().all()
}

function lanesIn(file: string): unknown[] {
  const sqlite = new BetterSqlite3(file, { readonly: true })
  const lanes = lanesOf({ sqlite })
  sqlite.close()
  return lanes
}

async function saveOne(workspace: Workspace, serial: string): Promise<void> {
  const form = await makeForm(workspace, { serial })
  await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
}

/** As a fault of the disk would: other answers, in a file that SQLite finds sound. */
function changeAnswers(sqlite: BetterSqlite3.Database): void {
  sqlite.exec("UPDATE response SET record = replace(record, '5', '1') WHERE serial = '1'")
}

test('a restored file is under a lane of its own before it is put in place, whichever way it comes', async () => {
  const { services } = await makeWorkspace()
  const { file } = services.store
  const { name } = await makeBackup(services.store, 'manual', Date.now())
  const elsewhere = join(makeFolder(), 'elsewhere.db')
  await copyStoreTo(services.store, elsewhere)
  const [before] = lanesOf(services.store)
  const atReopening: unknown[][] = []
  await restoreBackup(services, name, Date.now(), async (path) => {
    const store = await openDatabase(path)
    atReopening.push(lanesOf(store)) // a kill up to here leaves this
    return store
  })
  await services.close()
  expect(atReopening).toEqual([[expect.not.stringMatching(String(before)), before]])

  const missing = join(makeFolder(), 'new.db')
  await restoreFrom(elsewhere, missing, Date.now())
  await restoreFrom(elsewhere, file, Date.now())
  const overOpenable = lanesIn(file)
  await restoreDamagedFile(file, name, Date.now())
  const own = [lanesIn(missing), overOpenable, lanesIn(file)].map((lanes) => {
    expect(lanes).toEqual([expect.any(String), before])
    return lanes[0]
  })
  expect(new Set([...own, before]).size).toBe(4)
  expect(readdirSync(dirname(file)).filter((each) => each.includes('restoring'))).toEqual([])
})

test('what a killed restore left beside the file gets into nothing', async () => {
  const { services } = await makeWorkspace()
  const { file } = services.store
  const { name } = await makeBackup(services.store, 'manual', Date.now())
  await services.store.db.insertInto('setting').values({ key: 'later', value: 'x' }).execute()
  for (const suffix of ['-wal', '-shm']) copyFileSync(`${file}-wal`, `${file}.restoring${suffix}`)
  writeFileSync(`${file}.restoring`, 'half')
  await restoreBackup(services, name, Date.now(), services.reopen)
  const keys = await services.store.db.selectFrom('setting').select('key').execute()
  expect(keys.map(({ key }) => key)).not.toContain('later')
  expect(readdirSync(dirname(file)).filter((each) => each.includes('restoring'))).toEqual([])
})

test('altered answers are not backed up as verified, nor restored; a good backup can still replace them', async () => {
  const workspace = await makeWorkspace()
  const { services } = workspace
  const { file } = services.store
  await saveOne(workspace, '1')
  const good = await makeBackup(services.store, 'manual', Date.now())
  const folder = join(dirname(file), 'backups')
  const bad = good.name.replace('manual', 'start')
  copyFileSync(join(folder, good.name), join(folder, bad))
  const copy = new BetterSqlite3(join(folder, bad))
  changeAnswers(copy)
  copy.close()
  await expect(restoreBackup(services, bad, Date.now())).rejects.toMatchObject({ code: 'backup-damaged' })
  expect(existsSync(`${file}.restoring`)).toBe(false)
  rmSync(join(folder, bad))

  changeAnswers(services.store.sqlite)
  await expect(makeBackup(services.store, 'manual', Date.now() + 1)).rejects.toMatchObject({
    code: 'backup-differs',
    params: { survey: 'HN-2026', serial: '1' },
  })
  expect(readdirSync(folder)).toEqual([good.name])
  const { previousKeptAs } = await restoreBackup(services, good.name, Date.now(), services.reopen)
  expect(listBackups(file).find(({ name }) => name === previousKeptAs)).toMatchObject({
    reason: 'damaged',
    isVerified: false,
  })
  expect((await services.integrity.check()).isClean).toBe(true)
})

test('a file without a lane of its own gets one, and nothing else of what a new file gets', async () => {
  const services = await makeServices()
  const { store } = services
  const tables = async () => ({
    sectors: await services.store.db.selectFrom('sector').selectAll().execute(),
    targets: await services.store.db.selectFrom('target').selectAll().execute(),
  })
  const before = await tables()
  const [lane] = lanesOf(store)
  store.sqlite.exec('UPDATE device_clock SET is_own = 0') // as an interrupted restore of an earlier version left it
  await services.close()
  const again = await makeServices({ file: store.file })
  expect(lanesOf(again.store)).toEqual([expect.not.stringMatching(String(lane)), lane])
  expect({
    sectors: await again.store.db.selectFrom('sector').selectAll().execute(),
    targets: await again.store.db.selectFrom('target').selectAll().execute(),
  }).toEqual(before)
})

test('a restore that fails leaves nothing beside the file, nor does one that was killed, after the next start', async () => {
  const { services } = await makeWorkspace()
  const { file } = services.store
  const elsewhere = join(makeFolder(), 'elsewhere.db')
  await copyStoreTo(services.store, elsewhere)
  writeFileSync(join(dirname(file), 'backups'), 'a file where the folder should be')
  await expect(restoreFile(services, elsewhere, Date.now())).rejects.toThrow()
  expect(existsSync(`${file}.restoring`)).toBe(false)
  writeFileSync(`${file}.restoring`, 'half')
  await services.close()
  await makeServices({ file })
  expect(existsSync(`${file}.restoring`)).toBe(false)
})
