import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openRejectsFile } from '../../src/host/cli/rejects-file.ts'
import { sipas } from '../../src/host/cli.ts'
import { makeFolder } from '../support/make-services.ts'
import { json, run, withDemo } from '../support/run-cli.ts'

describe('import', () => {
  test('the rejects file, mended, is imported as it is', async () => {
    const { db, folder } = await withDemo(20)
    const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'r.csv')]
    writeFileSync(file, 'serial,agency,k01,comment\nN1,SO-XD,5,\nN2,SO-XD,9,"=cmd|x"\nN3,KHONG-CO,5,\n')
    const result = await json<Record<string, unknown>>(
      'import',
      file,
      '--db',
      db,
      '--survey',
      'DEMO',
      '--rejects',
      rejects,
    )
    expect(result).toMatchObject({
      ...{ rowsRead: 3, accepted: 1, rejected: 2, duplicates: 0 },
      rejects: [
        {
          row: 3,
          column: 'k01',
          code: 'cell-unknown-code',
          message: '“9” không phải là mã hay tên của một phương án trả lời. Ô này chỉ nhận 1–5.',
        },
        { row: 4, column: 'agency', code: 'key-unknown' },
      ],
    })
    const text = readFileSync(rejects, 'utf8')
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\ufeffserial,agency,k01,comment,Không nhận: dòng,Không nhận: cột,Không nhận: mã lỗi,Không nhận: lý do',
      "N2,SO-XD,9,'=cmd|x,3,k01,cell-unknown-code,“9” không phải là mã hay tên của một phương án trả lời. Ô này chỉ nhận 1–5.",
    ])
    writeFileSync(rejects, text.replace(',9,', ',4,').replace('KHONG-CO', 'SO-XD'))
    const left = join(folder, 'r2.csv')
    expect(await json('import', rejects, '--db', db, '--survey', 'DEMO', '--rejects', left)).toMatchObject({
      accepted: 2,
      ignoredColumns: [],
    })
    expect(readFileSync(left, 'utf8')).toBe(
      '\ufeffserial,agency,k01,comment,Không nhận: dòng,Không nhận: cột,Không nhận: mã lỗi,Không nhận: lý do\r\n',
    )
  })

  test('a rejects file has the delimiter of its source, so that a number means the same', async () => {
    const { db, folder } = await withDemo(20)
    const [file, rejects] = [join(folder, 'in.csv'), join(folder, 'r.csv')]
    writeFileSync(file, 'serial;weight\nN1;1.250\n')
    const again = { accepted: 0, rejects: [{ column: 'weight', code: 'cell-thousands' }] }
    expect(await json('import', file, '--db', db, '--survey', 'DEMO', '--rejects', rejects)).toMatchObject(again)
    expect(readFileSync(rejects, 'utf8')).toContain('N1;1.250;2;weight;')
    expect(await json('import', rejects, '--db', db, '--survey', 'DEMO')).toMatchObject(again)
  })

  test('a file that is refused leaves no rejects file and changes nothing', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'in.csv')
    writeFileSync(file, 'stt,k01\n1,5\n')
    const before = readFileSync(db)
    const ran = await run('import', file, '--db', db, '--survey', 'DEMO', '--rejects', join(folder, 'r.csv'))
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(/^Dòng tiêu đề không có cột “serial”.*$/)
    expect(existsSync(join(folder, 'r.csv'))).toBe(false)
    expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false)
    expect(readFileSync(db).equals(before)).toBe(true)
  })

  test('a rejects file that cannot be written is told before anything is imported', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'in.csv')
    writeFileSync(file, 'serial,k01\nN1,5\nN2,9\n')
    mkdirSync(join(folder, 'taken'))
    const refusals: [string, number, string][] = [
      [join(folder, 'taken'), 2, 'không phải là một tệp'],
      [join(folder, 'nowhere', 'r.csv'), 1, 'Không ghi được tệp'],
    ]
    for (const [rejects, code, said] of refusals) {
      const ran = await run('import', file, '--db', db, '--survey', 'DEMO', '--rejects', rejects)
      expect(ran).toMatchObject({ code, out: '', err: expect.stringContaining(said) })
    }
    expect(await json('survey', 'list', '--db', db)).toMatchObject([{ validCount: 20 }])
    expect(readdirSync(folder).sort()).toEqual(['backups', 'd.db', 'in.csv', 'taken'])
  })

  test('rows that could not be given their name once the forms are in are not lost', async () => {
    const file = join(makeFolder(), 'r.csv')
    const rejects = openRejectsFile(file)
    rejects.listeners.onHeader?.(['serial'], ',')
    rejects.listeners.onRead?.()
    mkdirSync(file)
    const left = rejects.keep()
    rejects.close()
    expect(readFileSync(left ?? '', 'utf8')).toContain('serial,Không nhận: dòng')
  })

  test('the JSON lists every reject, however many', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'in.csv')
    writeFileSync(file, `serial,k01\n${Array.from({ length: 10_050 }, (_, n) => `N${n},9`).join('\n')}\n`)
    const { rejects, ...result } = await json<{ rejects: { row: number }[]; rejectCount: number }>(
      ...['import', file, '--db', db, '--survey', 'DEMO'],
    )
    expect([result.rejectCount, rejects.length, rejects.at(-1)?.row]).toEqual([10_050, 10_050, 10_051])
  })

  test('an unknown column one letter away from a missing code is asked about', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'in.csv')
    writeFileSync(file, 'serial,ko4,k01,k1,wich,ghi chú\nN1,5,5,5,1,x\n')
    const ran = await run('import', file, '--db', db, '--survey', 'DEMO', '--dry-run')
    // k1 is near k01 too, but the file has that one.
    expect(ran.out).toContain(': ko4 (gần giống k04?), k1 (gần giống k10?), wich (gần giống wish?), ghi chú.')
    expect(await json('import', file, '--db', db, '--survey', 'DEMO', '--dry-run')).toMatchObject({
      ignoredColumns: ['ko4', 'k1', 'wich', 'ghi chú'],
      suggestions: { ko4: 'k04', wich: 'wish' },
    })
  })

  test('columns of other names by a mapping, and an XLSX', async () => {
    const { db, folder } = await withDemo(20)
    const [csv, map, xlsx] = ['in.csv', 'm.json', 'e.xlsx'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    writeFileSync(csv, 'So phieu;Cau 1\nM1;5\n')
    writeFileSync(map, '{"So phieu": "serial", "Cau 1": "k01"}')
    expect(await json('import', csv, '--db', db, '--survey', 'DEMO', '--mapping', map)).toMatchObject({ accepted: 1 })
    await json('export', '--db', db, '--survey', 'DEMO', '--format', 'xlsx', '--out', xlsx)
    await json('survey', 'create', 'X', '--db', db, '--questionnaire', 'tthc-2017', '--name', 'X')
    const again = await json('import', xlsx, '--db', db, '--survey', 'X', '--create-missing')
    expect(again).toMatchObject({ accepted: 21, rejected: 0, format: 'xlsx' })
    writeFileSync(map, '[1]')
    expect(await run('import', csv, '--db', db, '--survey', 'X', '--mapping', map)).toMatchObject({ code: 2 })
  })
})

