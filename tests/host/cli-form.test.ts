import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageMapSchema } from '../../src/core/print/page-map.ts'
import { sipas } from '../../src/host/cli.ts'
import { readPdf } from '../support/printed-pdf.ts'
import { json, run, withDemo } from '../support/run-cli.ts'

/** What a command may have left of its files, finished or not. */
const filesOf = (folder: string): string[] => readdirSync(folder).filter((name) => /\.(pdf|json|part)$/.test(name))

const FORM = (db: string) => ['form', '--db', db, '--survey', 'DEMO'] as const

describe('sipas form', () => {
  test('writes the copies asked for with the next serials, and their page map', async () => {
    const { db, folder } = await withDemo(20)
    const [file, map] = [join(folder, 'f.pdf'), join(folder, 'f.json')]
    const first = await json(...FORM(db), '--copies', '2', '--out', file)
    expect(first).toMatchObject({ copies: 2, serials: { first: '000001-3', last: '000002-1' }, variant: 'standard' })
    const options = ['--copies', '1', '--batch', 'Phường 1', '--variant', 'large', '--out', file, '--map', map]
    const second = await json<{ pages: number }>(...FORM(db), ...options)
    // 3 after zeros: row 0 at 3 = 7 of Damm's table.
    expect(second).toMatchObject({
      survey: 'DEMO',
      batch: 'Phường 1',
      serials: { first: '000003-7', last: '000003-7' },
    })
    const pages = await readPdf(readFileSync(file), 0)
    expect(pages).toHaveLength(second.pages)
    expect(pages.every(({ text }) => text.includes('000003-7') && text.includes('Lô Phường 1'))).toBe(true)
    const kept = pageMapSchema.parse(JSON.parse(readFileSync(map, 'utf8')))
    expect(kept).toMatchObject({ questionnaire: 'tthc-2017', variant: 'large', pages: second.pages })
  })

  test('says in words what it did', async () => {
    const { db, folder } = await withDemo(20)
    const ran = await run(...FORM(db), '--copies', '3', '--out', join(folder, 'f.pdf'))
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(ran.out).toMatch(/f\.pdf: 3 phiếu, mỗi phiếu 4 trang, số 000001-3 đến 000003-7\.$/)
    const blank = await run(...FORM(db), '--copies', '1', '--blank', '--out', join(folder, 'b.pdf'))
    expect(blank.out).toMatch(/b\.pdf: 1 phiếu không số, mỗi phiếu 4 trang\.$/)
  })

  test.each([
    [['--copies', '0'], '--copies'],
    [['--copies', '10001'], '10000'],
    [['--copies', '1', '--variant', 'huge'], 'standard, large'],
    [[], '--copies'],
    [['--copies', '1', '--batch', 'x'.repeat(61)], '60'],
  ])('refuses %j as wrong use, and leaves no file', async (options, said) => {
    const { db, folder } = await withDemo(20)
    const ran = await run(...FORM(db), ...options, '--out', join(folder, 'f.pdf'))
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringContaining(said) })
    expect(filesOf(folder)).toEqual([])
  })

  test('stopped in the middle leaves no file, and its serials are not used again', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'f.pdf')
    const stop = new AbortController()
    const err: string[] = []
    const tell = (line: string): void => {
      err.push(line)
      if (line.includes('100/')) stop.abort()
    }
    const args = [...FORM(db), '--copies', '400', '--out', file]
    expect(await sipas(args, { out: () => {}, err: tell, signal: stop.signal })).toBe(1)
    expect(err.slice(-2)).toMatchObject([
      expect.stringMatching(/^Các số từ 000001-3 đến 000400-\d coi như đã huỷ/),
      expect.stringMatching(/^Đã dừng theo yêu cầu/),
    ])
    expect(filesOf(folder)).toEqual([])
    expect(await json(...FORM(db), '--copies', '1', '--out', file)).toMatchObject({
      serials: { first: expect.stringMatching(/^000401-/) },
    })
  })

  test('whose map cannot be written leaves no PDF either', async () => {
    const { db, folder } = await withDemo(20)
    const file = join(folder, 'f.pdf')
    const ran = await run(...FORM(db), '--copies', '1', '--out', file, '--map', join(folder, 'nowhere', 'm.json'))
    expect(ran.code).toBe(1)
    expect(existsSync(file)).toBe(false)
    const printed = await json(...FORM(db), '--copies', '1', '--out', file)
    expect(printed).toMatchObject({ serials: { first: '000001-3', last: '000001-3' } }) // none was taken before
  })

  test('never writes over the data or a folder', async () => {
    const { db, folder } = await withDemo(20)
    mkdirSync(join(folder, 'taken'))
    for (const out of [db, join(folder, 'taken')]) {
      expect(await run(...FORM(db), '--copies', '1', '--out', out)).toMatchObject({ code: 2, out: '' })
    }
  })
})
