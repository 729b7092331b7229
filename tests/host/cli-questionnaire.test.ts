import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { makeFolder } from '../support/make-services.ts'
import { docxParts, textOfXml } from '../support/read-docx.ts'
import { json, run } from '../support/run-cli.ts'

const SIPAS = fileURLToPath(new URL('../../src/host/sipas.mjs', import.meta.url))
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

test('the built-ins go out as XLSForm and come into another file as the same questionnaires', async () => {
  const folder = makeFolder()
  const [one, other] = [join(folder, 'one.db'), join(folder, 'other.db')]
  for (const code of BUILT_IN) {
    const [form, before, after] = ['.xlsx', '.json', '-after.json'].map((end) => join(folder, code + end)) as [
      string,
      string,
      string,
    ]
    await json('questionnaire', 'export', code, '--db', one, '--out', form)
    await json('questionnaire', 'export', code, '--db', one, '--out', before)
    const imported = await json('questionnaire', 'import', form, '--db', other, '--code', `${code}-b`)
    expect(imported).toMatchObject({ code: `${code}-b`, version: 1, state: 'published', isNew: true, told: [] })
    await json('questionnaire', 'export', `${code}-b`, '--db', other, '--out', after)
    expect(readFileSync(after, 'utf8').replace(`${code}-b`, code)).toBe(readFileSync(before, 'utf8'))
    expect(await json('questionnaire', 'import', form, '--db', other)).toMatchObject({ code, version: 1, isNew: false })
  }
})

test('a Word copy goes out by the name of the file, in the language asked for', async () => {
  const folder = makeFolder()
  const [db, file] = [join(folder, 'd.db'), join(folder, 'form.docx')]
  expect(await json('questionnaire', 'export', 'tthc-2017', '--db', db, '--out', file, '--lang', 'vi-en')).toEqual({
    ...{ code: 'tthc-2017', format: 'docx', file },
  })
  const page = textOfXml((await docxParts(readFileSync(file))).get('word/document.xml') ?? '')
  expect(page).toContain('Tiếp cận\nAccess')
  const refused = await run('questionnaire', 'export', 'tthc-2017', '--db', db, '--out', file, '--lang', 'fr')
  expect(refused.code).toBe(2)
})

test('what a form from elsewhere could not carry is listed with its rows', async () => {
  const folder = makeFolder()
  const [db, file] = [join(folder, 'd.db'), join(folder, 'form.csv')]
  const rows = [
    'survey',
    ',type,name,label::en',
    ',text,opinion,Your opinion',
    ',geopoint,place,Where',
    'settings',
    ',form_id',
    ',visits',
  ]
  writeFileSync(file, rows.join('\n'))
  const imported = await json('questionnaire', 'import', file, '--db', db)
  expect(imported).toEqual({
    ...{ code: 'visits', version: 1, state: 'published', isNew: true, rows: { read: 2, carried: 1 } },
    told: [
      {
        ...{ sheet: 'survey', row: 4, what: 'place', severity: 'lost', code: 'form-type-unknown' },
        message: {
          vi: 'Loại “geopoint” không hỏi trên giấy được.',
          en: 'The type “geopoint” cannot be asked on paper.',
        },
      },
      {
        ...{ sheet: 'survey', row: 2, what: 'label', severity: 'guessed', code: 'form-no-vietnamese' },
        message: expect.anything(),
      },
      {
        ...{ sheet: 'settings', row: 7, what: 'form_title', severity: 'guessed', code: 'form-title-missing' },
        message: expect.anything(),
      },
    ],
  })
  const again = await run('questionnaire', 'import', file, '--db', db)
  expect(again.out.split('\n').slice(0, 3)).toEqual([
    'Mẫu phiếu visits bản 1 đã có sẵn, không có gì thay đổi.',
    'XLSForm: đọc 2 dòng, nhập được 1.',
    'survey, dòng 4, place: Loại “geopoint” không hỏi trên giấy được.',
  ])
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

test('a copy of an unknown kind and an empty file are one line each', async () => {
  const folder = makeFolder()
  const [db, file] = [join(folder, 'd.db'), join(folder, 'q.pdf')]
  const refused = await run('questionnaire', 'export', 'tthc-2017', '--db', db, '--out', file)
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err.split('\n')).toEqual([expect.stringContaining('.json, .xlsx, .docx')])
  writeFileSync(file, '')
  const empty = await run('questionnaire', 'import', file, '--db', db)
  expect(empty).toMatchObject({ code: 2, err: expect.stringContaining('mẫu phiếu hỏi') })
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

test.skipIf(process.platform === 'win32')('a file that may not be read is one line, and nothing is made', () => {
  const folder = makeFolder()
  const [file, db] = [join(folder, 'closed.json'), join(folder, 'd.db')]
  writeFileSync(file, '{}', { mode: 0o000 })
  chmodSync(folder, 0o777)
  // Root may read everything: there the try is made by a process that is nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65534 } : {}
  const args = [SIPAS, 'questionnaire', 'import', file, '--db', db]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', ...nobody })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('Không mở được tệp “closed.json” để đọc.')])
  expect(existsSync(db)).toBe(false)
})
