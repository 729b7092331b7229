import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listBackups } from '../../src/app/backup.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { backedUpFile, damagePages } from '../support/damage.ts'
import { axeFindings, expectNoSidewaysScroll, openShell } from '../support/shell-page.ts'

let folder: string
let browser: Browser
let server: TestServer | null = null
let other: Services | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-rescue-'))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true })
})

/** The program's address on a file that does not open. */
async function knock(): Promise<{ page: Page; complaints: string[] }> {
  server = await startServer(folder)
  const { page, complaints } = await openShell(browser, server)
  await page.getByRole('heading', { level: 1, name: 'Không mở được tệp dữ liệu' }).waitFor()
  return { page, complaints }
}

async function expectWellMade(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
}

test('a damaged file is restored in three clicks, and the program goes on with the forms of the backup', async () => {
  const { file, forms } = await backedUpFile(folder)
  const damaged = damagePages(file)
  const { page, complaints } = await knock()
  await expectWellMade(page)
  await page.getByRole('button', { name: 'Khôi phục bản này' }).click()
  await page.getByText(`Bản này có ${forms} phiếu.`).waitFor()
  await expectWellMade(page)
  expect(readFileSync(file).equals(damaged)).toBe(true)
  await page.getByRole('button', { name: 'Khôi phục' }).click()
  await page.getByRole('heading', { level: 1, name: 'Đã khôi phục dữ liệu' }).waitFor()
  await expectWellMade(page)
  const kept = listBackups(file).find(({ reason }) => reason === 'damaged')?.name ?? ''
  await page.getByText(kept).first().waitFor()
  expect(readFileSync(join(folder, 'backups', kept)).equals(damaged)).toBe(true)
  await page.getByRole('link', { name: 'Vào chương trình' }).click()
  await page.getByRole('button', { name: /Người dùng minh hoạ/ }).click()
  await expect.poll(() => page.getByRole('main').innerText()).toMatch(new RegExp(`\\b${forms}\\b`))
  expect(complaints).toEqual([])
  await server?.close()
})

test('a file in use offers another try, which goes on into the program', async () => {
  other = await openServices(join(folder, 'sipas.db'))
  const { page, complaints } = await knock()
  await expectWellMade(page)
  expect(await page.getByRole('button').count()).toBe(1)
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await page.getByText('đang được mở ở một cửa sổ').waitFor()
  await other.close()
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await page.locator('#root *').first().waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  expect(complaints).toEqual([])
})
