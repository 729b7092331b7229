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

test('imports begun together are all done: the backup before each waits for its turn', async () => {
  const workspace = await makeWorkspace()
  const forms = (import_: number) => Array.from({ length: 200 }, (_, row) => `${import_}-${row},SO-XD,land`).join('\n')
  const results = await Promise.all(
    [1, 2, 3].map((import_) => importText(workspace, `serial,agency,sector\n${forms(import_)}\n`)),
  )
  expect(results.map(({ accepted }) => accepted)).toEqual([200, 200, 200])
  expect(listBackups(workspace.services.store.file)[0]?.reason).toBe('import')
})
