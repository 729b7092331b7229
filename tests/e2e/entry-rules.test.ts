import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formKey, pageCode } from '../../src/core/print/printed-code.ts'
import { printedSerial } from '../../src/core/print/serial.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { CHECKED } from '../support/checked-questionnaire.ts'
import { passDay } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** Checks, required answers and printed serials at keying, over the real store; and a trial without it. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let surveyId: number

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-rules-'))
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
      const answer = await fetch(`/trpc/${name}${query}`, {
        method: verb,
        headers,
        ...(verb === 'GET' ? {} : { body }),
      })
      const { result, error } = await answer.json()
      return result === undefined ? error : result.data
    },
    [procedure, JSON.stringify(input), method] as const,
  )
}

async function makeSurvey(): Promise<number> {
  const draft = await call<{ version: number; rev: number }>('questionnaire.createDraft', {
    from: 'nothing',
    code: CHECKED.code,
    title: CHECKED.title,
  })
  const kept = await call<{ rev: number }>('questionnaire.saveDraft', {
    questionnaire: CHECKED,
    rev: draft.rev,
  })
  await call('questionnaire.publish', { code: CHECKED.code, version: draft.version, rev: kept.rev })
  const unit = await call<{ id: number }>('unit.create', { code: 'P-01', name: 'Phường Thử Một', level: 'commune' })
  const { id } = await call<{ id: number }>('survey.create', {
    code: 'THU-2026',
    name: 'Đợt thử 2026',
    year: 2026,
    questionnaireCode: CHECKED.code,
    agencyUnitIds: [unit.id],
    sectorIds: [],
  })
  return id
}

const serialBox = () => page.getByLabel('Số phiếu', { exact: true })
const band = () => page.locator('[data-band]').getAttribute('data-field')
const foot = (words: string | RegExp) => page.getByRole('status').getByText(words)
const saved = (serial: string) => page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
/** The question before saving is answered only by somebody who could read it. */
const READ_MS = 450

async function openForm(serial: string): Promise<void> {
  await serialBox().fill(serial)
  await page.keyboard.press('Enter')
  await passDay(page)
  await page.getByText('chờ phím…').waitFor()
}

const rowOf = (code: string) => page.locator(`[data-field="${code}"]`)

interface Page1 {
  readonly rows: readonly { readonly serial: string }[]
}
const savedSerials = async (): Promise<string[]> => {
  const list = { surveyId, filter: {}, offset: 0, limit: 50 }
  return (await call<Page1>('response.page', list, 'GET')).rows.map(({ serial }) => serial)
}

/** Asked to save, and asked again by somebody who read it. */
async function saveAnyway(): Promise<void> {
  await page.keyboard.press('Control+Enter')
  await foot('Ctrl+Enter lần nữa').waitFor()
  await page.waitForTimeout(READ_MS)
  await page.keyboard.press('Control+Enter')
}

/** As a hand scanner does: every key at once, Shift for capitals, then Enter. */
async function scan(text: string): Promise<void> {
  const keyboard = await page.context().newCDPSession(page)
  const send = (type: string, code: string, key: string, text = '') =>
    keyboard.send('Input.dispatchKeyEvent', { type, code, key, text } as Parameters<
      typeof keyboard.send<'Input.dispatchKeyEvent'>
    >[1])
  const strokes: Promise<unknown>[] = []
  for (const character of text) {
    const isLetter = /[A-Z]/.test(character)
    const code = character === '.' ? 'Period' : `${isLetter ? 'Key' : 'Digit'}${character}`
    if (isLetter) strokes.push(send('keyDown', 'ShiftLeft', 'Shift'))
    strokes.push(send('keyDown', code, character, character), send('keyUp', code, character))
    if (isLetter) strokes.push(send('keyUp', 'ShiftLeft', 'Shift'))
  }
  strokes.push(send('keyDown', 'Enter', 'Enter', '\r'), send('keyUp', 'Enter', 'Enter'))
  await Promise.all(strokes)
  await keyboard.detach()
}

