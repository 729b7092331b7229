import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/**
 * The survey of officials for PAR INDEX, a form that nobody shipped, from nothing to an index, by keyboard alone: three
 * questions about the respondent, five matters of three items each, an open answer; a rule, a scheme, an edition, a
 * survey, a keyed form. Invented wording.
 */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-par-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page, complaints } = await openShell(browser, server))
  await beFirst(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const press = (key: string): Promise<void> => page.keyboard.press(key)
const type = (text: string): Promise<void> => page.keyboard.type(text)

const MATTERS = [
  ['Chất lượng văn bản', ['Ban hành kịp thời', 'Phù hợp thực tiễn', 'Dễ hiểu, dễ thực hiện']],
  ['Tổ chức bộ máy', ['Nhiệm vụ không chồng chéo', 'Phối hợp tốt', 'Phân cấp rõ ràng']],
  ['Chất lượng công vụ', ['Tuyển dụng công bằng', 'Đánh giá đúng kết quả', 'Tinh thần trách nhiệm']],
  ['Tài chính công', ['Tiết kiệm', 'Công khai ngân sách', 'Thu nhập tăng thêm công bằng']],
  ['Làm việc trên môi trường số', ['Xử lý văn bản điện tử', 'Dữ liệu dùng chung', 'Chữ ký số']],
] as const

/** Escape leaves the fields for the outline; Insert opens what can be added after the selected row. */
async function add(kind: string): Promise<void> {
  await press('Escape')
  await expect.poll(isInOutline).toBe(true)
  await press('Insert')
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[role="menu"]') !== null)).toBe(true)
  for (let presses = 0; presses < 20; presses += 1) {
    await press('ArrowDown')
    if ((await focusedName(page)) === kind) break
  }
  expect(await focusedName(page)).toBe(kind)
  await press('Enter')
  await expect.poll(isInFields).toBe(true)
}

const isInOutline = (): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest('[role="tree"]') !== null)
const isInFields = (): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest('#designer-fields') !== null)

test('a new form begins with its title and a code of its own', async () => {
  await visit(page, '/questionnaires')
  await tabTo(page, 'Tạo mẫu phiếu mới')
  await press('Enter')
  await page.getByRole('dialog').waitFor()
  await expect.poll(() => focusedName(page)).toBe('Tên mẫu phiếu')
  await type('Khảo sát cán bộ, đại biểu về cải cách hành chính')
  await tabTo(page, 'Tên tiếng Anh')
  await type('Survey of officials on administrative reform')
  await tabTo(page, 'Mã mẫu phiếu')
  await press('Control+A')
  await type('par-officials')
  await press('Enter')
  await page.waitForURL('**/questionnaires/par-officials/1/edit')
  await page.getByText('Phiếu chưa có câu nào').first().waitFor()
})

