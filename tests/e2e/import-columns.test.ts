import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** A file with columns of its own, mapped by keyboard; remembered; its refused rows mended and imported again. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-import-'))
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
const choice = (column: string) => page.getByRole('combobox', { name: `Cột “${column}” là` })
const choose = async (name: string, content: string | Buffer): Promise<void> => {
  await visit(page, '/files?survey=1')
  const buffer = typeof content === 'string' ? Buffer.from(content) : content
  await page.getByLabel('Chọn tệp…').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
}
const figure = (name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .textContent()
const shoot = async (name: string): Promise<void> => {
  if (process.env.SIPAS_SHOTS !== undefined) await page.screenshot({ path: `${process.env.SIPAS_SHOTS}/${name}.png` })
}

// tthc-2017: A2 is the sex (a_gender), 8.1 seats (k01), 9 the overall satisfaction.
const HEADER = 'Ký hiệu;Tên cơ quan;A2;Đủ chỗ ngồi;Hài lòng chung;Người kiểm'
const FILE = `${HEADER}\nX-01;SO-NV;1;5;4;Mẫu A\nX-02;SO-NV;2;9;3;Mẫu A\nX-03;SO-NV;Nữ;4;7;Mẫu B\n`

test('the columns are mapped by keyboard alone, what is missing is said, and the whole file is checked', async () => {
  await choose('phieu-cu.csv', FILE)
  await page.getByText('Chưa có cột nào là số phiếu.').waitFor()
  await expect.poll(() => choice('A2').inputValue()).toContain('Câu A2')
  await shoot('import-1-columns')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Thu gọn' }).focus()
  const map = async (column: string, typed: string): Promise<void> => {
    await tabTo(page, `Cột “${column}” là`)
    await press('Control+A')
    await page.keyboard.type(typed, { delay: 5 })
    await press('Enter') // the first hit, as in the boxes of the entry desk
  }
  await map('Ký hiệu', 'so phieu')
  await expect.poll(() => choice('Ký hiệu').inputValue()).toBe('Số phiếu (serial)')
  await expect.poll(() => choice('Tên cơ quan').inputValue()).toBe('Cơ quan (agency)')
  await map('Đủ chỗ ngồi', '(k01)')
  await map('Hài lòng chung', 'nhin chung')
  await expect.poll(() => choice('Hài lòng chung').inputValue()).toMatch(/^Câu 9 · .*\(overall\)$/)
  await map('Người kiểm', 'bo qua')
  await expect.poll(() => choice('Người kiểm').inputValue()).toBe('Bỏ qua cột này')
  await page.getByText(/^Chưa có cột cho \d+ câu \(A1, A3/).waitFor()
  await shoot('import-2-mapped')
  await tabTo(page, 'Kiểm tra cả tệp')
  await press('Enter')
  await page.getByText('Xem trước, chưa ghi gì').waitFor()
  expect([await figure('Số dòng'), await figure('Nhận'), await figure('Không nhận')]).toEqual(['3', '1', '2'])
  expect(await page.getByText('Cột không dùng đến').count()).toBe(0)
  // Nobody said which sector: that is to be meant.
  const importOne = page.getByRole('button', { name: 'Nhập 1 phiếu' })
  expect(await importOne.isDisabled()).toBe(true)
  await page.getByLabel('Vẫn nhập 1 phiếu không có: Lĩnh vực.').check()
  await shoot('import-2b-meant')
  await importOne.click()
  await page.getByText(/^Đã nhập 1 phiếu vào/).waitFor()
  await page.getByRole('link', { name: 'Xem các chỗ cần kiểm tra ở Chất lượng dữ liệu' }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByText('Kết quả nhập').scrollIntoViewIfNeeded()
  await shoot('import-3-report')
})

test('the refused rows are mended in the file they come in, and only they are added', async () => {
  for (const [format, kind] of [
    ['csv', 'Tệp CSV'],
    ['xlsx', 'Tệp Excel'],
  ] as const) {
    const saving = page.waitForEvent('download')
    await page.getByRole('link', { name: `Tải các dòng không nhận: ${kind}` }).click()
    expect((await saving).suggestedFilename()).toBe(`phieu-cu - không nhận.${format}`)
    const content = await readFile(await (await saving).path())
    if (format === 'xlsx') {
      expect(content.subarray(0, 2).toString()).toBe('PK')
      continue
    }
    const mended = content.toString().replace('X-02;SO-NV;2;9;', 'X-02;SO-NV;2;2;').replace('Nữ;4;7;', 'Nữ;4;1;')
    await choose('phieu-cu - không nhận.csv', mended)
    // Read as the last time, without a question.
    await page.getByText('Đọc như lần trước').waitFor()
    await page.getByLabel('Vẫn nhập 2 phiếu không có: Lĩnh vực.').check()
    await page.getByRole('button', { name: 'Nhập 2 phiếu' }).click()
    await page.getByText(/^Đã nhập 2 phiếu vào/).waitFor()
    await choose('phieu-cu.csv', FILE)
    await page.getByText('Xem trước, chưa ghi gì').waitFor()
    expect([await figure('Nhận'), await figure('Trùng số phiếu'), await figure('Không nhận')]).toEqual(['0', '1', '2'])
    await shoot('import-4-again')
  }
  await visit(page, '/surveys/1/responses?text=X-0')
  await page.getByRole('status').filter({ hasText: '3 phiếu' }).waitFor()
})

test('a file of five hundred columns is on the screen in a moment and can be walked by keyboard', async () => {
  const columns = Array.from({ length: 500 }, (_, at) => `Cột riêng ${at}`)
  await visit(page, '/files?survey=1')
  const startMs = performance.now()
  await page.getByLabel('Chọn tệp…').setInputFiles({
    name: 'rong.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${columns.join(';')}\n${columns.map((_, at) => at).join(';')}\n`),
  })
  await page.getByText('Chưa có cột nào là số phiếu.').waitFor()
  await choice('Cột riêng 499').waitFor()
  expect(performance.now() - startMs).toBeLessThan(3000) // 10 ms a column took over five seconds
  await choice('Cột riêng 1').focus()
  await press('Enter') // nothing was typed: nothing is chosen
  await expect.poll(() => choice('Cột riêng 1').inputValue()).toBe('')
  await press('Escape')
  await press('Tab')
  await page.keyboard.type('so phieu')
  await press('Enter')
  await expect.poll(() => choice('Cột riêng 2').inputValue()).toBe('Số phiếu (serial)')
  await press('Tab')
  await expect.poll(() => choice('Cột riêng 3').evaluate((box) => box === document.activeElement)).toBe(true)
  expect(await choice('Cột riêng 2').inputValue()).toBe('Số phiếu (serial)')
})
