import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, FrameLocator, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { docxParts, textOfXml } from '../support/read-docx.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** From an agency's results to its report: looked at, changed, saved as a file, printed, stopped. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]
/** Where the screens of the sample survey begin. */
let survey: string

const SHOTS = process.env.SIPAS_SHOTS
/** A busy machine computes later. */
const SLOW = { timeout: 20_000 }

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-report-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
  survey = new URL(page.url()).pathname.replace('/results', '')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `report-${name}.png`) })
}
const preview = (title = 'Báo cáo xem trước'): FrameLocator => page.frameLocator(`iframe[title="${title}"]`)
const shows = (text: string | RegExp): Promise<void> => preview().getByText(text).first().waitFor(SLOW)

test('one click from an agency’s results to its report, which shows its name and its index', async () => {
  await visit(page, `${survey}/results/agencies/3`)
  const index = /^\d\d,\d\d/.exec(
    (await page
      .getByRole('main')
      .getByText(/^\d\d,\d\d/)
      .first()
      .textContent()) ?? '',
  )
  await page.getByRole('banner').or(page.locator('header')).getByRole('link', { name: 'Báo cáo' }).click()
  await page.getByRole('heading', { level: 1, name: 'Báo cáo' }).waitFor()
  expect(await page.getByLabel('Phạm vi').inputValue()).toBe('agency 3')
  await shows(/Sở Xây dựng/)
  expect(await preview().locator('body').textContent()).toContain(index?.[0])
  await shot('agency')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('what is chosen by keyboard stands in the address and in the preview', async () => {
  await page.getByLabel('Phạm vi').selectOption('agency 2')
  await page.waitForURL(/agencyId=2/)
  await shows(/Sở Tài chính/)
  await page.getByRole('radio', { name: 'Báo cáo' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL(/kind=notice/)
  await shows('THÔNG BÁO')
  await page.getByLabel('Kỳ').selectOption({ index: 1 })
  await page.waitForURL(/period=20\d\d/)
  await page.goBack()
  await page.goBack()
  await shows('BÁO CÁO')
  expect(await page.getByLabel('Phạm vi').inputValue()).toBe('agency 2')
})

test('Word by one click', async () => {
  const coming = page.waitForEvent('download', SLOW)
  await page.getByRole('button', { name: 'Văn bản Word' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe('Báo cáo chỉ số hài lòng DEMO - Sở Tài chính.docx')
  const parts = await docxParts(await readFile(await file.path()))
  expect(textOfXml(parts.get('word/document.xml') ?? '')).toContain('Sở Tài chính')
  await page.getByText('Đã lập Báo cáo chỉ số hài lòng DEMO - Sở Tài chính.docx').waitFor()
})

test('what the office gives stands on the report', async () => {
  await page.getByRole('button', { name: 'Sửa thông tin trên báo cáo' }).click()
  await page.getByLabel('Cơ quan cấp trên').fill('Ủy ban nhân dân tỉnh Mẫu')
  await page.getByLabel('Cơ quan ban hành').fill('Sở Nội vụ')
  await page.getByLabel('Địa danh').fill('Mẫu')
  await page.getByLabel('Quyền hạn, chức vụ người ký').fill('KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n')
  await page.getByLabel('Họ và tên người ký').fill('Trần Thị Ký')
  await shot('office')
  expect(await axeFindings(page)).toEqual([])
  await page.getByLabel('Họ và tên người ký').press('Enter')
  await page.getByText('Đã lưu thông tin trên báo cáo').waitFor()
  await shows('Trần Thị Ký')
  await shows('Ủy ban nhân dân tỉnh Mẫu')
  await shows(/^Mẫu, ngày \d+ tháng \d+ năm \d{4}$/)
  await page.getByText('KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC: Trần Thị Ký').waitFor()
})

test('printed as it is shown', async () => {
  await page.locator('iframe').evaluate((frame: HTMLIFrameElement) => {
    if (frame.contentWindow) frame.contentWindow.print = () => document.body.setAttribute('data-printed', frame.title)
  })
  await page.getByRole('button', { name: 'In', exact: true }).click()
  await page.locator('body[data-printed="Báo cáo xem trước"]').waitFor()
})

test('what takes longer shows how far it is and can be stopped; no file comes', async () => {
  const held: Route[] = []
  await page.route(/\/files\/report\?.*format=docx/, (route) => void held.push(route))
  const word = page.getByRole('button', { name: 'Văn bản Word' })
  await word.click()
  const stop = page.getByRole('button', { name: 'Dừng lại' })
  await stop.waitFor()
  await page.getByRole('status').getByText('Đang tính số liệu…').waitFor()
  await shot('making')
  await stop.press('Enter')
  await page.getByText('Đã dừng. Không có tệp nào được tạo.').waitFor()
  expect(await word.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.unroute(/\/files\/report\?.*format=docx/)
})

test('of a time without forms the reason is told', async () => {
  await visit(page, `${survey}/report?period=2001`)
  await page.getByText(/chưa có phiếu hợp lệ nào trong phạm vi đã chọn/).waitFor(SLOW)
  await page.getByRole('button', { name: 'Lập lại' }).waitFor()
  expect(await page.getByRole('button', { name: 'In', exact: true }).isDisabled()).toBe(true)
  expect(await axeFindings(page)).toEqual([])
})

test('in English, the report too', async () => {
  await page.evaluate(() => localStorage.setItem('sipas.language.1', 'en'))
  await visit(page, `${survey}/report?lang=en&kind=notice`)
  await preview('Preview of the report').getByText('NOTICE').first().waitFor(SLOW)
  await shot('english')
  expect(await axeFindings(page)).toEqual([])
  expect(await page.getByRole('main').first().innerText()).not.toMatch(/Báo cáo|Thông báo|Phạm vi/)
  expect(complaints).toEqual([])
})
