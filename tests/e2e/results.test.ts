import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** The results screen over the sample data: drill down by keyboard, filters, figures equal to the exported ones, states. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-results-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const headline = (): Promise<string> => page.locator('main [class*=headline]').first().innerText()

async function downloaded(name: string): Promise<string> {
  await page.getByRole('button', { name: 'Xuất' }).click()
  const item = page.getByRole('menuitem', { name, exact: true }).last() // the last group is CSV
  const [download] = await Promise.all([page.waitForEvent('download'), item.click()])
  return readFile(await download.path(), 'utf8')
}

test('an agency chosen from the list narrows the screen to it, and going back widens it', async () => {
  await visit(page, '/surveys/1/results')
  await page.getByText('Chỉ số hài lòng chung').waitFor()
  const whole = await headline()
  await page.getByRole('button', { name: 'Phạm vi' }).click()
  await page.getByLabel('Cơ quan', { exact: true }).selectOption('Sở Xây dựng')
  await expect.poll(headline).not.toBe(whole)
  expect(page.url()).toContain('agencyId=')
  const file = await downloaded('Chỉ số theo cơ quan')
  const row = file.split('\n').find((line) => line.startsWith('SO-XD;SIPAS;'))
  const index = Number(row?.split(';')[6]?.replace(',', '.'))
  expect(index.toLocaleString('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })).toBe(await headline())
  await page.goBack()
  await expect.poll(headline).toBe(whole)
})

test('the heat table opens the page of an agency by the keyboard', async () => {
  await visit(page, '/surveys/1/results')
  await page.getByText('Cơ quan × yếu tố').waitFor()
  await tabTo(page, 'Sở Xây dựng')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/surveys\/1\/results\/agencies\/\d+$/)
})

test('what a leader asks first: three sectors, the weakest items, the way to remedies', async () => {
  await visit(page, '/surveys/1/results')
  const sectors = page.locator('section', { hasText: 'Đất đai, xây dựng, đầu tư' }).getByRole('button')
  expect(await sectors.count()).toBe(3)
  const weakest = page.locator('section', { has: page.getByRole('heading', { name: 'Tiêu chí thấp nhất' }) })
  const figures = (await weakest.getByRole('listitem').allInnerTexts()).map((text) =>
    Number.parseFloat(text.match(/\d\d,\d\d/)?.[0].replace(',', '.') ?? 'NaN'),
  )
  expect(figures).toEqual(figures.toSorted((a, b) => a - b))
  expect(figures.length).toBe(5)
  expect(await weakest.getByRole('link', { name: 'Biện pháp khắc phục' }).getAttribute('href')).toBe('/actions')
})

test('a sector is compared with its own target of 85 and filters every figure', async () => {
  const land = page.getByRole('button', { name: /Đất đai/ })
  expect(await land.innerText()).toMatch(/(đạt|chưa đạt|chưa rõ) 85/)
  await land.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.url()).toContain('sectorId=')
  expect(await focusedName(page)).toContain('Đất đai')
  await page.getByRole('button', { name: 'Bỏ lọc' }).click()
  await expect.poll(() => page.url()).not.toContain('sectorId=')
})

test('the distribution of every question is shown and exported, the lowest first on demand', async () => {
  const rows = page.locator('table[class*=items] tbody tr:has(td)') // without the headings
  await rows.first().waitFor()
  expect(await rows.count()).toBe(46) // 5 facts of the respondent and the kind, 7 of the use, 22 + 1 items, 10 wishes
  await page.getByText('Thấp nhất trước').click()
  await expect.poll(() => rows.count()).toBe(22)
  const indices = await rows.locator('td:last-child').allInnerTexts()
  const figures = indices.map((text) => Number.parseFloat(text.replace(',', '.')))
  expect(figures).toEqual(figures.toSorted((a, b) => a - b))
  const file = await downloaded('Phân bố câu trả lời')
  expect(file).toContain('8.1;k01;')
})

test('a narrowed screen counts the forms of the choice and says what is of the whole survey', async () => {
  await visit(page, '/surveys/1/results')
  const card = page.locator('section', { hasText: 'Phiếu hợp lệ' })
  await expect.poll(() => card.innerText()).toContain('2.000')
  expect(await card.innerText()).not.toContain('toàn đợt')
  await visit(page, '/surveys/1/results?agencyId=1')
  await expect.poll(() => card.innerText()).toContain('toàn đợt: phát 2.116')
  expect(await card.innerText()).not.toContain('2.000')
})

test('looks right and is axe clean while filtered, without sideways scroll', async () => {
  await visit(page, '/surveys/1/results?agencyId=1')
  await page.locator('main [class*=headline]').first().waitFor()
  await expectNoSidewaysScroll(page)
  expect(await axeFindings(page)).toEqual([])
})

test('a failing store is told in words with a way to try again', async () => {
  await page.route('**/trpc/results.get**', (route) => route.fulfill({ status: 500, body: 'x' }))
  await visit(page, '/surveys/1/results?agencyId=2')
  await page.getByText('Không tải được phần này').first().waitFor()
  await page.unroute('**/trpc/results.get**')
  await page.getByRole('button', { name: 'Thử lại' }).first().click()
  await page.locator('main [class*=headline]').first().waitFor()
})
