import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** One survey of sample data: what to do says the empty state; its months make a line with verdicts. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-trend-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `trend-${name}.png`), fullPage: true })
}

test('one survey alone says what to do', async () => {
  await visit(page, '/surveys/1/results/trend')
  await page.getByText('Cần từ hai đợt khảo sát trở lên').waitFor()
  await page.getByRole('link', { name: 'Lập đợt khảo sát' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('the months of a survey: a line with its band, changes with verdicts', async () => {
  await page.getByText('Theo tháng của đợt này', { exact: true }).click()
  const changes = page.getByRole('region', { name: 'Thay đổi so với thời điểm trước' })
  await changes.waitFor()
  const rows = await changes.locator('tbody tr').all()
  expect(rows.length).toBeGreaterThan(1)
  const cells = await rows[1]?.getByRole('cell').allTextContents()
  expect(cells?.[3]).toMatch(/^[+−]?\d+,\d\d điểm phần trăm, khoảng tin cậy 95 %/)
  expect(cells?.[5]).toMatch(/tăng|giảm|chưa đủ cơ sở/)
  await page.getByRole('img', { name: /thời điểm, từ/ }).waitFor()
  await shot('months')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('followed for one agency, and taken along as a picture', async () => {
  await page.getByLabel('Cơ quan', { exact: true }).selectOption({ label: 'Sở Xây dựng' })
  await page.getByRole('heading', { name: /· Sở Xây dựng$/ }).waitFor()
  for (const format of ['Hình PNG', 'Hình SVG']) {
    await page.getByRole('button', { name: /^Tải về: / }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click()
    expect((await coming).suggestedFilename()).toContain('Sở Xây dựng')
  }
  expect(complaints).toEqual([])
})
