import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openServices } from '../../src/app/services.ts'
import { indexText } from '../../src/core/report/numbers.ts'
import type { ReportFormat } from '../../src/core/report/report-request.ts'
import { REPORT_FORMATS } from '../../src/core/report/report-request.ts'
import { sipas } from '../../src/host/cli.ts'
import { readPdf } from '../support/printed-pdf.ts'
import { docxParts, textOfXml } from '../support/read-docx.ts'
import { json, run, withDemo } from '../support/run-cli.ts'

/** What a reader sees in a file of each format; throws where the file can't be opened. */
const READERS: Readonly<Record<ReportFormat, (file: Buffer) => Promise<string>>> = {
  pdf: async (file) => (await readPdf(file, 0)).map(({ text }) => text).join('\n'),
  xlsx: async (file) => {
    const parts = [...(await docxParts(file))].filter(([name]) => /^xl\/(sharedStrings|worksheets\/)/.test(name))
    const texts = parts.map(([, xml]) =>
      xml.replace(/<v>([\d.]+)<\/v>/g, (_, number) => ` ${indexText(Number(number))} `),
    )
    return texts.join(' ').replace(/<[^>]*>/g, ' ')
  },
  pptx: async (file) => {
    const parts = [...(await docxParts(file))].filter(([name]) => name.startsWith('ppt/slides/slide'))
    return parts.map(([, xml]) => xml.replace(/<[^>]*>/g, ' ')).join(' ')
  },
  html: async (file) =>
    file
      .toString('utf8')
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]*>/g, ' '),
  docx: async (file) => textOfXml((await docxParts(file)).get('word/document.xml') ?? ''),
}

const read = async (file: string, format: ReportFormat): Promise<string> => READERS[format](readFileSync(file))

const REPORT = (db: string) => ['report', '--db', db, '--survey', 'DEMO'] as const
const DOCX = ['--format', 'docx'] as const

/** All that a command may have left in a folder. */
const leftIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => !/^d\.db|^backups$|^log$|-wal$|-shm$/.test(name))

interface IndexAnswer {
  readonly rows: readonly { readonly index: number }[]
}

describe('sipas report', () => {
  test.each(REPORT_FORMATS)('one agency as %s: its name and its index, as `index` computes it', async (format) => {
    const { db, folder } = await withDemo(600)
    const out = join(folder, `r.${format}`)
    const told = await json(...REPORT(db), '--format', format, '--agency', 'SO-XD', '--out', out)
    expect(told).toEqual({
      ...{ survey: 'DEMO', format, kind: 'report', language: 'vi', period: null },
      ...{ agency: 'SO-XD', sector: null, file: out },
    })
    const where = ['--where', 'agency == "SO-XD"', '--node', 'SIPAS']
    const { rows } = await json<IndexAnswer>('index', '--db', db, '--survey', 'DEMO', ...where)
    const text = await read(out, format)
    expect(text).toContain('Sở Xây dựng')
    expect(text).toContain(indexText(rows[0]?.index ?? null))
    expect(leftIn(folder)).toEqual([`r.${format}`])
  })

  test('a notice, in English, of a sector in a year', async () => {
    const { db, folder } = await withDemo(300)
    const out = join(folder, 'r.docx')
    const told = await json(
      ...REPORT(db),
      ...DOCX,
      '--sector',
      'land',
      '--kind',
      'notice',
      '--lang',
      'en',
      '--out',
      out,
    )
    expect(told).toMatchObject({ kind: 'notice', language: 'en', sector: 'land', agency: null })
    const notice = await read(out, 'docx')
    await json(...REPORT(db), ...DOCX, '--sector', 'land', '--lang', 'en', '--out', out)
    expect(notice.length).toBeLessThan((await read(out, 'docx')).length / 2)
  })

  test.each([
    [['--format', 'doc'], 2, 'docx'],
    [[...DOCX, '--kind', 'letter'], 2, 'report, notice'],
    [[...DOCX, '--agency', 'KHONG-CO'], 2, 'KHONG-CO'],
    [[...DOCX, '--sector', 'nothing'], 2, 'nothing'],
    [[...DOCX, '--agency', 'SO-XD', '--sector', 'land'], 2, '--each'],
    [[...DOCX, '--each', 'agency', '--sector', 'land'], 2, '--each'],
    [[...DOCX, '--period', '2026-Q5'], 2, '2026-Q5'],
    [[...DOCX, '--period', '2001'], 2, 'chưa có phiếu hợp lệ'],
  ] as const)('refuses %j and leaves no file', async (options, code, said) => {
    const { db, folder } = await withDemo(20)
    const ran = await run(...REPORT(db), ...options, '--out', join(folder, 'r.docx'))
    expect(ran).toMatchObject({ code, out: '', err: expect.stringContaining(said) })
    expect(leftIn(folder)).toEqual([])
  })

  test('never writes over the data, and fails where it cannot write', async () => {
    const { db, folder } = await withDemo(20)
    expect(await run(...REPORT(db), ...DOCX, '--out', db)).toMatchObject({ code: 2, out: '' })
    const nowhere = join(folder, 'nowhere', 'r.docx')
    expect(await run(...REPORT(db), ...DOCX, '--out', nowhere)).toMatchObject({ code: 1, out: '' })
  })

  test('takes a name as long as a name can be', async () => {
    const { db, folder } = await withDemo(20)
    const out = join(folder, `${'x'.repeat(250)}.html`)
    expect(await run(...REPORT(db), '--format', 'html', '--out', out)).toMatchObject({ code: 0 })
    expect(existsSync(out)).toBe(true)
  })

  test('stopped, it leaves no file', async () => {
    const { db, folder } = await withDemo(20)
    const stop = AbortSignal.abort()
    const args = [...REPORT(db), ...DOCX, '--out', join(folder, 'r.docx')]
    expect(await sipas(args, { out: () => {}, err: () => {}, signal: stop })).toBe(1)
    expect(leftIn(folder)).toEqual([])
  })
})

