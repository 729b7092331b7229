import { expect, test } from 'vitest'
import { changeCases, getCase, listCases, moveCase, noteOnCase } from '../../src/app/action-cases.ts'
import { reviewPeriod } from '../../src/app/action-review.ts'
import { addEvidence, evidenceFile, removeEvidence } from '../../src/app/case-evidence.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { getHome } from '../../src/app/home.ts'
import { createOperator } from '../../src/app/operators.ts'
import type { AppError } from '../../src/core/errors.ts'
import { makeWeak } from '../support/weak-workspace.ts'

async function makeCases() {
  const weak = await makeWeak()
  await weak.openAll()
  const { services, administrator } = weak
  const { rows } = await listCases(services, {})
  const ids = rows.map(({ id }) => id)
  const [id = ''] = ids
  const revOf = async (one = id) => (await getCase(services, one)).rev
  const change = async (input: object) =>
    changeCases(services, administrator, { cases: [{ id, rev: await revOf() }], ...input })
  const move = async (to: Parameters<typeof moveCase>[2]['to'], reason?: string) =>
    moveCase(services, administrator, { id, rev: await revOf(), to, reason })
  return { ...weak, ids, id, revOf, change, move }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => error.code,
  )

test('from opening to closing, every step in the history with who, when, old and new', async () => {
  const { services, administrator, id, change, move, later } = await makeCases()
  await change({ assignee: ' Sở Xây dựng ', dueOn: '2026-12-10' })
  later(1)
  await change({ cause: 'Thiếu người', remedy: 'Thêm người' })
  await move('explained')
  await noteOnCase(services, administrator, { id, text: 'Đã gọi điện' })
  await addEvidence(services, administrator, {
    ...{ caseId: id, title: 'Kế hoạch', document: '12/KH-SXD', datedOn: '2026-11-20' },
    ...{ fileName: 'kế hoạch.pdf', content: Buffer.from('%PDF') },
  })
  await move('underway')
  await move('done')
  await move('closed')
  const found = await getCase(services, id)
  expect(found).toMatchObject({ state: 'closed', assignee: 'Sở Xây dựng', dueOn: '2026-12-10', rev: 8 })
  expect(found.closedAtMs).not.toBeNull()
  expect(found.history.map(({ event }) => event)).toEqual([
    { kind: 'opened', rules: ['below-target', 'dissatisfied'], dueOn: '2026-12-26', reason: '' },
    { kind: 'changed', fields: { assignee: ['', 'Sở Xây dựng'], dueOn: ['2026-12-26', '2026-12-10'] } },
    { kind: 'state', from: 'open', to: 'assigned', reason: '', effect: null },
    { kind: 'changed', fields: { cause: ['', 'Thiếu người'], remedy: ['', 'Thêm người'] } },
    { kind: 'state', from: 'assigned', to: 'explained', reason: '', effect: null },
    { kind: 'note', text: 'Đã gọi điện' },
    { kind: 'evidence', title: 'Kế hoạch', document: '12/KH-SXD', fileName: 'kế hoạch.pdf' },
    { kind: 'state', from: 'explained', to: 'underway', reason: '', effect: null },
    { kind: 'state', from: 'underway', to: 'done', reason: '', effect: null },
    { kind: 'state', from: 'done', to: 'closed', reason: '', effect: null },
  ])
  expect(new Set(found.history.map(({ operatorName }) => operatorName))).toEqual(new Set([administrator.name]))
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a step that is not there, a reason or a text that is missing is refused and changes nothing', async () => {
  const { services, id, change, move } = await makeCases()
  expect(await codeOf(move('assigned'))).toBe('case-lacks-assignee')
  expect(await codeOf(move('done'))).toBe('case-step-impossible')
  expect(await codeOf(move('dropped', '  '))).toBe('case-reason-missing')
  await change({ assignee: 'Phòng A' })
  expect(await codeOf(move('explained'))).toBe('case-lacks-cause')
  await change({ cause: 'x' })
  expect(await codeOf(move('explained'))).toBe('case-lacks-remedy')
  expect(await getCase(services, id)).toMatchObject({ state: 'assigned', rev: 4 })
})

test('two people at once: the later one is told and nothing of hers is written', async () => {
  const { services, administrator, ids, id, revOf, change } = await makeCases()
  const rev = await revOf()
  await change({ cause: 'của người thứ nhất' })
  const cases = [...ids.slice(1).map((one) => ({ id: one, rev: 1 })), { id, rev }]
  expect(await codeOf(changeCases(services, administrator, { cases, assignee: 'B' }))).toBe('case-changed-meanwhile')
  expect((await listCases(services, {})).rows.map(({ assignee }) => assignee)).toEqual(['', '', ''])
  expect(await codeOf(moveCase(services, administrator, { id, rev, to: 'dropped', reason: 'x' }))).toBe(
    'case-changed-meanwhile',
  )
})

