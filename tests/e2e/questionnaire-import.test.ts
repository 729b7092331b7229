import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

const FORM = path.join(import.meta.dirname, '../fixtures/xlsform/pyxform-widgets.csv')

/** Questionnaires from files: another office's form, a wrong file, our own workbook. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-forms-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await visit(page, '/questionnaires')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const dialog = () => page.getByRole('dialog', { name: 'Nhập mẫu phiếu từ tệp' })
const run = () => dialog().getByRole('button', { name: 'Nhập', exact: true })

test('a wrong file is refused where it was chosen, with its place', async () => {
  await page.getByRole('button', { name: 'Nhập từ tệp…' }).press('Enter')
  expect(await run().isDisabled()).toBe(true)
  const wrong = path.join(folder, 'sai.json')
  await writeFile(wrong, '{\n  "format": "sipas-questionnaire/1",\n}')
  await dialog().getByLabel('Chọn tệp…').setInputFiles(wrong)
  await run().press('Enter')
  expect(await dialog().getByRole('alert').innerText()).toBe(
    'Tệp JSON viết sai ở dòng 3, ký tự 1. Sửa chỗ đó rồi nhập lại.',
  )
  expect(await axeFindings(page)).toEqual([])
})

test('a form from elsewhere becomes a draft, with everything it lost by sheet and row', async () => {
  await dialog().getByLabel('Chọn tệp…').setInputFiles(FORM)
  await dialog().getByLabel('Mã mẫu phiếu').fill('mau-thu')
  await run().press('Enter')
  await dialog().getByText('Đã nhập thành bản nháp mau-thu, bản 1.').waitFor()
  await dialog().getByText('Đọc 33 dòng, nhập được 24.').waitFor()
  const list = dialog().getByRole('region', { name: 'Những gì không nhập được hoặc đã đổi' })
  expect(await list.getByRole('row').nth(1).innerText()).toBe('Không nhập được (14)')
  expect(await list.getByRole('row', { name: /my_geopoint/ }).innerText()).toBe(
    'survey\t12\tmy_geopoint\tLoại “geopoint” không hỏi trên giấy được.',
  )
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await dialog().getByRole('link', { name: 'Mở bản nháp' }).press('Enter')
  await page.waitForURL('**/questionnaires/mau-thu/1/edit')
})

test('what is exported as XLSForm is known when it comes back', async () => {
  await visit(page, '/questionnaires/sipas-2026/1')
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Xuất tệp' }).click()
  await page.getByRole('menuitem', { name: 'Xuất XLSForm (Excel)' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe('Mẫu phiếu hỏi sipas-2026 v1.xlsx')
  const file = path.join(folder, 'back.xlsx')
  await writeFile(file, await readFile(await download.path()))
  await visit(page, '/questionnaires')
  await page.getByRole('button', { name: 'Nhập từ tệp…' }).click()
  await dialog().getByLabel('Chọn tệp…').setInputFiles(file)
  await run().click()
  await dialog().getByText('Mẫu phiếu sipas-2026 bản 1 đã có sẵn, giống hệt tệp này. Không có gì thay đổi.').waitFor()
  await dialog().getByText('Nhập được toàn bộ.').waitFor()
  expect(await dialog().getByRole('link', { name: 'Xem mẫu phiếu' }).getAttribute('href')).toBe(
    '/questionnaires/sipas-2026/1',
  )
})
