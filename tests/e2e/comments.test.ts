import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** Comments of the sample data: read, tagged and quoted by keys alone, found, counted, sent out. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-comments-'))
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

const press = (key: string): Promise<void> => page.keyboard.press(key)
const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `comments-${name}.png`) })
}
const chosen = () => page.getByRole('option', { selected: true }).and(page.locator('[data-row]'))
const place = async (): Promise<string | null> => chosen().getAttribute('aria-posinset')

const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'))
/** A busy machine draws later. */
const SLOW = { timeout: 5000 }

test('the list takes the focus; J and K move along it', async () => {
  await visit(page, '/surveys/1/results/comments')
  await expect.poll(place, SLOW).toBe('1')
  await press('j')
  await press('j')
  await press('ArrowDown')
  await press('k')
  await expect.poll(place, SLOW).toBe('3')
  await expect.poll(focused, SLOW).toBe('3')
  await shot('list')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('a tag is made at its first use, given and taken off by its number, and found without marks', async () => {
  await press('Home')
  await expect.poll(place, SLOW).toBe('1')
  await press('t')
  await page.keyboard.type('Đất đai')
  await page.getByRole('option', { name: 'Tạo nhãn “Đất đai”' }).waitFor()
  await press('Enter')
  await chosen().getByText('Đất đai', { exact: true }).waitFor()
  await page.keyboard.type('Thời gian chờ')
  await press('Enter')
  await chosen().getByText('Thời gian chờ').waitFor()
  await press('Escape')
  await press('1')
  await expect.poll(() => chosen().getByText('Đất đai', { exact: true }).count()).toBe(0)
  await press('1')
  await press('j')
  await press('t')
  await page.keyboard.type('dat')
  await shot('tag')
  expect(await axeFindings(page)).toEqual([])
  await press('Enter')
  await chosen().getByText('Đất đai', { exact: true }).waitFor()
  expect(await page.getByRole('button', { name: 'Đất đai' }).count()).toBe(1)
  await press('Escape')
  await expect.poll(place, SLOW).toBe('2')
})

test('what is looked for is found in every spelling, or in one, and marked', async () => {
  await press('/')
  await page.keyboard.type('dat dai')
  await page.locator('mark').first().waitFor()
  expect(new Set(await page.locator('mark').allTextContents())).toEqual(new Set(['đất đai']))
  await press('Enter')
  await expect.poll(place, SLOW).toBe('1')
  await shot('search')
  expect(await axeFindings(page)).toEqual([])
  await press('/')
  await press('Control+a')
  await page.keyboard.type('đạt dai')
  await page.getByText('Không có ý kiến nào khớp').waitFor()
  await press('Control+a')
  await press('Delete')
  await expect.poll(() => page.locator('mark').count()).toBe(0)
})

test('the form of a comment is opened by Enter, and going back leads to the comment', async () => {
  await visit(page, '/surveys/1/results/comments')
  await expect.poll(place, SLOW).toBe('1')
  await press('j')
  await press('j')
  await expect.poll(place, SLOW).toBe('3')
  await press('Enter')
  await page.waitForURL('**/responses/**')
  await page.goBack()
  await expect.poll(place, SLOW).toBe('3')
})

test('quoted by keys: what looks personal comes masked, what is left is told', async () => {
  await press('q')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Đoạn trích sẽ in').fill('Anh Tuấn hẹn gọi 0912 345 678')
  await dialog.getByText('còn những chỗ').waitFor()
  await shot('quote')
  expect(await axeFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Che thành [tên]' }).focus()
  await press('Enter')
  await dialog.getByRole('button', { name: 'Che thành [số điện thoại]' }).focus()
  await press('Enter')
  expect(await dialog.getByLabel('Đoạn trích sẽ in').inputValue()).toBe('Anh [tên] hẹn gọi [số điện thoại]')
  await dialog.getByLabel('Đoạn trích sẽ in').press('Control+Enter')
  await chosen().getByText('đã trích').waitFor()
  await page.getByText('Trích dẫn', { exact: true }).click()
  await page.getByText('“Anh [tên] hẹn gọi [số điện thoại]”').waitFor()
  await shot('quotes')
  expect(await axeFindings(page)).toEqual([])
})

test('counts by tag, with shares, and by agency; sent out without a name', async () => {
  await page.getByText('Theo nhãn', { exact: true }).click()
  await page.getByRole('img', { name: /ý kiến đang lọc: Đất đai 2; Thời gian chờ 1; Chưa gắn nhãn \d+$/ }).waitFor()
  for (const [format, ending] of [
    ['Hình PNG', 'png'],
    ['Hình SVG', 'svg'],
  ]) {
    await page.getByRole('button', { name: 'Tải về: Số ý kiến theo nhãn' }).click()
    const picture = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click()
    expect((await picture).suggestedFilename()).toBe(`Số ý kiến theo nhãn.${ending}`)
  }
  await page.getByRole('heading', { name: 'Cơ quan × nhãn' }).waitFor()
  await expect.poll(() => page.locator('[data-menu-dropdown]').count()).toBe(0) // faded out
  await shot('counts')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Xuất' }).click()
  await shot('export')
  const coming = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Ý kiến kèm nhãn' }).last().click()
  const text = await readFile(await (await coming).path(), 'utf8')
  expect(text.split('\r\n')[0]).toBe('\ufeffCơ quan, đơn vị;Lĩnh vực;Nhóm đối tượng;Nội dung câu hỏi;Ý kiến;Nhãn')
  expect(text).toContain('Đất đai; Thời gian chờ')
})

test('a tag is renamed, not to one alike, and removed', async () => {
  await page.getByRole('button', { name: 'Sửa nhãn' }).click()
  await page.getByRole('menuitem', { name: 'Thời gian chờ' }).click()
  await page.getByLabel('Tên nhãn').fill('dat dai')
  await press('Enter')
  await page.getByRole('alert').filter({ hasText: 'Đã có nhãn “Đất đai”' }).waitFor()
  await shot('rename')
  await page.getByRole('button', { name: 'Bỏ nhãn' }).click()
  await page.getByRole('button', { name: 'Chắc chắn bỏ?' }).click()
  await expect.poll(() => page.getByRole('img', { name: /Thời gian chờ/ }).count()).toBe(0)
  // The one refusal above, told by the browser in its own words.
  expect(complaints.filter((line) => !line.includes('400'))).toEqual([])
})
