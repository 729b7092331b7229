import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import {
  ALL_KEYS,
  answerIn,
  callAs,
  keyFirst,
  keySecond,
  makeVerifySurvey,
  recordWith,
  type VerifySurvey,
} from '../support/verify-page.ts'

/** The desk of the second keying and the settling of discrepancies, with keys alone, over the real store. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let survey: VerifySurvey

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-verify-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  page = await context.newPage()
  await page.goto(server.url)
  await page.getByLabel('Họ và tên').waitFor()
  await page.keyboard.type('Nguyễn Thị Mẫu')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
  survey = await makeVerifySurvey(page, {
    'DC-1': { name: 'Đối chiếu', verifyMode: 'dependent', verifyPlan: 'all' },
    'DL-1': { name: 'Độc lập', verifyMode: 'blind', verifyPlan: 'all' },
    'PX-1': { name: 'Phân xử', verifyMode: 'blind', verifyPlan: 'all' },
    'DP-1': { name: 'Đầu phiếu', verifyMode: 'dependent', verifyPlan: 'none' },
  })
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

/** Another person sits down at this window. */
async function signIn(who: string): Promise<void> {
  await page.evaluate((id) => sessionStorage.setItem('sipas.operator', String(id)), survey.operators[who] ?? 0)
}

async function open(address: string): Promise<void> {
  await page.goto(new URL(`/surveys/${survey.surveyId}/${address}`, server.url).href)
}

const serialBox = () => page.getByLabel('Số phiếu', { exact: true })
const band = () => page.locator('[data-band]').getAttribute('data-field')
const shot = (name: string) =>
  process.env.SHOTS === undefined ? undefined : page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })

async function openDesk(batch: string, who: string): Promise<void> {
  await signIn(who)
  await open(`verify?batch=${survey.batches[batch]}`)
  await serialBox().waitFor()
}

