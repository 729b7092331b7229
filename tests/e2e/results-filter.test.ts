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

test('a filter goes along from page to page, is said on each, narrows it, and is dropped by keyboard', async () => {
  await visit(page, '/surveys/1/results?condition=a_gender+%3D%3D+2&sectorId=1')
  const told = page.getByText(/^Chỉ tính phiếu: Đất đai, câu .+ là “Nữ”$/)
  const forms = page.locator('main tbody tr').first().locator('td').last()
  for (const [tab, heading] of [
    ['Lĩnh vực', 'Kết quả theo lĩnh vực'],
    ['Tiêu chí', 'Kết quả theo tiêu chí'],
    ['Ưu tiên', 'Ưu tiên cải thiện'],
  ] as const) {
    await page.getByRole('link', { name: tab, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    await told.waitFor()
    expect(conditionInAddress()).toBe('a_gender == 2')
    expect(await axeFindings(page)).toEqual([])
  }
  await page.getByRole('link', { name: 'Tiêu chí', exact: true }).click()
  await told.waitFor()
  const narrowed = await forms.innerText()
  await page.locator('main tbody th a').nth(2).click()
  await page.getByRole('heading', { level: 2, name: /^Câu 8\.1/ }).waitFor()
  await told.waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('heading', { level: 2, name: /^Câu 8\.2/ }).waitFor()
  expect(conditionInAddress()).toBe('a_gender == 2')
  await tabTo(page, 'Phạm vi (1)')
  await page.keyboard.press('Enter')
  await page.getByLabel('Lĩnh vực', { exact: true }).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bỏ lọc' }).click()
  await expect.poll(() => told.count()).toBe(0)
  await page.getByRole('link', { name: 'Tiêu chí', exact: true }).click()
  await expect.poll(() => forms.innerText()).not.toBe(narrowed)
})

test('where the filter leaves no form the page says so and offers to drop it', async () => {
  await visit(page, '/surveys/1/results/agencies/1?condition=a_gender+%3D%3D+1+%26%26+a_gender+%3D%3D+2')
  await page.getByText('Không có phiếu nào như thế').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('main').getByRole('button', { name: 'Bỏ lọc' }).click()
  await page.getByRole('heading', { name: 'So với phần còn lại của đợt khảo sát' }).waitFor()
})