test('sections, questions and grids are added and written', async () => {
  await tabTo(page, 'Các phần và câu hỏi')
  await add('Phần mới')
  await type('Thông tin chung')
  await press('Tab')
  await type('About you')

  await add('Chọn một')
  await type('Ông/Bà thuộc nhóm nào')
  await press('Tab')
  await type('Your group')
  await tabTo(page, 'Phương án 1')
  for (const [index, [vi, en]] of [
    ['Cán bộ, công chức, viên chức', 'Officials'],
    ['Đại biểu Hội đồng nhân dân', 'Council deputies'],
    ['Lãnh đạo, quản lý', 'Leaders'],
  ].entries()) {
    if (index === 2) await press('Enter')
    await expect.poll(() => focusedName(page)).toBe(`Phương án ${index + 1}`)
    await type(vi ?? '')
    await press('Tab')
    await type(en ?? '')
    if (index === 0) await tabTo(page, 'Phương án 2')
  }

  await add('Số')
  await type('Số năm công tác')
  await press('Tab')
  await type('Years of service')
  await tabTo(page, 'Đến')
  await press('Control+A')
  await type('45')

  await add('Phần mới')
  await type('Đánh giá')
  await press('Tab')
  await type('Assessment')
  for (const [index, [matter, items]] of MATTERS.entries()) {
    await add('Bảng nhiều dòng, chung thang đo')
    await type(matter)
    await press('Tab')
    await type(`Matter ${index + 1}`)
    await tabTo(page, 'Dòng 1')
    for (const [at, item] of items.entries()) {
      if (at > 0) await press('Enter')
      await expect.poll(() => focusedName(page)).toBe(`Dòng ${at + 1}`)
      await type(item)
    }
  }
  await add('Chữ, nhiều dòng')
  await type('Ý kiến khác')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('a rule is picked from rows and said in plain words', async () => {
  await tabTo(page, 'Thêm điều kiện')
  await press('Enter')
  await expect.poll(() => focusedName(page)).toContain('Điều kiện 1: câu')
  await type('1') // the question of that number
  await tabTo(page, 'Điều kiện 1: giá trị')
  await type('3')
  await page.getByText('Chỉ hỏi nếu câu 1 là “Lãnh đạo, quản lý”.').waitFor()
})

test('the scheme is made of the grids at once, and its example shows the arithmetic', async () => {
  await tabTo(page, 'Câu hỏi')
  await press('ArrowRight')
  await press('Enter')
  await tabTo(page, 'Thêm bộ chỉ số')
  await press('Enter')
  await tabTo(page, 'Tạo nhanh theo tiêu đề')
  await press('Enter')
  const factors = page.getByRole('treeitem', { name: /^F\d/ })
  await expect.poll(() => factors.count()).toBe(MATTERS.length)
  expect(await axeFindings(page)).toEqual([])
})

test('what is reviewed is published', async () => {
  await tabTo(page, 'Ban hành…')
  await press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, 'Ban hành bản 1')
  await press('Enter')
  await page.getByText('Đã ban hành par-officials bản 1').first().waitFor()
  expect(await axeFindings(page)).toEqual([])
  await tabTo(page, 'Tạo đợt khảo sát')
  await press('Enter')
})

test('a survey stands on it, forms are keyed with it, and their index is seen', async () => {
  await page.getByRole('heading', { level: 1, name: 'Đợt khảo sát mới' }).waitFor()
  await expect.poll(() => page.getByRole('radio', { name: /par-officials/ }).isChecked()).toBe(true)
  await tabTo(page, 'Mã')
  await tabTo(page, 'Mã')
  await type('SO-TN')
  await tabTo(page, 'Tên cơ quan')
  await type('Sở Thử nghiệm')
  await tabTo(page, 'Thêm cơ quan')
  await press('Enter')
  await page.getByText('SO-TN').first().waitFor()
  await press('Control+Enter')
  await page.getByText('Nhập phiếu được ngay').first().waitFor()

  await press('F4')
  const box = page.getByLabel('Số phiếu')
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true)
  // As many as the office shows figures of.
  for (const serial of ['CB-01', 'CB-02', 'CB-03', 'CB-04', 'CB-05']) {
    await press('Control+A')
    await type(serial)
    await press('Enter')
    if (serial === 'CB-01') await press('Enter') // no day; asked once
    await page.getByText('chờ phím').waitFor()
    await type('112') // an official, 12 years
    await press('Enter')
    await type('4'.repeat(15)) // every item at 4 of 5; the open answer is asked of leaders alone
    await press('Control+Enter')
    await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
  }

  await press('F9')
  // mean-score: every form's 15 answers of 4 on 5 levels are 100 · 60 / (5 · 15) = 80.
  const headline = page.locator('main [class*=headline]').first()
  await expect.poll(() => headline.textContent()).toContain('80,00')
  for (const [matter] of MATTERS) await page.getByText(matter).first().waitFor()
  expect(complaints).toEqual([])
})
