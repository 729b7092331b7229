import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, openShell, visit } from '../support/shell-page.ts'

/** A survey from an empty folder to its first form, by keyboard alone; then changed, closed and opened again. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-survey-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const press = (key: string): Promise<void> => page.keyboard.press(key)
const type = (text: string): Promise<void> => page.keyboard.type(text)

test('Enter on the first screen opens a new survey; saved empty, every missing field says what it wants', async () => {
  await page.getByRole('heading', { name: 'Bắt đầu đợt khảo sát đầu tiên' }).waitFor()
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Đợt khảo sát mới' }).waitFor()
  // The first thing to choose has the focus.
  await expect.poll(() => focusedName(page)).toContain('sipas-2026')
  await tabTo(page, 'Lập đợt khảo sát')
  await press('Enter')
  for (const message of ['Chưa chọn mẫu phiếu hỏi.', 'Chưa có tên đợt khảo sát.', 'Chưa chọn cơ quan nào.']) {
    await page.getByText(message).waitFor()
  }
  expect(await axeFindings(page)).toEqual([])
  // The focus is at the first thing to mend.
  expect(await page.evaluate(() => document.activeElement?.closest('#step-questionnaire') !== null)).toBe(true)
})

test('agencies are added one by one and as a pasted list, chosen by what is typed', async () => {
  await press('Space')
  await page.getByText('cần đối chiếu với văn bản gốc').first().waitFor()
  await tabTo(page, 'Tên đợt khảo sát')
  await press('Control+A')
  await type('SIPAS toàn tỉnh 2026')
  await tabTo(page, 'Dán cả danh sách')
  await press('Enter')
  await press('Tab')
  await type('SO-NV;Sở Nội vụ')
  await press('Enter')
  await type('SO-TC;Sở Tài chính')
  await press('Enter')
  await type('thiếu tên')
  await page.getByText('Dòng 3 thiếu mã hoặc tên.').waitFor()
  await page.getByText('Sở, ban, ngành: 2').waitFor()
  await press('Tab')
  await press('Enter')
  await page.getByText('Đã chọn 2', { exact: true }).waitFor()
  // The bad line stays to be mended; the next agency can be typed at once.
  expect(await page.getByRole('textbox', { name: 'Dán cả danh sách' }).inputValue()).toBe('thiếu tên')
  await expect.poll(() => focusedName(page)).toBe('Mã')
  await type('P-MAU')
  await press('Tab')
  await type('UBND phường Mẫu')
  expect(await page.getByLabel('Cấp', { exact: true }).inputValue()).toBe('commune')
  await press('Enter')
  await page.getByText('Đã chọn 3', { exact: true }).waitFor()
  await expect.poll(() => focusedName(page)).toBe('Mã')
})

test('a wrong count is refused where it was typed, then the survey is made', async () => {
  await tabTo(page, 'Đất đai')
  await press('Space')
  // Below Đất đai stands Đầu tư, to its right Xây dựng.
  await press('ArrowDown')
  await expect.poll(() => focusedName(page)).toBe('Đầu tư')
  await press('ArrowUp')
  await press('ArrowRight')
  await expect.poll(() => focusedName(page)).toBe('Xây dựng')
  await press('Space')
  await tabTo(page, 'Số phiếu, đơn vị phối hợp')
  await press('Enter')
  await page.getByLabel('Số phiếu dự kiến').focus()
  await type('nhiều')
  await tabTo(page, 'Bưu điện')
  await press('Enter')
  await tabTo(page, 'Lập đợt khảo sát')
  await press('Enter')
  await page.getByText('Chỉ gõ chữ số, ví dụ 13200.').waitFor()
  await page.getByLabel('Số phiếu dự kiến').focus()
  await press('Control+A')
  await type('4.200')
  await press('Control+Enter')
  await page.getByText('Đã lập đợt “SIPAS toàn tỉnh 2026”. Nhập phiếu được ngay.').waitFor()
  await page.getByRole('cell', { name: '0 / 4.200' }).waitFor()
  // What to do next has the focus: the forms of this survey.
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Nhập phiếu' }).waitFor()
})

test('the survey is opened again with everything that was typed, changed and saved', async () => {
  await visit(page, '/surveys/1/edit')
  await expect.poll(() => page.getByLabel('Số phiếu dự kiến').inputValue()).toBe('4200')
  expect(await page.getByLabel('Mã đợt').inputValue()).toBe('SIPAS-2026')
  await page.getByText('Đã chọn 3', { exact: true }).waitFor()
  await page.getByText('Đã chọn 2', { exact: true }).waitFor()
  await page.locator('#step-targets summary').click()
  await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).focus()
  await press('Enter')
  await page.getByLabel('Chỉ tiêu, dòng 5').fill('101')
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click()
  await page.getByText('Có dòng chưa đúng').waitFor()
  await page.getByLabel('Chỉ tiêu, dòng 5').fill('87,5')
  await page.getByRole('button', { name: 'Lưu thay đổi' }).click()
  await page.getByText('Đã lưu đợt “SIPAS toàn tỉnh 2026”.').waitFor()
  await visit(page, '/targets')
  expect(await page.getByLabel('Chỉ tiêu, dòng 5').inputValue()).toBe('87,5')
})

test('a survey whose targets are refused is made once, and saved again once they are mended', async () => {
  await visit(page, '/surveys/new')
  await expect.poll(() => focusedName(page)).toContain('sipas-2026')
  await press('Space')
  await page.getByRole('checkbox', { name: 'Sở Nội vụ' }).check()
  await page.route('**/target.save**', (route) => route.abort())
  await press('Control+Enter')
  await page.getByText('Đợt đã lập xong, chỉ tiêu chưa lưu được.').waitFor()
  await page.unroute('**/target.save**')
  await press('Control+Enter')
  await page.getByText('Đã lập đợt “Khảo sát SIPAS 2026 2”. Nhập phiếu được ngay.').waitFor()
  await page.getByRole('cell', { name: 'Khảo sát SIPAS 2026 2', exact: true }).waitFor()
  expect(await page.getByRole('cell', { name: 'SIPAS 2026 3' }).count()).toBe(0)
  // A survey just made is the one that the navigation opens.
  await press('F9')
  await page.waitForURL('**/surveys/2/results')
})

