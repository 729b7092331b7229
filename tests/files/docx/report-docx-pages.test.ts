import { describe, expect, it } from 'vitest'
import type { ReportModel } from '../../../src/core/report/report-model.ts'
import { reportDocx } from '../../../src/files/docx/report-docx.ts'
import { readPdf } from '../../support/printed-pdf.ts'
import { convertByOffice, hasOffice } from '../../support/read-book.ts'
import { docxParts, textOfXml } from '../../support/read-docx.ts'
import { LONG_REPORT, NOTICE, textsOf } from '../../support/report-variants.ts'
import { INTERVALS, SAMPLE_REPORT, SHARES, TREND } from '../../support/sample-report.ts'
import { TINY_PNG } from '../../support/tiny-png.ts'

/** The Word file as another office program lays it out: LibreOffice's pages, read by PDFium. */

const PICTURES = new Map(
  [INTERVALS, SHARES, TREND].map((figure) => [figure, { png: TINY_PNG, widthMm: 160, heightMm: 80 }]),
)

const IS_OPENED = hasOffice('reports in Word opened by LibreOffice')

/** The text of each page. */
async function pagesOf(docx: Uint8Array): Promise<string[]> {
  const [pdf = new Uint8Array()] = convertByOffice(docx, 'docx', 'pdf').values()
  return (await readPdf(pdf, 0)).map(({ text }) => text)
}

/** Lines break elsewhere on a page, and a hyphen at their end is read as another sign. */
const bare = (text: string): string => text.normalize('NFC').replaceAll(/[\s\p{C}-]+/gu, '')

/** Of the table of contents: each heading and the number of its page. */
async function contentsOf(docx: Uint8Array): Promise<{ title: string; page: number }[]> {
  const xml = (await docxParts(docx)).get('word/document.xml') ?? ''
  const entries = xml.match(/<w:hyperlink .*?<\/w:hyperlink>/gs) ?? []
  return entries.map((entry) => {
    const [title = '', page] = textOfXml(entry).split('\t')
    return { title, page: Number(page) }
  })
}

describe.skipIf(!IS_OPENED).each<[string, ReportModel, number]>([
  ['a report', SAMPLE_REPORT, 8],
  ['one with long names and tables', LONG_REPORT, 11],
  ['a notice', NOTICE, 1],
])('%s in LibreOffice', (_, model, count) => {
  it('has every text on its pages, and its contents name the right ones', { timeout: 120_000 }, async () => {
    const docx = await reportDocx(model, PICTURES)
    const pages = await pagesOf(docx)
    expect(pages.length).toBe(count)
    const all = bare(pages.join(''))
    for (const text of textsOf(model)) expect(all).toContain(bare(text))
    expect(bare(pages[1] ?? '2')).toMatch(/^2/)
    const contents = await contentsOf(docx)
    expect(contents.length).toBe(model.hasContents ? 8 : 0)
    for (const { title, page } of contents) expect(bare(pages[page - 1] ?? ''), title).toContain(bare(title))
    // The signature has text above it, or a table's end.
    const signed = pages.findIndex((page) => page.includes(model.signature.name))
    expect(pages[signed]?.indexOf('Nơi nhận:')).toBeGreaterThan(40)
  })
})