describe('backup and restore', () => {
  test('what was lost comes back, and the present is kept', async () => {
    const { db, folder } = await withDemo(20)
    const copy = join(folder, 'copy.db')
    await json('backup', '--db', db, '--out', copy)
    await json('survey', 'create', 'LATER', '--db', db, '--questionnaire', 'tthc-2017', '--name', 'X')
    const { previousKeptAs } = await json<{ previousKeptAs: string }>('restore', copy, '--db', db)
    const codes = async (file: string): Promise<string[]> =>
      (await json<{ code: string }[]>('survey', 'list', '--db', file)).map(({ code }) => code)
    expect(await codes(db)).toEqual(['DEMO'])
    expect(await json('check', '--db', db)).toMatchObject({ isClean: true })
    await json('restore', join(folder, 'backups', previousKeptAs), '--db', db)
    expect((await codes(db)).sort()).toEqual(['DEMO', 'LATER'])
    await json('restore', copy, '--db', join(folder, 'new.db'))
    expect(await codes(join(folder, 'new.db'))).toEqual(['DEMO'])
  })

  test('a damaged file is replaced and kept; a damaged backup changes nothing', async () => {
    const { db, folder } = await withDemo(20)
    const copy = join(folder, 'copy.db')
    await json('backup', '--db', db, '--out', copy)
    writeFileSync(db, readFileSync(db).fill(7, 8192, 20_000))
    expect((await run('survey', 'list', '--db', db)).code).toBe(1)
    await json('restore', copy, '--db', db)
    expect(await json('survey', 'list', '--db', db)).toHaveLength(1)
    const before = readFileSync(db)
    writeFileSync(copy, readFileSync(copy).subarray(0, 9000))
    expect(await run('restore', copy, '--db', db)).toMatchObject({ code: 2, out: '' })
    expect(readFileSync(db).equals(before)).toBe(true)
    expect(await run('restore', copy, '--db', join(folder, 'new.db'))).toMatchObject({ code: 2, out: '' })
    expect(existsSync(join(folder, 'new.db'))).toBe(false)
  })
})

test('Ctrl+C leaves the file as it was, with code 1', async () => {
  const { db } = await withDemo(20)
  const file = join(makeFolder(), 'in.csv')
  writeFileSync(file, `serial\n${Array.from({ length: 30_000 }, (_, n) => `C${n}`).join('\n')}\n`)
  const stop = new AbortController()
  const err: string[] = []
  const terminal = { out: () => undefined, err: (line: string) => err.push(line), signal: stop.signal }
  const running = sipas(['import', file, '--db', db, '--survey', 'DEMO'], terminal)
  setTimeout(() => stop.abort(), 60)
  expect([await running, err]).toEqual([1, ['Đã dừng theo yêu cầu. Dữ liệu giữ nguyên như trước.']])
  expect(await json('survey', 'list', '--db', db)).toMatchObject([{ validCount: 20 }])
})
