import { expect, test } from 'vitest'
import { appRouter } from '../../src/api/app-router.ts'
import { createHttpApp } from '../../src/api/http-app.ts'
import type { Access } from '../../src/api/procedure.ts'
import { createOperator, ROLES } from '../../src/app/operators.ts'
import { makeWorkspace } from '../support/make-services.ts'

interface Definition {
  readonly type: 'query' | 'mutation'
  readonly meta?: { readonly access?: Access }
  readonly inputs: readonly unknown[]
}

/** What the type of tRPC leaves open, read from the router itself: a procedure added tomorrow is in this table too. */
const PROCEDURES = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { type, meta, inputs } = (procedure as unknown as { _def: Definition })._def
  return { path, type, access: meta?.access, hasInput: inputs.length > 0 }
})

const JUNK: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  'x'.repeat(10_000),
  "'; DROP TABLE response; --",
  [],
  [[[[]]]],
  {},
  { id: 1, surveyId: 1, unknownKey: true },
  { id: '1', surveyId: '1' },
  { id: {}, surveyId: [] },
  { id: 2 ** 53, surveyId: 2 ** 53 },
  { surveyId: 1, id: 'a', header: null, record: 7, texts: [] },
  { code: '../../etc/passwd', name: '\u0000', version: -1 },
]

