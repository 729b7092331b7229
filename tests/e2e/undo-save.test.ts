import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { passDay } from '../support/keyboard.ts'

/** Taking the form saved last back, by keys alone, in the real desk over the real store. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
let surveyId: number
let serials = 100

/** Every row of tthc-2017 in time, down to the wishes. */
const ALL_ROWS = `121121${'1112'}${'2'}${'4'.repeat(23)}`

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-undo-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
  page = await context.newPage()
  await page.goto(server.url)
  await page.getByLabel('Họ và tên').waitFor()
  await page.keyboard.type('Nguyễn Thị Mẫu')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Trang chính' }).waitFor()
  const unit = await call<{ id: number }>('unit.create', { code: 'P-01', name: 'Phường Thử Một', level: 'commune' })
  const sectors = await call<{ id: number }[]>('sector.list', undefined, 'GET')
  const survey = await call<{ id: number }>('survey.create', {
    ...{ code: 'THU-2026', name: 'Đợt thử 2026', year: 2026, questionnaireCode: 'tthc-2017' },
    ...{ agencyUnitIds: [unit.id], sectorIds: sectors.slice(0, 1).map(({ id }) => id) },
  })
  surveyId = survey.id
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goto(new URL(`/surveys/${surveyId}/entry`, server.url).href)
  await serialBox().waitFor()
})

async function call<T>(procedure: string, input: unknown, method: 'GET' | 'POST' = 'POST'): Promise<T> {
  return await page.evaluate(
    async ([name, body, verb]) => {
      const operator = sessionStorage.getItem('sipas.operator') ?? ''
      const headers = { 'content-type': 'application/json', 'x-sipas-operator': operator }
      const query = verb === 'GET' ? `?input=${encodeURIComponent(body)}` : ''
      const answer = await fetch(`/trpc/${name}${query}`, { method: verb, headers, ...(verb === 'POST' && { body }) })
      return (await answer.json()).result.data
    },
    [procedure, JSON.stringify(input), method] as const,
  )
}

const serialBox = () => page.getByLabel('Số phiếu', { exact: true })
const band = () => page.locator('[data-band]').getAttribute('data-field')
const pill = (text: RegExp) => page.getByRole('status').filter({ hasText: text }).first().waitFor()

async function begin(): Promise<string> {
  serials += 10
  const serial = `L-${serials}`
  await serialBox().fill(serial)
  await page.keyboard.press('Enter')
  await passDay(page)
  await page.getByText('chờ phím…').waitFor()
  return serial
}

/** All rows, the wishes, no words; Enter at the end saves. */
async function keyToEnd(): Promise<void> {
  await page.keyboard.type(`${ALL_ROWS}10`)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}

async function formsOf(serial: string) {
  const input = { surveyId, filter: { text: serial }, offset: 0, limit: 9 }
  const { rows } = await call<{ rows: { id: string; state: string; isUndone: boolean }[] }>(
    'response.page',
    input,
    'GET',
  )
  return rows
}

test('Ctrl+Z after saving brings the form back at its last question; saved again it is there once', async () => {
  const serial = await begin()
  await keyToEnd()
  await pill(new RegExp(`Đã lưu .* phiếu ${serial}`))
  await page.keyboard.press('Control+z')
  await pill(new RegExp(`Đã lấy lại phiếu ${serial}`))
  expect(await band()).toBe('comment')
  // A second time changes nothing: the form before is not meant.
  await page.keyboard.press('Control+z')
  await page.keyboard.press('ArrowUp') // out of the words
  await page.keyboard.press('Home')
  await page.keyboard.type('2') // the first answer was a slip
  await page.keyboard.press('Control+Enter')
  await pill(new RegExp(`Đã lưu .* phiếu ${serial}`))
  const forms = await formsOf(serial)
  expect(forms.map(({ state, isUndone }) => [state, isUndone]).sort()).toEqual([
    ['valid', false],
    ['void', true],
  ])
})

