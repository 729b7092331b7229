import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { createDemo } from '../../src/app/create-demo.ts'
import { createOperator } from '../../src/app/operators.ts'
import { makeServices } from '../support/make-services.ts'
import { docxParts, textOfXml } from '../support/read-docx.ts'

async function openDemo() {
  const services = await makeServices()
  const administrator = await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  const keyer = await createOperator(services, administrator, { name: 'Trần Văn Mẫu', role: 'keyer' })
  await createDemo(services, { responses: 300, seed: 1 })
  const app = createHttpApp(services)
  const ask = (query: Record<string, string>, init: RequestInit = {}, operator = administrator.id) =>
    app.request(`/files/report?${new URLSearchParams({ survey: 'DEMO', operator: String(operator), ...query })}`, init)
  return { services, keyer, ask }
}

const textOf = async (response: Response): Promise<string> => {
  const parts = await docxParts(new Uint8Array(await response.arrayBuffer()))
  return textOfXml(parts.get('word/document.xml') ?? '')
}
const linesOf = async (response: Response): Promise<Record<string, unknown>[]> =>
  (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('a report is a link, named after what it is of', async () => {
  const { ask } = await openDemo()
  const answer = await ask({ format: 'docx', agencyId: '3', kind: 'notice', period: '2026' })
  expect(answer.status).toBe(200)
  const disposition = answer.headers.get('content-disposition') ?? ''
  expect(disposition).toMatch(/^attachment; filename="Thong bao chi so hai long DEMO - So Xay dung - 2026\.docx"/)
  expect(decodeURIComponent(disposition)).toContain('Thông báo chỉ số hài lòng DEMO - Sở Xây dựng - 2026.docx')
  expect(await textOf(answer)).toContain('Sở Xây dựng')
})

test('a page to look at is shown in a frame of our own screens, with its own style and nothing that runs', async () => {
  const { ask } = await openDemo()
  const answer = await ask({ format: 'html', agencyId: '3' })
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename=".*\.html"/)
  expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy.split('; ').toSorted()).toEqual([
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'img-src data:',
    "style-src 'unsafe-inline'",
  ])
  expect(await answer.text()).toContain('Sở Xây dựng')
  // Of everything else under the same address the strict ones hold.
  for (const other of [await ask({ format: 'docx' }), await ask({ format: 'html', period: '2001' })]) {
    expect(other.headers.get('x-frame-options')).toBe('DENY')
    expect(other.headers.get('content-security-policy')).toContain("style-src 'self'")
  }
})

test('made with its stages told, it is then had at once, and only once', async () => {
  const { services, ask } = await openDemo()
  const query = { format: 'docx', agencyId: '3' }
  expect(await linesOf(await ask(query, { method: 'POST' }))).toEqual([
    { type: 'progress', stage: 'figures' },
    { type: 'progress', stage: 'pictures' },
    { type: 'progress', stage: 'file' },
    { type: 'done', result: { name: 'Báo cáo chỉ số hài lòng DEMO - Sở Xây dựng.docx' } },
  ])
  // What is changed meanwhile shows whether a report was made before it.
  services.store.sqlite.exec("UPDATE unit SET name = 'Sở Đổi tên' WHERE code = 'SO-XD'")
  expect(await textOf(await ask(query))).not.toContain('Sở Đổi tên')
  expect(await textOf(await ask(query))).toContain('Sở Đổi tên')
})

test('what cannot be made is told in words, with the reason', async () => {
  const { ask } = await openDemo()
  const refusals = [
    [{ format: 'doc' }, 400, 'bad-input'],
    [{ format: 'docx', agencyId: '1', sectorId: '1' }, 400, 'bad-input'],
    [{ format: 'docx', agencyId: '0x3' }, 400, 'bad-input'],
    [{ format: 'docx', unknown: '1' }, 400, 'bad-input'],
    [{ format: 'docx', agencyId: '999' }, 400, 'agency-unknown'],
    [{ format: 'docx', period: '2026-Q5' }, 400, 'report-period-bad'],
    [{ format: 'docx', period: '2001' }, 400, 'report-empty'],
    [{ format: 'docx', survey: 'NOTHING' }, 404, 'survey-not-found'],
  ] as const
  for (const [query, status, code] of refusals) {
    const answer = await ask(query)
    expect(answer.status, JSON.stringify(query)).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { code } })
  }
  const lines = await linesOf(await ask({ format: 'docx', period: '2001' }, { method: 'POST' }))
  expect(lines.at(-1)).toMatchObject({ type: 'error', error: { code: 'report-empty' } })
})

test('those who key forms make no reports', async () => {
  const { ask, keyer } = await openDemo()
  for (const method of ['GET', 'POST']) {
    expect((await ask({ format: 'docx' }, { method }, keyer.id)).status).toBe(403)
  }
})
