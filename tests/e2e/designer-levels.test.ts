import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { usersOf } from '../../src/core/questionnaire/edit/choice-lists.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { focusedName } from '../support/keyboard.ts'
import { beFirst, openShell, visit } from '../support/shell-page.ts'

/** A scale of a published version in the draft of the next one. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-levels-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-sipas-operator': '1' }
    const body = JSON.stringify({ from: 'newest', code: 'tthc-2017' })
    await fetch('/trpc/questionnaire.createDraft', { method: 'POST', headers, body })
  })
  await visit(page, '/questionnaires/tthc-2017/2/edit')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const FIXED = 'Mức đã ban hành giữ nguyên; đổi thang đo thì đặt câu mới.'
const press = (key: string): Promise<void> => page.keyboard.press(key)

const [scale] = BUILT_IN_QUESTIONNAIRES.filter(({ code }) => code === 'tthc-2017').flatMap((form) =>
  form.choiceLists.filter(({ code, isScale }) => isScale && usersOf(form, code).length > 0),
)
if (scale === undefined) throw new Error('tthc-2017 asks with a scale')

test('levels that were published can be worded anew, and neither moved nor removed; one more comes after them', async () => {
  await page.getByRole('tab', { name: 'Danh sách phương án' }).click()
  await page.getByRole('button', { name: new RegExp(`^${scale.code}`) }).click()
  const rows = page.getByRole('list', { name: 'Mức' }).getByRole('listitem')
  const words = () =>
    rows
      .getByRole('textbox', { name: /^Mức \d+$/ })
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
  const before = await words()
  for (const name of ['Chuyển Mức 2 lên', 'Chuyển Mức 2 xuống', 'Xoá Mức 2']) {
    const button = rows.getByRole('button', { name })
    expect([await button.isDisabled(), await button.getAttribute('title')]).toEqual([true, FIXED])
  }
  const second = rows.getByRole('textbox', { name: 'Mức 2', exact: true })
  await second.focus()
  await press('Alt+ArrowUp')
  expect(await words()).toEqual(before)
  await press('Enter')
  await expect.poll(() => rows.count()).toBe(scale.choices.length + 1)
  await expect.poll(() => focusedName(page)).toBe(`Mức ${scale.choices.length + 1}`)
  expect((await words()).slice(0, scale.choices.length)).toEqual(before)
  await press('Backspace')
  await expect.poll(() => rows.count()).toBe(scale.choices.length)
  await second.fill('Đổi chữ thì được')
  expect(await words()).toEqual(before.with(1, 'Đổi chữ thì được'))
})
