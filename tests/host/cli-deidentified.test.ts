import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json, run, withDemo } from '../support/run-cli.ts'

test('what was done lies beside a de-identified file, or where it is wanted, and says k', async () => {
  const { db, folder } = await withDemo(120)
  const out = join(folder, 'an-danh.sav')
  const about = ['--db', db, '--survey', 'DEMO', '--format', 'sav', '--out', out]
  const said = await json('export', ...about, '--de-identified', '--k', '4')
  expect(said).toMatchObject({ file: out, isDeIdentified: true, record: `${out}.ghi-chep.txt` })
  expect(readFileSync(`${out}.ghi-chep.txt`, 'utf8')).toContain('ít nhất 4 phiếu như nhau (k = 4)')
  const record = join(folder, 'bien-ban.txt')
  await json('export', ...about, '--de-identified', '--record', record)
  expect(readFileSync(record, 'utf8')).toContain('(k = 5)')
  expect(await json('export', ...about)).not.toHaveProperty('record')
  expect((await run('export', ...about, '--de-identified', '--k', '2')).code).toBe(2)
  expect((await run('export', ...about, '--de-identified', '--record', out)).code).not.toBe(0)
  expect(existsSync(join(folder, 'an-danh.sav'))).toBe(true)
})

test.each([['--record', '--de-identified'], ['--mapping']])(
  'where %s cannot be written no other file is left',
  async (beside, ...more) => {
    const { db, folder } = await withDemo(20)
    const out = join(folder, 'x.csv')
    const nowhere = join(folder, 'nowhere', 'y.csv')
    const about = ['--db', db, '--survey', 'DEMO', '--format', 'csv', '--out', out, ...more]
    expect(await run('export', ...about, beside, nowhere)).toMatchObject({ code: 1 })
    expect(existsSync(out)).toBe(false)
  },
)
