import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { changeCases, getCase, listCases } from '../../src/app/action-cases.ts'
import { reviewPeriod } from '../../src/app/action-review.ts'
import { createOperator } from '../../src/app/operators.ts'
import { readTable } from '../files/read-table.ts'
import { makeWeak } from '../support/weak-workspace.ts'

async function openApp() {
  const weak = await makeWeak()
  await weak.openAll()
  const { services, administrator } = weak
  const app = createHttpApp(services)
  const [first] = (await listCases(services, {})).rows
  const id = first?.id ?? ''
  const who = { 'x-sipas-operator': String(administrator.id) }
  const put = (query: Record<string, string>, body: BodyInit | null, headers: Record<string, string> = {}) =>
    app.request(`/files/evidence?${new URLSearchParams({ case: id, ...query })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', ...who, ...headers },
      body,
    })
  const get = (path: string, headers: Record<string, string> = who) => app.request(`/files/${path}`, { headers })
  const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code
  return { ...weak, app, id, put, get, codeOf }
}

test('a file is kept and handed out as bytes to be saved, under its own name', async () => {
  const { services, id, put, get } = await openApp()
  const file = Buffer.from('<script>alert(1)</script>')
  expect((await put({ title: 'Kế hoạch', name: 'kế hoạch.html', document: '12/KH' }, file)).status).toBe(200)
  const [evidence] = (await getCase(services, id)).evidence
  const answer = await get(`evidence?id=${evidence?.id}`)
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename="ke hoach.html"; filename*=UTF-8''k%E1%BA%BF%20ho%E1%BA%A1ch.html`,
  )
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(file)
})

test('a document without a file is enough; neither is not', async () => {
  const { services, id, put, codeOf } = await openApp()
  expect((await put({ title: 'Công văn', document: '34/CV', datedOn: '2026-11-20' }, null)).status).toBe(200)
  expect((await getCase(services, id)).evidence).toMatchObject([{ document: '34/CV', datedOn: '2026-11-20', bytes: 0 }])
  expect(await codeOf(await put({ title: 'Công văn' }, null))).toBe('evidence-empty')
})

test('whatever a file is called, it is kept by a name that any disk takes and that reads as it is', async () => {
  const { services, id, put } = await openApp()
  const names = [
    '../../etc/passwd',
    'C:\\Windows\\a.exe',
    'x\r\nA: b.pdf',
    '\u202efdp.exe',
    'a"<b>.pdf',
    ' ',
    '..',
    'Báo cáo.pdf',
  ]
  for (const name of names) expect((await put({ title: 'Tài liệu', name }, 'x')).status).toBe(200)
  const kept = (await getCase(services, id)).evidence.map(({ fileName }) => fileName)
  expect(kept).toEqual(['passwd', 'a.exe', 'xA- b.pdf', 'fdp.exe', 'a--b-.pdf', '_', '_', 'Báo cáo.pdf'])
})

test('a file without a byte is no evidence', async () => {
  const { services, id, put, codeOf } = await openApp()
  expect(await codeOf(await put({ title: 'Kế hoạch', document: '12/KH', name: 'a.pdf' }, ''))).toBe(
    'evidence-file-empty',
  )
  expect((await getCase(services, id)).evidence).toEqual([])
})

test('what is larger than 5 MB is refused with the limit, and nothing is kept', async () => {
  const { services, id, put } = await openApp()
  const large = await put({ title: 'Ảnh', name: 'a.png' }, Buffer.alloc(5_000_001))
  expect(large.status).toBe(413)
  const { error } = (await large.json()) as { error: { code: string; vi: string } }
  expect(error.code).toBe('evidence-too-large')
  expect(error.vi).toContain('5 MB')
  expect((await getCase(services, id)).evidence).toEqual([])
  expect((await put({ title: 'Ảnh', name: 'a.png' }, Buffer.alloc(5_000_000))).status).toBe(200)
})

test('a keyer gets nothing of it, a verifier reads, a page of another site sends nothing', async () => {
  const { services, administrator, put, get, codeOf } = await openApp()
  const headersOf = async (role: 'keyer' | 'verifier') => {
    return { 'x-sipas-operator': String((await createOperator(services, administrator, { name: role, role })).id) }
  }
  const [keyer, verifier] = [await headersOf('keyer'), await headersOf('verifier')]
  expect((await get('actions', keyer)).status).toBe(403)
  expect((await get('evidence?id=1', keyer)).status).toBe(403)
  expect((await get('actions', verifier)).status).toBe(200)
  expect((await put({ title: 'x', document: 'y' }, null, verifier)).status).toBe(403)
  expect(await codeOf(await put({ title: 'x', document: 'y' }, null, { 'content-type': 'text/plain' }))).toBe(
    'bad-input',
  )
  expect((await get('evidence?id=99')).status).toBe(404)
})

test('the review as a file has the numbers of the page', async () => {
  const { services, administrator, get } = await openApp()
  const keyer = await createOperator(services, administrator, { name: 'K', role: 'keyer' })
  const path = 'actions-review?year=2026&period=M11'
  expect((await get(path, { 'x-sipas-operator': String(keyer.id) })).status).toBe(403)
  expect((await get('actions-review?year=2026&period=Q5')).status).toBe(400)
  const { rows, total } = await reviewPeriod(services, { year: 2026, period: 'M11' })
  const { rows: lines } = await readTable(await (await get(path)).text())
  const [head = [], ...body] = lines
  const column = (name: string) => body.map((line) => line[head.indexOf(name)])
  expect(column('Cơ quan, đơn vị')).toEqual(['Toàn tỉnh', 'Sở Xây dựng', 'Cộng'])
  expect(column('Từ ngày')).toEqual(Array(3).fill('2026-11-01'))
  const counts = [...rows.map((row) => row.counts), total]
  expect(column('Mở mới').map(Number)).toEqual(counts.map(({ opened }) => opened))
  expect(column('Cuối kỳ').map(Number)).toEqual([1, 2, 3])
  expect(column('Quá hạn cuối kỳ').map(Number)).toEqual([0, 0, 0])
  const xlsx = await get(`${path}&format=xlsx`)
  expect(decodeURIComponent(xlsx.headers.get('content-disposition') ?? '')).toContain('Rà soát khắc phục 2026-M11.xlsx')
})

test('the list as a file: one agency or all, no cell that a spreadsheet would run', async () => {
  const { services, administrator, id, surveyId, get } = await openApp()
  await changeCases(services, administrator, { cases: [{ id, rev: 1 }], assignee: '=1+1' })
  const { rows: all } = await readTable(await (await get(`actions?survey=${surveyId}`)).text())
  const [head = [], ...rows] = all
  expect(head.slice(0, 6)).toEqual([
    ...['Đợt khảo sát', 'Cơ quan, đơn vị', 'Lĩnh vực', 'Mã', 'Nội dung, yếu tố, tiêu chí', 'Vì sao cần khắc phục'],
  ])
  expect(rows.map((row) => row[1])).toEqual(['Toàn tỉnh', 'Sở Xây dựng', 'Sở Xây dựng'])
  expect(rows[0]?.[head.indexOf('Giao cho')]).toBe("'=1+1")
  const one = await get('actions?agency=1&format=xlsx')
  expect(one.headers.get('content-disposition')).toContain('SO-XD')
  const table = await readTable(Buffer.from(await one.arrayBuffer()))
  expect(JSON.stringify(table)).toContain('dưới chỉ tiêu; nhiều người không hài lòng')
})
