import { expect, test } from 'vitest'
import { buildReport } from '../../../src/app/report/build-report.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import { buildDeck } from '../../../src/app/report/slides.ts'
import { reportWorkbook } from '../../../src/app/report/workbook.ts'
import type { ReportModel } from '../../../src/core/report/report-model.ts'
import { reportDocx } from '../../../src/files/docx/report-docx.ts'
import { reportHtml } from '../../../src/files/report/report-html.ts'
import { reportPdf } from '../../../src/files/report/report-pdf.ts'
import { goldenText } from '../../support/golden-text.ts'
import { readPdf } from '../../support/printed-pdf.ts'
import { bookTables } from '../../support/read-book.ts'
import { docxParts, textOfXml } from '../../support/read-docx.ts'
import { makeWeak, NOW } from '../../support/weak-workspace.ts'

/** Decimals that every machine agrees on. */
const AGREED = 9

test('a workbook holds what it held', async () => {
  const { services, surveyId, openAll } = await makeWeak()
  await openAll()
  const tables = await bookTables(await reportWorkbook(services, await reportData(services, { surveyId })))
  const cellText = (cell: unknown): string => {
    if (cell instanceof Date) return cell.toISOString().slice(0, 10)
    return typeof cell === 'number' ? String(Number(cell.toFixed(AGREED))) : String(cell ?? '')
  }
  const text = [...tables]
    .map(([name, rows]) => {
      const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map(cellText))]
      return `# ${name}\n${lines.map((line) => line.join(' | ')).join('\n')}\n`
    })
    .join('\n')
  expect(text).toBe(goldenText('report/workbook.txt', text))
})

test('slides say what they said', async () => {
  const { services, surveyId, openAll } = await makeWeak()
  await openAll()
  const deck = buildDeck(await reportData(services, { surveyId }))
  const round = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toFixed(AGREED)) : value
  const text = `${JSON.stringify(deck, round, 2)}\n`
  expect(text).toBe(goldenText('report/slides.json', text))
})

/** One report in each format of a page: the words and figures, and what order they stand in. */
const WRITERS: Readonly<Record<string, (model: ReportModel) => Promise<string>>> = {
  'docx.txt': async (model) => {
    const parts = await docxParts(await reportDocx(model, new Map()))
    return textOfXml(parts.get('word/document.xml') ?? '')
  },
  'pdf.txt': async (model) => {
    const pages = await readPdf(await reportPdf(model, NOW), 0)
    return pages.map(({ text }) => text.replaceAll('\r', '')).join('\n\f\n')
  },
  'page.html': async (model) => reportHtml(model).replaceAll('><', '>\n<'),
}

test.each(Object.entries(WRITERS))('a report as %s says what it said', async (name, write) => {
  const { services, surveyId, openAll } = await makeWeak()
  await openAll()
  const text = `${(await write(buildReport(await reportData(services, { surveyId })))).trim()}\n`
  expect(text).toBe(goldenText(`report/${name}`, text))
})
