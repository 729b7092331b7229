import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { listBackups, makeBackup, restoreBackup } from '../../src/app/backup.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { openDatabase, type Store } from '../../src/data/open-database.ts'
import { importText } from '../support/import-text.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

async function serialsOf({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('response').select('serial').execute()
  return rows.map(({ serial }) => serial)
}

test('a form saved around a restore is in one of the two files, or its keyer is told that it was not saved', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: '0' })
  const saved: string[] = []
  const refused = new Set<string>()
  const save = async (serial: string) => {
    try {
      await saveResponse(services, administrator, { ...form, header: { ...form.header, serial }, draftId: null })
      saved.push(serial)
    } catch (error) {
      refused.add(error instanceof Error && 'code' in error ? String(error.code) : String(error))
    }
  }
  const { name } = await makeBackup(services.store, 'manual', Date.now())
  const somebodyElse = services.store.db.connection().execute(() => pause(50))
  const saves = [save('1')]
  const restoring = restoreBackup(services, name, Date.now(), services.reopen)
  await pause(10)
  saves.push(...['2', '3', '4'].map(save))
  await somebodyElse
  for (let turn = 5; turn < 15; turn += 1) {
    saves.push(save(String(turn)))
    await new Promise(setImmediate)
  }
  const { previousKeptAs } = await restoring
  await Promise.all([...saves, save('last')])

  const now = await serialsOf(services.store)
  const kept = await openDatabase(join(dirname(services.store.file), 'backups', previousKeptAs), {
    allowAnyFolder: true,
  })
  const found = [...now, ...(await serialsOf(kept))]
  await kept.close()
  expect(saved.filter((serial) => !found.includes(serial))).toEqual([])
  expect([saved.includes('1'), now.includes('last')]).toEqual([true, true])
  expect([...refused]).toEqual(['database-replaced'])
})

test('while one import is being written, the next waits for its turn from its backup on', async () => {
  const workspace = await makeWorkspace()
  const { services } = workspace
  let finish: () => void = () => undefined
  const writing = services.store.db.transaction().execute(async (trx) => {
    await trx.insertInto('setting').values({ key: 'a', value: 'x' }).execute()
    await new Promise<void>((resolve) => {
      finish = resolve
    })
  })
  await pause(10)
  const next = importText(workspace, 'serial,agency,sector\n1,SO-XD,land\n')
  next.catch(() => undefined) // looked at below
  await pause(10)
  finish()
  await writing
  expect(await next).toMatchObject({ accepted: 1, rejected: 0 })
  expect(listBackups(services.store.file).map(({ reason }) => reason)).toEqual(['import'])
})
