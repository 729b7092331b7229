import { expect, test } from 'vitest'
import { getBatch, listBatchSummaries } from '../../src/app/batches.ts'
import { type BatchInput, createBatches, removeBatch, updateBatchSettings } from '../../src/app/change-batches.ts'
import { correctResponse, voidResponse } from '../../src/app/change-response.ts'
import { discardDraft, saveDraft } from '../../src/app/drafts.ts'
import { checkSerial } from '../../src/app/entry.ts'
import { printForms } from '../../src/app/print-forms.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { undoSave } from '../../src/app/undo-save.ts'
import { verificationReport } from '../../src/app/verification-report.ts'
import { printedSerial } from '../../src/core/print/serial.ts'
import { importText } from '../support/import-text.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** A workspace with these batches, a way to key a form into one, and what the list and one batch say. */
async function makeBatches(batches: readonly BatchInput[] = []) {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const surveyId = survey.id
  const create = (more: readonly BatchInput[]) => createBatches(services, { surveyId, batches: more })
  const ids = batches.length === 0 ? [] : await create(batches)
  return {
    ...workspace,
    surveyId,
    ids,
    create,
    key: async (serial: string, batchId?: number) => {
      const form = await makeForm(workspace, { serial, ...(batchId !== undefined && { batchId }) })
      return saveResponse(services, administrator, { ...form, draftId: null })
    },
    list: () => listBatchSummaries(services, surveyId),
    get: (batchId: number) => getBatch(services, { surveyId, batchId }),
    update: (batchId: number, change: object) => updateBatchSettings(services, { surveyId, batchId, ...change }),
    remove: (batchId: number) => removeBatch(services, { surveyId, batchId }),
  }
}

const BH = { code: 'BH-03', name: 'Phường Bình Hoà', firstSerial: 'BH-001', lastSerial: 'BH-005' }

async function print({ services, administrator, survey }: Workspace, batch: string, copies: number) {
  const file = await printForms(services, administrator, { surveyCode: survey.code, copies, batch })
  for await (const _ of file.chunks);
  return file
}

test('expected is keyed and missing, whatever was voided and keyed anew', async () => {
  const { services, administrator, surveyId, ids, key, list, get } = await makeBatches([BH])
  const [id = 0] = ids
  const wrong = await key('BH-001', id)
  await voidResponse(services, administrator, { surveyId, id: wrong.responseId, baseRev: 1, reason: 'nhầm' })
  await key('BH-001', id)
  const spoilt = await key('BH-003', id)
  await voidResponse(services, administrator, { surveyId, id: spoilt.responseId, baseRev: 1, reason: 'phiếu hỏng' })
  await key('07-1')
  // Five papers: 001 is keyed, 003 void and not keyed anew, so 002, 004 and 005 are missing.
  const counts = { expected: 5, forms: { valid: 1, void: 1 }, missing: 3, excess: 0 }
  expect((await list())[1]).toMatchObject({ code: 'BH-03', ...counts })
  expect((await list())[0]).toMatchObject({ code: '', expected: null, missing: null, forms: { valid: 1, void: 0 } })
  expect(await get(id)).toMatchObject({
    ...counts,
    serials: {
      ranges: [{ first: 'BH-001', last: 'BH-005', count: 5 }],
      missing: {
        count: 3,
        stretches: [
          { first: 'BH-002', last: 'BH-002' },
          { first: 'BH-004', last: 'BH-005' },
        ],
      },
      outside: { count: 0 },
    },
  })
})

test('a form keyed into the wrong batch is told, though the numbers of papers agree', async () => {
  const { ids, key, get } = await makeBatches([BH])
  const [id = 0] = ids
  for (const serial of ['BH-001', 'BH-002', 'BH-003', 'BH-004', 'TB-001']) await key(serial, id)
  expect(await get(id)).toMatchObject({
    missing: 1,
    excess: 1,
    serials: { outside: { count: 1, serials: ['TB-001'] } },
  })
})