/** For every procedure with an input, one that passes the schema and names what doesn't exist (where it can name anything). */
const NOWHERE = 999_999
const UUID = '01890000-0000-7000-8000-000000000000'
const HEADER = { serial: 'x', agencyId: 0, sectorId: 0, stratumId: 0, clusterId: 0, groupId: 0, collectedOn: null }
const FORM = { header: HEADER, record: 'x', texts: {} }
const FINDING = { rule: 'date', responseId: UUID, place: '@date' }
const EMPTY = {
  format: 'sipas-questionnaire/1',
  code: 'nothing',
  version: 1,
  title: { vi: '', en: '' },
  source: '',
  choiceLists: [],
  sections: [],
  schemes: [],
}
const SHAPED: Readonly<Record<string, unknown>> = {
  'action.assign': { cases: [{ id: UUID, rev: 1 }], assignee: 'Phòng Tổng hợp' },
  'action.candidates': { surveyId: NOWHERE },
  'action.change': { id: UUID, rev: 1, cause: 'x' },
  'action.get': { id: UUID },
  'action.keepRules': { dueDays: 30 },
  'action.lookAt': { surveyId: NOWHERE, agencyUnitId: null, sectorId: null, node: 'SIPAS' },
  'action.list': { state: 'nothing' },
  'action.move': { id: UUID, rev: 1, to: 'explained' },
  'action.note': { id: UUID, text: 'x' },
  'action.open': { surveyId: NOWHERE, subjects: [{ agencyUnitId: null, sectorId: null, node: 'SIPAS' }] },
  'action.openByHand': { surveyId: NOWHERE, agencyUnitId: null, sectorId: null, node: 'SIPAS', reason: 'x' },
  'action.removeEvidence': { caseId: UUID, id: 1 },
  'action.review': { year: 2026, period: 'Q5' },
  'batch.create': { surveyId: NOWHERE, batches: [{ code: 'BH-01' }] },
  'batch.get': { surveyId: 1, batchId: NOWHERE },
  'batch.list': { surveyId: NOWHERE },
  'batch.remove': { surveyId: 1, batchId: NOWHERE },
  'batch.update': { surveyId: 1, batchId: NOWHERE },
  'backup.restore': { name: 'nothing.db' },
  'comment.counts': { surveyId: NOWHERE },
  'comment.createTag': { name: '–' },
  'comment.find': { surveyId: NOWHERE },
  'comment.keepQuote': { surveyId: 1, responseId: UUID, variable: 'x', body: 'x' },
  'comment.questions': { surveyId: NOWHERE },
  'comment.quotes': { surveyId: NOWHERE },
  'comment.read': { surveyId: NOWHERE, numbers: [0] },
  'comment.removeQuote': { surveyId: NOWHERE, responseId: UUID, variable: 'x' },
  'comment.removeTag': { id: NOWHERE },
  'comment.renameTag': { id: NOWHERE, name: 'x' },
  'comment.tag': { surveyId: 1, responseId: UUID, variable: 'x', tagId: NOWHERE, isOn: true },
  'compare.get': { a: { surveyId: 1 }, b: { surveyId: NOWHERE } },
  'compare.groups': { surveyId: 1, by: 'nothing', against: 'rest' },
  'entry.checkSerial': { surveyId: 1, serial: ' ' },
  'demo.create': { responses: -1 },
  'entry.discardDraft': { id: 'x' },
  'entry.keepPreferences': { letters: 'own', ownKeys: [], hasSound: true, hasColor: true, hasText: true },
  'entry.open': { surveyId: NOWHERE },
  'entry.save': { surveyId: NOWHERE, draftId: null, ...FORM },
  'entry.saveDraft': { id: UUID, surveyId: NOWHERE, ...FORM, position: '', startedAtMs: 0 },
  'entry.undo': { surveyId: NOWHERE, id: UUID, draftId: UUID, position: '' },
  'external.remove': { id: NOWHERE },
  'external.save': {
    ...{ id: NOWHERE, source: 'SIPAS', measure: '', place: 'Cả nước', year: 2024, value: 83.94, scale: 100 },
    ...{ rank: null, document: '', link: '' },
  },
  'index.compute': { surveyId: 1, by: ['nothing'] },
  'index.distribution': { surveyId: 1, where: 'k01 ==' },
  'keying.figures': { surveyId: NOWHERE },
  'operator.create': { name: 'Nguyễn Thị Mẫu', role: 'keyer' },
  'operator.update': { id: NOWHERE },
  'par.get': { year: 1 },
  'par.save': {
    year: 2026,
    stamp: '',
    components: [
      {
        ...{ code: 'A', name: 'A', respondents: 'people', surveyId: NOWHERE, groupId: 0, node: 'SIPAS', value: null },
        ...{ maxPoints: 10, weight: 1, method: 'proportional', steps: [], document: '' },
      },
    ],
  },
  'print.overview': { surveyId: NOWHERE },
  'quality.excuse': { surveyId: NOWHERE, findings: [FINDING], reason: 'x' },
  'quality.findings': { surveyId: NOWHERE, offset: 0, limit: 1 },
  'quality.keepRule': { surveyId: NOWHERE, code: 'date', name: '', condition: null, parameter: 1, isActive: true },
  'quality.overview': { surveyId: NOWHERE },
  'quality.removeRule': { surveyId: NOWHERE, code: 'own-1' },
  'quality.reopen': { surveyId: NOWHERE, findings: [FINDING] },
  'quality.tryRule': { surveyId: NOWHERE, condition: 'k01 == 1' },
  'questionnaire.audit': { code: 'nothing', version: 1 },
  'questionnaire.createDraft': { from: 'newest', code: 'nothing' },
  'questionnaire.discardDraft': { code: 'nothing', version: 1, rev: 0 },
  'questionnaire.get': { code: 'nothing' },
  'questionnaire.impact': { code: 'nothing', version: 1 },
  'questionnaire.publish': { code: 'nothing', version: 1, rev: 0 },
  'questionnaire.retire': { code: 'nothing', version: 1, isRetired: true },
  'questionnaire.saveDraft': { questionnaire: EMPTY, rev: 0 },
  'report.choices': { surveyId: NOWHERE },
  'report.saveOffice': { office: 7 },
  'response.correct': { surveyId: 1, id: UUID, baseRev: 1, reason: 'x', ...FORM },
  'response.deidentification': { surveyCode: 'nothing' },
  'response.get': { surveyId: 1, id: UUID },
  'response.page': { surveyId: NOWHERE, offset: 0, limit: 1 },
  'template.check': { id: NOWHERE },
  'template.remove': { id: NOWHERE },
  'template.rename': { id: NOWHERE, name: 'x' },
  'trend.get': { surveyIds: [NOWHERE] },
  'response.restore': { surveyId: 1, id: UUID, baseRev: 1, reason: 'x' },
  'response.void': { surveyId: 1, id: UUID, baseRev: 1, reason: '' },
  'results.agency': { surveyId: 1, id: NOWHERE },
  'results.change': { surveyId: NOWHERE, kind: 'agency', id: 1 },
  'results.get': { surveyId: NOWHERE },
  'results.indicators': { surveyId: NOWHERE },
  'results.item': { surveyId: 1, node: 'nothing' },
  'results.items': { surveyId: NOWHERE },
  'results.priorities': { surveyId: NOWHERE },
  'results.ranking': { surveyId: NOWHERE },
  'results.sector': { surveyId: 1, id: NOWHERE },
  'results.sectors': { surveyId: NOWHERE },
  'sector.create': { code: 'land', name: { vi: 'Đất đai', en: '' } },
  'sector.update': { id: NOWHERE, name: { vi: 'Đất đai', en: '' } },
  'setting.update': { office: 7 },
  'survey.create': { code: 'A', name: 'A', year: 2026, questionnaireCode: 'nothing', agencyUnitIds: [], sectorIds: [] },
  'survey.get': { id: NOWHERE },
  'survey.moveVersion': { surveyId: NOWHERE, version: 2 },
  'survey.update': { id: NOWHERE },
  'target.list': { year: 1 },
  'target.standing': { surveyId: NOWHERE },
  'target.save': { targets: [{ ...targetOf(NOWHERE) }], removedIds: [] },
  'unit.addSuccessions': {
    rows: [{ predecessorId: NOWHERE, successorId: 1, happenedOn: '2025-03-01', document: '' }],
    setsDays: true,
  },
  'unit.create': { code: 'SO-XD', name: 'Sở Xây dựng', level: 'department' },
  'unit.removeSuccession': { predecessorId: NOWHERE, successorId: 1 },
  'unit.update': { id: NOWHERE },
  'verification.begin': { surveyId: NOWHERE, batchId: 1, serial: 'x' },
  'verification.discrepancies': { surveyId: NOWHERE },
  'verification.open': { surveyId: NOWHERE, batchId: 1 },
  'verification.report': { surveyId: NOWHERE },
  'verification.save': {
    ...{ surveyId: NOWHERE, batchId: 1, id: UUID, mode: 'blind', scope: 'whole', ...FORM },
    ...{ surveyVersionId: 1, responseId: null, baseRev: null, slips: {} },
  },
  'verification.settle': { surveyId: 1, id: UUID, baseRev: 1, values: {} },
  'verification.settling': { surveyId: 1, id: UUID },
}

