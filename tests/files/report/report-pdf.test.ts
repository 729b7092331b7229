import { beforeAll, describe, expect, test } from 'vitest'
import type { ReportModel } from '../../../src/core/report/report-model.ts'
import { reportPdf } from '../../../src/files/report/report-pdf.ts'
import { type PageImage, type ReadPage, readPdf } from '../../support/printed-pdf.ts'
import { firstOutOfOrder, letters, reportTexts } from '../../support/report-texts.ts'
import { INTERVALS, intervalRows, SAMPLE_REPORT, SHARES, TREND } from '../../support/sample-report.ts'

const MOMENT = Date.UTC(2026, 10, 26)
const LEFT_MM = 30
const RIGHT_MM = 15
const TOP_MM = 20
const BOTTOM_MM = 20

let pdf: Uint8Array
let pages: ReadPage[]

beforeAll(async () => {
  pdf = await reportPdf(SAMPLE_REPORT, MOMENT)
  pages = await readPdf(pdf, 50)
})

/** Of a page, without the number and the warning in its margin, which are drawn last. */
function bodyOf({ text }: ReadPage, index: number): string {
  const margin = new RegExp(`\\s*${index + 1}\\s*${SAMPLE_REPORT.warning}\\s*$`, 'u')
  return index === 0 ? text : text.normalize('NFC').replace(margin, '')
}

/** The mm between an edge of a page and the first ink inside a stretch of it. */
function inkFrom({ width, height, grey }: PageImage): { left: number; right: number; bottom: number; top: number } {
  const perMm = width / (width < height ? 210 : 297)
  const isInk = (x: number, y: number): boolean => (grey[y * width + x] ?? 255) < 160
  const columns = Array.from({ length: width }, (_, x) => x)
  const rows = Array.from({ length: height }, (_, y) => y)
  const inked = columns.filter((x) => rows.some((y) => isInk(x, y)))
  const lines = rows.filter((y) => columns.some((x) => isInk(x, y)))
  return {
    left: (inked[0] ?? 0) / perMm,
    right: (width - 1 - (inked.at(-1) ?? 0)) / perMm,
    top: (lines[0] ?? 0) / perMm,
    bottom: (height - 1 - (lines.at(-1) ?? 0)) / perMm,
  }
}

describe('a report as PDF', () => {
  test('says everything the report says, in its order', () => {
    const whole = pages.map(bodyOf).join('\n')
    expect(firstOutOfOrder(whole, reportTexts(SAMPLE_REPORT))).toBeNull()
  })

  test('has its pictures as text and lines: every name and number of them can be searched', () => {
    const whole = letters(pages.map(({ text }) => text).join('\n'))
    for (const { name, index } of intervalRows(12)) {
      expect(whole).toContain(letters(name))
      expect(whole).toContain(index.toFixed(2).replace('.', ','))
    }
    for (const value of ['45,20%', '86,42', 'chỉtiêu85']) expect(whole).toContain(value)
  })

  test('numbers its pages from the second on, on the first line, and warns on each', () => {
    for (const [index, { text, image }] of pages.entries()) {
      const lines = text.normalize('NFC').trim().split(/\r?\n/)
      if (index === 0) expect(lines.at(-1)).not.toBe('1')
      else expect(lines.slice(-2)).toEqual([String(index + 1), SAMPLE_REPORT.warning])
      const { top } = inkFrom(image)
      if (index > 0) expect(top).toBeLessThan(12)
      else expect(top).toBeGreaterThan(TOP_MM - 1)
    }
  })

  test('leaves the margins of the decree free, on wide pages too', () => {
    expect(pages.filter(({ image }) => image.width > image.height).length).toBeGreaterThan(1)
    for (const { image } of pages) {
      const { left, right, bottom } = inkFrom(image)
      expect(left).toBeGreaterThanOrEqual(LEFT_MM - 0.6)
      expect(right).toBeGreaterThanOrEqual(RIGHT_MM - 0.6)
      expect(bottom).toBeGreaterThanOrEqual(BOTTOM_MM - 0.6)
    }
  })

  test('tells in its contents on which page each part, section and annex begins', () => {
    const contents = /MỤC LỤC(.*)Căn cứ Nghị quyết/su.exec((pages[0]?.text ?? '').normalize('NFC'))?.[1] ?? ''
    const numbers = [...contents.matchAll(/ (\d+)\s*$/gm)].map(([, number]) => Number(number))
    const first = [
      'TỔ CHỨC KHẢO SÁT',
      '1. Phạm vi và đối tượng',
      'KẾT QUẢ',
      '1. Chỉ số chung',
      '2. Kênh thông tin',
      '3. Qua các kỳ',
      'CHỈ SỐ THEO CƠ QUAN VÀ YẾU TỐ',
      'GHI CHÚ',
    ].map((heading) => {
      const on = pages.flatMap(({ text }, index) =>
        text
          .normalize('NFC')
          .split(/\r?\n/)
          .some((line) => line.trim().startsWith(heading))
          ? [index + 1]
          : [],
      )
      return on.at(-1)
    })
    expect(numbers).toEqual(first)
  })

  test('repeats the head of a table on each of its pages and leaves no row alone', () => {
    const wide = pages.filter(({ image }) => image.width > image.height)
    for (const { text } of wide) {
      expect(letters(text)).toContain(letters('Yếu tố 1'))
      expect(text.match(/^\d+ (Sở|Ban|Trung tâm|Ủy ban)/gmu)?.length ?? 0).toBeGreaterThan(1)
    }
  })

  test('is tagged for whoever hears it: headings, tables with their heads, pictures in words, the language', () => {
    const raw = Buffer.from(pdf).toString('latin1')
    const tags = [...raw.matchAll(/\/S \/(\w+)/g)].map(([, tag]) => tag)
    for (const tag of [
      'Document',
      'H1',
      'H2',
      'H3',
      'H4',
      'P',
      'L',
      'LI',
      'LBody',
      'Table',
      'TR',
      'TH',
      'TD',
      'TOC',
      'TOCI',
      'Link',
    ])
      expect(tags).toContain(tag)
    expect(tags.filter((tag) => tag === 'Figure')).toHaveLength(3)
    for (const { alternative } of [INTERVALS, SHARES, TREND]) {
      // Text outside of latin1 is UTF-16, its brackets and backslashes escaped.
      const utf16 = Buffer.from(`\ufeff${alternative}`, 'utf16le')
        .swap16()
        .toString('latin1')
        .replace(/[\\()]/g, '\\$&')
      expect(raw.replaceAll('\\n', '\n')).toContain(utf16)
    }
    expect(raw).toContain('/Lang (vi)')
    expect(raw).toContain('/Marked true')
    expect(raw.match(/\/Scope \/Column/g)).toHaveLength(15)
    expect(raw).toContain('/ColSpan 5')
    expect(raw.match(/\/Subtype \/Link/g)).toHaveLength(8)
    expect(raw).toContain('/Outlines')
  })

  test('is the same file for the same report and moment', async () => {
    expect(Buffer.from(await reportPdf(SAMPLE_REPORT, MOMENT)).equals(Buffer.from(pdf))).toBe(true)
  })
})