test('a form half keyed waits; the button does the same; after the form before is saved it goes on', async () => {
  const first = await begin()
  await keyToEnd()
  await pill(new RegExp(`Đã lưu .* phiếu ${first}`))
  await page.keyboard.press('Enter')
  await page.getByText('chờ phím…').waitFor()
  await page.keyboard.type('12')
  await page.getByRole('button', { name: /^Lấy lại/ }).click()
  await pill(new RegExp(`Đã lấy lại phiếu ${first}`))
  await page.keyboard.press('Control+Enter')
  await pill(new RegExp(`Đã lưu .* phiếu ${first}`))
  await expect.poll(band).toBe('a_age') // two answers were keyed
})

test('asked while the save is on its way, it waits for it and loses no key', async () => {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/trpc\/entry\.save(\?|$)/, async (route) => {
    await held
    await route.continue()
  })
  const serial = await begin()
  await keyToEnd()
  await pill(new RegExp(`Đang lưu phiếu ${serial}`))
  await page.keyboard.press('Control+z')
  await page.keyboard.type('Chờ lâu')
  await pill(new RegExp(`Đang lấy lại phiếu ${serial}`))
  expect(await formsOf(serial)).toEqual([])
  const drafts = async () => {
    const open = await call<{ drafts: { header: { serial: string } }[] }>('entry.open', { surveyId }, 'GET')
    return open.drafts.filter(({ header }) => header.serial === serial)
  }
  await expect.poll(async () => JSON.stringify(await drafts())).toContain('Chờ lâu')
  expect(await drafts()).toHaveLength(1) // of one paper
  expect(await page.getByText('ở cửa sổ khác').count()).toBe(0)
  release()
  await pill(new RegExp(`Đã lấy lại phiếu ${serial}`))
  await page.keyboard.press('Control+Enter')
  await pill(new RegExp(`Đã lưu .* phiếu ${serial}`))
  const valid = (await formsOf(serial)).filter(({ state }) => state === 'valid')
  const { texts } = await call<{ texts: Record<string, string> }>('response.get', { surveyId, id: valid[0]?.id }, 'GET')
  expect(Object.values(texts)).toEqual(['Chờ lâu'])
})

test('an undo that the store refuses leaves the form saved, and says why', async () => {
  const serial = await begin()
  await keyToEnd()
  await pill(new RegExp(`Đã lưu .* phiếu ${serial}`))
  await page.route('**/trpc/entry.undo*', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-sipas-operator': '999' } }),
  )
  await page.keyboard.press('Control+z')
  await page.getByText(`Phiếu ${serial} không lấy lại được`).waitFor()
  expect((await formsOf(serial)).map(({ state }) => state)).toEqual(['valid'])
})

test('the history of a form tells what changed, from what to what, and of one taken back that it was', async () => {
  const serial = await begin()
  await keyToEnd()
  await pill(new RegExp(`Đã lưu .* phiếu ${serial}`))
  await page.keyboard.press('Control+z')
  await pill(new RegExp(`Đã lấy lại phiếu ${serial}`))
  const [form] = await formsOf(serial)
  await page.goto(new URL(`/surveys/${surveyId}/responses/${form?.id}`, server.url).href)
  const history = page.getByRole('region', { name: 'Lịch sử' })
  await history.getByText('Lấy lại phiếu vừa lưu', { exact: true }).waitFor()
  await history.getByText('Trạng thái: hợp lệ thành đã huỷ').waitFor()
  await history.getByText('Lý do: Người nhập lấy lại phiếu vừa lưu để sửa').waitFor()
  await page.getByText('đã lấy lại', { exact: true }).waitFor()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await page.goto(new URL(`/surveys/${surveyId}/responses?state=void`, server.url).href)
  await page.getByText('đã lấy lại', { exact: true }).first().waitFor()
})
