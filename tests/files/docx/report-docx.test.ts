import { Packer } from 'docx'
import { estimatePageNumbers } from 'docx/layout'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { textWidth } from '../../../src/core/print/text-metrics.ts'
import type { ReportModel } from '../../../src/core/report/report-model.ts'
import type { ReportPictures } from '../../../src/core/report/report-pictures.ts'
import { reportDocument } from '../../../src/files/docx/report-document.ts'
import { reportDocx } from '../../../src/files/docx/report-docx.ts'
import { pageNumbersOf } from '../../../src/files/docx/report-page-numbers.ts'
import { docxParts, textOfXml } from '../../support/read-docx.ts'
import { LONG_REPORT, NOTICE, textsOf } from '../../support/report-variants.ts'
import { INTERVALS, SAMPLE_REPORT, SHARES, TREND } from '../../support/sample-report.ts'
import { TINY_PNG } from '../../support/tiny-png.ts'

const PICTURES: ReportPictures = new Map(
  [INTERVALS, SHARES, TREND].map((figure) => [figure, { png: TINY_PNG, widthMm: 160, heightMm: 80 }]),
)

async function written(model: ReportModel, pictures: ReportPictures = PICTURES) {
  const parts = await docxParts(await reportDocx(model, pictures))
  const xml = parts.get('word/document.xml') ?? ''
  return { parts, xml, text: textOfXml(xml), styles: parts.get('word/styles.xml') ?? '' }
}

/** mm to twentieths of a point. */
const twips = (mm: number): number => Math.round((mm / 25.4) * 1440)

function expectInOrder(page: string, texts: readonly string[]): void {
  let from = 0
  for (const one of texts) {
    const at = page.indexOf(one, from)
    expect(at, `“${one}” after “${page.slice(Math.max(0, from - 60), from)}”`).toBeGreaterThanOrEqual(0)
    from = at + one.length
  }
}

/** The paragraph that holds a text, as XML. */
function paragraphOf(xml: string, text: string): string {
  const found = xml.match(/<w:p>.*?<\/w:p>/gs)?.find((one) => textOfXml(one).includes(text))
  expect(found, text).toBeDefined()
  return found ?? ''
}

/** Half points and look of a paragraph's first run; undefined where the style decides. */
function lookOf(xml: string, text: string) {
  const one = paragraphOf(xml, text)
  const run = /<w:r>.*?<\/w:r>/s.exec(one)?.[0] ?? ''
  return {
    size: Number(/<w:sz w:val="(\d+)"/.exec(run)?.[1]) || undefined,
    bold: run.includes('<w:b/>'),
    italic: run.includes('<w:i/>'),
    alignment: /<w:jc w:val="(\w+)"/.exec(one)?.[1],
  }
}

const styleOf = (styles: string, id: string): string =>
  new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, 's').exec(styles)?.[0] ?? ''

describe.each([
  ['a report', SAMPLE_REPORT],
  ['one with long names and tables', LONG_REPORT],
  ['a notice', NOTICE],
])('%s', (_, model) => {
  it('has every text in order', async () => {
    expectInOrder((await written(model)).text, textsOf(model))
  })

  it('asks Word to update nothing, runs nothing and links nowhere', async () => {
    const { parts, xml } = await written(model)
    expect(parts.get('word/settings.xml')).not.toContain('updateFields')
    expect(xml).not.toContain('w:dirty')
    expect([...parts.keys()].filter((name) => /vba|embed/i.test(name))).toEqual([])
    for (const [name, part] of parts) expect(part, name).not.toContain('TargetMode="External"')
  })

  it('has the same page numbers as the layout of every cell', async () => {
    let numbers: readonly (readonly [string, string])[] = []
    await Packer.toBuffer(
      reportDocument(model, PICTURES, (body, context) => {
        const whole = estimatePageNumbers(body, context)
        numbers = [...whole.bookmarks]
        expect([...pageNumbersOf(model)(body, context).bookmarks]).toEqual(numbers)
        return whole
      }),
    )
    expect(numbers.length).toBe(model.hasContents ? 8 : 0)
  })
})

