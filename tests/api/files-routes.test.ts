import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { createOperator, type Role } from '../../src/app/operators.ts'
import { readTable } from '../files/read-table.ts'
import { importText, validCount } from '../support/import-text.ts'
import { makeWorkspace } from '../support/make-services.ts'
import { docxParts, textOfXml } from '../support/read-docx.ts'

const FILE = { 'content-type': 'application/octet-stream' }

async function openApp() {
  const workspace = await makeWorkspace()
  const app = createHttpApp(workspace.services)
  const who = { 'x-sipas-operator': String(workspace.administrator.id) }
  const importFile = (body: BodyInit, query = '', headers: Record<string, string> = {}) =>
    app.request(`/files/import?survey=HN-2026${query}`, {
      method: 'POST',
      headers: { ...FILE, ...who, ...headers },
      body,
    })
  const lines = async (response: Response): Promise<Record<string, unknown>[]> =>
    (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
  return { ...workspace, app, who, importFile, lines }
}

interface Refused {
  readonly rejectsId: string
  readonly rejects: readonly { readonly code: string }[]
}

describe('import', () => {
  test('answers its progress line by line, then what it found', async () => {
    const opened = await openApp()
    const rows = Array.from({ length: 20_000 }, (_, n) => `${n},SO-XD,${n % 7}`).join('\n')
    const response = await opened.importFile(`serial,agency,k01\n${rows}`)
    expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/)
    const lines = await opened.lines(response)
    expect(lines.slice(0, -1).every(({ type }) => type === 'progress')).toBe(true)
    expect(lines.length).toBeGreaterThan(2)
    // 0 and 6 are no codes of k01: 2 rows of 7.
    const bad = Array.from({ length: 20_000 }, (_, n) => n % 7).filter((code) => code === 0 || code === 6).length
    expect(lines.at(-1)).toMatchObject({
      type: 'done',
      result: { rowsRead: 20_000, accepted: 20_000 - bad, rejected: bad, rejectCount: bad },
    })
    const { result } = lines.at(-1) as { result: { rejects: { message: { vi: string; en: string } }[] } }
    expect(result.rejects).toHaveLength(1000)
    expect(result.rejects[0]?.message.en).toBe(
      '“0” is neither the code nor the label of an answer. This cell takes 1–5.',
    )
    expect(await validCount(opened)).toBe(20_000 - bad)
  })

  test('a file that is refused ends in an error in both languages', async () => {
    const opened = await openApp()
    const lines = await opened.lines(await opened.importFile('stt\n1\n'))
    expect(lines).toMatchObject([
      { type: 'error', error: { code: 'import-no-serial-column', vi: expect.any(String), en: expect.any(String) } },
    ])
  })

  test('a dry run, making codes, in a chosen encoding', async () => {
    const opened = await openApp()
    const file = Buffer.from('serial;agency\n1;S\u00eb X\n', 'latin1')
    const lines = await opened.lines(
      await opened.importFile(file, '&dryRun=1&createMissing=1&encoding=tcvn3&delimiter=semicolon'),
    )
    expect(lines.at(-1)).toMatchObject({
      type: 'done',
      result: { accepted: 1, encoding: 'tcvn3', delimiter: ';', created: { agencies: 1 } },
    })
    expect(await validCount(opened)).toBe(0)
  })

  test('a file with columns of its own: what they are taken for, how they are mapped, and its refused rows to be mended', async () => {
    const { importFile, app, who, lines, ...opened } = await openApp()
    const csv = 'Mã số;Cơ quan;Chỗ ngồi\n=1;SO-XD;5\n=2;SO-XD;9\n'
    const post = (path: string, body: BodyInit) =>
      app.request(`/files/${path}`, { method: 'POST', headers: { ...FILE, ...who }, body })
    const preview = await (await post('import-preview?survey=HN-2026', csv)).json()
    expect(preview).toMatchObject({
      delimiter: ';',
      columns: [{ column: 'Mã số' }, { column: 'Cơ quan', target: 'agency', by: 'label' }, { column: 'Chỗ ngồi' }],
      rows: [
        ['=1', 'SO-XD', '5'],
        ['=2', 'SO-XD', '9'],
      ],
      remembered: null,
    })
    const mapping = JSON.stringify({ 'Mã số': 'serial', 'Cơ quan': 'agency', 'Chỗ ngồi': 'k01' })
    const mapped = `&mappingBytes=${Buffer.byteLength(mapping)}`
    const done = (await lines(await importFile(mapping + csv, mapped))).at(-1)
    expect(done).toMatchObject({ type: 'done', result: { accepted: 1, rejected: 1, rejectsId: expect.any(String) } })
    const { rejectsId } = (done as { result: { rejectsId: string } }).result
    const get = (format: string, as = who) =>
      app.request(`/files/rejects?id=${rejectsId}&format=${format}&name=tep.csv`, { headers: as })
    for (const format of ['csv', 'xlsx']) {
      const response = await get(format)
      expect(decodeURIComponent(response.headers.get('content-disposition') ?? '')).toContain('tep - không nhận')
      const { rows } = await readTable(new Uint8Array(await response.arrayBuffer()))
      expect(rows.map((row) => row.slice(0, 6))).toEqual([
        ['Mã số', 'Cơ quan', 'Chỗ ngồi', 'Không nhận: dòng', 'Không nhận: cột', 'Không nhận: mã lỗi'],
        ["'=2", 'SO-XD', '9', '3', 'k01', 'cell-unknown-code'],
      ])
      expect(rows[1]?.[6]).toContain('“9” không phải là mã')
    }
    const named = { name: 'Lê Thị B', role: 'supervisor' as const }
    const other = await createOperator(opened.services, opened.administrator, named)
    expect((await get('csv', { 'x-sipas-operator': String(other.id) })).status).toBe(404)
    // Mended as it is, the mapping found by its columns, only the mended row comes in; the first file again doubles nothing.
    const mended = (await (await get('csv')).text()).replace(';9;', ';4;')
    const again = await (await post('import-preview?survey=HN-2026', mended)).json()
    expect(again).toMatchObject({ remembered: JSON.parse(mapping) })
    expect((await lines(await importFile(mapping + mended, mapped))).at(-1)).toMatchObject({
      result: { rowsRead: 1, accepted: 1, rejectsId: null },
    })
    expect((await lines(await importFile(mapping + csv, mapped))).at(-1)).toMatchObject({
      result: { accepted: 0, duplicates: 1, rejected: 1 },
    })
    expect(await validCount(opened)).toBe(2)
    expect((await importFile(`{"x":1}${csv}`, '&mappingBytes=7')).status).toBe(200) // told in its last line
    expect((await lines(await importFile(`{"x":1}${csv}`, '&mappingBytes=7'))).at(-1)).toMatchObject({ type: 'error' })
  })

  test.each([
    [';', 'csv', ['cell-thousands']],
    [';', 'xlsx', ['cell-thousands']],
    [',', 'csv', ['key-unknown']],
    [',', 'xlsx', ['key-unknown']],
  ] as const)('a number in a refused row of %j means in %s what it meant before', async (sign, format, codes) => {
    const { importFile, app, who, lines } = await openApp()
    const csv = 'serial,agency,weight\nA,KHONG-CO,1.250\n'.replaceAll(',', sign)
    const told = async (body: BodyInit) => {
      const { result } = (await lines(await importFile(body))).at(-1) as { result: Refused }
      return { id: result.rejectsId, codes: result.rejects.map(({ code }) => code) }
    }
    const first = await told(sign === ';' ? csv.replace('KHONG-CO', 'SO-XD') : csv)
    expect(first.codes).toEqual(codes)
    const rejects = await app.request(`/files/rejects?id=${first.id}&format=${format}&name=a.csv`, { headers: who })
    expect((await told(await rejects.arrayBuffer())).codes).toEqual(codes)
  })

  test('ending the request cancels it, and the file sent is gone from the disk', async () => {
    const opened = await openApp()
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('sipas-upload-'))
    const rows = Array.from({ length: 50_000 }, (_, n) => `${n},SO-XD`).join('\n')
    const response = await opened.importFile(`serial,agency\n${rows}`)
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    // The next call waits for the connection, and so for the end of the cancelled one.
    expect(await validCount(opened)).toBe(0)
    const lines = await opened.lines(await opened.importFile('serial\n1\n'))
    expect(lines.at(-1)).toMatchObject({ type: 'done', result: { accepted: 1 } })
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith('sipas-upload-'))
    expect(after).toEqual(before)
  })

  test('refuses before it reads: no survey, no such option, a form of another page', async () => {
    const { importFile, app, who } = await openApp()
    expect((await importFile('serial\n1', '&encoding=latin1')).status).toBe(400)
    expect((await importFile('serial\n1', '&unknown=1')).status).toBe(400)
    expect((await importFile('serial\n1', '', { 'content-type': 'text/plain' })).status).toBe(400)
    const none = await app.request('/files/import?survey=NONE', {
      method: 'POST',
      headers: { ...FILE, ...who },
      body: 'serial',
    })
    expect([none.status, await none.json()]).toMatchObject([404, { error: { code: 'survey-not-found' } }])
    expect((await app.request('/files/import?survey=HN-2026', { headers: who })).status).toBe(404)
  })
})

