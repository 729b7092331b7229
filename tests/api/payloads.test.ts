import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { openServices } from '../../src/app/services.ts'
import { REPORT_FORMATS } from '../../src/core/report/report-request.ts'
import { RESPONSE_FORMATS } from '../../src/core/response-formats.ts'
import { makePoisoned, POISONED } from '../support/payload-workspace.ts'
import { wouldRun } from '../support/payloads.ts'
import { docxParts } from '../support/read-docx.ts'

type Context = Awaited<ReturnType<typeof open>>

interface Export {
  readonly route: string
  readonly query: (context: Context) => Record<string, string | number>
  readonly formats: readonly string[]
  /** A workbook that nobody saves as CSV or imports: its texts are cells of text and no more is asked of them. */
  readonly isForReading?: boolean
}

const TABLES = ['csv', 'xlsx']
/** Of responses: those that a spreadsheet opens; the codebook is a CSV, and one is in the archive of `dat`. */
const OF_RESPONSES = RESPONSE_FORMATS.filter((format) => !['sav', 'parquet', 'ddi'].includes(format))
const ofSurvey =
  (more: Record<string, string | number> = {}) =>
  () => ({ survey: POISONED, ...more })
const asInput = (input: (context: Context) => object) => (context: Context) => ({
  input: JSON.stringify(input(context)),
})

/** Every file that the program gives out; a new one is a line here. */
const EXPORTS: readonly Export[] = [
  { route: 'responses', query: ofSurvey(), formats: OF_RESPONSES },
  { route: 'responses', query: ofSurvey({ deIdentified: 1 }), formats: OF_RESPONSES },
  { route: 'version-mapping', query: ofSurvey(), formats: TABLES },
  { route: 'index', query: ofSurvey({ by: 'agency,sector' }), formats: TABLES },
  { route: 'index', query: ofSurvey({ by: 'stratum', nodes: 'all' }), formats: TABLES },
  { route: 'ranking', query: ofSurvey(), formats: TABLES },
  { route: 'distribution', query: ofSurvey(), formats: TABLES },
  { route: 'indicators', query: ofSurvey({ by: 'agency' }), formats: TABLES },
  { route: 'actions', query: () => ({}), formats: TABLES },
  { route: 'actions-review', query: () => ({ year: new Date().getFullYear() }), formats: TABLES },
  { route: 'comments', query: ofSurvey(), formats: TABLES },
  { route: 'comment-counts', query: ofSurvey(), formats: TABLES },
  { route: 'findings', query: ofSurvey(), formats: TABLES },
  { route: 'target-standing', query: ofSurvey(), formats: TABLES },
  { route: 'par-index', query: () => ({ year: 2026 }), formats: TABLES },
  { route: 'external-figures', query: () => ({}), formats: TABLES },
  { route: 'rejects', query: ({ rejectsId }) => ({ id: rejectsId, name: 'tep.csv' }), formats: TABLES },
  {
    route: 'compare',
    query: asInput(({ surveyId }) => ({ a: { surveyId, agencyId: 1 }, b: { surveyId, agencyId: 2 } })),
    formats: TABLES,
  },
  {
    route: 'compare-groups',
    query: asInput(({ surveyId }) => ({ surveyId, by: 'agency', against: 'rest' })),
    formats: TABLES,
  },
  { route: 'questionnaire', query: () => ({ code: 'phieu-doc' }), formats: ['xlsx', 'docx'] },
  {
    route: 'report',
    query: ofSurvey({ kind: 'report' }),
    formats: REPORT_FORMATS.filter(isOpened),
    isForReading: true,
  },
]

/** Ways of files that give out no table and no document of an office program. */
const OTHERS: Readonly<Record<string, string>> = {
  'GET /evidence': 'what was put in, byte by byte',
  'GET /deidentification': 'plain text',
  'GET /questionnaire-form': 'PDF',
  'GET /page-map': 'JSON',
  'GET /report-template': 'what was put in, byte by byte',
  'GET /report-template-sample': 'our own words alone',
  'POST /report-template': 'in',
  'POST /report-template-check': 'in',
  'POST /report-template-preview': 'the file that was sent, filled: a test of its own',
  'POST /form': 'PDF',
  'POST /evidence': 'in',
  'POST /import': 'in',
  'POST /import-preview': 'in',
  'POST /questionnaire': 'in',
  'POST /external-figures': 'in',
  'POST /quality-run': 'progress',
  'POST /report': 'progress; GET is the file',
}