describe('a difficult report as PDF', () => {
  const empty: ReportModel = {
    ...SAMPLE_REPORT,
    warning: null,
    hasContents: false,
    grounds: [],
    blocks: [],
    annexes: [],
    recipients: [],
    letterhead: { superior: '', office: '', number: '', placeAndDate: '' },
    signature: { authority: [], name: '' },
  }

  test('of nothing but a title is one page', async () => {
    expect(await readPdf(await reportPdf(empty, MOMENT), 0)).toHaveLength(1)
  })

  test('keeps the signature with the end of the text, whatever comes before', async () => {
    for (const count of [8, 9, 10, 11, 12, 13, 14]) {
      const blocks = Array.from({ length: count }, (_, at) => ({
        kind: 'paragraph' as const,
        text: `Đoạn ${at + 1}. ${'chữ '.repeat(60)}hết đoạn ${at + 1}.`,
      }))
      const model = { ...SAMPLE_REPORT, warning: null, hasContents: false, annexes: [], blocks }
      const read = await readPdf(await reportPdf(model, MOMENT), 0)
      const last = (read.at(-1)?.text ?? '').normalize('NFC')
      expect(last).toContain('Nguyễn Văn Ánh')
      expect(last).toContain(`hết đoạn ${count}.`)
    }
  })

  test('breaks a row that is higher than a page, and loses nothing of it', async () => {
    const words = Array.from({ length: 900 }, (_, at) => `chữ${at}`).join(' ')
    const table = {
      caption: 'Bảng 1. Dài',
      columns: [
        { heading: 'TT', align: 'center' as const, share: 1 },
        { heading: 'Nội dung', align: 'left' as const, share: 1 },
        { heading: 'Ghi chú', align: 'left' as const, share: 1 },
      ],
      rows: [{ kind: 'row' as const, cells: ['1', words, words] }],
      note: null,
    }
    const model = { ...empty, blocks: [{ kind: 'table' as const, table }] }
    const read = await readPdf(await reportPdf(model, MOMENT), 50)
    expect(read.length).toBeGreaterThan(1)
    const said = read.flatMap(({ text }) => text.normalize('NFC').match(/chữ\d+/gu) ?? [])
    expect(said.sort()).toEqual([...words.split(' '), ...words.split(' ')].sort())
    for (const { image } of read) expect(inkFrom(image).bottom).toBeGreaterThanOrEqual(BOTTOM_MM - 0.6)
  })

  test('leaves the last row of a table alone on no page', async () => {
    const columns = [{ heading: 'Cơ quan', align: 'left' as const, share: 1 }]
    const tables = Array.from({ length: 10 }, (_, at) => ({
      caption: `Bảng ${at + 1}. Cơ quan`,
      columns,
      rows: Array.from({ length: 34 + at }, (_, row) => ({ kind: 'row' as const, cells: [`hàng ${row + 1}`] })),
      note: null,
    }))
    const annexes = tables.map((table, at) => {
      return { number: `Phụ lục ${at}`, title: '', isLandscape: false, blocks: [{ kind: 'table' as const, table }] }
    })
    const read = await readPdf(await reportPdf({ ...empty, annexes }, MOMENT), 0)
    const counts = read.slice(1).map(({ text }) => text.normalize('NFC').match(/hàng \d/gu)?.length ?? 0)
    expect(counts.filter((count) => count > 0 && count < 40).length).toBeGreaterThan(0)
    expect(counts).not.toContain(1)
  })

  test('fits a figure of ninety rows on a page, on a wide one too', async () => {
    const figure = { ...INTERVALS, picture: { kind: 'intervals' as const, rows: intervalRows(90) } }
    const blocks = [
      { kind: 'heading' as const, level: 2 as const, text: '1. Hình' },
      { kind: 'figure' as const, figure },
    ]
    const annexes = [{ number: 'Phụ lục I', title: 'Hình', isLandscape: true, blocks }]
    const read = await readPdf(await reportPdf({ ...empty, blocks, annexes }, MOMENT), 50)
    for (const { image } of read) expect(inkFrom(image).bottom).toBeGreaterThanOrEqual(BOTTOM_MM - 0.6)
    expect(letters(read.at(-1)?.text ?? '')).toContain(letters('90. Ủy ban'))
  })
})
