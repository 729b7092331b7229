import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, tabTo } from '../support/keyboard.ts'

/** The main job, from an empty folder to an exported index, with the keyboard only. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-e2e-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN', acceptDownloads: true })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const overall = (): Promise<string> => page.locator('main [class*=headline]').first().innerText()

test('a survey is made, six forms are keyed, the index changes and is exported, by keyboard alone', async () => {
  await page.goto(server.url)
  await page.getByLabel('Họ và tên').waitFor()
  await page.keyboard.type('Nguyễn Thị Mẫu')
  await page.keyboard.press('Enter')

  await page.getByRole('link', { name: 'Đợt khảo sát mới' }).first().waitFor()
  await expect.poll(() => focusedName(page)).toContain('Đợt khảo sát mới')
  await page.keyboard.press('Enter')
  await makeSurvey()

  await page
    .getByRole('heading', { level: 1, name: 'Trang chính' })
    .or(page.getByText('Nhập phiếu được ngay'))
    .first()
    .waitFor()
  await page.keyboard.press('F4')
  // What one form says isn't shown; five are enough. tthc-2017: 22 items at 5 are an index of 100, one form at 3 in six takes a sixth.
  await keyForm('P-001', '5', 'first')
  await seeResults()
  await expect.poll(overall).toBe('–')
  await page.keyboard.press('F4')
  for (const serial of ['P-002', 'P-003', 'P-004', 'P-005']) await keyForm(serial, '5', 'next')
  await seeResults()
  await expect.poll(overall).toBe('100,00')
  await page.keyboard.press('F4')
  await keyForm('P-006', '3', 'next')
  await seeResults()
  await expect.poll(overall).toBe('83,33')

  const text = await exportIndex()
  expect(text).toContain('SIPAS;Chỉ số hài lòng chung;6;132;0;83,3333')
})

async function makeSurvey(): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Đợt khảo sát mới' }).waitFor()
  await expect.poll(() => focusedName(page)).toContain('sipas-2026')
  await page.keyboard.press('ArrowDown') // to tthc-2017
  await tabTo(page, 'Tên đợt khảo sát')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Khảo sát thử quý IV/2026')
  await tabTo(page, 'Mã')
  await tabTo(page, 'Mã')
  await page.keyboard.type('SO-TN')
  await tabTo(page, 'Tên cơ quan')
  await page.keyboard.type('Sở Thử nghiệm')
  await tabTo(page, 'Thêm cơ quan')
  await page.keyboard.press('Enter')
  await page.getByText('SO-TN').first().waitFor()
  await tabTo(page, 'Đất đai')
  for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key) // land and the sector below it
  await tabTo(page, 'Lập đợt khảo sát')
  await page.keyboard.press('Enter')
}

/**
 * Header, then one key an answer down to the last question, then saved. The only agency is chosen already; Enter on the
 * serial goes to the sector of the first form, and on every later one straight into the form.
 */
async function keyForm(serial: string, satisfaction: string, kind: 'first' | 'next'): Promise<void> {
  const box = page.getByLabel('Số phiếu')
  await box.waitFor()
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(serial)
  await page.keyboard.press('Enter')
  if (kind === 'first') {
    await expect.poll(() => focusedName(page)).toContain('Lĩnh vực')
    await page.keyboard.type('Đất')
    await page.keyboard.press('Enter')
    await expect.poll(() => focusedName(page)).toContain('Ngày thu phiếu')
    await page.keyboard.press('Enter') // this province writes no day on its forms
  }
  await page.getByText('chờ phím').waitFor()
  await page.keyboard.type('121121') // A1-A6
  await page.keyboard.type('11122') // 1-3; 4 and 5 are skipped, the file was on time; 6, 7
  await page.keyboard.type(satisfaction.repeat(23)) // 8.1-8.22 and 9
  await page.keyboard.press('Control+Enter')
  await page.getByText('Còn 1 câu chưa nhập').waitFor()
  await page.waitForTimeout(450) // as long as the question must be seen
  await page.keyboard.press('Control+Enter') // what was left blank is not answered
  await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
}

async function seeResults(): Promise<void> {
  await page.keyboard.press('F9')
  await page.locator('main [class*=headline]').first().waitFor()
}

async function exportIndex(): Promise<string> {
  await tabTo(page, 'Xuất')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem').first().waitFor()
  const last = page.getByRole('menuitem', { name: 'Chỉ số chung, mọi tiêu chí' }).last() // the one under CSV
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('ArrowDown')
    if (await last.evaluate((element) => element === document.activeElement)) break
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  return readFile(await download.path(), 'utf8')
}
