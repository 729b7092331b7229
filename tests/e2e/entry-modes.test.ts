import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ASKING } from '../support/asking-questionnaire.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, openShell, visit } from '../support/shell-page.ts'

/** One form keyed by its skip rules and, as another version, as on paper. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let surveys: { strict: number; onPaper: number }

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-modes-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
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

async function makeSurvey(code: string, questionnaireCode: string, unitId: number): Promise<number> {
  const { id } = await call<{ id: number }>('survey.create', {
    ...{ code, name: `Đợt ${code}`, year: 2026, questionnaireCode },
    ...{ agencyUnitIds: [unitId], sectorIds: [] },
  })
  return id
}

async function makeDraft(code: string): Promise<void> {
  const draft = { ...ASKING, code }
  const { rev } = await call<{ rev: number }>('questionnaire.createDraft', {
    from: 'nothing',
    code,
    title: draft.title,
  })
  await call('questionnaire.saveDraft', { questionnaire: draft, rev })
}

const publish = async (code: string): Promise<void> => {
  const { rev } = await call<{ rev: number }>('questionnaire.get', { code, version: 1 }, 'GET')
  await call('questionnaire.publish', { code, version: 1, rev })
}

const band = () => page.locator('[data-band]').getAttribute('data-field')
const rowOf = (code: string) => page.locator(`[data-field="${code}"]`)
const foot = (words: string | RegExp) => page.getByRole('status').getByText(words)
const saved = (serial: string) => page.getByText(new RegExp(`^Đã lưu [\\d:]+ · phiếu ${serial}$`)).waitFor()
/** The question before saving is answered only by somebody who could read it. */
const READ_MS = 450

async function openForm(surveyId: number, serial: string): Promise<void> {
  await visit(page, `/surveys/${surveyId}/entry`)
  await page.getByLabel('Số phiếu', { exact: true }).fill(serial)
  await page.keyboard.press('Enter')
  await passDay(page)
  await page.getByText('chờ phím…').waitFor()
}

async function recordOf(surveyId: number, serial: string): Promise<string> {
  const wanted = { surveyId, filter: { text: serial }, offset: 0, limit: 1 }
  const { rows } = await call<{ rows: { id: string }[] }>('response.page', wanted, 'GET')
  return (await call<{ record: string }>('response.get', { surveyId, id: rows[0]?.id }, 'GET')).record
}

describe('the designer', () => {
  test('says what the clerk will meet, and the choice is kept', async () => {
    for (const code of ['theo-duong', 'nhu-giay']) await makeDraft(code)
    await visit(page, '/questionnaires/nhu-giay/1/edit')
    await page.getByRole('tab', { name: 'Thông tin' }).click()
    const modes = page.getByRole('group', { name: 'Cách nhập phiếu giấy' })
    expect(await modes.getByRole('radio', { name: 'Theo đường chuyển câu' }).isChecked()).toBe(true)
    await modes.getByRole('radio', { name: 'Đúng như trên phiếu' }).check()
    await modes.getByText('trên phiếu đánh dấu thế nào thì nhập thế ấy').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await expect
      .poll(() => call<{ questionnaire: unknown }>('questionnaire.get', { code: 'nhu-giay', version: 1 }, 'GET'))
      .toMatchObject({ questionnaire: { entryMode: 'as-on-paper' } })
    await page.getByRole('tab', { name: 'Nhập thử' }).click()
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.type('2')
    expect(await band()).toBe('notice')
    await publish('theo-duong')
    await publish('nhu-giay')
    const unit = await call<{ id: number }>('unit.create', { code: 'P-01', name: 'Phường Thử Một', level: 'commune' })
    surveys = {
      strict: await makeSurvey('CHUYEN', 'theo-duong', unit.id),
      onPaper: await makeSurvey('GIAY', 'nhu-giay', unit.id),
    }
  })

  test('and the page of the questionnaire says it, too', async () => {
    await visit(page, '/questionnaires/nhu-giay/1')
    await page.getByText('Nhập phiếu đúng như trên giấy').waitFor()
  })
})

describe('a form whose respondent answered what was to be left out', () => {
  test('cannot be keyed so by its skip rules', async () => {
    await openForm(surveys.strict, 'S-1')
    await page.keyboard.type('2')
    expect(await band()).toBe('result')
    expect(await rowOf('notice').getByRole('radio').first().isDisabled()).toBe(true)
    await page.keyboard.type('5\n\n')
    await saved('S-1')
    expect(await recordOf(surveys.strict, 'S-1')).toBe('2-5')
  })

  test('as on paper is keyed as it stands, told at its row, and saved with one more key', async () => {
    await openForm(surveys.onPaper, 'G-1')
    await page.keyboard.type('2')
    expect(await band()).toBe('notice')
    await rowOf('notice').getByText('Không phải hỏi: Enter để qua.').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.keyboard.type('1')
    await rowOf('notice').getByText('Xem lại: Theo câu 1 thì không phải hỏi câu này, mà phiếu có trả lời.').waitFor()
    await page.keyboard.type('\n5\n\n')
    await foot(
      'Không phải hỏi mà có trả lời: câu 2. Đúng như trên phiếu thì nhấn Enter để lưu; sửa thì nhấn Backspace rồi gõ.',
    ).waitFor()
    expect([await band(), await page.getByRole('dialog').count()]).toEqual(['notice', 0])
    expect(await axeFindings(page)).toEqual([])
    await expectNoSidewaysScroll(page)
    await page.waitForTimeout(READ_MS)
    await page.keyboard.press('Enter')
    await saved('G-1')
    expect(await recordOf(surveys.onPaper, 'G-1')).toBe('215')
  })

  test('as on paper: passed with Enter where nothing is ticked, and nothing is asked', async () => {
    await openForm(surveys.onPaper, 'G-2')
    await page.keyboard.type('2\n\n4\n\n')
    await saved('G-2')
    expect(await recordOf(surveys.onPaper, 'G-2')).toBe('2-4')
  })

  test('is shown as such, and mended by the one who has the paper', async () => {
    await visit(page, `/surveys/${surveys.onPaper}/responses?text=G-1`)
    await page.getByRole('link', { name: 'G-1' }).click()
    await page.getByText('không phải hỏi mà có trả lời').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Sửa phiếu' }).click()
    await page.getByText('chờ phím…').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Backspace')
    await rowOf('notice').getByText('không phải hỏi', { exact: true }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('Lý do').fill('Đọc lại phiếu')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Phiếu G-1' }).waitFor()
    await expect.poll(() => recordOf(surveys.onPaper, 'G-1')).toBe('2-5')
  })
})