test('several are assigned and dated at once; what is over is not', async () => {
  const { services, administrator, ids, move } = await makeCases()
  const cases = ids.map((id) => ({ id, rev: 1 }))
  expect(await changeCases(services, administrator, { cases, assignee: 'Sở Nội vụ', dueOn: '2026-12-01' })).toEqual({
    changed: 3,
  })
  expect((await listCases(services, { state: 'assigned' })).rows).toHaveLength(3)
  await move('dropped', 'Trùng')
  const again = ids.map((id, at) => ({ id, rev: at === 0 ? 4 : 3 }))
  expect(await codeOf(changeCases(services, administrator, { cases: again, assignee: 'x' }))).toBe('case-is-over')
})

test('a file comes back as it was; what is removed stays in the history', async () => {
  const { services, administrator, id, move } = await makeCases()
  const content = Buffer.from([0, 255, 13, 10, 0])
  const input = { caseId: id, title: 'Ảnh', document: '', datedOn: null, fileName: 'ảnh.png', content }
  await addEvidence(services, administrator, input)
  const [evidence] = (await getCase(services, id)).evidence
  expect(evidence).toMatchObject({ title: 'Ảnh', fileName: 'ảnh.png', bytes: 5 })
  const { chunks, name } = await evidenceFile(services, evidence?.id ?? 0)
  const bytes: Uint8Array[] = []
  for await (const chunk of chunks) bytes.push(chunk)
  expect([name, Buffer.concat(bytes)]).toEqual(['ảnh.png', content])
  await removeEvidence(services, administrator, { caseId: id, id: evidence?.id ?? 0 })
  const { evidence: left, history } = await getCase(services, id)
  expect([left, history.at(-1)?.event.kind]).toEqual([[], 'evidence-removed'])
  expect(await codeOf(addEvidence(services, administrator, { ...input, content: null }))).toBe('evidence-empty')
  expect(await codeOf(addEvidence(services, administrator, { ...input, title: ' ' }))).toBe('evidence-title-missing')
  await move('dropped', 'x')
  expect(await codeOf(addEvidence(services, administrator, input))).toBe('case-is-over')
})

test('the list is filtered by state, deadline, agency and words without marks, and counted', async () => {
  const { services, change, later } = await makeCases()
  await change({ assignee: 'Phòng Đăng ký' })
  later(24) // 20 December: the usual deadline, the 26th, is near
  const list = (input: object) => listCases(services, input)
  expect((await list({ text: 'phong dang ky' })).rows).toHaveLength(1)
  expect((await list({ text: 'SO-XD' })).rows.map(({ agency }) => agency?.code)).toEqual(['SO-XD', 'SO-XD'])
  expect((await list({ due: 'soon' })).rows).toHaveLength(3)
  later(7)
  const late = await list({ due: 'overdue', state: 'open' })
  expect(late.rows.map(({ isOverdue }) => isOverdue)).toEqual([true, true])
  expect(late.counts).toMatchObject({ open: 2, assigned: 1, overdue: 3, soon: 0, unexplained: 3 })
  expect((await list({ agencyUnitId: 1, surveyId: 99 })).rows).toEqual([])
})

test('home reminds who follows them, and nobody else', async () => {
  const { services, administrator, later, change } = await makeCases()
  const keyer = await createOperator(services, administrator, { name: 'K', role: 'keyer' })
  const analyst = await createOperator(services, administrator, { name: 'A', role: 'analyst' })
  await change({ dueOn: '2027-03-01' })
  later(31)
  expect((await getHome(services, analyst)).actions).toEqual([
    { kind: 'overdue', count: 2 },
    { kind: 'unexplained', count: 3 },
  ])
  expect((await getHome(services, keyer)).actions).toEqual([])
})

test('a period is reviewed by agency, from the history', async () => {
  const { services, change, move, later } = await makeCases()
  await change({ assignee: 'Sở Nội vụ', cause: 'a', remedy: 'b' })
  await move('explained')
  const november = await reviewPeriod(services, { year: 2026, period: 'M11' })
  expect(november).toMatchObject({ isRunning: true, span: { from: '2026-11-01', to: '2026-11-26' } })
  expect(november.rows.map(({ agency }) => agency?.code ?? null)).toEqual([null, 'SO-XD'])
  expect(november.total).toMatchObject({ opened: 3, explained: 1, followed: 3, overdue: 0 })
  later(60)
  const december = await reviewPeriod(services, { year: 2026, period: 'M12' })
  expect(december).toMatchObject({ isRunning: false, total: { followedBefore: 3, opened: 0, overdue: 3 } })
  expect((await reviewPeriod(services, { year: 2025, period: '' })).rows).toEqual([])
})

test('the check notices a case that is not what its history makes of it', async () => {
  const { services } = await makeCases()
  services.store.sqlite.exec("UPDATE action_case SET state = 'closed' WHERE agency_unit_id IS NULL")
  const { findings } = await checkStore(services)
  expect(findings.map(({ kind }) => kind)).toEqual(['check-case'])
  expect(() => services.store.sqlite.exec("UPDATE action_event SET kind = 'note'")).toThrow(/never changed/)
})
