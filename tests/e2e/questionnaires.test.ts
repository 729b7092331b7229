import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { docxParts, textOfXml } from '../support/read-docx.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** A published form on its page: read, and audited beside. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-forms-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

test('a finding of the audit leads to its place in the form, by keyboard', async () => {
  await visit(page, '/questionnaires/sipas-2026/1')
  const card = page.getByRole('region', { name: 'Kiểm tra mẫu phiếu' })
  const kind = card.getByText('Có thể hỏi hai việc một lúc')
  await kind.waitFor()
  expect(await card.locator('details').count()).toBe(2)
  await card.locator('summary').first().press('Enter')
  const finding = card.getByRole('button', { name: /q9_25/ })
  await finding.press('Enter')
  const focused = page.locator('tr:focus')
  expect(await focused.innerText()).toContain('Đủ ghế ngồi chờ')
  await expect.poll(() => focused.evaluate((row) => row.getBoundingClientRect().top)).toBeLessThan(768)
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('the Word copy is one of the files that the page offers', async () => {
  await page.getByRole('button', { name: 'Xuất tệp' }).press('Enter')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Xuất bản Word' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/sipas-2026 v1\.docx$/)
  const parts = await docxParts(await readFile(await download.path()))
  expect(textOfXml(parts.get('word/document.xml') ?? '')).toContain('Đủ ghế ngồi chờ')
})
