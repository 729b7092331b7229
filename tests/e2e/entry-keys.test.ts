import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MIXED } from '../core/entry/keying.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName, passDay } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** How a person keys: letters for digits, what tells of a refused key, input methods, keys that come too early, batches. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let surveyId: number
let serials = 0

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-keys-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  surveyId = await makeSurvey()
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await call('entry.keepPreferences', { letters: 'none', ownKeys: [], hasSound: true, hasColor: true, hasText: true })
  await visit(page, `/surveys/${surveyId}/entry`)
  await serialBox().waitFor()
})

async function call<T>(procedure: string, input: unknown, method: 'GET' | 'POST' = 'POST'): Promise<T> {
  return await page.evaluate(
    async ([name, body, verb]) => {
      const headers = {
        'content-type': 'application/json',
        'x-sipas-operator': sessionStorage.getItem('sipas.operator') ?? '',
      }
      const query = verb === 'GET' ? `?input=${encodeURIComponent(body)}` : ''
      const init = { method: verb, headers, ...(verb === 'GET' ? {} : { body }) }
      return (await (await fetch(`/trpc/${name}${query}`, init)).json()).result?.data
    },
    [procedure, JSON.stringify(input) ?? '', method] as const,
  )
}

async function makeSurvey(): Promise<number> {
  const unit = (code: string, name: string) => call<{ id: number }>('unit.create', { code, name, level: 'commune' })
  const units = [await unit('P-01', 'Phường Thử Một'), await unit('P-02', 'Phường Thử Hai')]
  const code = 'phieu-du-loai'
  const draft = await call<{ version: number; rev: number }>('questionnaire.createDraft', {
    from: 'nothing',
    code,
    title: MIXED.title,
  })
  const kept = await call<{ rev: number }>('questionnaire.saveDraft', {
    questionnaire: { ...MIXED, code },
    rev: draft.rev,
  })
  await call('questionnaire.publish', { code, version: draft.version, rev: kept.rev })
  const { id } = await call<{ id: number }>('survey.create', {
    code: 'PHIM-2026',
    name: 'Đợt phím 2026',
    year: 2026,
    questionnaireCode: code,
    agencyUnitIds: units.map((one) => one.id),
    sectorIds: [],
  })
  return id
}

const serialBox = () => page.getByLabel('Số phiếu', { exact: true })
const band = () => page.locator('[data-band]').getAttribute('data-field')
const row = (code: string) => page.locator(`[data-field="${code}"]`)
const foot = (words: string | RegExp) => page.getByRole('status').getByText(words)

async function openForm(): Promise<string> {
  serials += 1
  const serial = `Z-${String(serials).padStart(4, '0')}`
  await serialBox().fill(serial)
  await page.keyboard.press('Enter')
  const agency = page.getByRole('combobox', { name: 'Cơ quan' })
  if ((await agency.count()) > 0 && (await agency.inputValue()) === '') await page.keyboard.type('thu hai\n')
  await passDay(page)
  await page.getByText('chờ phím…').waitFor()
  return serial
}

