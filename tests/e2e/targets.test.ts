import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** What follows from an index, by keyboard: targets and how far they are, points of the PAR INDEX, figures of others. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-targets-'))
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

async function expectSound(): Promise<void> {
  await expectNoSidewaysScroll(page)
  expect(await axeFindings(page)).toEqual([])
  expect(complaints).toEqual([])
}

async function download(format: 'Excel' | 'CSV'): Promise<string> {
  await page.getByRole('button', { name: 'Xuất', exact: true }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format, exact: true }).click(),
  ])
  return readFile(await file.path(), 'utf8')
}

test('targets are pasted from a spreadsheet, copied to the next year, and saved together', async () => {
  await visit(page, '/targets')
  await tabTo(page, 'Dán từ Excel')
  await press('Enter')
  const box = page.getByLabel('Các dòng chép từ Excel')
  await box.fill('2026\tSIPAS\tSở Xây dựng\t\t101\tQĐ 9')
  await page.getByText('“101” không phải là chỉ tiêu').waitFor()
  await expectSound()
  await box.fill('2026\tSIPAS\tSở Xây dựng\t\t99,5\tQĐ 9\n2026\tSIPAS\tXã, phường, đặc khu\t\t88\tQĐ 9')
  await tabTo(page, 'Thêm 2 chỉ tiêu')
  await press('Enter')
  expect(await page.getByLabel('Chỉ tiêu, dòng 5').inputValue()).toBe('99,5')
  await page.getByRole('button', { name: 'Chép chỉ tiêu 2026 sang 2027' }).press('Enter')
  expect(await page.getByLabel('Năm, dòng 7').inputValue()).toBe('2027')
  await page.getByRole('button', { name: 'Lưu chỉ tiêu' }).press('Enter')
  await page.getByText('Đã lưu chỉ tiêu.').waitFor()
  expect(await page.getByLabel('Cơ quan, dòng 8').inputValue()).toBe('commune')
  await expectSound()
})

test('how far each target is: the gap, the answers lacking, and the same in a file', async () => {
  await tabTo(page, 'Đạt đến đâu')
  await press('Enter')
  const row = page.getByRole('row', { name: /Sở Xây dựng/ })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/chưa đạt 99,5\s+−\d+,\d\d\s+[\d.]+ câu hài lòng\s+QĐ 9/)
  await expectSound()
  const needed = /([\d.]+) câu hài lòng/.exec(await row.innerText())?.[1]?.replaceAll('.', '')
  const line = (await download('CSV')).split('\r\n').find((text) => text.startsWith('Sở Xây dựng;;SIPAS'))
  expect(line?.split(';')[12]).toBe(needed)
})

test('a table of PAR INDEX points begins with the example and is saved at once', async () => {
  await visit(page, '/par-index?year=2026')
  await expectSound()
  await tabTo(page, 'Bắt đầu từ ví dụ SIPAS 10 điểm')
  await press('Enter')
  await tabTo(page, 'Thêm thành phần')
  await press('Enter')
  const second = page.getByRole('group').nth(1)
  await second.getByLabel('Tên thành phần').fill('Đại biểu HĐND đánh giá')
  await second.getByLabel('Đối tượng').selectOption('deputies')
  await second.getByLabel('Giá trị').fill('87,5')
  await second.getByLabel('Điểm tối đa').fill('2')
  await second.getByLabel('Cách tính').selectOption('steps')
  await second.getByLabel('Bậc (').fill('60: 50; 80: 40')
  await page.getByRole('button', { name: 'Lưu bảng' }).press('Enter')
  await page.getByText('Có ô chưa đúng').waitFor()
  await expectSound()
  await second.getByLabel('Bậc (').fill('60: 50; 80: 75')
  await press('Enter')
  await page.getByText('Đã lưu bảng điểm năm 2026.').waitFor()
  expect(await page.getByRole('row', { name: /Đại biểu HĐND đánh giá/ }).innerText()).toMatch(/1,50\s+2\s+0,50/)
  await page.getByText('Dữ liệu mẫu, không phải kết quả thật.').waitFor()
  await expectSound()
  expect(await download('CSV')).toContain('Đại biểu HĐND đánh giá;Đại biểu HĐND;Nhập tay;;;;87,5;')
  await page.getByRole('link', { name: 'Bản in' }).press('Enter')
  await page.getByText('Người phụ trách').waitFor()
  await expectSound()
})

