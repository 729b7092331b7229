import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assertWritableTarget } from '../../src/host/cli/writable-target.ts'
import { makeFolder } from '../support/make-services.ts'
import { json, run, withDemo } from '../support/run-cli.ts'

test('no output goes over the data file, a file beside it, another data file, an input, or what is no file', async () => {
  const { db, folder } = await withDemo(20)
  const [csv, copy, other] = [join(folder, 'in.csv'), join(folder, 'copy.db'), join(folder, 'ra.csv')]
  const [byLink, byHardLink] = [join(makeFolder(), 'folder'), join(folder, 'hard.csv')]
  writeFileSync(csv, 'serial,k01\nN1,9\n')
  writeFileSync(other, 'x')
  symlinkSync(folder, byLink)
  await json('backup', '--db', db, '--out', copy)
  linkSync(db, byHardLink)
  const before = [db, csv, copy].map((file) => readFileSync(file))
  const commands = {
    export: ['export', '--survey', 'DEMO', '--format', 'csv', '--out'],
    rejects: ['import', csv, '--survey', 'DEMO', '--rejects'],
    questionnaire: ['questionnaire', 'export', 'tthc-2017', '--out'],
    backup: ['backup', '--out'],
  }
  for (const command of Object.values(commands)) {
    const ways = [db, join(byLink, 'd.db'), join(folder, 'backups', '..', 'd.db'), byHardLink, copy]
    for (const target of [...ways, `${db}-wal`, join(byLink, 'D.db-shm'), join(folder, 'backups')]) {
      const { code, err } = await run(...command, target, '--db', db)
      expect([command[0], target, code, err]).toEqual([
        command[0],
        target,
        2,
        expect.stringMatching(/Chọn tên tệp khác/),
      ])
    }
  }
  for (const target of [csv, join(byLink, 'in.csv')]) {
    expect(await run(...commands.rejects, target, '--db', db)).toMatchObject({ code: 2 })
  }
  expect([db, csv, copy].map((file) => readFileSync(file))).toEqual(before)
  expect(await run(...commands.export, other, '--db', db)).toMatchObject({ code: 0 })
})

test.skipIf(process.platform === 'win32')('a device is never replaced by a file', () => {
  const database = join(makeFolder(), 'd.db')
  expect(() => assertWritableTarget('/dev/null', { database })).toThrow('không phải là một tệp')
})

test('a new name may be written, and an ordinary file over', () => {
  const folder = makeFolder()
  mkdirSync(join(folder, 'new'))
  writeFileSync(join(folder, 'old.csv'), '')
  for (const name of ['x.csv', 'new/d.db', 'old.csv'])
    assertWritableTarget(join(folder, name), { database: join(folder, 'd.db') })
})
