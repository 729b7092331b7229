import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { createDemo } from '../../src/app/create-demo.ts'
import { createOperator } from '../../src/app/operators.ts'
import { makeServices } from '../support/make-services.ts'
import { makeTemplate, templateText } from '../support/make-template.ts'

async function openDemo() {
  const services = await makeServices()
  const administrator = await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  const keyer = await createOperator(services, administrator, { name: 'Trần Văn Mẫu', role: 'keyer' })
  await createDemo(services, { responses: 300, seed: 1 })
  const app = createHttpApp(services)
  const ask = (path: string, query: Record<string, string>, init: RequestInit = {}, operator = administrator.id) =>
    app.request(`/files/${path}?${new URLSearchParams({ operator: String(operator), ...query })}`, init)
  const upload = (bytes: Uint8Array, type = 'application/octet-stream'): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': type },
    body: Buffer.from(bytes),
  })
  return { keyer, ask, upload }
}

const KEPT = { name: 'Báo cáo quý', scope: 'agency', fileName: 'bao-cao.docx' }

test('a template is looked over, kept, handed out and filled', async () => {
  const { ask, upload } = await openDemo()
  const bytes = await makeTemplate(['{ten_co_quan}: {chi_so}', '{chi_soo}'])
  const check = await (await ask('report-template-check', {}, upload(bytes))).json()
  expect(check).toMatchObject({
    isFillable: true,
    problems: [{ kind: 'tag-unknown', tag: '{chi_soo}', nearest: ['{chi_so}'] }],
  })
  const tried = await ask('report-template-preview', { survey: 'DEMO', format: 'docx', agencyId: '3' }, upload(bytes))
  expect(await templateText(new Uint8Array(await tried.arrayBuffer()))).toMatch(/^Sở Xây dựng: \d\d,\d\d\n/)
  expect(await (await ask('report-template', KEPT, upload(bytes))).json()).toMatchObject({ id: 1, check })
  const original = await ask('report-template', { id: '1' })
  expect(original.headers.get('content-disposition')).toContain('bao-cao.docx')
  expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
  const query = { survey: 'DEMO', format: 'docx', template: '1', agencyId: '3' }
  expect(await (await ask('report', query, { method: 'POST' })).text()).toContain('Báo cáo quý - DEMO - SO-XD.docx')
  const filled = await ask('report', query)
  expect(await templateText(new Uint8Array(await filled.arrayBuffer()))).toMatch(
    /^Sở Xây dựng: \d\d,\d\d\n\{chi_soo\}$/,
  )
  const other = await makeTemplate(['{n}'])
  expect((await ask('report-template', { id: '1', fileName: 'b.docx' }, upload(other))).status).toBe(200)
  const sample = await ask('report-template-sample', { scope: 'sector' })
  expect(decodeURIComponent(sample.headers.get('content-disposition') ?? '')).toContain('Mẫu báo cáo ví dụ')
})

test('what cannot be taken is told in words', async () => {
  const { ask, upload } = await openDemo()
  const good = await makeTemplate(['{n}'])
  const refusals = [
    ['report-template', { ...KEPT, scope: 'commune' }, good, 400, 'bad-input'],
    ['report-template', { ...KEPT, id: '1' }, good, 400, 'bad-input'],
    ['report-template', { ...KEPT, name: '…' }, good, 400, 'template-nameless'],
    ['report-template', { id: '9', fileName: 'a' }, good, 404, 'template-not-found'],
    ['report-template', KEPT, Buffer.from('%PDF-1.7'), 400, 'template-not-docx'],
    ['report-template', KEPT, await makeTemplate(['{#co_quan}']), 400, 'template-broken'],
    ['report-template-check', {}, Buffer.alloc(10_000_001), 413, 'template-too-large'],
  ] as const
  for (const [path, query, bytes, status, code] of refusals) {
    const answer = await ask(path, query, upload(bytes))
    expect([answer.status, (await answer.json()).error.code]).toEqual([status, code])
  }
  expect((await ask('report-template', KEPT, upload(good, 'text/plain'))).status).toBe(400)
  expect((await ask('report', { survey: 'DEMO', format: 'docx', template: '9' })).status).toBe(404)
})

test('those who key forms have no part in it', async () => {
  const { ask, upload, keyer } = await openDemo()
  const bytes = await makeTemplate(['{n}'])
  for (const path of ['report-template-check', 'report-template-preview', 'report-template'])
    expect((await ask(path, path === 'report-template' ? KEPT : {}, upload(bytes), keyer.id)).status).toBe(403)
  for (const path of ['report-template', 'report-template-sample'])
    expect((await ask(path, { id: '1' }, {}, keyer.id)).status).toBe(403)
})
