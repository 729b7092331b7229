import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** From a weak criterion to a closed case by keyboard alone, over the sample data; review, lists, reminders. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-actions-'))
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

const press = (key: string): Promise<void> => page.keyboard.press(key)
const type = (text: string): Promise<void> => page.keyboard.type(text)
const focused = (): Promise<string> => focusedName(page)
const status = (text: string) => page.getByRole('status').filter({ hasText: text })

async function seen(name: string): Promise<void> {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) })
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
}

test('an empty list says what to do next', async () => {
  await visit(page, '/actions')
  await page.getByText('Chưa có việc khắc phục nào').waitFor()
  await seen('empty')
})

test('the rules are run over a survey, and what they find is opened at once', async () => {
  await visit(page, '/actions/find?survey=1')
  await status('tiêu chí yếu').waitFor()
  await expect.poll(focused).toMatch(/^Mở \d+ việc$/)
  await seen('find')
  const count = /\d+/.exec(await focused())?.[0] ?? ''
  await press('Enter')
  await page.waitForURL('**/actions?survey=1')
  await status(`${count} việc`).waitFor()
  await visit(page, '/actions/find?survey=1')
  await page.getByText('Đã mở: mới mở').first().waitFor()
  expect(await page.getByRole('button', { name: /^Mở \d+ việc$/ }).count()).toBe(0)
})

test('several are assigned at once by keys, and Enter opens one', async () => {
  await visit(page, '/actions')
  await expect.poll(focused).toContain('k05')
  await press('Space')
  await press('ArrowDown')
  await press('Space')
  await press('g')
  await page.getByRole('dialog', { name: 'Giao 2 việc' }).waitFor()
  await press('Enter')
  await page.getByRole('alert').waitFor()
  await type('Sở Xây dựng')
  await press('Tab')
  await type('31122026')
  await seen('assign')
  await press('Enter')
  await page.getByText('Đã giao 2 việc.').waitFor()
  await page.getByRole('cell', { name: '31/12/2026' }).nth(1).waitFor()
  await seen('list')
  await page.locator('[data-row="0"]').focus()
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Tiêu chí k05' }).waitFor()
})

test('a click anywhere on a row makes it active, a double click opens it', async () => {
  await page.goBack()
  const activeRow = (): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? undefined)
  await expect.poll(activeRow).toBe('0')
  await page.locator('tr:has([data-row="2"]) td').last().click()
  await expect.poll(activeRow).toBe('2')
  await press('ArrowUp')
  await expect.poll(activeRow).toBe('1')
  await page.locator('tr:has([data-row="0"]) td').last().dblclick()
  await page.getByRole('heading', { level: 1, name: 'Tiêu chí k05' }).waitFor()
})

test('explained: nothing goes on without a cause and a remedy', async () => {
  await tabTo(page, 'Xác nhận đã giải trình')
  await press('Enter')
  await page.getByText('Chưa ghi nguyên nhân.').waitFor()
  await tabTo(page, 'Nguyên nhân')
  await type('Hồ sơ phải bổ sung nhiều lần')
  await tabTo(page, 'Biện pháp khắc phục')
  await type('Niêm yết lại thủ tục')
  await tabTo(page, 'Lưu giải trình')
  await press('Enter')
  await page.getByText('Chưa ghi nguyên nhân.').waitFor({ state: 'detached' })
  await tabTo(page, 'Xác nhận đã giải trình')
  await press('Enter')
  await page.getByText('Chuyển từ “Đã giao” sang “Đã giải trình”').waitFor()
  await page.getByText('Biện pháp khắc phục: từ (trống) thành Niêm yết lại thủ tục').waitFor()
})

test('evidence: too large a file is refused with the limit, a smaller one comes back as it was', async () => {
  await tabTo(page, 'Thêm minh chứng')
  await press('Enter')
  await page.getByRole('dialog').waitFor()
  await type('Kế hoạch khắc phục')
  await press('Tab')
  await type('12/KH-SXD')
  await press('Tab')
  await type('20112026')
  const file = page.getByLabel('Chọn tệp')
  await file.setInputFiles({ name: 'ảnh.png', mimeType: 'image/png', buffer: Buffer.alloc(5_000_001) })
  await tabTo(page, 'Lưu minh chứng')
  await press('Enter')
  await page.getByText('Tệp minh chứng lớn hơn 5 MB').waitFor()
  await file.setInputFiles({ name: 'kế hoạch.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  await seen('evidence')
  await press('Enter')
  await page.getByText('12/KH-SXD ngày 20/11/2026').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải về kế hoạch.pdf' }).press('Enter'),
  ])
  expect(download.suggestedFilename()).toBe('kế hoạch.pdf')
  expect(await readFile(await download.path(), 'utf8')).toBe('%PDF-1.7')
})

