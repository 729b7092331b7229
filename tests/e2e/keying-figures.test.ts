import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOperator, type Operator } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { openServices } from '../../src/app/services.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { createUnit } from '../../src/app/units.ts'
import { buildEntryForm } from '../../src/core/entry/entry-form.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'
import { makeForm } from '../support/make-services.ts'
import { ALL_KEYS, callAs } from '../support/verify-page.ts'

/** What keying took, seen by a keyer and by who leads the work, in the real browser. */
let folder: string
let server: TestServer
let browser: Browser
let address: string
let emptyAddress: string
let emptySurvey: number

const DAYS = [24, 23, 20, 19, 18] // of November 2026, the service's clock then
const NAMES = { supervisor: 'Phạm Thị Phụ Trách', lan: 'Nguyễn Thị Lan', an: 'Trần Văn An' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-figures-'))
  const ids = await prepare(join(folder, 'sipas.db'))
  address = `/surveys/${ids.keyed}/keying`
  emptySurvey = ids.empty
  emptyAddress = `/surveys/${ids.empty}/keying`
  server = await startServer(folder)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

async function prepare(file: string): Promise<{ keyed: number; empty: number }> {
  let now = 0
  const services = await openServices(file, { allowAnyFolder: true, now: () => now || Date.now() })
  const supervisor = await createOperator(services, null, { name: NAMES.supervisor, role: 'administrator' })
  const lan = await createOperator(services, supervisor, { name: NAMES.lan, role: 'keyer' })
  const an = await createOperator(services, supervisor, { name: NAMES.an, role: 'keyer' })
  const unit = await createUnit(services, { code: 'SO-XD', name: 'Sở Xây dựng', level: 'department' })
  const of = { questionnaireCode: 'tthc-2017', year: 2026, agencyUnitIds: [unit.id], sectorIds: [1] }
  const survey = await createSurvey(services, { ...of, code: 'NHAP', name: 'Đợt nhập thử' })
  const empty = await createSurvey(services, { ...of, code: 'TRONG', name: 'Đợt trống' })
  let serial = 0
  const key = async (who: Operator, day: number, seconds: number): Promise<void> => {
    now = new Date(2026, 10, day, 9).getTime()
    const form = await makeForm({ services, survey }, { serial: String(++serial) })
    const effort = { keystrokes: 52, erasures: serial % 3, activeMs: seconds * 1000, fieldMs: fieldMs(seconds) }
    await saveResponse(services, who, { ...form, draftId: null, effort })
  }
  for (const [at, day] of DAYS.entries()) {
    for (let form = 0; form < 4; form += 1) await key(lan, day, 40 + 4 * at + form)
    if (at < 3) for (let form = 0; form < 3; form += 1) await key(an, day, 55 + form)
  }
  await services.close()
  return { keyed: survey.id, empty: empty.id }
}

const questionnaire = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
if (questionnaire === undefined) throw new Error('tthc-2017 is missing')
const { fields } = buildEntryForm(questionnaire)
const slow = fields.find(({ number }) => number === '8.7')

/** Every question alike, but 8.7 takes five times as long. */
function fieldMs(seconds: number): Record<string, number> {
  const each = (1000 * seconds) / (fields.length + 4 + 4)
  const times = fields.map(({ code }): [string, number] => [code, code === slow?.code ? 5 * each : each])
  return { ...Object.fromEntries(times), '': 4 * each }
}

async function enter(name: string, to: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  const page = await context.newPage()
  await page.goto(server.newUrl())
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(name) })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
  await page.goto(new URL(to, server.url).href)
  await page.getByRole('heading', { level: 1, name: 'Kiểm tra phiếu' }).waitFor()
  return page
}

const expectClean = async (page: Page): Promise<void> => {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(isWide).toBe(false)
}

test('a keyer sees her own days and where the form is slow, and nobody else', async () => {
  const page = await enter(NAMES.lan, address)
  await page.getByText('không để xếp hạng ai').waitFor()
  await page.getByText('quá 15 giây').waitFor()
  const first = page.getByRole('region', { name: 'Những câu nhập lâu nhất' }).getByRole('row').nth(1)
  await expect.poll(() => first.getByRole('cell').first().textContent()).toBe('8.7')
  const days = page.getByRole('region', { name: 'Theo ngày', exact: true })
  expect(await days.getByRole('rowheader').allTextContents()).toContain('24/11/2026')
  expect(await page.getByText(NAMES.an).count()).toBe(0)
  expect(await page.getByRole('combobox', { name: 'Người nhập' }).count()).toBe(0)
  await expectClean(page)
})

test('who leads the work sees everybody by name, and one of them alone, by keys', async () => {
  const page = await enter(NAMES.supervisor, address)
  const keyers = page.getByRole('region', { name: /Theo người nhập/ })
  await expect.poll(() => keyers.getByRole('rowheader').allTextContents()).toEqual([NAMES.lan, NAMES.an])
  await expectClean(page)
  await page.getByRole('combobox', { name: 'Người nhập' }).focus()
  await page.keyboard.type('Trần')
  await expect.poll(() => keyers.count()).toBe(0)
  const days = page.getByRole('region', { name: 'Theo ngày', exact: true })
  expect(await days.getByRole('rowheader').count()).toBe(3)
})

test('before the first form it says what will be here, and leads to keying', async () => {
  const page = await enter(NAMES.lan, emptyAddress)
  await page.getByText('Anh/chị chưa nhập phiếu nào trong đợt này').waitFor()
  await page.getByRole('link', { name: 'Nhập phiếu', exact: true }).last().click()
  await page.getByRole('heading', { level: 1, name: 'Nhập phiếu' }).waitFor()
})

test('a form gone on with after a reload counts both sittings, and the pace of the day goes on', async () => {
  const page = await enter(NAMES.lan, emptyAddress)
  await page.goto(new URL(`/surveys/${emptySurvey}/entry`, server.url).href)
  const begin = async (serial: string): Promise<void> => {
    await page.getByLabel('Số phiếu', { exact: true }).fill(serial)
    await page.keyboard.press('Enter')
    await passDay(page)
    await page.getByText('chờ phím…').waitFor()
  }
  const end = async (serial: string): Promise<void> => {
    await page.keyboard.type('.') // no wish
    await page.keyboard.press('Enter') // no words
    await page.keyboard.press('Enter')
    await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
  }
  for (const serial of ['N-1', 'N-2']) {
    await begin(serial)
    await page.keyboard.type(ALL_KEYS)
    await end(serial)
  }
  await begin('N-3')
  await page.keyboard.type(ALL_KEYS.slice(0, 20))
  await page.waitForTimeout(300)
  await page.getByText('Nháp giữ từng phím').waitFor()
  await page.reload()
  await page.getByText('Phiếu N-3 đang nhập dở').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('chờ phím…').waitFor()
  await page.keyboard.type(ALL_KEYS.slice(20))
  await end('N-3')
  const pace = page.getByText(/^[\d.]+ phiếu\/giờ$/)
  const before = await pace.textContent()
  await page.reload()
  expect(await pace.textContent()).toBe(before)

  const { days } = await callAs<{ days: { forms: number; keystrokes: number }[] }>(
    page,
    null,
    'keying.figures',
    { surveyId: emptySurvey },
    'GET',
  )
  expect(days).toHaveLength(1)
  expect(days[0]?.forms).toBe(3)
  // The answers of three forms, a full stop and two Enters each; the headers are more.
  expect(days[0]?.keystrokes).toBeGreaterThanOrEqual(3 * (ALL_KEYS.length + 3))
})