/** Serial, agency, sector, and no day: nothing of them is filled in. */
async function begin(serial: string, agency = 'thu hai'): Promise<void> {
  await serialBox().fill(serial)
  await page.keyboard.press('Enter')
  for (const name of ['Cơ quan', 'Lĩnh vực']) {
    const box = page.getByRole('combobox', { name })
    expect([await box.inputValue(), await box.evaluate((one) => one === document.activeElement)]).toEqual(['', true])
    await page.keyboard.type(name === 'Cơ quan' ? agency : 'dat')
    await page.keyboard.press('Enter')
  }
  expect(await page.getByLabel('Ngày thu phiếu').evaluate((box) => box === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
}

/** The rest of a form after its last scale: no wish ticked, no words, saved. */
async function finish(): Promise<void> {
  await page.keyboard.type('.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}

const answers = async (id: string) =>
  (
    await callAs<{ record: string; history: { kind: string }[] }>(
      page,
      survey.operators.dung ?? 0,
      'response.get',
      { surveyId: survey.surveyId, id },
      'GET',
    )
  ).record

describe('keying against the first keying', () => {
  test('the same throughout agrees; the next serial is offered; what it took is kept', async () => {
    await keyFirst(page, survey, 'lan', 'DC-1', 'D-01')
    await keyFirst(page, survey, 'lan', 'DC-1', 'D-02')
    await openDesk('DC-1', 'hoa')
    await page.getByText('Nhập kiểm tra, đối chiếu từng câu').waitFor()
    expect(await serialBox().inputValue()).toBe('D-01')
    await shot('1-serial')
    await begin('D-01')
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.type(ALL_KEYS.slice(0, 20))
    await shot('2-keying')
    await page.keyboard.type(ALL_KEYS.slice(20))
    await finish()
    await page.getByText(/phiếu D-01 khớp/).waitFor()
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-part="serial"] input')?.value === 'D-02',
    )
    expect(await page.getByText('Còn 1 phiếu').count()).toBe(1)
    await shot('3-saved')
  })

  test('the second keyer errs: both values are shown, keyed as stored it goes on, and nothing changes', async () => {
    const id = await keyFirst(page, survey, 'lan', 'DC-1', 'D-03')
    await openDesk('DC-1', 'hoa')
    await begin('D-03')
    await page.keyboard.type(`${ALL_KEYS.slice(0, 12)}5`)
    expect(await band()).toBe('k02')
    await page.locator('[data-band]').getByText('lần một 4 vừa gõ 5').waitFor()
    await page.getByText('Câu 8.2: lần một 4 Hài lòng · vừa gõ 5 Rất hài lòng.').waitFor()
    await shot('4-differs')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.keyboard.type(ALL_KEYS.slice(12))
    await finish()
    await page.getByText(/phiếu D-03, 1 chỗ đã xem lại/).waitFor()
    expect(await answers(id)).toBe(recordWith())
  })

  test('the first keyer erred: keyed twice the same, the new answer stands in the saved form', async () => {
    const id = await keyFirst(page, survey, 'lan', 'DC-1', 'D-04', {
      k05: '1',
      u_result: '3',
      u_late_notice: '1',
      u_late_apology: '2',
    })
    await openDesk('DC-1', 'hoa')
    await begin('D-04')
    // u_result 1 twice: the two questions about delay are no longer asked.
    await page.keyboard.type(`${ALL_KEYS.slice(0, 9)}${ALL_KEYS[8]}`)
    expect(await band()).toBe('u_harassment')
    await page.keyboard.type(`${ALL_KEYS.slice(9, 16)}4${ALL_KEYS.slice(16)}`)
    await finish()
    await page.getByText(/phiếu D-04, /).waitFor()
    expect(answerIn(await answers(id), 'k05')).toBe('4')
    expect(await answers(id)).toBe(recordWith())
  })

  test('the browser dies in the middle: the form is offered, and goes on where it stopped', async () => {
    const id = await keyFirst(page, survey, 'lan', 'DC-1', 'D-05')
    await openDesk('DC-1', 'hoa')
    await begin('D-05')
    await page.keyboard.type(`${ALL_KEYS.slice(0, 14)}2`) // 8.4 differs and waits
    await page.getByText(/lần một 4\s+vừa gõ 2/).waitFor()
    await page.waitForTimeout(300)
    await open('batches') // nothing was asked, nothing was saved
    await openDesk('DC-1', 'hoa')
    await page.getByText('Phiếu D-05 đang nhập dở').waitFor()
    await shot('5-kept')
    await page.keyboard.press('Enter')
    await page.getByText('chờ phím…').waitFor()
    expect(await band()).toBe('k04')
    // Home names the form in its address.
    const batchId = survey.batches['DC-1']
    const of = { surveyId: survey.surveyId, batchId }
    const { drafts } = await callAs<{ drafts: { id: string }[] }>(page, null, 'verification.open', of, 'GET')
    await open(`verify?batch=${batchId}&draft=${drafts[0]?.id}`)
    await page.getByText('chờ phím…').waitFor()
    expect(await band()).toBe('k04')
    await page.keyboard.type(ALL_KEYS.slice(14))
    await finish()
    await page.getByText(/phiếu D-05, 1 chỗ/).waitFor()
    expect(await answers(id)).toBe(recordWith())
  })

  test('one’s own form, one that is verified, one nobody has keyed and one of another batch are told at the serial', async () => {
    await keyFirst(page, survey, 'hoa', 'DC-1', 'D-06')
    await keyFirst(page, survey, 'lan', 'DL-1', 'L-99')
    await openDesk('DC-1', 'hoa')
    const refused = async (serial: string, words: RegExp): Promise<void> => {
      await begin(serial)
      await page.locator('#serial-note').getByText(words).waitFor()
      expect(await serialBox().evaluate((box) => box === document.activeElement)).toBe(true)
    }
    await refused('D-06', /do chính anh\/chị nhập lần đầu/)
    await shot('6-refused')
    await refused('D-01', /đã được nhập kiểm tra/)
    await refused('D-77', /chưa có phiếu “D-77” nhập lần đầu/)
    await refused('L-99', /thuộc lô khác \(“DL-1”\)/)
  })

  test('a header that differs is told with both values; Enter again keeps one’s own', async () => {
    const id = await keyFirst(page, survey, 'lan', 'DC-1', 'D-07')
    await openDesk('DC-1', 'hoa')
    await begin('D-07', 'thu mot')
    await page.getByText('lần một “Phường Thử Hai”, vừa nhập “Phường Thử Một”').waitFor()
    await shot('7-header')
    await page.waitForTimeout(450)
    await page.keyboard.press('Enter')
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.type(ALL_KEYS)
    await finish()
    await page.getByText(/phiếu D-07, 1 chỗ/).waitFor()
    const { header } = await callAs<{ header: { agencyId: number } }>(
      page,
      null,
      'response.get',
      { surveyId: survey.surveyId, id },
      'GET',
    )
    expect(header.agencyId).toBe(survey.agencies[0])
  })
})

describe('the first keying changes while it is keyed again', () => {
  /** A supervisor's signed correction of one answer. */
  async function correct(id: string, answers: Readonly<Record<string, string>>): Promise<void> {
    const of = { surveyId: survey.surveyId, id }
    const saved = await callAs<{ rev: number; header: { weight: number; unitId: number } }>(
      page,
      null,
      'response.get',
      of,
      'GET',
    )
    const input = {
      ...of,
      baseRev: saved.rev,
      reason: 'Xem lại tờ phiếu',
      header: saved.header,
      record: recordWith(answers),
    }
    await callAs(page, 1, 'response.correct', { ...input, texts: {} })
  }

  test('at saving: one key compares with it as it is, only what it says otherwise is asked again', async () => {
    const id = await keyFirst(page, survey, 'lan', 'DC-1', 'D-08')
    await openDesk('DC-1', 'hoa')
    await begin('D-08')
    await page.keyboard.type(ALL_KEYS)
    await correct(id, { k01: '5' })
    await finish()
    await page.getByText(/Phiếu D-08 chưa lưu: lần nhập một/).waitFor()
    await shot('16-stale')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.keyboard.press('Control+Enter')
    await page.getByText('Lần nhập một vừa được sửa ở câu 8.1.').waitFor()
    expect(await band()).toBe('k01')
    await shot('17-renewed')
    await page.keyboard.type('5')
    await page.keyboard.press('Control+Enter')
    await page.getByText(/phiếu D-08/).waitFor()
    expect(answerIn(await answers(id), 'k01')).toBe('5')
  })

  test('while it was put aside: it is asked on resuming, and the correction is not undone unseen', async () => {
    const id = await keyFirst(page, survey, 'lan', 'DC-1', 'D-09')
    await openDesk('DC-1', 'hoa')
    await begin('D-09')
    await page.keyboard.type(ALL_KEYS)
    await page.waitForTimeout(300)
    await correct(id, { k01: '5' })
    await openDesk('DC-1', 'hoa')
    await page.getByText('Phiếu D-09 đang nhập dở').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Lần nhập một vừa được sửa ở câu 8.1.').waitFor()
    expect(await band()).toBe('k01')
  })
})

describe('where only the identifiers are keyed again', () => {
  test('the serial and the header are all of a form', async () => {
    await keyFirst(page, survey, 'lan', 'DP-1', 'P-01')
    await keyFirst(page, survey, 'lan', 'DP-1', 'P-02')
    await openDesk('DP-1', 'hoa')
    await shot('8-identifiers')
    await begin('P-01')
    await page.waitForTimeout(200)
    await shot('9-identifiers-after')
    await page.getByText(/phiếu P-01 khớp/).waitFor()
    await begin('P-02')
    await page.getByRole('link', { name: /Nhập tiếp DC-1/ }).waitFor()
    await shot('18-next-batch')
  })
})

describe('keying without sight of the first keying', () => {
  test('the same agrees; what differs waits for a third person, and neither keyer may settle it', async () => {
    await keyFirst(page, survey, 'lan', 'DL-1', 'L-01')
    const id = await keyFirst(page, survey, 'lan', 'DL-1', 'L-02', { k01: '2', k22: '3' })
    await openDesk('DL-1', 'hoa')
    await page.getByText('Nhập kiểm tra độc lập, không thấy lần một').waitFor()
    await begin('L-01')
    await page.keyboard.type(ALL_KEYS)
    await finish()
    await page.getByText(/phiếu L-01 khớp/).waitFor()
    await begin('L-02')
    await page.keyboard.type(ALL_KEYS)
    await finish()
    await page.getByText(/phiếu L-02: 2 chỗ khác, chờ người thứ ba/).waitFor()
    await shot('10-blind')
    expect(answerIn(await answers(id), 'k01')).toBe('2')
    await open(`responses/${id}`)
    await page.getByText('đang chờ người thứ ba xem tờ phiếu').waitFor()
    expect(await page.getByText('Sửa phiếu').count()).toBe(0)
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await shot('10b-sealed')

    await open('discrepancies')
    await page.getByText('Sai khác do người thứ ba phân xử').waitFor()
    await signIn('minh')
    await open('discrepancies')
    const row = page.getByRole('row').filter({ hasText: 'L-02' })
    await row.waitFor()
    await shot('11-list')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    const href = await row.getByRole('link').getAttribute('href')
    const verification = String(href).split('/').at(-1)
    const settle = { surveyId: survey.surveyId, id: verification, baseRev: 1, values: { k01: '4', k22: '4' } }
    const refused = (who: string) => callAs(page, survey.operators[who] ?? 0, 'verification.settle', settle)
    await expect(refused('lan')).rejects.toThrow()
    await expect(refused('hoa')).rejects.toThrow()

    expect(await row.getByRole('link', { name: 'Phân xử' }).evaluate((link) => link === document.activeElement)).toBe(
      true,
    )
    await page.keyboard.press('Enter')
    await page.getByText('Lấy tờ phiếu số').waitFor()
    await shot('12-settle')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    expect(await page.locator('main').innerText()).not.toMatch(/Lan|Hoa/)
    // The first place by its own value, the second by a third one: both keyers had it wrong.
    const words = (await page.locator('[data-place="k01"] button').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' '),
    )
    expect(words.sort()).toEqual(['2 Không hài lòng', '4 Hài lòng'])
    await page.keyboard.press('4')
    await page.locator('[data-place="k22"][aria-current]').waitFor()
    await page.keyboard.type('9')
    await page.getByText(/Câu \S+ không có mã 9: chỉ nhận từ 1 đến 5/).waitFor()
    await shot('13-third')
    await page.keyboard.type('5')
    await page.getByText('Đã chọn đủ.').waitFor()
    await shot('14-chosen')
    await page.keyboard.press('Enter')
    await page.getByText('Không có sai khác nào chờ phân xử').waitFor()
    await shot('15-none')
    expect(await answers(id)).toBe(recordWith({ k22: '5' }))
  })
})

describe('settling by keys alone', () => {
  const WISHES = Array.from({ length: 10 }, (_, at) => `wish_${at + 1}`)
  const wishes = (...ticked: readonly number[]) =>
    Object.fromEntries(WISHES.map((code, at) => [code, ticked.includes(at + 1) ? '1' : '0']))
  const current = () => page.locator('[data-place][aria-current]').getAttribute('data-place')
  const isHere = async (place: string) => {
    await page.locator(`[data-place="${place}"][aria-current]`).waitFor()
    expect(await current()).toBe(place)
  }

  test('an identifier, a question that opens others, those it opens, and ticks', async () => {
    const id = await keyFirst(page, survey, 'lan', 'PX-1', 'X-01', { u_result: '1', ...wishes(1, 2) })
    await keySecond(page, survey, 'hoa', ['PX-1', 'X-01'], {
      answers: { u_result: '2', ...wishes(2, 4) },
      header: { agencyId: survey.agencies[0] ?? 0 },
    })
    await signIn('minh')
    await open('discrepancies')
    const settle = page.getByRole('row').filter({ hasText: 'X-01' }).getByRole('link', { name: 'Phân xử' })
    await settle.waitFor()
    await settle.focus()
    await page.keyboard.press('Enter')
    await page.getByText('Còn 3 chỗ').waitFor()

    // Who gave the form: found by a part of its name, as at the desk.
    await isHere('@agency')
    await page.keyboard.type('thu mot')
    await page.keyboard.press('Enter')
    // Neither keyer had 3, so neither was asked the two questions of a late result; now they stand below it.
    await isHere('u_result')
    expect(await page.locator('[data-place="u_late_notice"]').count()).toBe(0)
    await page.keyboard.press('3')
    await isHere('u_late_notice')
    await page.keyboard.press('1')
    await isHere('u_late_apology')
    // Thought better of it: back at the question that opened them they are gone, and come again.
    await page.keyboard.press('Backspace')
    await isHere('u_late_notice')
    await page.keyboard.press('Backspace')
    await isHere('u_result')
    expect(await page.locator('[data-place="u_late_apology"]').count()).toBe(0)
    await page.keyboard.type('312')
    await isHere('wish')
    await page.keyboard.type('2,7')
    await shot('19-settle-ticks')
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('Đã chọn đủ.').waitFor()
    await shot('20-settle-chosen')
    await page.keyboard.press('Enter')
    await page.getByText('Không có sai khác nào chờ phân xử').waitFor()

    const said = { u_result: '3', u_late_notice: '1', u_late_apology: '2', ...wishes(2, 7) }
    expect(await answers(id)).toBe(recordWith(said))
    const of = { surveyId: survey.surveyId, id }
    const { header } = await callAs<{ header: { agencyId: number } }>(page, null, 'response.get', of, 'GET')
    expect(header.agencyId).toBe(survey.agencies[0])
  })

  test('a value of the two is reached by arrows; Escape leaves everything as it was', async () => {
    const id = await keyFirst(page, survey, 'lan', 'PX-1', 'X-02', { k01: '2' })
    await keySecond(page, survey, 'hoa', ['PX-1', 'X-02'], { answers: { k01: '5' } })
    await open('discrepancies')
    await page.getByRole('row').filter({ hasText: 'X-02' }).getByRole('link', { name: 'Phân xử' }).press('Enter')
    await isHere('k01')
    await page.keyboard.press('5')
    await page.getByText('Đã chọn đủ.').waitFor()
    await page.keyboard.press('Escape')
    const again = page.getByRole('row').filter({ hasText: 'X-02' }).getByRole('link', { name: 'Phân xử' })
    await again.waitFor()
    expect(answerIn(await answers(id), 'k01')).toBe('2')
    await again.press('Enter')
    await isHere('k01')
    await page.keyboard.press('ArrowRight')
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
    await page.keyboard.press('Enter')
    await page.getByText('Đã chọn đủ.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Không có sai khác nào chờ phân xử').waitFor()
    expect(answerIn(await answers(id), 'k01')).toBe(focused.trim().charAt(0))
  })
})
