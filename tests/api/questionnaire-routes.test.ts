import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { createOperator, type Role } from '../../src/app/operators.ts'
import { makeWorkspace } from '../support/make-services.ts'

const FORM = readFileSync(join(import.meta.dirname, '../fixtures/xlsform/yxf-favorite-color.csv'))
const FILE = { 'content-type': 'application/octet-stream' }

async function openApp() {
  const { services, administrator } = await makeWorkspace()
  const app = createHttpApp(services)
  const as = async (role: Role): Promise<Record<string, string>> => {
    const { id } = await createOperator(services, administrator, { name: `Người ${role}`, role })
    return { 'x-sipas-operator': String(id) }
  }
  const send = (body: BodyInit, headers: Record<string, string>, query = '?name=mau-sac'): Promise<Response> =>
    Promise.resolve(app.request(`/files/questionnaire${query}`, { method: 'POST', headers, body }))
  return { app, as, send, who: { 'x-sipas-operator': String(administrator.id) } }
}

test('a form comes in as a draft with all that it lost, and goes out again in both ways', async () => {
  const { app, as, send } = await openApp()
  const analyst = await as('analyst')
  const answer = await send(FORM, { ...analyst, ...FILE })
  expect(answer.status).toBe(200)
  const imported = await answer.json()
  expect(imported).toMatchObject({ code: 'fav-color', version: 1, state: 'draft', isNew: true })
  expect(imported.rows).toEqual({ read: 10, carried: 8 })
  expect(imported.told[0]).toEqual({
    ...{ sheet: 'survey', row: 2, what: 'French (fr)', severity: 'lost', code: 'form-language-left' },
    message: { vi: expect.stringMatching(/^Ngôn ngữ này/), en: expect.stringMatching(/^This language/) },
  })
  const link = (format: string): string => `/files/questionnaire?code=fav-color&version=1&format=${format}`
  const json = await app.request(link('json'), { headers: analyst })
  expect(await json.json()).toMatchObject({ code: 'fav-color', version: 1 })
  const xlsx = await app.request(link('xlsx'), { headers: analyst })
  expect(xlsx.headers.get('content-disposition')).toContain('Mau phieu hoi fav-color v1.xlsx')
  const back = await (await send(await xlsx.arrayBuffer(), { ...analyst, ...FILE })).json()
  expect(back).toMatchObject({ code: 'fav-color', version: 1, isNew: false, told: [] })
})

test('under another code; a file that is wrong is refused in both languages', async () => {
  const { who, send } = await openApp()
  const other = await (await send(FORM, { ...who, ...FILE }, '?name=x&code=mau-sac')).json()
  expect(other).toMatchObject({ code: 'mau-sac', version: 1 })
  const wrong = await send('{"format": ', { ...who, ...FILE })
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({
    error: { code: 'json-bad', params: { line: 1 }, vi: expect.any(String), en: expect.any(String) },
  })
  expect((await send('', { ...who, ...FILE })).status).toBe(400)
  expect((await send(FORM, { ...who, ...FILE }, '?surprise=1')).status).toBe(400)
  expect((await send(Buffer.alloc(33_000_000, ' '), { ...who, ...FILE })).status).toBe(400)
})

test('only who may write questionnaires, and no page of another site', async () => {
  const { as, send } = await openApp()
  for (const role of ['keyer', 'verifier', 'supervisor'] as const) {
    expect((await send(FORM, { ...(await as(role)), ...FILE })).status).toBe(403)
  }
  expect((await send(FORM, FILE)).status).toBe(401)
  expect((await send(FORM, { ...(await as('analyst')), 'content-type': 'text/plain' })).status).toBe(400)
})
