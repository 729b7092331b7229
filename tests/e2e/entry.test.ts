import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import { answerOf, fieldOf } from '../../src/core/questionnaire/record.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'

/** The entry screen in a real browser, over the real store, with nothing but keys. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let surveyId: number
let serials = 0

const tthc = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017')
if (tthc === undefined) throw new Error('tthc-2017 is missing')
const dictionary = buildDictionary(tthc)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-entry-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  page = await context.newPage()
  await page.goto(server.url)
  await page.getByLabel('Họ và tên').waitFor()
  await page.keyboard.type('Nguyễn Thị Mẫu')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
  surveyId = await makeSurvey()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto(new URL(`/surveys/${surveyId}/entry`, server.url).href)
  await page.getByLabel('Số phiếu', { exact: true }).waitFor()
})

async function call<T>(procedure: string, input: unknown, method: 'GET' | 'POST' = 'POST'): Promise<T> {
  return await page.evaluate(
    async ([name, body, verb]) => {
      const headers = {
        'content-type': 'application/json',
        'x-sipas-operator': sessionStorage.getItem('sipas.operator') ?? '',
      }
      const query = verb === 'GET' ? `?input=${encodeURIComponent(body)}` : ''
      const answer = await fetch(`/trpc/${name}${query}`, {
        method: verb,
        headers,
        ...(verb === 'GET' ? {} : { body }),
      })
      return (await answer.json()).result.data
    },
    [procedure, JSON.stringify(input), method] as const,
  )
}

async function makeSurvey(): Promise<number> {
  const unit = (code: string, name: string) => call<{ id: number }>('unit.create', { code, name, level: 'commune' })
  const units = [await unit('P-01', 'Phường Thử Một'), await unit('P-02', 'Phường Thử Hai')]
  const sectors = await call<{ id: number }[]>('sector.list', undefined, 'GET')
  const { id } = await call<{ id: number }>('survey.create', {
    code: 'THU-2026',
    name: 'Đợt thử 2026',
    year: 2026,
    questionnaireCode: 'tthc-2017',
    agencyUnitIds: units.map((one) => one.id),
    sectorIds: sectors.slice(0, 2).map((one) => one.id),
  })
  return id
}

/** Serial, then agency and sector where they aren't kept from the form before. Answers the serial. */
async function openForm(): Promise<string> {
  serials += 1
  const serial = `S-${String(serials).padStart(4, '0')}`
  await page.getByLabel('Số phiếu', { exact: true }).fill(serial)
  await page.keyboard.press('Enter')
  const agency = page.getByRole('combobox', { name: 'Cơ quan' })
  const isEmpty = () =>
    agency.evaluateAll((boxes) => boxes.some((box) => box instanceof HTMLInputElement && box.value === ''))
  if (await isEmpty()) {
    await page.keyboard.type('thu hai')
    await page.keyboard.press('Enter')
    await page.keyboard.type('dat')
    await page.keyboard.press('Enter')
  }
  await passDay(page)
  await page.getByText('chờ phím…').waitFor()
  return serial
}

/** The pill itself: a looser pattern would match the page around it, where the next serial stands. */
const saved = (serial: string) => page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()

/** The question about blanks is answered only by somebody who could read it. */
const READ_MS = 450
async function saveWithBlanks(): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await page.getByText(/Còn \d+ câu chưa nhập/).waitFor()
  await page.waitForTimeout(READ_MS)
  await page.keyboard.press('Control+Enter')
}

const band = () => page.locator('[data-band]').getAttribute('data-field')

interface Page1 {
  rows: { id: string; serial: string }[]
}
async function savedAnswers(serial: string): Promise<(code: string) => string> {
  const { rows } = await call<Page1>(
    'response.page',
    { surveyId, filter: { text: serial }, offset: 0, limit: 1 },
    'GET',
  )
  const { record } = await call<{ record: string }>('response.get', { surveyId, id: rows[0]?.id }, 'GET')
  return (code) => {
    const variable = dictionary.byCode.get(code)
    if (variable === undefined) throw new Error(code)
    const field = fieldOf(record, variable)
    return answerOf(field) ?? field
  }
}

