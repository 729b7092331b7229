import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { tabTo } from '../support/keyboard.ts'
import { axeFindings, beFirst, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** Results narrowed by what was answered: picked row by row or written, kept in the address, told while it holds. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-filter-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const dialog = () => page.getByRole('dialog', { name: 'Chỉ tính những phiếu trả lời thế này' })
const conditionInAddress = () => new URL(page.url()).searchParams.get('condition')

test('a condition picked by keyboard narrows every figure, is told and can be dropped', async () => {
  await visit(page, '/surveys/1/results')
  const headline = page.locator('main [class*=headline]').first()
  await headline.waitFor()
  const whole = await headline.innerText()
  await tabTo(page, 'Lọc theo câu trả lời')
  await page.keyboard.press('Enter')
  await dialog().waitFor()
  expect(await dialog().getByRole('button', { name: 'Lọc', exact: true }).isDisabled()).toBe(true)
  await tabTo(page, 'Thêm điều kiện')
  await page.keyboard.press('Enter')
  expect(
    await dialog()
      .getByText(/^Chỉ tính phiếu mà /)
      .innerText(),
  ).not.toBe('')
  expect(await axeFindings(page)).toEqual([])
  await dialog().getByRole('textbox').last().fill('a_gender == 2 && sector == "land"')
  await tabTo(page, 'Lọc')
  await page.keyboard.press('Enter')
  await expect.poll(conditionInAddress).toBe('a_gender == 2 && sector == "land"')
  await expect.poll(() => headline.innerText()).not.toBe(whole)
  await page.getByRole('button', { name: 'Đang lọc theo câu trả lời' }).click()
  await dialog().getByRole('button', { name: 'Bỏ điều kiện' }).click()
  await expect.poll(conditionInAddress).toBe(null)
  await expect.poll(() => headline.innerText()).toBe(whole)
})

test('a condition that names nothing there is refused in words, and not applied', async () => {
  await page.getByRole('button', { name: 'Lọc theo câu trả lời' }).click()
  await dialog().getByRole('textbox').last().fill('no_such == 1')
  await dialog()
    .getByText(/no_such/)
    .last()
    .waitFor()
  expect(await dialog().getByRole('button', { name: 'Lọc', exact: true }).isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => dialog().count()).toBe(0)
})
