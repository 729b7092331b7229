import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import { createOperator } from '../../src/app/operators.ts'
import { openServices } from '../../src/app/services.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { createUnit } from '../../src/app/units.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import { openDatabase } from '../../src/data/open-database.ts'
import { seeded } from '../durability/power-cut.ts'
import { launchBrowser } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'
import { runChild } from '../support/run-child.ts'

/** The real desk over a service that is killed under its hands. */
const KILLS = process.env.SIPAS_FULL === '1' ? 30 : 5
const SERVE_DOOR = join(import.meta.dirname, '../durability/serve-door.ts')

let folder: string
let browser: Browser
let context: BrowserContext
let surveyId: number

const tthc = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
if (tthc === undefined) throw new Error('tthc-2017 is missing')
const dictionary = buildDictionary(tthc)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sipas-kill-'))
  const services = await openServices(file(), { allowAnyFolder: true })
  await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  const unit = await createUnit(services, { code: 'P-01', name: 'Phường Thử Một', level: 'commune' })
  const of = { code: 'THU', name: 'Đợt thử', year: 2026, questionnaireCode: 'tthc-2017' }
  surveyId = (await createSurvey(services, { ...of, agencyUnitIds: [unit.id], sectorIds: [1] })).id
  await services.close()
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
})

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true })
})

const file = (): string => join(folder, 'sipas.db')

interface Running {
  readonly url: string
  readonly kill: () => Promise<void>
}

async function start(port: string): Promise<Running> {
  const { child, lines, ended } = runChild(SERVE_DOOR, [file(), port])
  const { value: url } = await lines[Symbol.asyncIterator]().next()
  if (typeof url !== 'string') throw new Error('the door ended without an address')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  return { url, kill }
}

/** A session of the browser's: the desk's window takes part in it, as it does where the program opens its address again. */
async function openSession(url: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  // The door's own page has a heading, too; it hands the token over and then leaves.
  await page.waitForURL(({ pathname }) => pathname !== '/open')
  await page.waitForFunction(() => document.querySelector('main, [role="main"], h1') !== null)
  return page
}

test('killed again and again while forms are keyed, the service loses no key and no form; the desk goes on by itself', async () => {
  const random = seeded(11)
  let running = await start('0')
  const { origin, port } = new URL(running.url)
  const page = await openSession(running.url)
  await page
    .getByRole('main')
    .getByRole('button', { name: /Nguyễn Thị Mẫu/ })
    .click()
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
  await page.goto(`${origin}/surveys/${surveyId}/entry`)
  const serialBox = page.getByLabel('Số phiếu', { exact: true })
  await serialBox.waitFor()
  const keyed: { serial: string; answers: string }[] = []
  const isSaved = (serial: string) => page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).isVisible()
  for (let form = 1; form <= KILLS; form += 1) {
    const serial = `D-${String(form).padStart(3, '0')}`
    const answers = Array.from({ length: 23 }, () => String(1 + Math.floor(random() * 5))).join('')
    await serialBox.fill(serial)
    await page.keyboard.press('Enter')
    await passDay(page)
    await page.getByText('chờ phím…').waitFor()
    // Dies at a random key or while the form is saved, and is back after a moment; the keys go on meanwhile.
    const keys = `1211211112${'2'}${answers}10`
    const dying = (async () => {
      await page.waitForTimeout(random() * keys.length * 18)
      await running.kill()
      await page.waitForTimeout(300)
      running = await start(port)
      await (await openSession(running.url)).close()
    })()
    await page.keyboard.type(keys, { delay: 15 })
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await dying
    for (let waits = 0; !(await isSaved(serial)); waits += 1) {
      expect(waits, `${serial} is saved in the end`).toBeLessThan(100)
      await page.waitForTimeout(200)
      // Where the store was away too long the form is back with every answer, and asks to be saved again.
      const isBack = await page.getByText(`Phiếu ${serial} chưa lưu được`).isVisible()
      if (isBack) await page.keyboard.press('Control+Enter')
    }
    keyed.push({ serial, answers })
  }
  await page.close()
  await running.kill()
  expect(await answersInFile()).toEqual(Object.fromEntries(keyed.map(({ serial, answers }) => [serial, answers])))
})

/** By serial, the scale's answers of every valid form; throws where anything in the file is half saved. */
async function answersInFile(): Promise<Record<string, string>> {
  const store = await openDatabase(file(), { allowAnyFolder: true })
  try {
    expect((await checkStore({ store })).findings).toEqual([])
    expect(await store.db.selectFrom('draft').selectAll().execute()).toEqual([])
    const rows = await store.db.selectFrom('response').selectAll().where('state', '=', 'valid').execute()
    const scales = dictionary.variables.filter(({ isScale }) => isScale)
    return Object.fromEntries(
      rows.map(({ serial, record }) => [serial, scales.map(({ start }) => record[start] ?? '').join('')]),
    )
  } finally {
    await store.close()
  }
}