test('the part of the year is chosen by keyboard, stands in the list of surveys, and comes back', async () => {
  await visit(page, '/surveys/new')
  await expect.poll(() => focusedName(page)).toContain('sipas-2026')
  await press('Space')
  await page.getByLabel('Tên đợt khảo sát').focus()
  await press('Control+A')
  await type('SIPAS quý II')
  await tabTo(page, 'Kỳ')
  const period = page.getByLabel('Kỳ', { exact: true })
  expect(await period.locator('option').allTextContents()).toEqual([
    ...['Cả năm', '6 tháng đầu năm', '6 tháng cuối năm', 'Quý I', 'Quý II', 'Quý III', 'Quý IV'],
    ...Array.from({ length: 12 }, (_, month) => `Tháng ${month + 1}`),
  ])
  await type('Q')
  await press('ArrowDown')
  expect(await period.inputValue()).toBe('Q2')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('checkbox', { name: 'Sở Nội vụ' }).check()
  await press('Control+Enter')
  await page.getByText('Đã lập đợt “SIPAS quý II”. Nhập phiếu được ngay.').waitFor()
  await page.getByRole('cell', { name: 'SIPAS quý II Quý II · 2026' }).waitFor()
  await visit(page, '/surveys/3/edit')
  await expect.poll(() => period.inputValue()).toBe('Q2')
})

test('the same form in English', async () => {
  await page.evaluate(() => localStorage.setItem('sipas.language.1', 'en'))
  await visit(page, '/surveys/3/edit')
  const english = page.getByLabel('Part of the year')
  await expect.poll(() => english.inputValue()).toBe('Q2')
  const months = await english.locator('option').allTextContents()
  expect(months.slice(0, 8)).toEqual([
    ...['Whole year', 'First half', 'Second half', 'Quarter 1', 'Quarter 2', 'Quarter 3', 'Quarter 4', 'January'],
  ])
  if (process.env.SIPAS_SHOTS) await page.screenshot({ path: `${process.env.SIPAS_SHOTS}/survey-en.png` })
  expect(await axeFindings(page)).toEqual([])
  await visit(page, '/')
  await page.getByRole('cell', { name: 'SIPAS quý II Quarter 2 · 2026' }).waitFor()
  if (process.env.SIPAS_SHOTS) await page.screenshot({ path: `${process.env.SIPAS_SHOTS}/home-en.png` })
  await page.evaluate(() => localStorage.removeItem('sipas.language.1'))
})

test('a sector is renamed in the settings', async () => {
  await visit(page, '/settings/sectors')
  await page.getByRole('button', { name: 'Sửa Đất đai' }).click()
  await expect.poll(() => focusedName(page)).toBe('Tên lĩnh vực')
  await press('Control+A')
  await type('Đất đai, nhà ở')
  await press('Enter')
  await page.getByRole('cell', { name: 'Đất đai, nhà ở', exact: true }).waitFor()
})

test('a closed survey takes no forms until it is opened again', async () => {
  await visit(page, '/surveys/1/edit')
  await page.getByRole('button', { name: 'Khoá đợt' }).click()
  await page.getByRole('button', { name: 'Mở lại đợt' }).waitFor()
  await visit(page, '/files?survey=1')
  await page.getByText('Đợt này đã khoá.').waitFor()
  await visit(page, '/surveys/1/edit')
  await page.getByRole('button', { name: 'Mở lại đợt' }).click()
  await page.getByRole('button', { name: 'Khoá đợt' }).waitFor()
})
