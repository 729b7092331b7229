import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { makeWorkspace } from '../support/make-services.ts'

const JSON_BODY = { 'content-type': 'application/json' }

async function openApp() {
  const lines: { event: string; fields: Readonly<Record<string, unknown>> }[] = []
  const workspace = await makeWorkspace({ log: (event, fields = {}) => lines.push({ event, fields }) })
  const operator = { 'x-sipas-operator': String(workspace.administrator.id) }
  return { ...workspace, app: createHttpApp(workspace.services), operator, lines }
}

test('every answer carries headers that let the page load nothing from elsewhere', async () => {
  const { app } = await openApp()
  for (const path of ['/trpc/operator.list', '/nothing']) {
    const { headers } = await app.request(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy.replaceAll("'none'", '').replaceAll("'self'", '')).not.toMatch(/https?:|data:|blob:|\*|unsafe/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})

test('nothing is changed by a GET, and several calls in one request are refused', async () => {
  const { app, operator } = await openApp()
  const input = encodeURIComponent(JSON.stringify({ office: 'Sở Nội vụ' }))
  const changed = await app.request(`/trpc/setting.update?input=${input}`, { headers: operator })
  expect(changed.status).toBe(405)
  const batch = await app.request('/trpc/operator.list,operator.list?batch=1', { headers: operator })
  expect(batch.status).toBe(400)
})

test('a form from another page, which has no JSON content type, is refused', async () => {
  const { app, operator } = await openApp()
  const body = new URLSearchParams({ office: 'x' })
  const answer = await app.request('/trpc/setting.update', { method: 'POST', headers: operator, body })
  expect(answer.status).toBe(415)
})

test('a body over the cap is refused before it is read into memory', async () => {
  const { app, operator } = await openApp()
  const body = JSON.stringify({ office: 'x'.repeat(9_000_000) })
  const request = { method: 'POST', headers: { ...JSON_BODY, ...operator }, body }
  const answer = await app.request('/trpc/setting.update', request)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toMatchObject({ error: { code: 'too-large', params: { limit: 8 } } })
})

test('an unknown, inactive or malformed operator is nobody', async () => {
  const { app } = await openApp()
  for (const id of ['999', '0', '-1', '1 OR 1=1', '1e0', '٣']) {
    const answer = await app.request(`/trpc/home.get?operator=${encodeURIComponent(id)}`)
    expect(answer.status, id).toBe(401)
  }
  expect((await app.request('/trpc/home.get?operator=1')).status).toBe(200)
})

test('an unforeseen failure shows a number and nothing else; the log has the same number and no data', async () => {
  const { app, operator, services, lines } = await openApp()
  // A damaged row: the program itself cannot write one.
  services.store.sqlite.exec(
    "INSERT INTO draft (id, survey_id, operator_id, serial, content, started_at_ms, updated_at_ms, survey_version_id) VALUES ('d', 1, 1, 'HN-77', 'Nguyễn Văn Bí mật', 0, 0, 1)",
  )
  const answer = await app.request('/trpc/home.get', { headers: operator })
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toMatch(/Bí mật|JSON|\.ts|stack|node_modules/)
  const { id } = JSON.parse(text).error.data.appError.params
  expect(id).toMatch(/^[0-9A-F]{6}$/)
  expect(lines).toEqual([{ event: 'unexpected-error', fields: expect.objectContaining({ id, path: 'home.get' }) }])
  expect(JSON.stringify(lines)).not.toMatch(/Bí mật/)
})

test('a file closed or replaced meanwhile is told in words', async () => {
  const { app, operator, services, lines } = await openApp()
  await services.close()
  const answer = await app.request('/trpc/home.get', { headers: operator })
  expect(await answer.json()).toMatchObject({ error: { data: { appError: { code: 'database-replaced' } } } })
  expect(lines).toEqual([])
})

test('what fails before any procedure begins is told as unexpected too', async () => {
  const { app, operator, services, lines } = await openApp()
  services.store.sqlite.exec('ALTER TABLE operator RENAME TO elsewhere')
  const answer = await app.request('/trpc/home.get', { headers: operator })
  expect(answer.status).toBe(500)
  expect(await answer.json()).toMatchObject({ error: { data: { appError: { code: 'unexpected' } } } })
  expect(lines).toHaveLength(1)
})
