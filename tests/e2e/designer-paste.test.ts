import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, openShell, visit } from '../support/shell-page.ts'

/** What is too much for a draft, pasted into its fields: as much as fits is taken, the rest is told, and the draft is kept. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-paste-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'x-sipas-operator': '1' }
    const body = JSON.stringify({
      from: 'copy',
      of: 'tthc-2017',
      version: 1,
      code: 'dan',
      title: { vi: 'Dán', en: '' },
    })
    await fetch('/trpc/questionnaire.createDraft', { method: 'POST', headers, body })
  })
  await visit(page, '/questionnaires/dan/1/edit')
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const field = (name: string) => page.locator(`#designer-panel [data-field="${name}"]`)
const told = (words: string) => page.getByRole('log').getByText(words)
const kept = (): Promise<void> => page.getByText(/^Đã lưu( lúc|$)/).waitFor()

async function paste(name: string, text: string): Promise<void> {
  await field(name).focus()
  await page.keyboard.press('Control+a')
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

test('a text that is too long for its field is cut, told and kept', async () => {
  await paste('label.vi', 'dài '.repeat(1250))
  await told('Đã cắt bớt: ô này nhận tối đa 2.000 ký tự.').waitFor()
  expect((await field('label.vi').inputValue()).length).toBe(2000)
  await kept()
  expect(await axeFindings(page)).toEqual([])
})

test('a long line among several is cut and told as well, and what is written next is kept', async () => {
  await paste('choices.0.label.vi', `ngắn\n${'dài '.repeat(800)}`)
  await told('Đã cắt bớt: mỗi ô nhận tối đa 2.000 ký tự.').waitFor()
  expect((await field('choices.1.label.vi').inputValue()).length).toBe(2000)
  await field('label.vi').fill('Câu hỏi sau khi dán')
  await page.getByText('Đang lưu…').waitFor()
  await kept()
  expect(await page.getByRole('alert').count()).toBe(0)
})

test('lines without room are counted', async () => {
  const lines = Array.from({ length: 1_000 }, (_, at) => `dòng ${at + 1}`)
  const written = await page.locator('#designer-panel [data-field^="choices."][data-field$=".label.vi"]').count()
  await paste('choices.0.label.vi', lines.join('\n'))
  const taken = 99 - (written - 1) // every other option that is written stays
  await told(`Chỉ nhận ${taken} dòng; ${1_000 - taken} dòng sau chưa dán.`).waitFor()
  expect(await field('choices.98.label.vi').count()).toBe(1)
  await kept()
})
