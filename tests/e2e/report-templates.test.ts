import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { makeTemplate, templateText } from '../support/make-template.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** An office's own Word file: looked over, tried, kept, filled, renamed, replaced and taken away. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS
const CARD = 'Mẫu của cơ quan'

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-templates-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
  await visit(page, new URL(page.url()).pathname.replace('/results', '/report?kind=notice')) // a short preview
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `templates-${name}.png`) })
}
const card = (): Locator => page.getByRole('region', { name: CARD })
const dialog = (): Locator => page.getByRole('dialog')

async function choose(name: string, pieces: Parameters<typeof makeTemplate>[0]): Promise<void> {
  const file = path.join(folder, name)
  await writeFile(file, await makeTemplate(pieces))
  await dialog().locator('input[type=file]').setInputFiles(file)
}

/** What a click saves. */
async function saved(click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

async function more(item: string): Promise<void> {
  await card()
    .getByRole('button', { name: /Việc khác với mẫu/ })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('the card tells how to begin: an example, and the list of tags', async () => {
  await card().getByText('Chưa có mẫu').waitFor()
  await card().scrollIntoViewIfNeeded()
  await shot('empty')
  const sample = await saved(() => card().getByRole('link', { name: 'Tải mẫu ví dụ' }).click())
  expect(await templateText(sample.bytes)).toContain('{cau_chi_so}')
  await card().getByRole('button', { name: 'Danh sách thẻ' }).click()
  await dialog().getByLabel('Tìm thẻ').fill('xep hang')
  await dialog().getByText('{cau_chi_so}').waitFor({ state: 'detached' })
  await dialog().getByText('{hang_tu}').waitFor()
  await shot('tags')
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
})

test('a file with faults is told what to mend and can’t be kept', async () => {
  await card().getByRole('button', { name: 'Thêm mẫu' }).click()
  await choose('Báo cáo quý.docx', [
    'Chỉ số chung {chi_soo} %, tính trên {n} phiếu.',
    {
      rows: [
        ['TT', 'Tên', 'Chỉ số'],
        ['{#co_quan}{stt}', '{ten}', '{chi_so}'],
      ],
    },
    'Hết phần bảng. {ten}',
  ])
  await dialog().getByText('1 lỗi phải sửa trong Word').waitFor()
  await dialog().getByText('Có phải là {chi_so}?').waitFor()
  await dialog().getByText('Thẻ mở này chưa được đóng').waitFor()
  expect(await dialog().getByRole('button', { name: 'Giữ mẫu' }).isDisabled()).toBe(true)
  await shot('faults')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('mended it is tried, kept and filled with what is chosen', async () => {
  await choose('Báo cáo quý.docx', ['{ten_khao_sat}: {chi_so} %, {n} phiếu {x}'])
  await dialog().getByText('1 thẻ không điền được').waitFor()
  const tried = await saved(() => dialog().getByRole('button', { name: 'Xem thử' }).click())
  expect(tried.name).toBe('Báo cáo quý - xem thử.docx') // not over the office's own file
  expect(await templateText(tried.bytes)).toMatch(/: \d\d,\d\d %, [\d.]+ phiếu \{x\}$/)
  expect(await dialog().getByLabel('Tên mẫu').inputValue()).toBe('Báo cáo quý')
  await shot('mended')
  await dialog().getByRole('button', { name: 'Giữ mẫu' }).click()
  await card().getByText('Báo cáo quý', { exact: true }).waitFor()
  await card().scrollIntoViewIfNeeded()
  await shot('kept')
  expect(await axeFindings(page)).toEqual([])
  const filled = await saved(() => card().getByRole('button', { name: 'Lập báo cáo theo mẫu Báo cáo quý' }).click())
  expect(filled.name).toBe('Báo cáo quý - DEMO.docx')
  expect(await templateText(filled.bytes)).toBe(await templateText(tried.bytes))
})

test('a file that Word has saved anew since it was chosen is to be chosen again', async () => {
  await card().getByRole('button', { name: 'Thêm mẫu' }).click()
  await choose('Đang sửa.docx', ['{chi_so}'])
  await dialog().getByText('1 thẻ sẽ được điền.').waitFor()
  await writeFile(path.join(folder, 'Đang sửa.docx'), await makeTemplate(['{chi_so} của {ten_khao_sat}']))
  await dialog().getByRole('button', { name: 'Giữ mẫu' }).click()
  await dialog().getByText('Chọn lại tệp rồi làm tiếp.').waitFor()
  expect(await page.getByText('Mất liên lạc').count()).toBe(0)
  await page.keyboard.press('Escape')
  complaints.length = 0 // the browser's own word for it
})

test('for another scope it says what to choose', async () => {
  await page.getByLabel('Phạm vi').selectOption('agency 2')
  await card().getByText('Chọn phạm vi toàn đợt để dùng mẫu này.').waitFor()
  expect(
    await card()
      .getByRole('button', { name: /Lập báo cáo theo mẫu/ })
      .count(),
  ).toBe(0)
  await page.goBack()
})

test('renamed, replaced, looked over again, and taken away after a question', async () => {
  await more('Đổi tên')
  await dialog().getByLabel('Tên mẫu').fill('…')
  await dialog().getByRole('button', { name: 'Lưu' }).click()
  await dialog().getByText('Ghi tên mẫu báo cáo.').waitFor()
  await dialog().getByLabel('Tên mẫu').fill('Báo cáo của Sở')
  await dialog().getByRole('button', { name: 'Lưu' }).click()
  await card().getByText('Báo cáo của Sở').waitFor()
  await more('Thay tệp')
  await choose('moi.docx', ['{n} {ten_co_quan}'])
  await dialog().getByRole('button', { name: 'Giữ mẫu' }).click()
  await dialog().waitFor({ state: 'detached' })
  await more('Kiểm tra thẻ')
  await dialog().getByText('2 thẻ sẽ được điền.').waitFor()
  await page.keyboard.press('Escape')
  await more('Xoá')
  await dialog().getByText('Tệp moi.docx không còn trong chương trình').waitFor()
  await shot('remove')
  await dialog().getByRole('button', { name: 'Xoá' }).click()
  await card().getByText('Chưa có mẫu').waitFor()
  expect(complaints.filter((one) => !one.includes('400'))).toEqual([]) // a name without a letter was refused
})