describe('sipas report --each', () => {
  test('a file for each agency, named after it', async () => {
    const { db, folder } = await withDemo(300)
    const out = join(folder, 'agencies')
    const told = await json<{ files: { code: string; file: string }[]; empty: string[] }>(
      ...REPORT(db),
      ...[...DOCX, '--kind', 'notice', '--each', 'agency', '--out', out],
    )
    expect(told.files).toHaveLength(12)
    expect(told.empty).toEqual([])
    expect(readdirSync(out).toSorted()).toEqual(told.files.map(({ file }) => file.slice(out.length + 1)).toSorted())
    const construction = told.files.find(({ code }) => code === 'SO-XD')
    expect(construction?.file).toBe(join(out, 'Thông báo chỉ số hài lòng DEMO - Sở Xây dựng.docx'))
    expect(await read(construction?.file ?? '', 'docx')).toContain('Sở Xây dựng')
  })

  test('stopped in the middle it leaves no file and no folder, and those of before as they were', async () => {
    const { db, folder } = await withDemo(300)
    const stop = new AbortController()
    const err: string[] = []
    const tell = (line: string): void => {
      err.push(line)
      if (line.startsWith('Đã lập 2/')) stop.abort()
    }
    const runIn = (out: string) =>
      sipas([...REPORT(db), ...DOCX, '--kind', 'notice', '--each', 'agency', '--out', out], {
        ...{ out: () => {}, err: tell, signal: stop.signal },
      })
    const kept = join(folder, 'kept')
    mkdirSync(kept)
    writeFileSync(join(kept, 'mine.txt'), 'mine')
    expect(await runIn(kept)).toBe(1)
    expect(err.at(-1)).toMatch(/^Đã dừng theo yêu cầu/)
    expect(readdirSync(kept)).toEqual(['mine.txt'])
    expect(await runIn(join(folder, 'new', 'deep'))).toBe(1)
    expect(existsSync(join(folder, 'new'))).toBe(false)
  })

  test('two agencies told apart by capitals alone have a file each, in folders that are made', async () => {
    const { db, folder } = await withDemo(300)
    const services = await openServices(db, { allowAnyFolder: true })
    for (const [code, name] of [
      ['SO-XD', 'Sở Nhà đất'],
      ['SO-TP', 'SỞ NHÀ ĐẤT'],
    ] as const) {
      await services.store.db.updateTable('unit').set({ name }).where('code', '=', code).execute()
    }
    await services.close()
    const out = join(folder, 'new', 'deep')
    await json(...REPORT(db), '--format', 'html', '--each', 'agency', '--out', out)
    const names = readdirSync(out)
    expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(12)
    expect(names.some((name) => /\(SO-(XD|TP)\)\.html$/.test(name))).toBe(true)
  })

  test('of a time without forms there is nothing to write', async () => {
    const { db, folder } = await withDemo(20)
    const out = join(folder, 'none')
    const ran = await run(...REPORT(db), ...DOCX, '--each', 'sector', '--period', '2001', '--out', out)
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(existsSync(out)).toBe(false)
  })
})