describe('letters for digits', () => {
  test('chosen by keys beside the form; digits stay answers meanwhile; kept for the next start', async () => {
    await openForm()
    await page.keyboard.press('Control+k')
    await page.getByRole('heading', { name: 'Cách nhập' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await focusedName(page)).toContain('Không')
    await page.keyboard.press('1') // nothing is stolen
    await expect.poll(band).toBe('notice')
    await page.getByRole('button', { name: 'Q W E R T Y U I O P' }).click()
    await page.getByText('Q là 1, W là 2').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('heading', { name: 'Phím' }).waitFor()
    await page.keyboard.press('w')
    await expect.poll(band).toBe('why')
    await page.keyboard.type('quen') // words are words
    expect(await row('why').getByRole('textbox').inputValue()).toBe('quen')
    expect(await page.getByText('thay các số, theo cách nhập đã chọn').count()).toBe(1)
    await page.reload()
    await page
      .getByText(/đang nhập dở/)
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(band).toBe('why')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('q')
    await expect.poll(band).toBe('month')
    await expectNoSidewaysScroll(page)
  })

  test('own keys are ten presses; what means something else is refused; Esc leaves only the panel', async () => {
    await openForm()
    await page.keyboard.press('Control+k')
    await page.getByRole('button', { name: 'Tự chọn' }).click()
    await page.getByText('Nhấn phím cho số 1').waitFor()
    await page.keyboard.press('5')
    await page.getByText('Phím này đã có việc khác').waitFor()
    await page.keyboard.press('z')
    await page.keyboard.press('z')
    await page.getByText('Phím này đã là số 1').waitFor()
    await page.keyboard.type('xcvbnasdf')
    await page.getByText('Z X C V B N A S D F là 1 2 3').waitFor()
    await page.getByRole('button', { name: 'Tự chọn' }).focus()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Phím' }).waitFor()
    await page.keyboard.press('x')
    await expect.poll(band).toBe('month') // late is 2: nobody was told
  })
})

describe('a refused key', () => {
  const sounds = () => page.evaluate(() => (window as unknown as { sounds: number }).sounds) // set below
  async function listen(): Promise<void> {
    await page.evaluate(() => {
      const count = { sounds: 0 }
      Object.defineProperty(window, 'sounds', { get: () => count.sounds, configurable: true })
      const start = OscillatorNode.prototype.start
      OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
        count.sounds += 1
        start.call(this, when)
      }
    })
  }
  const color = () => row('late').evaluate((element) => getComputedStyle(element).backgroundColor)

  test('is heard, seen and told; each can be turned off, and with all three off it is refused all the same', async () => {
    await listen()
    await openForm()
    const calm = await color()
    await page.keyboard.press('7')
    await foot('Câu A1 không có mã 7').waitFor()
    expect(await sounds()).toBe(1)
    const red = await color()
    expect(red).not.toBe(calm)
    expect(await row('late').getByText('không nhận').count()).toBe(1)

    await page.keyboard.press('Control+k')
    const turn = (name: string) => page.getByRole('button', { name, exact: true }).click()
    await turn('Âm thanh')
    await page.keyboard.press('8')
    await foot('Câu A1 không có mã 8').waitFor()
    expect(await sounds()).toBe(1)
    await turn('Chữ')
    await page.keyboard.press('9')
    await foot('Câu A1').waitFor({ state: 'detached' })
    expect(await row('late').getByText('không nhận').count()).toBe(0)
    expect(await color()).toBe(red)
    await turn('Màu')
    await page.getByText('Tắt cả ba thì phím sai vẫn không được nhận').waitFor()
    await page.keyboard.press('6')
    expect(await color()).toBe(calm)
    expect(await band()).toBe('late')
    await turn('Chữ')
    await page.keyboard.press('5')
    await foot('Câu A1 không có mã 5').waitFor()
    expect(await color()).toBe(calm)
    await page.keyboard.press('2')
    await expect.poll(band).toBe('month')
    expect(await sounds()).toBe(1)
  })
})

describe('input methods and locks', () => {
  test('Enter that ends a composition stays in the words; the next one goes on', async () => {
    await openForm()
    await page.keyboard.type('12')
    await expect.poll(band).toBe('why')
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'chờ', selectionStart: 3, selectionEnd: 3 })
    const enter = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    expect(await band()).toBe('why')
    await session.send('Input.insertText', { text: 'chờ' })
    await page.keyboard.type(' lâu')
    expect(await row('why').getByRole('textbox').inputValue()).toBe('chờ lâu')
    await page.keyboard.press('Enter')
    await expect.poll(band).toBe('month')
  })

  test('with NumLock off the number pad still types: answers, a question’s number, a serial', async () => {
    const session = await page.context().newCDPSession(page)
    const pad = (digit: number, key: string) =>
      session.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        code: `Numpad${digit}`,
        key,
        windowsVirtualKeyCode: 0,
        isKeypad: true,
      })
    await serialBox().fill('N-')
    await pad(4, 'ArrowLeft')
    await pad(7, 'Home')
    expect(await serialBox().inputValue()).toBe('N-47')
    await openForm()
    await pad(1, 'End')
    await expect.poll(band).toBe('notice')
    await page.keyboard.press('Control+g')
    await pad(9, 'PageUp')
    await page.keyboard.press('Enter')
    await expect.poll(band).toBe('q9_1')
  })
})

