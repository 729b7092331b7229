import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Inputs, Outputs } from '../../renderer/api-client.ts'
import { launchBrowser, startServer, type TestServer } from '../support/browser.ts'
import { axeFindings, beFirst, expectNoSidewaysScroll, makeDemo, openShell, visit } from '../support/shell-page.ts'

/** A survey with forms moves to a newer version of its questionnaire; the old forms stay as they were. */
let folder: string
let server: TestServer
let browser: Browser
let page: Page
/** The item that version 2 no longer asks. */
let goneItem: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sipas-versions-'))
  server = await startServer(folder)
  browser = await launchBrowser()
  ;({ page } = await openShell(browser, server))
  await beFirst(page)
  await makeDemo(page)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true })
})

const DRAFT = { code: 'tthc-2017', version: 2 } as const

/** The program's own calls, from the window that holds the session. */
async function call<Answer>(path: string, input: object, isQuery = false): Promise<Answer> {
  return page.evaluate(
    async ({ path, input, isQuery }) => {
      const body = JSON.stringify(input)
      const headers = { 'content-type': 'application/json', 'x-sipas-operator': '1' }
      const answer = isQuery
        ? await fetch(`/trpc/${path}?input=${encodeURIComponent(body)}`, { headers })
        : await fetch(`/trpc/${path}`, { method: 'POST', headers, body })
      return (await answer.json()).result.data
    },
    { path, input, isQuery },
  )
}

test('a version without one item is published', async () => {
  await call('questionnaire.createDraft', { from: 'newest', code: DRAFT.code })
  const { questionnaire, rev } = await call<Outputs['questionnaire']['get']>('questionnaire.get', DRAFT, true)
  const items = questionnaire.sections.flatMap(({ questions }) =>
    questions.flatMap((one) => ('items' in one ? one.items : [])),
  )
  goneItem = items.find(({ code }) => code === 'k22')?.label.vi ?? '?'
  const without = JSON.parse(JSON.stringify(questionnaire), (key, value) =>
    Array.isArray(value) && (key === 'items' || key === 'questions')
      ? value.filter((one) => one !== 'k22' && one.code !== 'k22')
      : value,
  ) as Inputs['questionnaire']['saveDraft']['questionnaire']
  const saved = await call<{ rev: number }>('questionnaire.saveDraft', { questionnaire: without, rev })
  await call('questionnaire.publish', { ...DRAFT, rev: saved.rev })
})

test('the survey offers the newer version, says what it costs, and moves after it was asked twice', async () => {
  await visit(page, '/surveys/1/edit')
  const offer = page.getByRole('region', { name: 'Mẫu phiếu đã có bản 2 mới hơn' })
  await offer.getByText('có thể mất câu trả lời').waitFor()
  await offer.getByText(/ở 1 cột \(nhiều nhất [\d.]+ phiếu\)/).waitFor()
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await offer.getByRole('button', { name: 'Chuyển sang bản 2' }).press('Enter')
  await offer.getByRole('button', { name: 'Chắc chắn chuyển? Không quay lại được' }).press('Enter')
  await offer.waitFor({ state: 'detached' })
  await page.getByText('tthc-2017 · bản 2').waitFor()
})

test('an old form is read by its own version, the files offer the comparison of both', async () => {
  await visit(page, '/surveys/1/responses')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await page.getByText(goneItem).first().waitFor()
  await visit(page, '/files')
  await page.getByRole('link', { name: /^Tải bảng đối chiếu các bản phiếu, Tệp Excel/ }).waitFor()
  expect(await axeFindings(page)).toEqual([])
})

test('paper of the older version is keyed in it, said so above the header, with the way to the newer one', async () => {
  await visit(page, '/surveys/1/entry?form=1')
  await page.getByText('Đang nhập theo bản 1 của mẫu phiếu. Đợt này nay dùng bản 2.').waitFor()
  await page.getByText(goneItem).first().waitFor()
  expect(await axeFindings(page)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: 'Nhập theo bản 2' }).click()
  await page.getByText('Đang nhập theo bản 1').waitFor({ state: 'detached' })
  expect(await page.getByText(goneItem).count()).toBe(0)
})
