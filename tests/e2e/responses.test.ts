import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** Keyed forms in a real browser: found, read, corrected, voided, restored; in and out as files; backups. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-responses-'))
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
const total = (text: string) => page.getByRole('status').filter({ hasText: text })
const focusedText = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')

describe('the list', () => {
  test('draws only what is seen of two thousand forms, and arrows walk all of it', async () => {
    await visit(page, '/surveys/1/responses')
    await total('2.000 phiếu').waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(80)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('0')
    for (let i = 0; i < 30; i += 1) await press('ArrowDown')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('30')
    await press('End')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('1999')
    await press('Home')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-row'))).toBe('0')
  })

  test('is narrowed by serial, agency and state; the address keeps the filter', async () => {
    await page.getByLabel('Tìm số phiếu').fill('0020-')
    await total('100 phiếu').waitFor()
    await page.getByLabel('Lọc theo trạng thái').selectOption('void')
    await page.getByText('Không có phiếu nào khớp').waitFor()
    await page.reload()
    await page.getByText('Không có phiếu nào khớp').waitFor()
    await page.getByRole('button', { name: 'Bỏ lọc' }).click()
    await total('2.000 phiếu').waitFor()
    await page.getByRole('button', { name: 'Số phiếu' }).click()
    await page.getByRole('columnheader', { name: 'Số phiếu' }).and(page.locator('[aria-sort="descending"]')).waitFor()
  })
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })

test('from the list by keys alone, to the next form, and back to its row', async () => {
  await visit(page, '/surveys/1/responses?text=0001-&sort=serial&order=up')
  await expect.poll(focusedText).toBe('0001-001')
  await press('ArrowDown')
  await expect.poll(focusedText).toBe('0001-002')
  await press('Enter')
  await heading('Phiếu 0001-002').waitFor()
  await page.getByRole('link', { name: 'Phiếu sau' }).waitFor()
  await press('Alt+ArrowDown')
  await heading('Phiếu 0001-003').waitFor()
  await page.getByRole('link', { name: 'Phiếu trước' }).click()
  await heading('Phiếu 0001-002').waitFor()
  await page.getByRole('link', { name: 'Về danh sách' }).click()
  await expect.poll(focusedText).toBe('0001-002')
})

async function openForm(window: Page): Promise<void> {
  await visit(window, '/surveys/1/responses?text=0001-001')
  await window.getByRole('link', { name: '0001-001' }).click()
  await window.getByRole('heading', { level: 1, name: 'Phiếu 0001-001' }).waitFor()
}