describe('checks and required answers', () => {
  test('an impossible answer is told at its row at once, without taking the focus, and the form is not saved', async () => {
    await openForm('K-1')
    await page.keyboard.type('130\n4')
    expect(await rowOf('years').getByText('Không thể').count()).toBe(0)
    await page.keyboard.type('0\n')
    await rowOf('years').getByText('Không thể: Số năm ở nhiều hơn tuổi.').waitFor()
    expect(await band()).toBe('result')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.type('5')
    for (const _ of ['once', 'and again']) {
      await page.keyboard.press('Control+Enter')
      await foot('Phiếu chưa lưu. Câu 3: Số năm ở nhiều hơn tuổi.').waitFor()
      expect(await band()).toBe('years')
      await page.waitForTimeout(READ_MS)
    }
    expect(await savedSerials()).not.toContain('K-1')
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.type('20\n') // the next form's keys
    await foot('Phiếu K-1 chưa lưu, phím vừa gõ không được nhận.').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.type('20\n')
    await rowOf('years').getByText('Không thể').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await saved('K-1')
  })

  test('a suspicious answer, a required one left out and blanks are asked about in one breath', async () => {
    await openForm('K-2')
    await page.keyboard.type('1110\n95\n.')
    await rowOf('years').getByText('Xem lại: Ở từ 90 năm trở lên là hiếm.').waitFor()
    await page.keyboard.press('Control+Enter')
    await foot('Câu bắt buộc chưa có trả lời: 4. Câu 3: Ở từ 90 năm trở lên là hiếm.').waitFor()
    expect([await band(), await page.getByRole('dialog').count()]).toEqual(['years', 0])
    expect(await axeFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await page.waitForTimeout(READ_MS)
    await page.keyboard.press('Control+Enter')
    await saved('K-2')
  })

  test('a correction is held to the same', async () => {
    await visit(page, `/surveys/${surveyId}/responses?text=K-1`)
    await page.getByRole('link', { name: 'K-1' }).click()
    await page.getByRole('link', { name: 'Sửa phiếu' }).click()
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.type('12')
    await scan(pageCode({ key: formKey(CHECKED.code), version: 1 }, 777, 1))
    await foot('Máy quét chỉ dùng khi vào phiếu mới').waitFor()
    await page.keyboard.type('5\n26\n')
    await page.keyboard.press('Control+Enter')
    await foot('Phiếu chưa lưu. Câu 3: Số năm ở nhiều hơn tuổi.').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.type('25\n.')
    await page.keyboard.press('Control+Enter')
    await foot('Câu bắt buộc chưa có trả lời: 4.').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('Lý do').fill('Đọc lại phiếu')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Phiếu K-1' }).waitFor()
  })
})

describe('printed forms', () => {
  const key = formKey(CHECKED.code)
  const codeOf = (number: number, of = 1, formOf = key) => pageCode({ key: formOf, version: 1 }, number, of)
  const strip = (serial: string) => page.getByRole('button', { name: `Số phiếu ${serial} Cơ quan` })

  test('scanned at the serial, a form begins; saved, the next number is offered with its own digit', async () => {
    await scan(codeOf(123))
    await strip('000123-4').waitFor()
    expect(await band()).toBe('gender')
    await page.keyboard.type('130\n20\n5')
    await page.keyboard.press('Control+Enter')
    await saved('000123-4')
    expect(await serialBox().inputValue()).toBe(printedSerial(124))
  })

  test('scanned while answers are keyed, in a list, a number or a text, it becomes no answer', async () => {
    await scan(codeOf(130))
    await strip(printedSerial(130)).waitFor()
    await page.keyboard.type('1')
    for (const keys of ['3', '0\n20\n5', 'Chậm ']) {
      await page.keyboard.type(keys)
      const place = await band()
      const before = await page.getByRole('progressbar', { name: 'Số câu đã nhập' }).getAttribute('aria-valuenow')
      await scan(codeOf(131))
      await foot(`Đã quét phiếu ${printedSerial(131)}; lưu phiếu đang nhập trước`).waitFor()
      expect(await band()).toBe(place)
      const after = await page.getByRole('progressbar', { name: 'Số câu đã nhập' }).getAttribute('aria-valuenow')
      expect(after).toBe(before)
    }
    await scan(codeOf(130, 3))
    await foot('Đúng phiếu đang nhập (trang 3).').waitFor()
    await page.keyboard.type('quá')
    expect(await rowOf('wish').getByRole('textbox').inputValue()).toBe('Chậm quá')
    await page.keyboard.press('Control+Enter')
    await saved(printedSerial(130))
    const { rows } = await call<{ rows: { id: string }[] }>(
      'response.page',
      { surveyId, filter: { text: printedSerial(130) }, offset: 0, limit: 1 },
      'GET',
    )
    const detail = await call<{ record: string; texts: unknown }>('response.get', { surveyId, id: rows[0]?.id }, 'GET')
    expect([detail.record, detail.texts]).toEqual(['10300205', { wish: 'Chậm quá' }])
  })

  test('scanned over a form without an answer, it takes its place', async () => {
    await scan(codeOf(140))
    await strip(printedSerial(140)).waitFor()
    await scan(codeOf(141))
    await strip(printedSerial(141)).waitFor()
    await page.keyboard.press('Control+Home')
    await scan(codeOf(142))
    await strip(printedSerial(142)).waitFor()
    await saveAnyway()
    await saved(printedSerial(142))
  })

  test('scanned in another box of the header, or where a question is gone to, it leaves nothing there', async () => {
    await page.getByLabel('Ngày thu phiếu').focus()
    await scan(codeOf(160))
    await strip(printedSerial(160)).waitFor()
    await page.keyboard.press('Control+Home')
    expect(await page.getByLabel('Ngày thu phiếu').inputValue()).toBe('')
    await page.getByRole('combobox', { name: 'Cơ quan' }).focus()
    await scan(codeOf(161))
    await strip(printedSerial(161)).waitFor()
    await page.keyboard.press('Control+g')
    await page.getByLabel('Đến câu số').waitFor()
    await scan(codeOf(162))
    await strip(printedSerial(162)).waitFor()
    expect([await page.getByLabel('Đến câu số').count(), await band()]).toEqual([0, 'gender'])
  })

  test('a form of another questionnaire, and a digit that does not fit, begin nothing', async () => {
    await scan(codeOf(150, 1, formKey('tthc-2017')))
    await page.getByText('Phiếu vừa quét thuộc mẫu phiếu khác').waitFor()
    expect(await page.getByText('chờ phím…').count()).toBe(0)
    await page.keyboard.type('000150-1') // Damm of 000150: 0→0 0→0 0→0 1→3 5→8 0→9, so 9
    await page.getByText('chữ số kiểm tra').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.getByText('chờ phím…').count()).toBe(0)
    expect(await axeFindings(page)).toEqual([])
  })

  test('the same keys at the speed of a hand are keys', async () => {
    await openForm('K-9')
    await page.keyboard.type('130\n')
    await page.keyboard.type('20', { delay: 50 })
    expect(await rowOf('years').getByRole('textbox').inputValue()).toBe('20')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    const typed = codeOf(123)
    await page.keyboard.type(typed, { delay: 50 })
    expect(await rowOf('wish').getByRole('textbox').inputValue()).toBe(typed)
    await page.keyboard.press('Enter')
    await page.getByText('Hết câu hỏi').waitFor()
    expect(await rowOf('wish').getByRole('textbox').inputValue()).toBe(typed)
  })
})

