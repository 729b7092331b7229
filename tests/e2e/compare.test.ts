import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** Two agencies of the sample data set against each other, sides changed, every agency against the rest, sent out. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

const SHOTS = process.env.SIPAS_SHOTS

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-compare-'))
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

const shot = async (name: string): Promise<void> => {
  if (SHOTS !== undefined) await page.screenshot({ path: path.join(SHOTS, `compare-${name}.png`) })
}
/** Cells of the overall index: A, B, forms, difference, picture, verdict. */
const overall = async (): Promise<string[]> => page.locator('tbody tr').first().getByRole('cell').allTextContents()
const number = (text = ''): number =>
  Number(
    text
      .replace('−', '-')
      .replace(',', '.')
      .replace(/[^\d.+-]/g, ''),
  )
/** A busy machine computes later. */
const SLOW = { timeout: 8000 }

test('one survey alone: its first agency is held against the whole, and the address keeps it', async () => {
  await visit(page, '/surveys/1/results/compare')
  await page.waitForURL(/a\.survey=1.*a\.agencyId=1/)
  await expect.poll(async () => (await overall()).length, SLOW).toBe(6)
  await page.getByText('nằm ở cả hai bên').waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('what is chosen the same on both sides says what to choose', async () => {
  await page.getByLabel('Bên A: Cơ quan').selectOption('')
  await page.getByText('Hai bên đang giống nhau').waitFor()
})

test('two agencies: the difference, its interval drawn, a verdict no wider than they', async () => {
  await page.getByLabel('Bên A: Cơ quan').selectOption({ label: 'Sở Xây dựng' })
  await page.getByLabel('Bên B: Cơ quan').selectOption({ label: 'Sở Tài chính' })
  await expect.poll(async () => (await overall()).length, SLOW).toBe(6)
  const [a, b, n, difference] = await overall()
  expect(difference).toMatch(/^[+−]?\d+,\d\d điểm phần trăm, khoảng tin cậy 95 %: [+−]\d/)
  expect(number(difference?.split(' ')[0])).toBeCloseTo(number(a) - number(b), 1)
  expect(n).toMatch(/^[\d.]+ \/ [\d.]+$/)
  await page.getByText('hiệu chỉnh Holm').waitFor()
  const rows = await page.locator('tbody tr').all()
  for (const row of rows) {
    const [, , , words = '', , verdict = ''] = await row.getByRole('cell').allTextContents()
    const [, lower, upper] = /: (\S+) đến (\S+)$/.exec(words) ?? []
    // Told as different only where its own interval leaves out 0.
    if (/cao hơn|thấp hơn/.test(verdict)) expect(number(lower) > 0 || number(upper) < 0).toBe(true)
  }
  await shot('sides')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('sides change places, and the difference its sign', async () => {
  const before = await overall()
  await page.getByRole('button', { name: 'Đổi bên' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await overall())[0], SLOW).toBe(before[1])
  expect(number((await overall())[3]?.split(' ')[0])).toBe(-number(before[3]?.split(' ')[0]))
})

test('a side without forms in its days says so, and claims nothing', async () => {
  const from = (side: string) => page.getByRole('region', { name: side, exact: true }).getByLabel('Thu phiếu từ')
  await from('Bên A').focus()
  await page.keyboard.type('01012035')
  expect(await from('Bên A').inputValue()).toBe('01/01/2035')
  await page.getByRole('cell', { name: 'Chưa có câu trả lời nào.' }).first().waitFor()
  expect((await overall())[3]).toBe('–')
  await page.getByRole('button', { name: 'Đổi bên' }).click()
  await expect.poll(() => from('Bên B').inputValue()).toBe('01/01/2035')
  expect(await from('Bên A').inputValue()).toBe('')
  await page.getByRole('button', { name: 'Đổi bên' }).click()
  await expect.poll(() => from('Bên A').inputValue()).toBe('01/01/2035')
  await from('Bên A').fill('')
  await expect.poll(async () => (await overall())[3], SLOW).not.toBe('–')
})

test('single questions are judged when they are asked for', async () => {
  const few = await page.locator('tbody tr').count()
  await page.getByLabel('Cả từng câu hỏi').focus()
  await page.keyboard.press('Space')
  await expect.poll(() => page.locator('tbody tr').count(), SLOW).toBeGreaterThan(few)
  await shot('items')
  expect(await axeFindings(page)).toEqual([])
})

test('sent out with what it is of', async () => {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Bảng CSV' }).click()
  const [header = '', first = ''] = (await readFile(await (await coming).path(), 'utf8')).split('\r\n')
  expect(header).toContain('Chênh lệch A − B (điểm phần trăm)')
  expect(first).toContain('Sở Tài chính')
  expect(first).toContain('Holm')
  expect(first).toMatch(/thu phiếu từ \d\d\/\d\d\/\d{4} đến .*bản 1/)
})

test('every agency against the rest', async () => {
  await page.getByText('Mỗi nhóm với phần còn lại').click()
  await page.getByRole('rowheader', { name: 'Sở Xây dựng' }).waitFor()
  await shot('groups')
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.getByLabel('So theo').selectOption('sector')
  await page.getByRole('rowheader', { name: 'Đất đai' }).waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Bảng CSV' }).click()
  expect(await readFile(await (await coming).path(), 'utf8')).toContain('Phần còn lại')
  expect(complaints).toEqual([])
})