test('Home, End, PgUp, PgDn, Tab, Shift+Tab and Backspace move as they say', async () => {
  await openForm()
  const at = async (key: string): Promise<string | null> => {
    await page.keyboard.press(key)
    return band()
  }
  expect(await at('End')).toBe('comment')
  expect(await at('Shift+Tab')).toBe('q9_3')
  expect(await at('Home')).toBe('late')
  expect(await at('Tab')).toBe('month')
  expect(await at('PageDown')).not.toBe('month')
  expect(await at('PageUp')).toBe('late')
  await page.keyboard.type('1')
  expect(await at('Backspace')).toBe('late')
  expect(await row('late').getByRole('radio', { checked: true }).count()).toBe(0)
})

test('keys pressed before the desk stands are held for it', async () => {
  await openForm()
  await page.keyboard.press('Control+Enter')
  await foot(/Còn \d+ câu chưa nhập/).waitFor()
  await page.waitForTimeout(450)
  await page.keyboard.press('Control+Enter')
  await serialBox().waitFor() // the agency is kept from here on
  await page.route('**/trpc/entry.open*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800))
    await route.continue()
  })
  await page.goto(new URL(`/surveys/${surveyId}/entry`, server.url).href)
  await page.getByRole('heading', { level: 1, name: 'Nhập phiếu' }).waitFor()
  await page.keyboard.type('E-0001\n12som')
  await expect.poll(band).toBe('why')
  expect(await row('why').getByRole('textbox').inputValue()).toBe('som')
  expect(await page.getByText('E-0001', { exact: true }).count()).toBe(1)
})

describe('batches', () => {
  beforeAll(async () => {
    const [one] = await call<{ id: number }[]>('unit.list', undefined, 'GET')
    await call('batch.create', {
      surveyId,
      batches: [
        { code: 'L1', unitId: one?.id ?? 0, firstSerial: 'B-001', lastSerial: 'B-050' },
        { code: 'L2', firstSerial: 'B-051', lastSerial: 'B-100' },
      ],
    })
  })
  const box = (name: string) => page.getByRole('combobox', { name })

  test('a serial in a batch’s range brings the batch, and the batch its agency', async () => {
    await serialBox().fill('B-007')
    await page.keyboard.press('Enter')
    await page.getByText('chờ phím…').waitFor()
    const strip = page.getByRole('button', { name: /Số phiếu B-007 Lô phiếu L1 Cơ quan Phường Thử Một/ })
    await strip.waitFor()
    await expectNoSidewaysScroll(page)
  })

  test('a batch asked for by the address is chosen; a serial of another one is told, not refused', async () => {
    const { batches } = await call<{ batches: { id: number; code: string }[] }>('survey.get', { id: surveyId }, 'GET')
    const second = batches.find(({ code }) => code === 'L2')
    await visit(page, `/surveys/${surveyId}/entry?batch=${second?.id}`)
    await serialBox().waitFor()
    expect(await box('Lô phiếu').inputValue()).toBe('L2')
    await serialBox().fill('B-008')
    await page.getByText('Số B-008 thuộc lô L1').waitFor()
    await box('Lô phiếu').focus()
    await page.keyboard.type('l2\n') // it lies there, whatever its number
    await page.keyboard.press('Enter')
    await page.getByText('chờ phím…').waitFor()
    await page.getByRole('alert').getByText('Số B-008 thuộc lô L1').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })
})