describe('a trial', () => {
  test('keys as at the desk, stores nothing, and says how long it took', async () => {
    const stored = async () => ({
      drafts: (await call<{ drafts: unknown[] }>('entry.open', { surveyId }, 'GET')).drafts,
      serials: await savedSerials(),
    })
    const before = await stored() // drafts of the forms that the tests above left half-way among them
    await visit(page, `/questionnaires/${CHECKED.code}/1`)
    await page.getByRole('link', { name: 'Nhập thử' }).click()
    await page.getByText('Không lưu gì cả').waitFor()
    await page.keyboard.type('130\n40\n5')
    await rowOf('years').getByText('Không thể').waitFor()
    await page.keyboard.press('Control+Enter')
    await foot('Phiếu chưa lưu').waitFor()
    await page.keyboard.press('Backspace')
    await page.keyboard.type('20\n')
    await page.keyboard.press('Control+Enter')
    // 1, 3 0 Enter, 4 0 Enter, 5, save; Backspace, 2 0 Enter, save.
    await page
      .getByRole('status')
      .getByText(/^Nhập thử xong: 14 phím, \d+ giây$/)
      .waitFor()
    expect(await band()).toBe('gender')
    expect(await axeFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    expect(await stored()).toEqual(before)
  })

  test('of a draft says what has to be written first, then keys it; Esc leaves the form', async () => {
    const draft = { ...CHECKED, code: 'phieu-nhap', version: 1, schemes: [] }
    const create = { from: 'nothing', code: draft.code, title: draft.title }
    const { rev } = await call<{ rev: number }>('questionnaire.createDraft', create)
    const [first, ...rest] = draft.sections[0]?.questions ?? []
    const half = { ...draft, sections: [{ ...draft.sections[0], questions: [{ ...first, choices: 'gone' }, ...rest] }] }
    await call('questionnaire.saveDraft', { questionnaire: half, rev })
    const open = async () => {
      await visit(page, `/questionnaires/${draft.code}/1/edit`)
      await page.getByRole('tab', { name: 'Nhập thử' }).click()
    }
    await open()
    await page.getByText('Chưa nhập thử được').waitFor()
    expect(await page.getByRole('tabpanel').getByRole('listitem').count()).toBe(1)
    expect(await axeFindings(page)).toEqual([])
    const kept = await call<{ rev: number }>('questionnaire.get', { code: draft.code, version: 1 }, 'GET')
    await call('questionnaire.saveDraft', { questionnaire: draft, rev: kept.rev })
    await open()
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.type('130\n')
    expect(await band()).toBe('years')
    expect(await axeFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('tab-preview')
  })
})