describe('the layout of Nghị định 30/2020', () => {
  it('is A4 with margins of 20, 20, 30 and 15 mm, numbers in the top margin but on page 1', async () => {
    const { parts, xml } = await written(NOTICE)
    const [section = ''] = xml.match(/<w:sectPr>.*?<\/w:sectPr>/s) ?? []
    expect(section).toContain(`<w:pgSz w:w="${twips(210)}" w:h="${twips(297)}"`)
    for (const [side, mm] of Object.entries({ top: 20, bottom: 20, left: 30, right: 15, header: 10 }))
      expect(section).toContain(`w:${side}="${twips(mm)}"`)
    expect(section).toContain('<w:titlePg/>')
    const headers = [...parts].filter(([name]) => name.startsWith('word/header')).map(([, header]) => header)
    expect(headers.map((header) => /PAGE/.test(header)).sort()).toEqual([false, true])
    expect(headers.find((header) => /PAGE/.test(header))).toMatch(/<w:jc w:val="center"\/>.*<w:sz w:val="28"\/>/s)
  })

  it('is in Times New Roman, 14 pt, justified, first lines indented by 1,27 cm, 6 pt between paragraphs', async () => {
    const { styles, xml } = await written(NOTICE)
    expect(styles).toContain('w:ascii="Times New Roman"')
    expect(/<w:docDefaults>.*?<w:sz w:val="(\d+)"/s.exec(styles)?.[1]).toBe('28')
    const body = styleOf(styles, 'BodyText')
    expect(body).toContain('<w:jc w:val="both"/>')
    expect(body).toContain(`w:firstLine="${twips(12.7)}"`)
    expect(body).toContain('w:after="120"')
    const line = Number(/w:line="(\d+)"/.exec(body)?.[1])
    expect(line).toBeGreaterThanOrEqual(240)
    expect(line).toBeLessThanOrEqual(360)
    expect(paragraphOf(xml, 'Đoạn 1.')).toContain('<w:pStyle w:val="BodyText"/>')
    expect(styleOf(styles, 'Grounds')).toContain('<w:i/>')
    expect(paragraphOf(xml, 'Căn cứ Nghị quyết')).toContain('<w:pStyle w:val="Grounds"/>')
  })

  it('has sizes and looks of the head and the signature', async () => {
    const { xml } = await written({ ...SAMPLE_REPORT, hasContents: false })
    const looks = {
      'ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI': { size: 26, bold: false, italic: false, alignment: 'center' },
      'SỞ NỘI VỤ': { size: 26, bold: true, italic: false, alignment: 'center' },
      'CỘNG HÒA XÃ HỘI': { size: 26, bold: true, italic: false, alignment: 'center' },
      'Độc lập': { size: 28, bold: true, italic: false, alignment: 'center' },
      'Số:': { size: 26, bold: false, italic: false, alignment: 'center' },
      'Đồng Nai, ngày': { size: 28, bold: false, italic: true, alignment: 'center' },
      'Nơi nhận:': { size: 24, bold: true, italic: true, alignment: undefined },
      '- Lưu: VT': { size: 22, bold: false, italic: false, alignment: undefined },
      'KT. GIÁM ĐỐC': { size: 28, bold: true, italic: false, alignment: 'center' },
      'Nguyễn Văn Ánh': { size: 28, bold: true, italic: false, alignment: 'center' },
    }
    for (const [text, look] of Object.entries(looks)) expect(lookOf(xml, text), text).toEqual(look)
  })

  it('draws the rules: under the motto as long as it, under office and subject a third to half', async () => {
    const { xml } = await written(NOTICE)
    // Width of the room, mm, and of the words above each rule; a cell keeps 0,5 mm on each side.
    const rules = [...xml.matchAll(/<w:pBdr><w:bottom[^>]*\/><\/w:pBdr>.*?<w:ind w:left="(\d+)" w:right="(\d+)"/gs)]
    const widths = [66, 97, 165].map(
      (room, at) => room - ((Number(rules[at]?.[1]) + Number(rules[at]?.[2])) / 1440) * 25.4,
    )
    const share = (at: number, words: string, size: number): number =>
      (widths[at] ?? 0) / textWidth(words, 'bold', size)
    expect(share(1, 'Độc lập - Tự do - Hạnh phúc', 14)).toBeCloseTo(1, 2)
    for (const part of [share(0, 'SỞ NỘI VỤ', 13), share(2, NOTICE.title.subject, 14)]) {
      expect(part).toBeGreaterThan(1 / 3)
      expect(part).toBeLessThan(1 / 2)
    }
  })

  it('puts each annex on pages of its own, wide ones on their side, numbers going on', async () => {
    const { xml, text } = await written(SAMPLE_REPORT)
    const sections = xml.match(/<w:sectPr>.*?<\/w:sectPr>/gs) ?? []
    expect(sections.map((one) => one.includes('w:orient="landscape"'))).toEqual([false, true, false])
    expect(sections.map((one) => one.includes('<w:titlePg/>'))).toEqual([true, false, false])
    expect(xml).not.toContain('w:start=')
    expect(sections[1]).toContain(`<w:pgSz w:w="${twips(297)}" w:h="${twips(210)}"`)
    expect(text).toContain('(Kèm theo Báo cáo số       /BC-SNV ngày 26 tháng 11 năm 2026 của SỞ NỘI VỤ)')
  })

  it('says that data are invented, in a frame and above every page', async () => {
    const { parts, xml } = await written(SAMPLE_REPORT)
    expect(paragraphOf(xml, 'DỮ LIỆU MẪU')).toMatch(/<w:pBdr><w:top .*<w:left .*<w:bottom .*<w:right /s)
    const headers = [...parts].filter(([name, header]) => name.startsWith('word/header') && header.includes('PAGE'))
    expect(headers.length).toBe(3)
    for (const [, header] of headers) expect(textOfXml(header)).toContain('DỮ LIỆU MẪU, KHÔNG PHẢI SỐ LIỆU THẬT')
  })
})

