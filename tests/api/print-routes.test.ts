import { describe, expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { createOperator, type Role } from '../../src/app/operators.ts'
import { printOverview } from '../../src/app/print-forms.ts'
import { makeWorkspace } from '../support/make-services.ts'
import { readPdf } from '../support/printed-pdf.ts'

async function openApp() {
  const workspace = await makeWorkspace()
  const app = createHttpApp(workspace.services)
  const ask = (method: 'GET' | 'POST', path: string, operatorId = workspace.administrator.id) =>
    app.request(`/files/${path}`, { method, headers: { 'x-sipas-operator': String(operatorId) } })
  const get = (path: string, operatorId?: number) => ask('GET', path, operatorId)
  const post = (path: string, operatorId?: number) => ask('POST', path, operatorId)
  const states = async () =>
    (await printOverview(workspace.services, workspace.survey.id)).runs.map(({ state }) => state)
  return { ...workspace, ask, get, post, states }
}

const FORM = 'form?survey=HN-2026&copies='

describe('POST form', () => {
  test('answers the PDF under a name with its first serial, and counts as printed once it was taken whole', async () => {
    const { post, states } = await openApp()
    const answer = await post(`${FORM}3&batch=X-01`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain(
      'Phiếu in HN-2026 000001-3.pdf',
    )
    const pdf = new Uint8Array(await answer.arrayBuffer())
    expect(await states()).toEqual(['printed'])
    const pages = await readPdf(pdf, 0)
    expect(pages).toHaveLength(3 * 4)
    expect(pages.at(-1)?.text).toContain('000003-7')
  })

  test('estimates its size within a fifth, for a bar of progress', async () => {
    const { post } = await openApp()
    for (const copies of [10, 40]) {
      const answer = await post(`${FORM}${copies}`)
      const estimated = Number(answer.headers.get('x-sipas-estimated-bytes'))
      const { byteLength } = await answer.arrayBuffer()
      expect(Math.abs(estimated / byteLength - 1)).toBeLessThan(0.2)
    }
  })

  test('given up by the one who asked counts as cancelled', async () => {
    const { post, states } = await openApp()
    const answer = await post(`${FORM}50`)
    const reader = answer.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(await states()).toEqual(['cancelled'])
  })

  test.each([
    ['POST', `${FORM}0`, 'print-copies-bad'],
    ['POST', `${FORM}x`, 'bad-input'],
    ['POST', `${FORM}0x10`, 'bad-input'],
    ['POST', `${FORM}1e2`, 'bad-input'],
    ['GET', 'questionnaire-form?code=tthc-2017&version=0x1', 'bad-input'],
    ['POST', `${FORM}1&variant=huge`, 'bad-input'],
    ['POST', 'form?survey=KHONG-CO&copies=1', 'survey-not-found'],
    ['GET', 'questionnaire-form?code=khong-co', 'questionnaire-not-found'],
    ['GET', 'page-map?code=khong-co', 'questionnaire-not-found'],
  ] as const)('%s %s is refused', async (method, path, code) => {
    const { ask, states } = await openApp()
    const answer = await ask(method, path)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(await answer.json()).toMatchObject({ error: { code, vi: expect.any(String), en: expect.any(String) } })
    expect(await states()).toEqual([])
  })

  test.each(['keyer', 'verifier'] satisfies Role[])('is not for a %s', async (role) => {
    const opened = await openApp()
    const { id } = await createOperator(opened.services, opened.administrator, { name: 'Trần Văn Thử', role })
    const others = ['questionnaire-form?code=tthc-2017', 'page-map?code=tthc-2017'].map((path) => opened.get(path, id))
    for (const answer of await Promise.all([opened.post(`${FORM}1`, id), ...others])) {
      expect(await answer.json()).toMatchObject({ error: { code: 'not-allowed' } })
    }
    expect(await opened.states()).toEqual([])
  })

  test('is no link: to follow one changes nothing', async () => {
    const { get, states } = await openApp()
    expect((await get(`${FORM}3`)).status).toBe(404)
    expect(await states()).toEqual([])
  })
})

test('GET questionnaire-form answers one sheet without a serial, in large print if asked', async () => {
  const { get, states } = await openApp()
  const standard = await readPdf(
    new Uint8Array(await (await get('questionnaire-form?code=sipas-2026')).arrayBuffer()),
    0,
  )
  const large = await get('questionnaire-form?code=sipas-2026&version=1&variant=large')
  const pages = await readPdf(new Uint8Array(await large.arrayBuffer()), 0)
  expect(pages.length).toBeGreaterThan(standard.length)
  expect(pages.some(({ text }) => /\d{6}-\d/.test(text))).toBe(false)
  expect(await states()).toEqual([])
})

test('GET page-map answers where the boxes stand', async () => {
  const { get } = await openApp()
  const answer = await get('page-map?code=sipas-2026')
  expect(answer.headers.get('content-type')).toBe('application/json')
  // Its 39 items of satisfaction with 5 boxes each, among others.
  const { boxes } = (await answer.json()) as { boxes: { variable: string }[] }
  expect(boxes.filter(({ variable }) => variable.startsWith('q9_'))).toHaveLength(39 * 5)
})