describe('downloads', () => {
  test('carry a name in Vietnamese that any browser saves', async () => {
    const opened = await openApp()
    await importText(opened, 'serial,agency,k01\n1,SO-XD,5\n')
    const link = `operator=${opened.administrator.id}`
    const responses = await opened.app.request(`/files/responses?survey=HN-2026&format=csv&${link}`)
    expect(responses.headers.get('content-disposition')).toBe(
      `attachment; filename="Phieu tra loi HN-2026.csv"; filename*=UTF-8''Phi%E1%BA%BFu%20tr%E1%BA%A3%20l%E1%BB%9Di%20HN-2026.csv`,
    )
    expect((await readTable(Buffer.from(await responses.arrayBuffer()))).rows).toHaveLength(2)
    const hidden = await opened.app.request(`/files/responses?survey=HN-2026&format=xlsx&deIdentified=1&${link}`)
    expect((await readTable(Buffer.from(await hidden.arrayBuffer()))).rows[0]).not.toContain('comment')
    const sav = await opened.app.request(`/files/responses?survey=HN-2026&format=sav&language=en&${link}`)
    expect(sav.headers.get('content-disposition')).toContain('filename="Phieu tra loi HN-2026.sav"')
    const bytes = Buffer.from(await sav.arrayBuffer())
    expect([bytes.toString('latin1', 0, 4), bytes.includes('Not answered')]).toEqual(['$FL2', true])
    const zip = await opened.app.request(`/files/responses?survey=HN-2026&format=dat&deIdentified=1&${link}`)
    expect([zip.headers.get('content-type'), zip.status]).toEqual(['application/zip', 200])
    const index = await opened.app.request(`/files/index?survey=HN-2026&format=csv&by=agency&nodes=SIPAS,F1&${link}`)
    expect((await readTable(Buffer.from(await index.arrayBuffer()))).rows).toHaveLength(3)
    const all = await opened.app.request(`/files/index?survey=HN-2026&format=xlsx&nodes=all&${link}`)
    expect((await readTable(Buffer.from(await all.arrayBuffer()))).rows.length).toBeGreaterThan(25)
    const questionnaire = await opened.app.request(`/files/questionnaire?code=tthc-2017&version=1&format=json&${link}`)
    expect(await questionnaire.json()).toMatchObject({ code: 'tthc-2017' })
    const word = await opened.app.request(`/files/questionnaire?code=tthc-2017&format=docx&language=en&${link}`)
    expect(word.headers.get('content-disposition')).toContain('.docx')
    const parts = await docxParts(new Uint8Array(await word.arrayBuffer()))
    expect(textOfXml(parts.get('word/document.xml') ?? '')).toContain('Asked only if question 3 is “Late”.')
  })

  test('what is asked wrongly is said', async () => {
    const { app, who } = await openApp()
    const status = async (path: string): Promise<[number, string]> => {
      const response = await app.request(`/files/${path}`, { headers: who })
      return [response.status, (await response.json()).error.code]
    }
    expect(await status('responses?survey=NONE')).toEqual([404, 'survey-not-found'])
    expect(await status('responses?survey=HN-2026&format=pdf')).toEqual([400, 'bad-input'])
    expect(await status('index?survey=HN-2026&nodes=F99')).toEqual([400, 'node-unknown'])
    expect(await status('index?survey=HN-2026&by=k01,k02,k03,k04,k05')).toEqual([400, 'bad-input'])
    expect(await status('questionnaire?code=none')).toEqual([404, 'questionnaire-not-found'])
  })
})

describe('roles', () => {
  const may: Record<string, readonly Role[]> = {
    'POST import?survey=HN-2026': ['supervisor', 'analyst', 'administrator'],
    'GET responses?survey=HN-2026': ['supervisor', 'analyst', 'administrator'],
    'GET index?survey=HN-2026': ['keyer', 'verifier', 'supervisor', 'analyst', 'administrator'],
    'GET questionnaire?code=tthc-2017': ['keyer', 'verifier', 'supervisor', 'analyst', 'administrator'],
  }

  test.each(Object.entries(may))('%s', async (call, roles) => {
    const { app, services, administrator } = await openApp()
    const [method = '', path = ''] = call.split(' ')
    const request = (operator: string) =>
      app.request(`/files/${path}`, {
        method,
        headers: { ...FILE, 'x-sipas-operator': operator },
        ...(method === 'POST' && { body: 'serial\n' }),
      })
    expect((await request('')).status).toBe(401)
    for (const role of ['keyer', 'verifier', 'supervisor', 'analyst', 'administrator'] as const) {
      const { id } = await createOperator(services, administrator, { name: `Người ${role}`, role })
      expect([role, (await request(String(id))).status]).toEqual([role, roles.includes(role) ? 200 : 403])
    }
  })
})