describe('one form', () => {
  test('is read as on paper and corrected with the keys of entry, with a reason', async () => {
    await openForm(page)
    expect(await axeFindings(page)).toEqual([])
    const before = await page.getByText('Ông/Bà trả lời phiếu này với tư cách').locator('xpath=..').innerText()
    const key = before.includes('Tổ chức') ? '1' : '2'
    await page.getByRole('link', { name: 'Sửa phiếu' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sửa phiếu 0001-001' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await press('Control+Enter')
    await page.getByText('Chưa sửa gì so với bản đã lưu.').waitFor()
    await press(key)
    const change = key === '2' ? 'Câu A1: 1 thành 2' : 'Câu A1: 2 thành 1'
    await page.getByRole('listitem').filter({ hasText: change }).waitFor()
    for (const way of ['Escape', 'F4', 'F9']) {
      await press(way)
      await page.getByRole('alertdialog', { name: 'Có 1 chỗ đã sửa nhưng chưa lưu.' }).waitFor()
      expect(await axeFindings(page)).toEqual([])
      await press('Escape')
      await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    }
    await press('Control+Enter')
    await page.getByLabel('Lý do').waitFor()
    await page.keyboard.type('Đọc lại phiếu giấy')
    await press('Enter')
    await page.getByText('Đã lưu bản sửa của phiếu 0001-001.').waitFor()
    await page.getByText('Lý do: Đọc lại phiếu giấy').waitFor()
    await page.getByText(change).waitFor()
  })

  test('Ctrl+G in a correction goes to a question; its digits answer nothing', async () => {
    await openForm(page)
    await page.getByRole('link', { name: 'Sửa phiếu' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sửa phiếu 0001-001' }).waitFor()
    for (const chord of ['Alt+1', 'Control+1', 'Control+Shift+2']) await press(chord)
    await press('Control+g')
    await page.getByLabel('Đến câu số').waitFor()
    await page.keyboard.type('8.12')
    await press('Enter')
    await expect.poll(() => page.locator('[data-band]').getAttribute('data-field')).toBe('k12')
    await press('Control+Enter')
    await page.getByText('Chưa sửa gì so với bản đã lưu.').waitFor()
    await press('.')
    await page.evaluate(() => history.back())
    await page.getByRole('button', { name: 'Bỏ các chỗ sửa' }).click()
    await heading('Phiếu 0001-001').waitFor()
    await page.getByRole('button', { name: 'Huỷ phiếu này…' }).waitFor()
  })

  test('is voided with a reason and leaves the index, then restored', async () => {
    await openForm(page)
    await page.getByRole('button', { name: 'Huỷ phiếu này…' }).click()
    await page.getByRole('button', { name: 'Huỷ phiếu', exact: true }).click()
    await page.getByText('Ghi lý do trước khi lưu.').waitFor()
    await page.getByLabel('Lý do').fill('Phiếu trùng')
    await page.getByRole('button', { name: 'Huỷ phiếu', exact: true }).click()
    await page.getByText('Đã huỷ phiếu 0001-001.').waitFor()
    await visit(page, '/')
    await page.getByRole('cell', { name: /^1\.999 \// }).waitFor()
    await visit(page, '/surveys/1/responses?state=void')
    await page.getByRole('link', { name: '0001-001' }).click()
    await page.getByRole('button', { name: 'Khôi phục phiếu này…' }).click()
    await page.getByLabel('Lý do').fill('Không trùng')
    await page.getByRole('button', { name: 'Khôi phục phiếu', exact: true }).click()
    await page.getByText('Đã khôi phục phiếu 0001-001.').waitFor()
    await page.getByText('Lý do: Không trùng').waitFor()
  })

  test('changed by another window meanwhile is refused in words, and nothing is overwritten', async () => {
    await openForm(page)
    await page.getByRole('link', { name: 'Sửa phiếu' }).click()
    await page.getByRole('heading', { level: 1, name: 'Sửa phiếu 0001-001' }).waitFor()
    const other = await openShell(browser, server)
    await other.page.getByRole('button', { name: /Nguyễn Thị Mẫu/ }).click()
    await other.page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
    await openForm(other.page)
    await other.page.getByRole('button', { name: 'Huỷ phiếu này…' }).click()
    await other.page.getByLabel('Lý do').fill('Thử')
    await other.page.getByRole('button', { name: 'Huỷ phiếu', exact: true }).click()
    await other.page.getByText('Đã huỷ phiếu 0001-001.').waitFor()
    await other.page.context().close()
    await press('ArrowDown')
    await press('.')
    await press('Control+Enter')
    await page.keyboard.type('Sửa sau')
    await press('Control+Enter')
    await page.getByRole('alert').filter({ hasText: 'Phiếu “0001-001”' }).waitFor()
  })
})

describe('files', () => {
  test('what is exported is imported again: every row is refused as a serial that is there', async () => {
    await visit(page, '/files')
    const saving = page.waitForEvent('download')
    await page.getByRole('radio', { name: 'CSV', exact: true }).check()
    await page.getByRole('link', { name: 'Xuất tệp: CSV' }).click()
    const file = await (await saving).path()
    const csv = await readFile(file, 'utf8')
    await page
      .getByLabel('Chọn tệp…')
      .setInputFiles({ name: 'phieu.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText('Xem trước, chưa ghi gì').waitFor()
    await page.getByText(/^Chỗ không nhận/).waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await page.getByRole('button', { name: 'Nhập 0 phiếu' }).isDisabled()).toBe(true)
    const rejects = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Tải các dòng không nhận: Tệp CSV' }).click()
    const list = await readFile(await (await rejects).path(), 'utf8')
    // With the delimiter of its source, so that a number means in it what it meant there.
    const delimiter = csv.replace('\ufeff', '').charAt('serial'.length)
    expect(list.split('\r\n')[0]?.split(delimiter)).toEqual([
      '\ufeffserial',
      'agency',
      ...Array.from({ length: (csv.split('\r\n')[0]?.split(delimiter).length ?? 0) - 2 }, () => expect.any(String)),
      'Không nhận: dòng',
      'Không nhận: cột',
      'Không nhận: mã lỗi',
      'Không nhận: lý do',
    ])
    expect((await rejects).suggestedFilename()).toBe('phieu - không nhận.csv')
  })

  test('good rows are previewed, then imported; a bad one is named by its row and column', async () => {
    await visit(page, '/files')
    const csv = 'serial,agency,sector,k01\nTHU-1,SO-NV,land,5\nTHU-2,SO-NV,land,9\n'
    await page
      .getByLabel('Chọn tệp…')
      .setInputFiles({ name: 'hai-phieu.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
    await page.getByText('Xem trước, chưa ghi gì').waitFor()
    await page.getByRole('cell', { name: 'k01' }).waitFor()
    await page.getByRole('cell', { name: '3', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Nhập 1 phiếu' }).click()
    await page.getByText(/^Đã nhập 1 phiếu vào/).waitFor()
    await visit(page, '/surveys/1/responses?text=THU-')
    await total('1 phiếu').waitFor()
  })

  test('a file that is no table is refused in words', async () => {
    await visit(page, '/files')
    await page
      .getByLabel('Chọn tệp…')
      .setInputFiles({ name: 'rong.csv', mimeType: 'text/csv', buffer: Buffer.from('') })
    await page.getByRole('alert').filter({ hasText: /tệp/i }).waitFor()
  })
})

describe('the data themselves', () => {
  test('are backed up, found sound, and taken back to the backup', async () => {
    await visit(page, '/settings/backups')
    await page.getByRole('button', { name: 'Sao lưu ngay' }).click()
    await page.getByText('Đã sao lưu và kiểm tra xong.').waitFor()
    await visit(page, '/settings')
    await page.getByLabel('Tên cơ quan thực hiện khảo sát').fill('Sở sẽ mất tên')
    await press('Enter')
    await page.getByRole('complementary').getByText('Sở sẽ mất tên').waitFor()
    await visit(page, '/settings/backups')
    await page
      .getByRole('button', { name: /^Khôi phục bản lúc/ })
      .first()
      .click()
    await press('Enter')
    await page.getByText(/^Đã khôi phục dữ liệu/).waitFor()
    await page.getByText('trước khi khôi phục').waitFor()
    await page.getByRole('complementary').getByText('Sở sẽ mất tên').waitFor({ state: 'detached' })
    await visit(page, '/settings/check')
    await page.getByRole('button', { name: 'Kiểm tra ngay' }).click()
    await page.getByText('Không thấy sai sót').waitFor({ timeout: 60_000 })
  })
})