test('a paper counts once however often it was made void, and not at all where its keyer took it back', async () => {
  const { services, administrator, surveyId, ids, key, list, get } = await makeBatches([BH])
  const [id = 0] = ids
  for (const reason of ['nhầm', 'nhầm nữa', 'phiếu hỏng']) {
    const { responseId } = await key('BH-001', id)
    await voidResponse(services, administrator, { surveyId, id: responseId, baseRev: 1, reason })
  }
  await key('BH-002', id)
  for (const serial of ['BH-003', '08-1']) {
    const { responseId } = await key(serial, serial === '08-1' ? 1 : id)
    const draftId = `01890000-0000-7000-8000-0000000000a${serial.length}`
    await undoSave(services, administrator, { surveyId, id: responseId, draftId, position: '' })
    await discardDraft(services, administrator, draftId)
  }
  const { responseId } = await key('08-2')
  await voidResponse(services, administrator, { surveyId, id: responseId, baseRev: 1, reason: 'phiếu hỏng' })
  // Five papers: 001 void, 002 keyed; 003 was taken back and given up, so it is missing with 004 and 005.
  expect((await list()).map(({ forms }) => forms)).toEqual([
    { valid: 0, void: 1 },
    { valid: 1, void: 1 },
  ])
  const stretches = [{ first: 'BH-003', last: 'BH-005', count: 3 }]
  expect(await get(id)).toMatchObject({ missing: 3, excess: 0, serials: { missing: { stretches } } })
  const { missing } = await verificationReport(services, administrator, { surveyId, batchId: id })
  expect(missing).toMatchObject([{ notKeyed: { count: 3, stretches } }])
})

test('a form moved to another batch counts there', async () => {
  const { services, administrator, survey, ids, key, list } = await makeBatches([BH, { code: 'TB' }])
  const [from = 0, to = 0] = ids
  const saved = await key('BH-001', from)
  const form = await makeForm({ services, survey }, { serial: 'BH-001', batchId: to })
  await correctResponse(services, administrator, { ...form, id: saved.responseId, baseRev: 1, reason: 'nhầm lô' })
  expect((await list()).map(({ forms }) => forms.valid)).toEqual([0, 0, 1])
})

test('the expected count given goes before that of the range; without either nothing is missing', async () => {
  const { list, key, ids } = await makeBatches([{ ...BH, expectedCount: 3 }, { code: 'TB-01' }])
  for (const serial of ['BH-001', 'BH-002', 'BH-003', 'BH-004']) await key(serial, ids[0])
  expect(await list()).toMatchObject([
    {},
    { expected: 3, missing: 0, excess: 1 },
    { expected: null, missing: null, excess: 0 },
  ])
})

test.each([
  [{ code: ' ' }, 'batch-code-bad'],
  [{ code: 'a\u200bb' }, 'batch-code-bad'],
  [{ code: 'x'.repeat(61) }, 'batch-code-bad'],
  [{ code: 'bh-03' }, 'batch-code-taken'],
  [{ code: 'A', unitId: 99 }, 'unit-not-found'],
  [{ code: 'A', firstSerial: 'A1' }, 'range-one-end'],
  [{ code: 'A', firstSerial: 'A', lastSerial: 'B' }, 'range-no-number'],
  [{ code: 'A', firstSerial: 'A9', lastSerial: 'A10' }, 'range-shapes-differ'],
  [{ code: 'A', firstSerial: 'A9', lastSerial: 'A8' }, 'range-reversed'],
  [{ code: 'A', firstSerial: '000123-5', lastSerial: '000123-5' }, 'serial-check-digit'],
  [{ code: 'A', firstSerial: 'BH-005', lastSerial: 'BH-009' }, 'batch-ranges-overlap'],
])('of many batches one bad one, %j, makes none: %s', async (bad, code) => {
  const { create, list } = await makeBatches([BH])
  await expect(create([{ code: 'TB-01' }, bad])).rejects.toMatchObject({ code })
  expect(await list()).toHaveLength(2)
})

