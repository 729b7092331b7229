import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** The ranking of agencies over the sample data: blocks, least numbers with their decision, sorting by keys, files. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-ranking-'))
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

const SHOTS = process.env.SIPAS_SHOTS

const block = (name: string) => page.getByRole('table', { name })
const firstCells = (name: string, column: number): Promise<string[]> =>
  block(name).locator(`tbody tr > :nth-child(${column})`).allInnerTexts()

test('departments and communes are ranked apart, each from 1, with the ranks that may be theirs', async () => {
  await visit(page, '/surveys/1/results/agencies')
  await block('Sở, ban, ngành').waitFor()
  expect(await firstCells('Sở, ban, ngành', 1)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  expect(await firstCells('Xã, phường, đặc khu', 1)).toEqual(['1', '2', '3', '4'])
  for (const range of await firstCells('Sở, ban, ngành', 2)) expect(range).toMatch(/^\d(–\d)?$/)
  await expectNoSidewaysScroll(page)
  expect(await axeFindings(page)).toEqual([])
})

test('a heading sorts by keyboard and says so', async () => {
  const heading = block('Sở, ban, ngành').getByRole('columnheader', { name: 'Phiếu' })
  await heading.getByRole('button').focus()
  await page.keyboard.press('Enter')
  expect(await heading.getAttribute('aria-sort')).toBe('ascending')
  const counts = async () => (await firstCells('Sở, ban, ngành', 6)).map((text) => Number(text.replace('.', '')))
  const falling = await counts()
  expect(falling).toEqual(falling.toSorted((a, b) => b - a))
  await page.keyboard.press('Enter')
  expect(await heading.getAttribute('aria-sort')).toBe('descending')
  expect(await counts()).toEqual(falling.toReversed())
})

test('the ranking goes out with its source', async () => {
  await page.getByRole('button', { name: 'Xuất' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Xếp hạng DEMO.csv')
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines[0]).toContain('Hạng;Hạng có thể từ;Hạng có thể đến')
  expect(lines[1]).toMatch(/^Sở, ban, ngành;1;1;\d;.*Phiếu tthc-2017, bản 1$/)
})

test('narrowed by an answer: fewer forms behind each rank, said in words, no targets; the file too; and dropped', async () => {
  const sum = async () =>
    (await firstCells('Sở, ban, ngành', 6)).reduce((total, text) => total + Number(text.replace('.', '')), 0)
  await visit(page, '/surveys/1/results/agencies')
  await block('Sở, ban, ngành').waitFor()
  const whole = await sum()
  expect((await firstCells('Sở, ban, ngành', 7)).join('')).toMatch(/đạt/i)
  await visit(page, `/surveys/1/results/agencies?agencyId=1&condition=${encodeURIComponent('a_gender == 2')}`)
  await page.getByText(/^Chỉ tính phiếu: câu .* là “Nữ”$/).waitFor()
  expect(await firstCells('Sở, ban, ngành', 1)).toHaveLength(8)
  const women = await sum()
  expect(women).toBeLessThan(whole)
  expect(women).toBeGreaterThan(0)
  expect((await firstCells('Sở, ban, ngành', 7)).join('')).not.toMatch(/đạt/i)
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, 'ranking-narrowed.png') })
  await expectNoSidewaysScroll(page)
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Xuất' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  const [head, first] = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(head).toContain(';Chỉ tính phiếu;')
  expect(first).toContain('là “Nữ”')
  for (const tab of ['So sánh', 'Xu hướng']) {
    await page.getByRole('navigation', { name: 'Các phần kết quả' }).getByRole('link', { name: tab }).click()
    await page.getByText('Bộ lọc không áp dụng ở đây.').waitFor()
    if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `ranking-${tab}.png`) })
  }
  await visit(page, `/surveys/1/results/agencies?condition=${encodeURIComponent('a_gender == 2')}`)
  await page.getByRole('button', { name: 'Bỏ lọc' }).click()
  await expect.poll(sum).toBe(whole)
  expect(await page.getByText('Chỉ tính phiếu').count()).toBe(0)
})

test('an agency below the least number has no rank; the decision stands on the screen', async () => {
  await visit(page, '/settings')
  await page.getByLabel('Để được xếp hạng (phiếu)', { exact: true }).fill('185')
  await page.getByLabel('Căn cứ: Để được xếp hạng (phiếu)').fill('QĐ 2223/QĐ-UBND')
  const form = page.locator('form', { has: page.getByLabel('Để được xếp hạng (phiếu)', { exact: true }) })
  await form.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đã lưu số phiếu tối thiểu.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await visit(page, '/surveys/1/results/agencies')
  await page.getByText('từ 185 phiếu (theo QĐ 2223/QĐ-UBND)').waitFor()
  const left = page.getByRole('row', { name: /không xếp hạng: dưới 185 phiếu/ })
  expect(await left.count()).toBeGreaterThan(0)
  expect(await left.first().locator('td').first().innerText()).toBe('–')
})