test('after the last form of a batch it is said to be full, and the next batch is offered with its serial', async () => {
  await call('batch.create', {
    surveyId,
    batches: [
      { code: 'N1', firstSerial: 'N1-01', lastSerial: 'N1-02' },
      { code: 'N2', firstSerial: 'N1-03', lastSerial: 'N1-03' },
    ],
  })
  await visit(page, `/surveys/${surveyId}/entry`)
  await serialBox().waitFor()
  const side = page.getByRole('complementary').filter({ hasText: 'Hôm nay' })
  async function keyOne(serial: string): Promise<void> {
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForTimeout(250) // a deliberate second press is taken
    await page.keyboard.press('Control+Enter')
    await page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
  }
  await serialBox().fill('N1-01')
  await page.keyboard.press('Enter')
  await passDay(page)
  await keyOne('N1-01')
  await side.getByText('1 / 2 phiếu').waitFor()
  await page.keyboard.press('Enter')
  await keyOne('N1-02')
  await page.getByText('Lô N1 đã đủ 2/2 phiếu.').waitFor()
  await page.getByText('Số N1-03 thuộc lô N2: nhấn Enter để nhập vào lô ấy.').waitFor()
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/full.png` })
  await page.keyboard.press('Enter')
  await keyOne('N1-03')
  await page.getByText('Lô N2 đã đủ 1/1 phiếu.').waitFor()
  await expect.poll(() => serialBox().inputValue()).toBe('')
})

test('the next form’s keys after a refused save are heard and written nowhere', async () => {
  const serial = await openForm()
  await page.keyboard.type('1')
  await page.keyboard.press('ArrowDown') // A2 is forgotten
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter') // past the end: save
  await foot(/Còn \d+ câu chưa nhập.* hoặc nhấn Ctrl\+Enter để lưu/).waitFor()
  await page.keyboard.type('\n2112\n0002', { delay: 30 })
  await foot(`Phiếu ${serial} chưa lưu, phím vừa gõ không được nhận.`).waitFor()
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/held.png` })
  expect(await band()).toBe('notice')
  const done = page.getByRole('progressbar', { name: 'Số câu đã nhập' })
  expect(await done.getAttribute('aria-valuenow')).toBe('1')
})

test('Enter stops at the day before the first form, and a serial misread keeps the focus', async () => {
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith('sipas.entry.header')) sessionStorage.removeItem(key)
  })
  await page.reload()
  await serialBox().waitFor()
  await serialBox().fill('x'.repeat(45))
  await page.keyboard.press('Enter')
  await page.getByText('40 ký tự').waitFor()
  expect(await focusedName(page)).toContain('Số phiếu')
  await serialBox().fill('NG-1')
  await page.keyboard.press('Enter')
  await page.keyboard.type('l2\nthu hai\n')
  expect(await focusedName(page)).toContain('Ngày thu phiếu')
  await page.keyboard.type('2011202')
  await page.keyboard.press('Enter')
  await page.getByText('Ngày chưa đúng').waitFor()
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/day.png` })
  await page.keyboard.type('20112026\n')
  await page.getByText('chờ phím…').waitFor()
  expect(await band()).toBe('late')
})

test('a form begun by somebody else is told as theirs in another window', async () => {
  const serial = await openForm()
  await page.keyboard.type('1')
  await call('operator.create', { name: 'Trần Văn Thử', role: 'keyer' })
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  try {
    const other = await context.newPage()
    await other.goto(server.newUrl())
    await other.getByRole('button', { name: /Trần Văn Thử/ }).click()
    await other.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
    await visit(other, `/surveys/${surveyId}/entry`)
    await other.getByLabel('Số phiếu', { exact: true }).fill(serial)
    await other.getByText(`Số ${serial} đang do người khác nhập dở`).waitFor()
  } finally {
    await context.close()
  }
})