test('two rows of one paste may not share a code or a serial', async () => {
  const { create, list } = await makeBatches()
  await expect(create([{ code: 'A' }, { code: 'a' }])).rejects.toMatchObject({ code: 'batch-code-taken' })
  const second = { ...BH, code: 'B', firstSerial: 'BH-004', lastSerial: 'BH-009' }
  await expect(create([BH, second])).rejects.toMatchObject({
    code: 'batch-ranges-overlap',
    params: { code: 'BH-03', other: 'B', first: 'BH-004', last: 'BH-009' },
  })
  expect(await list()).toHaveLength(1)
})

test('what is given changes, the rest stays; a range that overlaps another is refused', async () => {
  const { ids, update, list } = await makeBatches([BH, { code: 'TB', firstSerial: 'TB-1', lastSerial: 'TB-9' }])
  const [id = 0] = ids
  await update(id, { verifyPlan: 'csp1', cspClean: 20, cspShare: 0.25, expectedCount: 4 })
  expect((await list())[1]).toMatchObject({ ...BH, verifyPlan: 'csp1', cspClean: 20, cspShare: 0.25, expected: 4 })
  await update(id, { expectedCount: null, firstSerial: '', lastSerial: '' })
  expect((await list())[1]).toMatchObject({ verifyPlan: 'csp1', expected: null })
  await expect(update(id, { firstSerial: 'TB-9', lastSerial: 'TB-9' })).rejects.toMatchObject({
    code: 'batch-ranges-overlap',
  })
  await expect(update(99, {})).rejects.toMatchObject({ code: 'batch-unknown' })
})

test('of the batch without a code only the second keying is chosen; it is never deleted', async () => {
  const { update, remove, list } = await makeBatches()
  await update(1, { verifyMode: 'blind', verifyPlan: 'all' })
  expect((await list())[0]).toMatchObject({ code: '', verifyMode: 'blind', verifyPlan: 'all' })
  for (const change of [{ name: 'x' }, { expectedCount: 1 }, { firstSerial: '1', lastSerial: '2' }]) {
    await expect(update(1, change)).rejects.toMatchObject({ code: 'batch-first-fixed' })
  }
  await expect(remove(1)).rejects.toMatchObject({ code: 'batch-first-fixed' })
})

test('only a batch that nothing belongs to is deleted', async () => {
  const workspace = await makeBatches([BH, { code: 'TB-01' }, { code: 'LB-02' }, { code: 'RỖNG' }])
  const { services, administrator, ids, key, remove, list } = workspace
  const [keyed = 0, drafted = 0, printed = 0, empty = 0] = ids
  const form = await key('BH-001', keyed)
  await voidResponse(services, administrator, { surveyId: 1, id: form.responseId, baseRev: 1, reason: 'nhầm' })
  await saveDraft(services, administrator, {
    ...(await makeForm(workspace, { serial: 'TB-1', batchId: drafted })),
    id: '01890000-0000-7000-8000-0000000000aa',
    position: '',
    startedAtMs: 1,
  })
  await (await print(workspace, 'LB-02', 2)).finish()
  await expect(remove(keyed)).rejects.toMatchObject({ code: 'batch-has-history' }) // its only form is void
  await expect(remove(drafted)).rejects.toMatchObject({ code: 'batch-has-drafts' })
  await expect(remove(printed)).rejects.toMatchObject({ code: 'batch-has-prints' })
  await remove(empty)
  expect((await list()).map(({ code }) => code)).toEqual(['', 'BH-03', 'TB-01', 'LB-02'])
})

test("a deleted batch's number goes to no other: a form on a desk that names it is refused", async () => {
  const { ids, create, remove, key, get } = await makeBatches([{ code: 'BH-03' }])
  const [gone = 0] = ids
  await remove(gone)
  const [next = 0] = await create([{ code: 'TB-01' }])
  expect(next).toBeGreaterThan(gone)
  await expect(key('BH-001', gone)).rejects.toMatchObject({ code: 'batch-unknown' })
  expect((await get(next)).forms).toEqual({ valid: 0, void: 0 })
})

