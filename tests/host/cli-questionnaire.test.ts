import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from '../support/make-services.ts'
import { json, run } from '../support/run-cli.ts'

const BUILT_IN = ['sipas-2026', 'tthc-2017', 'sipas-2022']

test('the built-ins go out as JSON and into another file under another code, byte for byte', async () => {
  const folder = makeFolder()
  const [one, other] = [join(folder, 'one.db'), join(folder, 'other.db')]
  for (const code of BUILT_IN) {
    const [file, again] = [join(folder, `${code}.json`), join(folder, `${code}-again.json`)]
    await json('questionnaire', 'export', code, '--db', one, '--out', file)
    const imported = await json('questionnaire', 'import', file, '--db', other, '--code', `${code}-b`)
    expect(imported).toMatchObject({ code: `${code}-b`, version: 1, state: 'published', isNew: true })
    await json('questionnaire', 'export', `${code}-b`, '--db', other, '--out', again)
    expect(readFileSync(again, 'utf8').replace(`${code}-b`, code)).toBe(readFileSync(file, 'utf8'))
    const known = await json('questionnaire', 'import', file, '--db', other)
    expect(known).toMatchObject({ code, version: 1, state: 'published', isNew: false })
  }
})

test('a survey stands on an imported questionnaire at once, and not on a draft', async () => {
  const folder = makeFolder()
  const [db, file] = [join(folder, 'd.db'), join(folder, 'q.json')]
  await json('questionnaire', 'export', 'tthc-2017', '--db', db, '--out', file)
  await json('questionnaire', 'import', file, '--db', db, '--code', 'so-xd', '--draft')
  const survey = ['survey', 'create', 'S1', '--db', db, '--questionnaire', 'so-xd', '--name', 'X', '--year', '2026']
  expect(await run(...survey)).toMatchObject({ code: 2 })
  await json('questionnaire', 'import', file, '--db', db, '--code', 'so-xd')
  expect(await json(...survey)).toMatchObject({ code: 'S1' })
  const listed = await json<{ code: string; version: number; state: string }[]>('questionnaire', 'list', '--db', db)
  expect(listed.filter(({ code }) => code === 'so-xd')).toMatchObject([{ version: 1, state: 'published' }])
})

test('a wrong file is one line with its place, exit code 2, and no data file is left', async () => {
  const folder = makeFolder()
  const [db, file] = [join(folder, 'd.db'), join(folder, 'q.json')]
  writeFileSync(file, '{\n"format": "sipas-questionnaire/1",\n"format": 1}')
  expect(await run('questionnaire', 'import', file, '--db', db)).toEqual({
    code: 2,
    out: '',
    err: 'Tệp JSON có hai khoá “format” trong cùng một mục, lần hai ở dòng 3. Bỏ bớt một khoá rồi nhập lại.',
  })
  expect(await run('questionnaire', 'import', join(folder, 'none.json'), '--db', db)).toMatchObject({ code: 2 })
  expect(await run('questionnaire', 'list', '--db', db)).toMatchObject({ code: 0 })
})
