import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { makeFourSurveys } from '../support/four-surveys.ts'
import { axeFindings, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** Four surveys of one scheme: the line from year to year, what breaks it, the slope, the table and its file. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-years-'))
  await makeFourSurveys(path.join(folder, 'sipas.db'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await page.getByRole('button', { name: /Nguyễn Thị Mẫu/ }).click()
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `years-${name}.png`), fullPage: true })
}
const changes = () => page.getByRole('region', { name: 'Thay đổi so với thời điểm trước' })
const slope = () => page.getByRole('region', { name: 'Chiều hướng chung' })

test('the years make a line, changes of method are told at their year, the slope says no more than its interval', async () => {
  await visit(page, '/surveys/4/results/trend')
  await page.getByRole('img', { name: /: 4 thời điểm, từ 2023 .* đến 2026 / }).waitFor()
  const rows = await changes().locator('tbody tr').allTextContents()
  expect(rows).toHaveLength(4)
  expect(rows.map((row) => /Đổi [^,.]*?(?=\d)/.exec(row)?.[0] ?? '')).toEqual([
    '',
    'Đổi công thức công bố',
    '',
    'Đổi bản phiếu',
  ])
  const words = (await slope().textContent()) ?? ''
  const [, lower = ''] = /khoảng tin cậy 95 %: (\S+) đến/.exec(words) ?? []
  expect(words).toMatch(/Tăng: mỗi năm \+\d+,\d\d điểm phần trăm .* tính trên 4 thời điểm/)
  expect(lower).toMatch(/^\+\d/)
  expect(words).toContain('Cách đo hoặc đơn vị có thay đổi')
  await shot('whole')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('an agency is followed through its merger, with the units before it', async () => {
  await page.getByLabel('Cơ quan', { exact: true }).selectOption({ label: 'Sở Xây dựng' })
  await page.getByRole('heading', { name: /· Sở Xây dựng$/ }).waitFor()
  await expect.poll(() => changes().getByText('Gồm đơn vị trước khi sắp xếp').count(), { timeout: 5000 }).toBe(2)
  await changes().getByText('Sở Giao thông, Sở Xây dựng cũ').first().waitFor()
  expect(await changes().getByRole('row', { name: /^2025/ }).textContent()).toContain('Đơn vị được sắp xếp lại')
  await shot('agency')
})

test('the figures as a table, and as a file that says where they come from', async () => {
  await page.getByText('Bảng', { exact: true }).click()
  await page.getByRole('rowheader', { name: '2023' }).first().waitFor()
  await page.getByRole('button', { name: /^Tải về: / }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: /CSV/ }).click()
  const text = await readFile(await (await coming).path(), 'utf8')
  expect(
    text
      .trim()
      .split('\r\n')
      .slice(1, 5)
      .map((line) => line.slice(0, 4)),
  ).toEqual(['2023', '2024', '2025', '2026'])
  expect(text).toMatch(
    /Khảo sát năm 2026 \(năm 2026, thu phiếu từ 10\/05\/2026 đến 29\/05\/2026\) · Phiếu tthc-2017, bản 2/,
  )
  expect(complaints).toEqual([])
})

test('comparing begins with the survey before, which has risen', async () => {
  await visit(page, '/surveys/4/results/compare')
  await page.waitForURL(/a\.survey=4&b\.survey=3/)
  await page.getByText('Hai đợt dùng bản phiếu khác nhau').waitFor()
  await shot('compare')
})