test('printing for a batch makes it; the next run makes it longer', async () => {
  const workspace = await makeBatches()
  const { list } = workspace
  const first = await print(workspace, 'Phường 1', 3)
  // The numbers are taken; as long as the run hasn't come out whole nothing is expected back.
  expect((await list())[1]).toMatchObject({ code: 'Phường 1', name: 'Phường 1', expected: null })
  await first.finish()
  await (await print(workspace, 'PHƯỜNG 1', 2)).finish()
  expect(await list()).toHaveLength(2)
  expect((await list())[1]).toMatchObject({
    expected: 5,
    firstSerial: printedSerial(1),
    lastSerial: printedSerial(5),
  })
})

test('runs that do not follow one another leave the range, and still say which serials are missing', async () => {
  const workspace = await makeBatches()
  const { list, get, key } = workspace
  await (await print(workspace, 'P1', 2)).finish()
  await (await print(workspace, 'P2', 3)).finish()
  await print(workspace, 'P1', 4) // stopped half way: its numbers are gone, nobody expects them
  await (await print(workspace, 'P1', 1)).finish()
  await key(printedSerial(2), 2)
  expect((await list())[1]).toMatchObject({ expected: 3, firstSerial: printedSerial(1), lastSerial: printedSerial(2) })
  expect(await get(2)).toMatchObject({
    printed: 3,
    missing: 2,
    serials: {
      missing: {
        stretches: [
          { first: printedSerial(1), last: printedSerial(1) },
          { first: printedSerial(10), last: printedSerial(10) },
        ],
      },
    },
  })
})

test('what was printed under a code before there was the batch is not expected in it', async () => {
  const workspace = await makeBatches()
  const { services, list, create } = workspace
  await (await print(workspace, 'P1', 5)).finish()
  // As the runs of an older version are: no batch was made of them.
  await services.store.db.updateTable('print_run').set({ printed_at_ms: 1 }).execute()
  await services.store.db.deleteFrom('batch').where('id', '=', 2).execute()
  await create([{ code: 'P1' }])
  await (await print(workspace, 'P1', 2)).finish()
  expect((await list())[1]).toMatchObject({ expected: 2, firstSerial: printedSerial(6), lastSerial: printedSerial(7) })
})

test('a row of a file that names no batch goes where its serial belongs, unless the whole file was given one', async () => {
  const workspace = await makeBatches([BH, { code: 'TB' }])
  await (await print(workspace, 'P1', 2)).finish()
  const { services } = workspace
  const csv = (kind: string) =>
    `serial,batch\nBH-00${kind},\n${printedSerial(Number(kind))},\n07-${kind},\nX-${kind},TB\nBH-0${kind},\n`
  await importText(workspace, csv('1'))
  await importText(workspace, csv('2'), { batchCode: 'TB' })
  const rows = await services.store.db.selectFrom('response').select(['serial', 'batch_id']).execute()
  expect(Object.fromEntries(rows.map(({ serial, batch_id }) => [serial, batch_id]))).toEqual({
    ...{ 'BH-001': 2, [printedSerial(1)]: 4, '07-1': 1, 'X-1': 3, 'BH-01': 1 },
    ...{ 'BH-002': 3, [printedSerial(2)]: 3, '07-2': 3, 'X-2': 3, 'BH-02': 3 },
  })
})

test('what was planned for a batch holds until more is printed for it', async () => {
  const workspace = await makeBatches([{ code: 'P1', expectedCount: 4 }])
  await (await print(workspace, 'P1', 2)).finish()
  expect((await workspace.list())[1]).toMatchObject({ expected: 4 })
  await (await print(workspace, 'P1', 3)).finish()
  expect((await workspace.list())[1]).toMatchObject({ expected: 5 })
})

test('a serial knows its batch: by its print run, else by a range', async () => {
  const workspace = await makeBatches([BH])
  const { services, surveyId } = workspace
  await (await print(workspace, 'P1', 2)).finish()
  await (await print(workspace, '', 1)).finish()
  const batchOf = async (serial: string) => (await checkSerial(services, { surveyId, serial })).batchId
  expect(await batchOf(printedSerial(2))).toBe(3)
  expect(await batchOf(printedSerial(3))).toBe(null)
  expect(await batchOf('BH-005')).toBe(2)
  expect(await batchOf('BH-006')).toBe(null)
  expect(await batchOf('BH-0021')).toBe(null) // between the ends as a text
})
