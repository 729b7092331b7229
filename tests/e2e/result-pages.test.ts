import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** The pages behind the results: an agency, a sector, an item, priorities; reached by keyboard, axe clean, with their figures. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-pages-'))
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

const card = (title: string) => page.locator('main section', { has: page.getByRole('heading', { name: title }) })

test.each([
  ['/surveys/1/results/agencies/1', 'Kết quả của Sở Nội vụ'],
  ['/surveys/1/results/sectors', 'Kết quả theo lĩnh vực'],
  ['/surveys/1/results/sectors/1', 'Kết quả lĩnh vực Đất đai'],
  ['/surveys/1/results/items', 'Kết quả theo tiêu chí'],
  ['/surveys/1/results/items/k05', 'Kết quả theo tiêu chí'],
  ['/surveys/1/results/items/F2', 'Kết quả theo tiêu chí'],
  ['/surveys/1/results/priorities', 'Ưu tiên cải thiện'],
])('%s is whole, axe clean and no wider than the window', async (address, title) => {
  await visit(page, address)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await expectNoSidewaysScroll(page)
  expect(await axeFindings(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('from the sectors by Tab and Enter to one sector, to an agency in it, to its weakest item', async () => {
  await visit(page, '/surveys/1/results/sectors')
  const names = await card('Theo lĩnh vực').locator('tbody th').allInnerTexts()
  expect(names.slice(0, 3)).toEqual(['Đất đai', 'Xây dựng', 'Đầu tư'])
  expect(await card('Theo lĩnh vực').locator('tbody tr').first().innerText()).toMatch(/(đạt|chưa đạt|chưa rõ) 85/)
  await tabTo(page, 'Đất đai')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Kết quả lĩnh vực Đất đai' }).waitFor()
  await tabTo(page, 'Sở Nông nghiệp và Môi trường')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Kết quả của Sở Nông nghiệp và Môi trường' }).waitFor()
  const weakest = card('Tiêu chí thấp nhất').getByRole('link').first()
  const name = await weakest.innerText()
  await weakest.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 2, name: new RegExp(name) }).waitFor()
})

test('an agency’s page says the figure of the overview, and where each figure comes from when it is reached by Tab', async () => {
  await visit(page, '/surveys/1/results?agencyId=1')
  const figure = page.locator('main [class*=headline]').first()
  await figure.waitFor()
  const index = await figure.innerText()
  await visit(page, '/surveys/1/results/agencies/1')
  await figure.waitFor()
  expect(await figure.innerText()).toBe(index)
  await tabTo(page, index)
  const note = page.getByRole('tooltip')
  await note.waitFor()
  expect(await note.innerText()).toMatch(/Tỷ lệ hài lòng[\s\S]*khoảng tin cậy 95 %[\s\S]*Phiếu tthc-2017, bản 1/)
  expect(await page.getByRole('link', { name: 'Xem biện pháp của cơ quan' }).getAttribute('href')).toMatch(
    /agency=\d+$/,
  )
})

test('the arrow keys leaf through the items', async () => {
  await visit(page, '/surveys/1/results/items/k05')
  await page.getByRole('heading', { level: 2, name: /8\.5/ }).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('heading', { level: 2, name: /8\.6/ }).waitFor()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.url()).toMatch(/\/F2$/)
  await page.goBack()
  await expect.poll(() => page.url()).toMatch(/\/k05$/)
})

test('the answers of an item as a table: counts of those who answered, and of each kind of missing', async () => {
  await visit(page, '/surveys/1/results/items/k05')
  const answers = card('Phân bố câu trả lời')
  await answers.getByText('Bảng', { exact: true }).click()
  const rows = (await answers.locator('tbody tr').allInnerTexts()).map((row) => row.split('\t'))
  const count = (at: number): number => Number(rows[at]?.[1]?.replaceAll('.', ''))
  expect(rows[5]?.[0]).toBe('Có trả lời')
  expect([0, 1, 2, 3, 4].reduce((sum, at) => sum + count(at), 0)).toBe(count(5))
  expect([5, 6, 7, 8, 9, 10].reduce((sum, at) => sum + count(at), 0)).toBe(2000)
})

test('priorities: every item stands in one group; narrowed to an agency the address says so; the figures are a file', async () => {
  await visit(page, '/surveys/1/results/priorities')
  await page.getByRole('img', { name: /tiêu chí cần tập trung cải thiện/ }).waitFor()
  expect(await page.locator('main ul[class*=points] li').count()).toBe(22)
  await page.getByRole('button', { name: 'Tải về' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /CSV/ }).click(),
  ])
  expect(
    (await readFile(await download.path(), 'utf8')).split('\r\n').filter((line) => line.includes(';8.')),
  ).toHaveLength(22)
  await page.getByRole('button', { name: 'Phạm vi' }).click()
  await page.getByLabel('Cơ quan', { exact: true }).selectOption('Sở Y tế')
  await expect.poll(() => page.url()).toContain('agencyId=')
  await page.getByText('Chỉ tính phiếu: Sở Y tế').waitFor()
  expect(await page.locator('main ul[class*=points] li').count()).toBeGreaterThan(0)
})

test('an agency is set beside the rest, each factor with its interval and what may be said of it', async () => {
  await visit(page, '/surveys/1/results/agencies/1')
  const rest = card('So với phần còn lại của đợt khảo sát')
  await rest.waitFor()
  const rows = await rest.locator('tbody tr').allInnerTexts()
  expect(rows).toHaveLength(6)
  for (const row of rows) expect(row).toMatch(/điểm phần trăm[\s\S]*(cao hơn|thấp hơn|chưa đủ cơ sở)/)
  expect(await rest.locator('tbody tr').first().textContent()).toContain('khoảng tin cậy 95 %:')
  // The only survey has none before it.
  expect(await card('So với lần khảo sát trước').count()).toBe(0)
})

test('figures of the service are a file from the card that shows them, narrowed as they are', async () => {
  await visit(page, '/surveys/1/results/items?condition=a_gender+%3D%3D+2')
  await card('Thời hạn, phiền hà và chi phí').getByRole('button', { name: 'Xuất' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV' }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  expect(lines.length).toBeGreaterThan(15)
  expect(lines[1]).toContain('là “Nữ”')
})

test('on paper there are neither tabs nor buttons', async () => {
  await visit(page, '/surveys/1/results/agencies/1')
  await card('So với phần còn lại của đợt khảo sát').waitFor()
  const tabs = page.getByRole('navigation', { name: 'Các phần kết quả' })
  expect(await tabs.count()).toBe(1)
  await page.emulateMedia({ media: 'print' })
  expect(await tabs.count()).toBe(0)
  expect(await page.getByRole('button', { name: /Xuất|Tải về|Phạm vi/ }).count()).toBe(0)
  await page.emulateMedia({ media: 'screen' })
})