test('tables have a head on every page, whole rows, figures on the right and their caption above', async () => {
  const { xml } = await written(LONG_REPORT)
  const table = xml.match(/<w:tbl>.*?<\/w:tbl>/gs)?.find((one) => one.includes('Chi nhánh Trung tâm')) ?? ''
  const rows = table.match(/<w:tr>.*?<\/w:tr>/gs) ?? []
  expect(rows.length).toBe(91)
  expect(rows.map((row) => row.includes('<w:tblHeader/>')).indexOf(true)).toBe(0)
  expect(rows.filter((row) => row.includes('<w:tblHeader/>')).length).toBe(1)
  expect(rows.every((row) => row.includes('<w:cantSplit/>'))).toBe(true)
  expect(paragraphOf(rows[1] ?? '', '81,01')).toContain('<w:jc w:val="right"/>')
  expect(paragraphOf(xml, 'Bảng 3.')).toMatch(/<w:pStyle w:val="Caption"\/><w:keepNext\/>/)
  // Never a row alone after the turn of a page; the last one stays with the note and the signature.
  expect(rows.map((row) => row.includes('<w:keepNext/>')).lastIndexOf(false)).toBe(88)
  const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, width]) => Number(width))
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(twips(165))
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeGreaterThan(twips(165) - 10)
})

test('a figure is as large as it was drawn, with its words for whoever cannot see it; none without a picture', async () => {
  const { xml } = await written(SAMPLE_REPORT)
  expect(xml.match(/<wp:extent cx="5760000" cy="2880000"\/>/g)?.length).toBe(3)
  expect(xml).toContain(`descr="${INTERVALS.alternative}"`)
  const without = await written(SAMPLE_REPORT, new Map())
  expect(without.xml).not.toContain('<w:drawing>')
  expect(without.text).not.toContain('Hình 1.')
})

test('the lines before the signature stay with it, at least two', async () => {
  const last = [
    { kind: 'paragraph', text: 'Đoạn dài. '.repeat(40) },
    { kind: 'paragraph', text: 'Trước.' },
    { kind: 'paragraph', text: 'Trên đây là kết quả./.' },
  ] as const
  const { xml } = await written({ ...NOTICE, blocks: last })
  const isKept = (text: string): boolean => paragraphOf(xml, text).includes('<w:keepNext/>')
  expect([isKept('Đoạn dài.'), isKept('Trước.'), isKept('Trên đây')]).toEqual([false, true, true])
})

test('an annex and the properties name the office as a sentence does', async () => {
  const { text, parts } = await written({
    ...SAMPLE_REPORT,
    letterhead: { ...SAMPLE_REPORT.letterhead, issuer: 'Sở Nội vụ' },
  })
  expect(text).toContain('ngày 26 tháng 11 năm 2026 của Sở Nội vụ)')
  expect(parts.get('docProps/core.xml')).toContain('<dc:creator>Sở Nội vụ</dc:creator>')
})

test('properties tell title, office and language, and no moment of writing', async () => {
  const core = (await written(SAMPLE_REPORT)).parts.get('docProps/core.xml') ?? ''
  expect(core).toContain(`<dc:title>BÁO CÁO ${SAMPLE_REPORT.title.subject}</dc:title>`)
  expect(core).toContain('<dc:creator>SỞ NỘI VỤ</dc:creator>')
  expect(core).toContain('<dc:language>vi-VN</dc:language>')
  expect(core).not.toMatch(/\d{4}-\d\d-\d\dT/)
})

test('in English its own words are English', async () => {
  const { text, parts } = await written({ ...SAMPLE_REPORT, language: 'en' })
  expectInOrder(text, ['SOCIALIST REPUBLIC OF VIET NAM', 'CONTENTS', 'Recipients:', '(Attached to '])
  expect(parts.get('word/styles.xml')).toContain('<w:lang w:val="en-GB"/>')
})

test('whatever is written is held, as far as a Word file can hold it', async () => {
  const held = (value: string): string =>
    value
      .toWellFormed()
      .replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (sign) => ('\t\n\r'.includes(sign) ? sign : ''))
      .replaceAll(/\r\n?/g, '\n')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (value) => {
      const table = {
        caption: value,
        columns: [{ heading: value, align: 'left', share: 1 }],
        rows: [
          { kind: 'group', text: value },
          { kind: 'row', cells: [value] },
        ],
        note: value,
      } as const
      const blocks = [
        { kind: 'heading', level: 2, text: value },
        { kind: 'paragraph', text: value },
        { kind: 'list', items: [value] },
        { kind: 'table', table },
      ] as const
      const { text } = await written({ ...NOTICE, blocks, signature: { authority: [], name: value } })
      expectInOrder(text, [...Array.from({ length: 9 }, () => held(value))])
    }),
    { numRuns: 40 },
  )
})