test('last year’s table is copied, its sources to be chosen anew', async () => {
  await visit(page, '/par-index?year=2027')
  await tabTo(page, 'Chép bảng năm 2026')
  await press('Enter')
  const first = page.getByRole('group').first()
  await first.waitFor()
  expect(await first.getByLabel('Điểm tối đa').inputValue()).toBe('10')
  expect(await first.getByLabel('Nguồn').inputValue()).toBe('')
})

test('published figures are imported after a look, changed on agreement, and edited by row', async () => {
  await visit(page, '/external-figures')
  await tabTo(page, 'Nhập tệp')
  await press('Enter')
  const choose = (text: string): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const rows = 'SIPAS;Cả nước;2025;84,5\nSIPAS;Cả nước;2026;84,9\nSIPAS;Lào Cai;2026;88,1\nSIPAS;;2026;1\n'
  await choose(`Nguồn;Địa phương;Năm;Giá trị\n${rows}`)
  await page.getByText('4 dòng: 3 mới, 0 đã có và giống hệt, 1 không nhận.').waitFor()
  await page.getByText('Dòng 5, cột Địa phương: để trống.').waitFor()
  await expectSound()
  await tabTo(page, 'Nhập 3 số liệu')
  await press('Enter')
  await page.getByText('Đã nhập 3 số liệu.').waitFor()
  await page.getByRole('button', { name: 'Nhập tệp' }).press('Enter')
  await choose('Nguồn;Địa phương;Năm;Giá trị\nSIPAS;Cả nước;2026;85\n')
  await page.getByLabel('Cập nhật 1 số liệu đã có nhưng khác trong tệp').press('Space')
  await page.getByRole('button', { name: 'Nhập 1 số liệu' }).press('Enter')
  await page.getByRole('row', { name: /Cả nước 2026 85,00/ }).waitFor()
  await page.getByRole('button', { name: 'Sửa SIPAS · Lào Cai · 2026' }).press('Enter')
  await page.getByLabel('Giá trị').fill('881')
  await press('Enter')
  await page.getByText('Số từ 0 đến thang điểm.').waitFor()
  await page.getByLabel('Giá trị').fill('88,25')
  await press('Enter')
  await page.getByRole('row', { name: /Lào Cai 2026 88,25/ }).waitFor()
  await expectSound()
  const file = await download('CSV')
  expect(file).toContain('SIPAS;;Lào Cai;2026;88,25;100;;;')
  await page.getByRole('button', { name: 'Nhập tệp' }).press('Enter')
  await choose(file)
  await page.getByText('3 dòng: 0 mới, 3 đã có và giống hệt, 0 không nhận.').waitFor()
  await press('Escape')
  await page.getByRole('button', { name: 'Xoá SIPAS · Cả nước · 2025' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Xoá' }).press('Enter')
  await page.getByText('Đã xoá số liệu.').waitFor()
})

test('our index stands beside the country and a province, as a chart and as a table', async () => {
  await tabTo(page, 'So sánh')
  await press('Enter')
  await page.getByLabel('Lào Cai').press('Space')
  const chart = page.getByRole('img', {
    name: /SIPAS qua các năm.*Khảo sát của ta 2026: \d\d,\d\d; Cả nước 2026: 85,00; Lào Cai 2026: 88,25/,
  })
  await chart.waitFor()
  await expectSound()
  await page.getByText('Bảng', { exact: true }).click()
  await page.getByRole('row', { name: /Lào Cai 88,25/ }).waitFor()
  await expectSound()
})

test('targets and points that are not saved are asked about before they are left', async () => {
  await visit(page, '/targets')
  await page.locator('td input[inputmode=decimal]').first().fill('77')
  const question = page.getByRole('dialog', { name: 'Chỉ tiêu chưa được lưu' })
  await page.getByRole('link', { name: 'PAR INDEX' }).press('Enter')
  await question.waitFor()
  await expectSound()
  await press('Enter') // the first button: stay
  await expect.poll(() => question.count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/targets')
  await page.getByRole('link', { name: 'PAR INDEX' }).press('Enter')
  await question.getByRole('button', { name: 'Rời trang, bỏ nội dung' }).press('Enter')
  await expect.poll(() => new URL(page.url()).pathname).toBe('/par-index')
  await page.getByRole('button', { name: 'Sửa bảng' }).press('Enter')
  await page.locator('form input').first().fill('X')
  await page.getByRole('link', { name: 'Chỉ tiêu', exact: true }).press('Enter')
  await page.getByRole('dialog', { name: 'Bảng điểm chưa được lưu' }).waitFor()
  await expectSound()
})
