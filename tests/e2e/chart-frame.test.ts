import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** The frame of every chart, on the first one of the results: its words, its table, its files, the note of a figure. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-frame-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
  await visit(page, '/surveys/1/results')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const frame = () => page.locator('section', { has: page.getByRole('button', { name: /^Tải về/ }) }).first()

async function downloaded(item: RegExp): Promise<Buffer> {
  await frame()
    .getByRole('button', { name: /^Tải về/ })
    .click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ])
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  return readFile(await download.path())
}

test('the picture is told in a sentence, its figures stand in a table, seen by everyone on demand', async () => {
  const said = await frame().getByRole('img').getAttribute('aria-label')
  expect(said).toMatch(/^Chỉ số của \d+ cơ quan.*cao nhất Sở Tư pháp \d\d,\d\d/)
  const table = frame().getByRole('table')
  expect(await table.getByRole('row').count()).toBe(13)
  await frame().getByText('Bảng', { exact: true }).click()
  expect(await frame().getByRole('img').count()).toBe(0)
  expect((await table.boundingBox())?.height).toBeGreaterThan(300)
  expect(await axeFindings(page)).toEqual([])
  await frame().getByText('Hình', { exact: true }).click()
})

test('a PNG of 300 dots an inch, 170 mm wide', async () => {
  const png = await downloaded(/PNG/)
  expect(png.readUInt32BE(16)).toBe(2006) // 642 pixels of 1/96 inch at 300 dpi
  const at = png.indexOf('pHYs')
  expect(png.readUInt32BE(at + 4)).toBe(11_811) // dots a metre
})

test('an SVG with the words of title, agencies, target and source', async () => {
  const svg = (await downloaded(/SVG/)).toString()
  for (const words of ['Cơ quan, khoảng tin cậy 95 %', 'Sở Tư pháp', 'chỉ tiêu 90', 'Nguồn: Tỷ lệ hài lòng'])
    expect(svg).toContain(words)
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  const error = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
    svg,
  )
  expect(error).toBeUndefined()
})

test('the table as a CSV that a Vietnamese Excel opens, with its source', async () => {
  const csv = (await downloaded(/CSV/)).toString()
  expect(csv.charCodeAt(0)).toBe(0xfeff)
  const lines = csv.slice(1).split('\r\n')
  expect(lines[0]).toBe('Cơ quan;Chỉ số;Cận dưới 95 %;Cận trên 95 %')
  expect(lines[1]).toMatch(/^Sở Tư pháp;9\d,\d+;9\d,\d+;9\d,\d+$/)
  expect(lines.at(-2)).toMatch(/^Nguồn: .*Phiếu tthc-2017, bản 1$/)
})

test('a figure reached by the keyboard says where it comes from', async () => {
  await page.keyboard.press('Tab') // from here on focus is seen
  await page.locator('main span[tabindex="0"]', { has: page.locator('[class*=headline]') }).focus()
  const note = page.getByRole('tooltip')
  await note.waitFor()
  expect(await note.innerText()).toMatch(/Tỷ lệ hài lòng.*\n2\.000 phiếu, [\d.]+ câu trả lời\n/)
  expect(await axeFindings(page)).toEqual([])
})