test('mended, sent back once with a reason, done and closed', async () => {
  for (const step of ['Bắt đầu khắc phục', 'Báo đã thực hiện']) {
    await page.getByRole('button', { name: step }).press('Enter')
    await page.getByRole('button', { name: step }).waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: 'Làm tiếp' }).press('Enter')
  await page.getByRole('dialog', { name: 'Làm tiếp' }).waitFor()
  await type('Chưa niêm yết ở hai xã')
  await press('Enter')
  await page.getByText('Lý do: Chưa niêm yết ở hai xã').waitFor()
  await page.getByRole('button', { name: 'Báo đã thực hiện' }).press('Enter')
  await page.getByRole('button', { name: 'Đóng việc' }).press('Enter')
  await page.getByRole('button', { name: 'Mở lại' }).waitFor()
  await seen('closed')
})

test('what was written and not saved is not lost by leaving', async () => {
  await visit(page, '/actions')
  await expect.poll(focused).not.toBe('')
  await press('Enter')
  await page.getByLabel('Nguyên nhân').fill('Chưa lưu')
  await page.getByRole('link', { name: 'Về danh sách' }).press('Enter')
  await page.getByRole('dialog', { name: 'Giải trình chưa được lưu' }).waitFor()
  await page.getByRole('button', { name: 'Rời trang, bỏ nội dung' }).press('Enter')
  await status('việc').waitFor()
})

test('the list is filtered, and its file and paper hold the same', async () => {
  await page.getByLabel('Lọc theo tình trạng').selectOption('closed')
  await status('1 việc').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Xuất danh sách, tệp CSV' }).press('Enter'),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Niêm yết lại thủ tục')
  await page.getByRole('link', { name: 'In danh sách' }).press('Enter')
  await page.getByRole('cell', { name: 'Niêm yết lại thủ tục' }).waitFor()
  await page.getByText('(Ký, ghi rõ họ tên)').first().waitFor()
  await seen('print')
})

test('the review of the year counts it, and is printed with signatures', async () => {
  await visit(page, '/actions/review?period=')
  const total = page.getByRole('row', { name: /Cộng/ })
  await total.waitFor()
  const cells = await total.getByRole('cell').allInnerTexts()
  // Opened less the closed one is what is left.
  const [before, opened, explained, done, reopened, closed, dropped] = cells
    .slice(2)
    .map((text) => Number.parseInt(text, 10))
  expect([before, explained, done, reopened, closed, dropped]).toEqual([0, 1, 1, 0, 1, 0])
  expect(Number.parseInt(cells[9] ?? '', 10)).toBe((opened ?? 0) - 1)
  await seen('review')
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  if (SHOTS !== undefined) await writeFile(path.join(SHOTS, 'review.pdf'), pdf)
})

test('a case is opened by hand from an item of an agency’s page', async () => {
  await visit(page, '/surveys/1/results/agencies/1')
  await page
    .getByRole('link', { name: /^Lập biện pháp: / })
    .first()
    .press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Lập việc khắc phục' }).waitFor()
  const criterion = page.getByLabel('Tiêu chí', { exact: true })
  expect(await criterion.inputValue()).not.toBe('')
  expect(await page.getByLabel('Cơ quan', { exact: true }).inputValue()).not.toBe('')
  await page.getByLabel('Lĩnh vực').selectOption({ index: 1 })
  await page.getByText('Quy tắc không nêu').waitFor()
  await page.getByRole('button', { name: 'Mở việc' }).press('Enter')
  await page.getByText('Ghi lý do trước khi lưu.').waitFor()
  await seen('by-hand')
  await page.getByLabel('Vì sao cần khắc phục').fill('Nhiều đơn phản ánh')
  await page.getByRole('button', { name: 'Mở việc' }).press('Enter')
  await page.getByText('Lý do: Nhiều đơn phản ánh').waitFor()
  await page.getByText('Mở riêng, ngoài quy tắc').waitFor()
  await seen('by-hand-opened')
})

test('home reminds of what waits and leads to it', async () => {
  await visit(page, '/')
  await page.getByRole('link', { name: /việc khắc phục chờ giải trình/ }).press('Enter')
  await page.waitForURL('**/actions?due=unexplained')
  await status('việc').waitFor()
})
