import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportHtml } from '../../src/files/report/report-html.ts'
import { launchBrowser } from '../support/browser.ts'
import { makeFolder } from '../support/make-services.ts'
import { readPdf } from '../support/printed-pdf.ts'
import { firstOutOfOrder, letters, reportTexts } from '../support/report-texts.ts'
import { SAMPLE_REPORT } from '../support/sample-report.ts'
import { axeFindings } from '../support/shell-page.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
})

async function opened() {
  const file = path.join(makeFolder(), 'report.html')
  await writeFile(file, reportHtml(SAMPLE_REPORT))
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => asked.push(message.text()))
  page.on('dialog', (dialog) => asked.push(dialog.message()))
  await page.goto(`file://${file}`)
  return { page, asked }
}

test('a report as HTML is accessible, runs nothing, asks for nothing and has no picture or table wider than its sheet', async () => {
  const { page, asked } = await opened()
  expect(asked).toHaveLength(1) // the file itself
  expect(await axeFindings(page)).toEqual([])
  expect(await page.locator('img, script').count()).toBe(0)
  const over = await page.locator('.sheet').evaluateAll((sheets) =>
    sheets.flatMap((sheet) => {
      const { right } = sheet.getBoundingClientRect()
      return [...sheet.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > right)
    }),
  )
  expect(over).toEqual([])
  await page.getByRole('link', { name: '3. Qua các kỳ' }).click()
  await expect.poll(() => page.getByRole('heading', { name: '3. Qua các kỳ' }).isVisible()).toBe(true)
  await page.context().close()
})

test('printed by a browser it is the report on paper: A4, numbers from page 2 on, annexes on their side, heads repeated', async () => {
  const { page } = await opened()
  const pages = await readPdf(await page.pdf({ preferCSSPageSize: true }), 20)
  await page.context().close()
  const whole = pages.map(({ text }) => text).join('\n')
  expect(firstOutOfOrder(whole, [SAMPLE_REPORT.title.subject, ...SAMPLE_REPORT.grounds])).toBeNull()
  for (const text of reportTexts(SAMPLE_REPORT).filter((text) => text.length > 60)) {
    expect(letters(whole).includes(letters(text).slice(0, 40)), text).toBe(true)
  }
  const firstLines = pages.map(({ text }) => text.trim().split(/\r?\n/)[0])
  expect(firstLines[0]).not.toBe('1')
  const numbered = pages.map(({ text }, index) =>
    text
      .trim()
      .split(/\r?\n/)
      .includes(String(index + 1)),
  )
  expect(numbered.slice(1)).toEqual(numbered.slice(1).map(() => true))
  const wide = pages.filter(({ image }) => image.width > image.height)
  expect(wide.length).toBeGreaterThan(1)
  for (const { text } of wide) expect(letters(text)).toContain(letters('Cơ quan Yếu tố 1'))
})
