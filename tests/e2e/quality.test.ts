import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { CHECKED } from '../support/checked-questionnaire.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** What was passed at keying is found, corrected, excused, made void, printed; the office's own rules. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let surveyId: number

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-quality-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  surveyId = await makeSurvey()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

async function call<T>(procedure: string, input: unknown): Promise<T> {
  return await page.evaluate(
    async ([name, body]) => {
      const headers = {
        'content-type': 'application/json',
        'x-sipas-operator': sessionStorage.getItem('sipas.operator') ?? '',
      }
      const answer = await fetch(`/trpc/${name}`, { method: 'POST', headers, body })
      const { result, error } = await answer.json()
      return result === undefined ? error : result.data
    },
    [procedure, JSON.stringify(input)] as const,
  )
}

/** Three forms saved in spite of the soft check, the years of living there being 92, 93 and 94; and a sound one. */
async function makeSurvey(): Promise<number> {
  const { code, title } = CHECKED
  const draft = await call<{ rev: number }>('questionnaire.createDraft', { from: 'nothing', code, title })
  const { rev } = await call<{ rev: number }>('questionnaire.saveDraft', { questionnaire: CHECKED, rev: draft.rev })
  await call('questionnaire.publish', { code: CHECKED.code, version: 1, rev })
  const unit = await call<{ id: number }>('unit.create', { code: 'SO-XD', name: 'Sở Xây dựng', level: 'department' })
  const { id } = await call<{ id: number }>('survey.create', {
    code: 'THU',
    name: 'Đợt thử',
    year: 2026,
    questionnaireCode: CHECKED.code,
    agencyUnitIds: [unit.id],
    sectorIds: [],
  })
  for (const [serial, record] of [
    ['A-1', '10950924'],
    ['A-2', '10960934'],
    ['A-3', '20970943'],
    ['A-4', '20500105'],
  ] as const) {
    const header = { serial, agencyId: 1, sectorId: 0, stratumId: 0, clusterId: 0, groupId: 0, collectedOn: null }
    await call('entry.save', { surveyId: id, draftId: null, header, record, texts: {} })
  }
  return id
}

const press = (key: string): Promise<void> => page.keyboard.press(key)
const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `${name}.png`) })
}
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
const total = (count: string) => page.getByRole('status').filter({ hasText: `${count} dòng` })
const rule = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })

test('what was passed at keying stands in the list, by rule', async () => {
  await visit(page, `/surveys/${surveyId}/quality`)
  await total('3').waitFor()
  await expect.poll(focused).toBe('A-1')
  await page.getByRole('cell', { name: 'Câu 3: Ở từ 90 năm trở lên là hiếm.' }).first().waitFor()
  expect(await rule('Trái điều kiện kiểm tra').textContent()).toContain('3')
  await shot('list')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('Enter opens the form at the desk; corrected, it leaves the list, which stands where it was', async () => {
  await press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Sửa phiếu A-1' }).waitFor()
  await press('Control+g')
  await page.keyboard.type('3')
  await press('Enter')
  await page.keyboard.type('10')
  await press('Enter')
  await press('Control+Enter')
  await page.getByLabel('Lý do').fill('Gõ nhầm, giấy ghi 10')
  await press('Enter')
  await page.waitForURL('**/quality?**')
  await total('2').waitFor()
  await expect.poll(focused).toBe('A-2')
})

test('excused with a reason, by keys alone; the form shows its flag', async () => {
  await press('c')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await press('Enter')
  await dialog.getByText('Ghi lý do trước khi lưu.').waitFor()
  await page.keyboard.type('Đã hỏi lại, đúng')
  await shot('excuse')
  await press('Enter')
  await total('1').waitFor()
  await page.getByLabel('Lọc theo tình trạng').selectOption('excused')
  await page.getByRole('cell', { name: 'Đã hỏi lại, đúng' }).waitFor()
  await visit(page, `/surveys/${surveyId}/responses?text=A-2`)
  await page.getByRole('link', { name: 'A-2' }).click()
  await page.getByRole('heading', { name: 'Cờ chất lượng' }).waitFor()
  await page.getByText('Đã hỏi lại, đúng').waitFor()
  await shot('form')
})

test('only forms with open flags, among the keyed ones', async () => {
  await visit(page, `/surveys/${surveyId}/responses?flag=open`)
  await page.getByRole('link', { name: 'A-3' }).waitFor()
  await page.getByRole('status').filter({ hasText: '1 phiếu' }).waitFor()
})

test('the printed list has room for what was decided and for two signatures', async () => {
  await visit(page, `/surveys/${surveyId}/quality`)
  await page.getByRole('link', { name: 'In danh sách' }).click()
  await page.getByRole('columnheader', { name: 'Kết quả xử lý' }).waitFor()
  await page.getByRole('cell', { name: 'A-3', exact: true }).waitFor()
  await page.getByText('Người phụ trách').waitFor()
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  if (SHOTS !== undefined) await writeFile(path.join(SHOTS, 'list.pdf'), pdf)
  expect(await axeFindings(page)).toEqual([])
})

test('made void from the list, with a reason', async () => {
  await visit(page, `/surveys/${surveyId}/quality`)
  await expect.poll(focused).toBe('A-3')
  await press('h')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('Phiếu hỏng')
  await press('Enter')
  await page.getByText('Không có gì cần xem').waitFor()
  await page.getByLabel('Lọc theo tình trạng').selectOption('void')
  await page.getByRole('cell', { name: 'A-3', exact: true }).waitFor()
})

test('an own rule is tried on the data, kept, and found by the next run', async () => {
  await visit(page, `/surveys/${surveyId}/quality`)
  await page.getByRole('button', { name: 'Thêm quy tắc riêng' }).click()
  await page.getByLabel('Tên quy tắc').fill('Trên 90 tuổi')
  await page.getByLabel('Biểu thức').fill('age <')
  await page.getByRole('button', { name: 'Lưu quy tắc' }).click()
  await page.getByRole('alert').waitFor()
  await shot('rule-wrong')
  await page.getByLabel('Biểu thức').fill('age < 90')
  await page.getByRole('button', { name: 'Thử trên dữ liệu' }).click()
  await page.getByText('2/3 phiếu không đạt. Ví dụ: A-1, A-2').waitFor()
  await shot('rule')
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Lưu quy tắc' }).click()
  await rule('Trên 90 tuổi').waitFor()
  await page.getByRole('button', { name: 'Chạy kiểm tra' }).first().click()
  await page.getByText('Đã xem 3 phiếu: 2 phát hiện mới cần xem, 0 phát hiện đã sửa xong.').waitFor()
  await total('2').waitFor()
  await page.getByRole('button', { name: 'Đặt quy tắc Bỏ trống nhiều' }).click()
  await shot('settings')
  await press('Escape')
  await shot('own')
})
