import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Trend } from '../../src/app/trend.ts'
import type { Unit } from '../../src/app/units.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { GOLDEN_FOLDER } from '../support/index-data.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'
import { json } from '../support/run-cli.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** From a merger entered by keyboard to the trend that crosses it: SO-XD and SO-TC of 2024 are UBND-02 in 2026. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-successions-'))
  const db = path.join(folder, 'sipas.db')
  for (const [year, file] of [
    ['2024', 'stratified.csv'],
    ['2026', 'simple.csv'],
  ] as const) {
    const code = `HN-${year}`
    await json('survey', 'create', code, '--db', db, '--questionnaire', 'tthc-2017', '--name', code, '--year', year)
    await json('import', path.join(GOLDEN_FOLDER, file), '--db', db, '--survey', code, '--create-missing')
  }
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
const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `successions-${name}.png`) })
}

/** A query of the program's own interface, asked by the page as its screens ask. */
async function ask<Answer>(call: string, input?: object): Promise<Answer> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`
  return page.evaluate(async (url) => {
    const operator = sessionStorage.getItem('sipas.operator') ?? ''
    const answer = await fetch(url, { headers: { 'x-sipas-operator': operator } })
    return (await answer.json()).result.data
  }, `/trpc/${call}${query}`)
}

const unitIdOf = async (code: string): Promise<number> =>
  (await ask<Unit[]>('unit.list')).find((unit) => unit.code === code)?.id ?? 0

const trendOf = async (code: string): Promise<Trend> =>
  ask<Trend>('trend.get', { scope: { agencyUnitId: await unitIdOf(code) } })

const pointsOf = ({ points }: Trend) =>
  points.map(({ code, hasSuccession, units }) => [code, hasSuccession, units.map((unit) => unit.code)])

test('before, the new unit’s trend begins with itself', async () => {
  expect(pointsOf(await trendOf('UBND-02'))).toEqual([['2026', false, ['UBND-02']]])
})

test('two old units into a new one, by keyboard alone', async () => {
  await visit(page, '/settings/mergers')
  await page.getByText('Chưa ghi lần sáp nhập, chia tách nào').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await shot('empty')
  await tabTo(page, 'Đơn vị cũ')
  await type('so-xd')
  await press('Enter')
  await type('so-tc')
  await shot('choosing')
  await press('Enter')
  await tabTo(page, 'Đơn vị mới')
  await type('ubnd-02')
  await press('Enter')
  await tabTo(page, 'Ngày')
  await type('01072025')
  await tabTo(page, 'Văn bản')
  await type('NQ 12/2025/NQ-HĐND')
  await shot('filled')
  await press('Enter')
  await page.getByText('Đã ghi 2 dòng; thêm ngày kết thúc cho 2 đơn vị, ngày bắt đầu cho 1 đơn vị.').waitFor()
  const row = page.getByRole('row', { name: /SO-XD.*UBND-02/ })
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    '01/07/2025',
    'SO-XD (SO-XD)',
    'UBND-02 (UBND-02)',
    'NQ 12/2025/NQ-HĐND',
    'Xoá',
  ])
  // The next merger of the same decree can be typed at once.
  await expect.poll(() => focusedName(page)).toBe('Đơn vị cũ')
  await shot('entered')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('the trend of the new unit counts the forms of both and says that it crosses a merger', async () => {
  const trend = await trendOf('UBND-02')
  expect(pointsOf(trend)).toEqual([
    ['2024', true, ['SO-XD', 'SO-TC']],
    ['2026', false, ['UBND-02']],
  ])
  const before = await Promise.all(['SO-XD', 'SO-TC'].map(trendOf))
  const forms = before.reduce((sum, { points }) => sum + (points.find(({ code }) => code === '2024')?.n ?? 0), 0)
  expect(trend.points[0]?.n).toBe(forms)
  expect(trend.points[0]?.rows[0]?.estimate?.index).toBeGreaterThan(0)
  expect(trend.points[1]?.rows[0]?.change?.standardError).toBeGreaterThan(0)
})

test('what can’t be is refused where it was typed, in words', async () => {
  await type('ubnd-02')
  await press('Enter')
  await tabTo(page, 'Đơn vị mới')
  await type('so-xd')
  await press('Enter')
  await tabTo(page, 'Văn bản')
  await press('Enter')
  await page
    .getByText('Đơn vị cũ “UBND-02” có từ 01/07/2025, không thể sáp nhập hay chia tách ngày 01/07/2025.')
    .waitFor()
  await shot('refused')
  expect(await axeFindings(page)).toEqual([])
})

test('pasted from a spreadsheet: a bad line is told, nothing is entered before it is mended', async () => {
  await page.getByRole('button', { name: 'Dán từ Excel' }).focus()
  await press('Enter')
  await expect.poll(() => focusedName(page)).toContain('Mỗi dòng: đơn vị cũ')
  await page.keyboard.insertText('UBND-01\tUBND-02\t01/07/2025\tNQ 12\nSO-KHONG\t\t\t')
  await page.getByText('Dòng 2: không có đơn vị “SO-KHONG” trong danh sách.').waitFor()
  await page.getByText('Ghi luôn ngày vào danh sách đơn vị').last().waitFor()
  await shot('paste')
  expect(await axeFindings(page)).toEqual([])
  for (let at = 0; at < 'SO-KHONG\t\t\t'.length; at += 1) await press('Backspace')
  await tabTo(page, 'Ghi 1 dòng')
  await press('Enter')
  await page.getByText('Hiện 3 trên 3 dòng.').waitFor()
})

test('the departments merged in 2025 are proposed once both units are in the list', async () => {
  await visit(page, '/settings/units')
  await page.getByText('Dán cả danh sách').first().click()
  await page.getByRole('textbox', { name: 'Dán cả danh sách' }).fill('GTVT;Sở Giao thông vận tải\nXD;Sở Xây dựng')
  await page.getByRole('button', { name: 'Thêm 2 cơ quan' }).click()
  await page.getByRole('cell', { name: 'Sở Giao thông vận tải', exact: true }).waitFor()
  await visit(page, '/settings/mergers')
  await page.getByRole('button', { name: 'Gợi ý sắp xếp sở năm 2025 (1)' }).focus()
  await press('Enter')
  const box = page.getByRole('textbox', { name: 'Mỗi dòng' })
  expect(await box.inputValue()).toBe('GTVT;XD;01/03/2025;NĐ 45/2025/NĐ-CP')
  await shot('proposal')
  expect(await axeFindings(page)).toEqual([])
  await tabTo(page, 'Ghi 1 dòng')
  await press('Enter')
  await page.getByText('Hiện 4 trên 4 dòng.').waitFor()
  expect(await page.getByRole('button', { name: 'Gợi ý sắp xếp sở' }).count()).toBe(0)
})

test('one is removed, and is out of the trend', async () => {
  await tabTo(page, 'Xoá UBND-01 (UBND-01) → UBND-02 (UBND-02)')
  await press('Enter')
  await page.getByText('Hiện 3 trên 3 dòng.').waitFor()
  expect(pointsOf(await trendOf('UBND-02'))[0]).toEqual(['2024', true, ['SO-XD', 'SO-TC']])
  expect(complaints.filter((words) => !words.includes('400'))).toEqual([])
})