function isOpened(format: string): boolean {
  return ['csv', 'xlsx', 'docx', 'pptx'].includes(format)
}

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'sipas-test-'))
  const services = await openServices(join(folder, 'sipas.db'), { allowAnyFolder: true })
  const workspace = await makePoisoned(services)
  const app = createHttpApp(workspace.services)
  const who = { 'x-sipas-operator': String(workspace.administrator.id) }
  const bad = `serial,agency,k01,comment\n=cmd|' /C calc'!A0,CQ-1,9,"@SUM(1)*cmd|'/C calc'!A0"\n`
  const answer = await app.request(`/files/import?survey=${POISONED}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...who },
    body: bad,
  })
  const done = JSON.parse((await answer.text()).trimEnd().split('\n').at(-1) ?? '') as { result: { rejectsId: string } }
  return { ...workspace, folder, app, who, rejectsId: done.result.rejectsId }
}

let context: Context
beforeAll(async () => {
  context = await open()
}, 60_000)
afterAll(async () => {
  await context.services.close()
  rmSync(context.folder, { recursive: true, force: true })
})

async function bytesOf({ route, query }: Export, more: Record<string, string>): Promise<Uint8Array> {
  const asked = new URLSearchParams({ ...query(context), ...more } as Record<string, string>)
  const answer = await context.app.request(`/files/${route}?${asked}`, { headers: context.who })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** Cells of a CSV file as a spreadsheet reads them. */
function csvCells(bytes: Uint8Array, delimiter: string): string[] {
  const text = Buffer.from(bytes)
    .toString()
    .replace(/^\ufeff/, '')
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline: '\r\n' })
  expect(errors).toEqual([])
  return data.flat()
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (xml: string): string => xml.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '')

/** A number, or a sign that a table of ours writes where there is none, is no text of a user's. */
const isOurs = (cell: string): boolean => /^[-+]?\d+([.,]\d+)?$/.test(cell) || /^[-–−]$/.test(cell)

/** Of a Word file or slides: they have users' words, none in what Word computes, runs or fetches. */
async function expectNoFields(bytes: Uint8Array): Promise<void> {
  const parts = await docxParts(bytes)
  expect([...parts.values()].some((xml) => xml.includes('calc'))).toBe(true)
  for (const [name, xml] of parts) {
    for (const [, field = ''] of xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)) expect(field).not.toMatch(RUNS)
    for (const [, field = ''] of xml.matchAll(/w:instr="([^"]*)"/g)) expect(field).not.toMatch(RUNS)
    if (name.endsWith('.rels')) expect(xml).not.toMatch(/evil|TargetMode="External"/)
  }
}
const RUNS = /calc|DDE|evil/i

describe.each(EXPORTS.flatMap((one) => one.formats.map((format) => ({ ...one, format }))))(
  '$route as $format',
  ({ format, ...one }) => {
    if (format === 'csv' || format === 'codebook') {
      test.each([
        ['comma', ','],
        ['semicolon', ';'],
      ])('no cell would run, between %s', async (name, delimiter) => {
        const more = one.route === 'rejects' ? {} : { delimiter: name }
        const cells = csvCells(await bytesOf(one, { format, ...more }), one.route === 'rejects' ? ',' : delimiter)
        expect(cells.filter((cell) => wouldRun(cell) && !isOurs(cell))).toEqual([])
        expect(cells.some((cell) => /calc/.test(cell))).toBe(true)
      })
    }
    if (format === 'dat') {
      test('no cell of the codebook in the archive would run', async () => {
        const parts = await docxParts(await bytesOf(one, { format }))
        const tables = [...parts].filter(([name]) => name.endsWith('.csv'))
        expect(tables.length).toBeGreaterThan(0)
        for (const [, text] of tables) {
          const cells = csvCells(Buffer.from(text), ',')
          expect(cells.some((cell) => /calc/.test(cell))).toBe(true)
          if (!one.isForReading) expect(cells.filter((cell) => wouldRun(cell) && !isOurs(cell))).toEqual([])
        }
      })
    }
    if (format === 'xlsx') {
      test('no formula has a word of a user, and no cell of text would run', async () => {
        const parts = await docxParts(await bytesOf(one, { format }))
        const sheets = [...parts].filter(([name]) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
        expect(sheets.length).toBeGreaterThan(0)
        for (const [name, xml] of parts) {
          for (const [, formula = ''] of xml.matchAll(/<(?:f|c:f|definedName|formula1?)\b[^>]*>([^<]*)</g)) {
            expect(plain(formula), name).not.toMatch(/calc|cmd|evil|HYPERLINK|WEBSERVICE|IMPORT|DDE/i)
          }
          expect(name).not.toMatch(/externalLink|vbaProject|connections/)
        }
        const texts = [...parts].flatMap(([name, xml]) =>
          /sharedStrings|worksheets\/sheet/.test(name) ? [...xml.matchAll(/<t\b[^>]*>([^<]*)<\/t>/g)] : [],
        )
        const cells = texts.map(([, text = '']) => plain(text))
        expect(cells.some((cell) => /calc/.test(cell))).toBe(true)
        for (const [name, xml] of sheets) {
          // A cell with a text has it as a string of its own or a shared one: nothing else is a text.
          for (const [, type] of xml.matchAll(/<c\b[^>]*\bt="(\w+)"/g))
            expect(['s', 'inlineStr', 'n', 'b', 'str'], name).toContain(type)
        }
        if (!one.isForReading) expect(cells.filter((cell) => wouldRun(cell) && !isOurs(cell))).toEqual([])
      })
    }
    if (format === 'docx' || format === 'pptx') {
      test('no field or link has a word of a user', async () => {
        await expectNoFields(await bytesOf(one, { format }))
      })
    }
  },
)

test("an office's own Word file filled: no field or link has a word of a user", async () => {
  const sample = await context.app.request('/files/report-template-sample?scope=whole', { headers: context.who })
  const filled = await context.app.request(`/files/report-template-preview?survey=${POISONED}&format=docx`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', ...context.who },
    body: await sample.arrayBuffer(),
  })
  expect([sample.status, filled.status]).toEqual([200, 200])
  await expectNoFields(new Uint8Array(await filled.arrayBuffer()))
})

test('every way of files out is in the table or is said to be none', () => {
  const routes = context.app.routes.filter(({ path, method }) => path.startsWith('/files/') && /GET|POST/.test(method))
  const known = new Set([...EXPORTS.map(({ route }) => `GET /${route}`), ...Object.keys(OTHERS)])
  const found = new Set(routes.map(({ method, path }) => `${method} ${path.slice('/files'.length)}`))
  expect([...found].sort()).toEqual([...known].sort())
})
