import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MM_PER_PT } from '../../src/core/print/paper.ts'
import { textWidth } from '../../src/core/print/text-metrics.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { tabTo } from '../support/keyboard.ts'
import { readPdf } from '../support/printed-pdf.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** Paper forms of the sample survey (tthc-2017, four pages), by keyboard, with the preview beside the file that comes out. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-print-'))
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

test('the home screen leads to printing, which shows the page, its serial and the paper it takes', async () => {
  await visit(page, '/')
  await page.getByRole('link', { name: /^In phiếu/ }).click()
  await page.getByRole('heading', { level: 1, name: 'In phiếu' }).waitFor()
  // 10 forms from number 1: Damm's check digit of 10 after zeros is row 0 at 1 = 3, row 3 at 0 = 1.
  await page.getByText('Dùng số 000001-3 đến 000010-1.').waitFor()
  await page.getByText('4 trang mỗi phiếu, in hai mặt hết 20 tờ A4.').waitFor()
  await page.getByRole('img', { name: 'Trang 1/4' }).getByText('000001-3').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
})

test('copies and batch are typed, Enter makes the file, and the run stands in the list', async () => {
  await page.getByLabel('Số bản').fill('0')
  await page.getByText('Số bản là một số từ 1 đến 10.000.').waitFor()
  await page.getByLabel('Số bản').fill('3')
  await tabTo(page, 'Tên lô')
  await page.keyboard.type('Phường 1')
  const waiting = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await waiting
  expect(download.suggestedFilename()).toBe('Phiếu in DEMO 000001-3.pdf')
  const pages = await readPdf(await readFile(await download.path()), 0)
  expect(pages).toHaveLength(3 * 4)
  expect(pages.at(-1)?.text).toContain('000003-7')
  expect(pages.every(({ text }) => text.includes('Lô Phường 1'))).toBe(true)
  await page.getByRole('row', { name: /000001-3 – 000003-7.*Phường 1.*đã in/ }).waitFor()
  await page.getByText('Dùng số 000004-5 đến 000006-8.').waitFor()
})

test('a long run shows its progress and can be stopped; its serials are told as cancelled', async () => {
  await page.getByLabel('Số bản').fill('2000')
  await page.getByRole('button', { name: 'Tạo tệp in 2.000 phiếu' }).click()
  await page.getByText(/^khoảng [1-9]\d*\/2\.000 phiếu$/).waitFor()
  await page.getByRole('button', { name: 'Dừng lại' }).click()
  await page.getByText('Các số đã lấy coi như đã huỷ và không dùng lại.').waitFor()
  await page.getByRole('row', { name: /000004-5 – 002003-\d.*đã huỷ/ }).waitFor()
  await page.getByText(/^Dùng số 002004-/).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('large print and blank forms are shown before they are printed', async () => {
  await page.getByLabel('Số bản').fill('1')
  await page.getByText('Chữ lớn').click()
  await page.getByRole('img', { name: /^Trang 1\/6$/ }).waitFor()
  await page.getByLabel(/^Phiếu không số/).check()
  await page.getByText('Không dùng số nào.').waitFor()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tạo tệp in 1 phiếu' }).click()
  const pages = await readPdf(await readFile(await (await waiting).path()), 0)
  expect(pages).toHaveLength(6)
  expect(pages.some(({ text }) => /\d{6}-\d/.test(text))).toBe(false)
})

test('every word of every page is as wide on the screen as it was measured for the paper', async () => {
  await page.getByRole('radiogroup').getByText('Thường').click()
  await page.evaluate(() => document.fonts.ready)
  for (const number of [1, 2, 3, 4]) {
    await page.getByRole('img', { name: `Trang ${number}/4` }).waitFor()
    // In user units of the drawing, which are millimetres.
    const texts = await page.evaluate(() =>
      [...document.querySelectorAll<SVGTextElement>('svg[role="img"] text')].map((text) => {
        const { fontWeight, fontStyle, fontFamily } = getComputedStyle(text)
        const style =
          fontStyle === 'italic' ? ('italic' as const) : fontWeight === '700' ? ('bold' as const) : ('regular' as const)
        return {
          words: text.textContent ?? '',
          size: Number(text.getAttribute('font-size')),
          width: text.getComputedTextLength(),
          ...{ style, fontFamily },
        }
      }),
    )
    expect(texts.length).toBeGreaterThan(20)
    for (const { words, style, size, width, fontFamily } of texts) {
      expect(fontFamily).toMatch(/^Tinos/)
      // Chromium rounds the glyphs to the pixels of the screen.
      const measured = textWidth(words, style, size / MM_PER_PT)
      expect(Math.abs(width - measured), words).toBeLessThan(0.05 + 0.003 * measured)
    }
    if (number < 4) await page.getByRole('button', { name: 'Trang sau' }).click()
  }
  expect(complaints).toEqual([])
})