/** Every row of tthc-2017 in time, down to the wishes. */
const ALL_ROWS = `121121${'1112'}${'2'}${'4'.repeat(23)}`

describe('keying a form', () => {
  test('one key an answer, skips stepped over, saved after the last question', async () => {
    const serial = await openForm()
    await page.keyboard.type('12345114') // to u_visits
    await page
      .getByRole('button', { name: /Số phiếu/ })
      .locator('xpath=..')
      .getByText('8/35')
      .waitFor()
    await page.keyboard.type('1') // in time: nothing about lateness
    expect(await band()).toBe('u_harassment')
    await page.keyboard.type('2/')
    await page.keyboard.type(`*-.${'4'.repeat(19)}5`)
    expect(await band()).toBe('wish')
    await page.keyboard.type('1023')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Chờ hơi lâu')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await saved(serial)
    const answer = await savedAnswers(serial)
    const codes = [
      'u_late_notice',
      'u_extra_payment',
      'k01',
      'k02',
      'k03',
      'k04',
      'k22',
      'overall',
      'wish_10',
      'wish_1',
    ]
    expect(codes.map(answer)).toEqual(['-', '?', '*', '#', '.', '4', '4', '5', '1', '0'])
  })

  test('a key that is no code changes nothing and says so', async () => {
    await openForm()
    await page.keyboard.type('17')
    expect(await band()).toBe('a_gender')
    await page.getByText('Câu A2 không có mã 7').waitFor()
    await page.keyboard.press('2')
    expect(await band()).toBe('a_age')
  })

  test('an input method or a national layout changes nothing: the physical key counts', async () => {
    await openForm()
    await page.evaluate(() => {
      const press = (code: string, key: string) =>
        document.activeElement?.dispatchEvent(
          new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }),
        )
      press('Digit1', 'Process')
    })
    await expect.poll(band).toBe('a_gender')
    await page.evaluate(() => {
      const event = new KeyboardEvent('keydown', { code: 'Digit2', key: 'â', bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    })
    await expect.poll(band).toBe('a_age')
  })

  test('a key touches only the row it answers and the next one', async () => {
    await openForm()
    await page.keyboard.type('1')
    await page.evaluate(() => {
      const touched = new Set<string>()
      Object.assign(window, { touched })
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const row = (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>('[data-field]')
          if (row) touched.add(row.dataset.field ?? '')
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
    await page.keyboard.press('2')
    await expect.poll(band).toBe('a_age')
    const touched = await page.evaluate(() => [...(window as unknown as { touched: Set<string> }).touched]) // set above
    expect(touched.sort()).toEqual(['a_age', 'a_gender'])
  })

  test('Ctrl+G goes to a question by its number', async () => {
    await openForm()
    await page.keyboard.press('Control+g')
    await page.getByLabel('Đến câu số').waitFor()
    await page.keyboard.type('8.7')
    await page.keyboard.press('Enter')
    expect(await band()).toBe('k07')
    await page.keyboard.type('5')
    expect(await band()).toBe('k08')
  })

  test('blanks are asked about once, without a window in the way', async () => {
    const serial = await openForm()
    await page.keyboard.type('12')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Còn \d+ câu chưa nhập/).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await band()).toBe('a_age')
    await page.waitForTimeout(READ_MS)
    await page.keyboard.press('Control+Enter')
    await saved(serial)
    expect((await savedAnswers(serial))('a_age')).toBe('.')
  })
})

describe('nothing is lost', () => {
  test('a crash: the form is offered first and comes back at its place', async () => {
    const serial = await openForm()
    await page.keyboard.type('12345')
    await expect
      .poll(() => call('entry.open', { surveyId }, 'GET').then((open) => JSON.stringify(open)))
      .toContain('"12345')
    await page.reload()
    await page.getByText(`Phiếu ${serial} đang nhập dở`).first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(band).toBe('a_residence')
    await saveWithBlanks()
    await saved(serial)
    await page.reload()
    await page.getByLabel('Số phiếu', { exact: true }).waitFor()
    expect(await page.getByText(`Phiếu ${serial} đang nhập dở`).count()).toBe(0)
  })

  test('a serial keyed before is caught at once', async () => {
    const serial = await openForm()
    await saveWithBlanks()
    await saved(serial)
    await page.keyboard.type(serial)
    await page.getByText(`Số ${serial} đã có: Nguyễn Thị Mẫu`).waitFor()
    await page.keyboard.press('Enter')
    expect(await page.getByText('chờ phím…').count()).toBe(0)
    await page.getByRole('link', { name: 'Mở phiếu đã lưu' }).click()
    await page.getByRole('heading', { level: 1, name: `Phiếu ${serial}` }).waitFor()
  })

  test('a save that fails brings the form back with every answer; the draft goes on being tried', async () => {
    const serial = await openForm()
    await page.keyboard.type(ALL_ROWS)
    await page.route('**/trpc/entry.save*', (route) => route.abort())
    await saveWithBlanks()
    await page.getByText(`Phiếu ${serial} chưa lưu được`).waitFor()
    expect(await page.getByText(/Đã lưu .*/).count()).toBe(0)
    await page.keyboard.press('ArrowUp')
    await page.getByText('Chưa giữ được nháp').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByText('Nháp giữ từng phím').waitFor()
    await saveWithBlanks()
    await saved(serial)
    expect((await savedAnswers(serial))('k22')).toBe('4')
  })

  test('keys typed while a form is being saved belong to the next one', async () => {
    const serial = await openForm()
    const next = `S-${String(serials + 1).padStart(4, '0')}`
    await page.route('**/trpc/entry.save', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue()
    })
    await saveWithBlanks()
    await page.getByText(`Đang lưu phiếu ${serial}`).waitFor()
    await page.keyboard.press('Enter') // the serial after it is offered
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.type('12')
    await saved(serial)
    expect(await page.getByText(next, { exact: true }).count()).toBe(1)
    expect(await band()).toBe('a_age')
    serials += 1
    await saveWithBlanks()
    await saved(next)
    expect((await savedAnswers(next))('a_gender')).toBe('2')
  })
})