function targetOf(sectorId: number) {
  return { year: null, node: 'SIPAS', agencyUnitId: null, sectorId, level: null, value: 90, document: '' }
}

async function openApi() {
  const lines: { event: string; fields: unknown }[] = []
  const { services, administrator } = await makeWorkspace({ log: (event, fields) => lines.push({ event, fields }) })
  const ids = new Map<string, number>([['administrator', administrator.id]])
  for (const role of ROLES.filter((known) => known !== 'administrator')) {
    ids.set(role, (await createOperator(services, administrator, { name: role, role })).id)
  }
  const app = createHttpApp(services)
  const call = async (path: string, type: 'query' | 'mutation', body: string, role: string | null) => {
    const headers = { 'content-type': 'application/json', ...(role && { 'x-sipas-operator': String(ids.get(role)) }) }
    const response =
      type === 'query'
        ? await app.request(`/trpc/${path}?input=${encodeURIComponent(body)}`, { headers })
        : await app.request(`/trpc/${path}`, { method: 'POST', headers, body })
    const answer = (await response.json()) as { error?: { data: { appError?: { code: string; vi: string } } } }
    return { status: response.status, appError: answer.error?.data.appError ?? null, text: JSON.stringify(answer) }
  }
  return { call, lines }
}

test('every procedure says who may call it', () => {
  expect(PROCEDURES.length).toBeGreaterThan(25)
  for (const { path, access } of PROCEDURES) {
    expect(access, path).toBeDefined()
    expect(access === 'anyone' || access?.includes('administrator'), path).toBe(true)
  }
})

test('every procedure refuses nobody, and every role it does not name, before it looks at the input', async () => {
  const { call } = await openApi()
  for (const { path, type, access } of PROCEDURES) {
    if (access === 'anyone' || access === undefined) continue
    expect(await call(path, type, '{}', null), path).toMatchObject({
      status: 401,
      appError: { code: 'operator-missing' },
    })
    for (const role of ROLES.filter((known) => !access.includes(known))) {
      const refused = { status: 403, appError: { code: 'not-allowed' } }
      expect(await call(path, type, '{}', role), `${path} as ${role}`).toMatchObject(refused)
    }
  }
})

test('junk is refused by every procedure for every role with a typed error, never a 500', async () => {
  const { call, lines } = await openApi()
  const bodies = [...JUNK.map((junk) => JSON.stringify(junk)), 'not json', '{"id":', '\u0000', '[1,2']
  for (const { path, type } of PROCEDURES) {
    if (path === 'demo.create' || path.startsWith('backup.') || path === 'check.run') continue // see the next test
    for (const role of ROLES) {
      for (const body of bodies) {
        const { status, appError, text } = await call(path, type, body, role)
        const about = `${path} as ${role} with ${body.slice(0, 40)} → ${text.slice(0, 200)}`
        expect([200, 400, 401, 403, 404, 405, 409, 415], about).toContain(status)
        if (status !== 200) expect(appError?.vi.length, about).toBeGreaterThan(10)
        expect(text, about).not.toMatch(/\.ts\b|node_modules|SQLITE|stack/)
      }
    }
  }
  expect(lines).toEqual([])
})

test('what passes the schema and names nothing that exists is refused with a message of its own', async () => {
  const { call } = await openApi()
  const withInput = PROCEDURES.filter(({ hasInput }) => hasInput)
  expect(withInput.map(({ path }) => path).sort()).toEqual(Object.keys(SHAPED).sort())
  for (const { path, type } of withInput) {
    const { status, appError, text } = await call(path, type, JSON.stringify(SHAPED[path]), 'administrator')
    expect([400, 404, 409], `${path} → ${text.slice(0, 200)}`).toContain(status)
    const isShapeOnly = [
      'action.keepRules',
      'action.list',
      'action.review',
      'demo.create',
      'entry.discardDraft',
      'entry.keepPreferences',
      'par.get',
      'report.saveOffice',
      'setting.update',
      'target.list',
    ].includes(path)
    expect(appError?.code === 'bad-input', path).toBe(isShapeOnly)
  }
})