/** A slow store must not change what the fingers meant: keys go where they were typed for, whatever the delay. */
describe('a slow store', () => {
  const KEY_MS = 60
  const slow = (procedure: string, ms: number) =>
    page.route(`**/trpc/entry.${procedure}*`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, ms))
      await route.continue()
    })
  const serialBox = () => page.getByLabel('Số phiếu', { exact: true })
  const strip = (serial: string) => page.getByRole('button', { name: `Số phiếu ${serial} Cơ quan` })

  test('keys after Enter are answers while the serial is still being looked up', async () => {
    await openForm() // agency and sector are kept from here on
    await saveWithBlanks()
    await serialBox().waitFor()
    await slow('checkSerial', 400)
    serials += 1
    const serial = `L${serials}x60`
    await page.keyboard.type(`${serial}\n12112`, { delay: KEY_MS })
    await strip(serial).waitFor()
    await expect
      .poll(() => page.getByRole('progressbar', { name: 'Số câu đã nhập' }).getAttribute('aria-valuenow'))
      .toBe('5')
    await page.waitForTimeout(500)
    expect(await strip(serial).count()).toBe(1)
    await saveWithBlanks()
    await saved(serial)
    const answer = await savedAnswers(serial)
    expect(['a_gender', 'a_age', 'a_education', 'a_occupation'].map(answer)).toEqual(['2', '1', '1', '2'])
  })

  test('a taken serial found late is said beside the form; every key stays an answer, and the serial can be mended', async () => {
    const taken = await openForm()
    await saveWithBlanks()
    await saved(taken)
    await slow('checkSerial', 400)
    await page.keyboard.type(`${taken}\n12112`, { delay: KEY_MS })
    await page.getByRole('alert').getByText(`Số ${taken} đã có: Nguyễn Thị Mẫu`).waitFor()
    await page.keyboard.type('1')
    expect(await page.getByRole('progressbar', { name: 'Số câu đã nhập' }).getAttribute('aria-valuenow')).toBe('6')
    await page.keyboard.press('Control+Home')
    expect(await serialBox().inputValue()).toBe(taken)
    const serial = await openForm()
    await page.getByRole('alert').waitFor({ state: 'detached' })
    await saveWithBlanks()
    await saved(serial)
    expect((await savedAnswers(serial))('a_gender')).toBe('2')
  })

  test('keys typed while a form is being saved are the next serial, whole', async () => {
    const serial = await openForm()
    await page.keyboard.type('12')
    await slow('save', 500)
    await page.keyboard.press('Control+Enter')
    await page.getByText(/Còn \d+ câu chưa nhập/).waitFor()
    await page.waitForTimeout(READ_MS)
    // One after another without waiting for the screen, as a fast hand does.
    const keyboard = await page.context().newCDPSession(page)
    const down = (code: string, key: string, text: string, modifiers = 0) =>
      keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', code, key, text, modifiers })
    const four = () => down('Digit4', '4', '4')
    await Promise.all([down('Enter', 'Enter', '', 2), four(), four(), four(), four()])
    expect(await serialBox().inputValue()).toBe('4444')
    await saved(serial)
    expect(await serialBox().inputValue()).toBe('4444')
  })

  test('a save that fails after the screen was left is told, and the form is among the unfinished ones', async () => {
    const serial = await openForm()
    await page.keyboard.type('12')
    await page.route('**/trpc/entry.save', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.abort()
    })
    await saveWithBlanks()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
    await page.getByText(`Phiếu ${serial} chưa lưu được`).waitFor()
    await page.goto(new URL(`/surveys/${surveyId}/entry`, server.url).href)
    await page.getByText(`Phiếu ${serial} đang nhập dở`).first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(band).toBe('a_age')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await saveWithBlanks()
    await saved(serial)
  })

  test('the same clerk in a second window is told that the form is their own, and can go on with it', async () => {
    const other = await page.context().newPage()
    try {
      await other.goto(page.url())
      const operator = await page.evaluate(() => sessionStorage.getItem('sipas.operator') ?? '')
      await other.evaluate((id) => sessionStorage.setItem('sipas.operator', id), operator)
      await other.goto(page.url())
      const box = other.getByLabel('Số phiếu', { exact: true })
      await box.waitFor()
      const serial = await openForm()
      await page.keyboard.type('123')
      const keptForms = () => call<{ drafts: unknown[] }>('entry.open', { surveyId }, 'GET')
      await expect.poll(async () => JSON.stringify((await keptForms()).drafts)).toMatch(`"${serial}"`)
      await expect.poll(async () => JSON.stringify((await keptForms()).drafts)).toMatch('"123 ')
      await box.fill('') // the serial offered there may be this very one, looked up when the form had just begun here
      await box.fill(serial)
      await other.getByText('anh/chị đang nhập dở phiếu này ở cửa sổ khác').waitFor()
      await other.getByRole('button', { name: 'Nhập tiếp ở đây' }).click()
      await other.getByText('3/35').waitFor()
    } finally {
      await other.close()
    }
    await saveWithBlanks()
  })
})

test('at 200 % on a screen of 1366 × 768 the current row is whole in sight at every key', async () => {
  await page.setViewportSize({ width: 683, height: 384 })
  try {
    await openForm()
    const list = page.getByRole('region', { name: 'Phiếu đang nhập' })
    const hidden: string[] = []
    for (const key of '121121411124444') {
      await page.keyboard.press(key)
      const [outer, row] = [await list.boundingBox(), await page.locator('[data-band]').boundingBox()]
      if (outer === null || row === null) throw new Error('not drawn')
      const isWhole = row.y >= outer.y - 1 && row.y + row.height <= outer.y + outer.height + 1
      if (!isWhole) hidden.push((await band()) ?? '')
    }
    expect(hidden).toEqual([])
  } finally {
    await page.setViewportSize({ width: 1366, height: 768 })
  }
})

test('the screen is clean for axe: header, form, refused key, end', async () => {
  const violations = async () =>
    (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.length])
  expect(await violations()).toEqual([])
  await openForm()
  await page.keyboard.type('19')
  expect(await violations()).toEqual([])
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.getByText('Hết câu hỏi').waitFor()
  expect(await violations()).toEqual([])
})
