import { describe, expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import { saveDraft } from '../../src/app/drafts.ts'
import { openEntry } from '../../src/app/entry.ts'
import { getResponse } from '../../src/app/responses.ts'
import { undoSave } from '../../src/app/undo-save.ts'
import { beginVerification, openVerification } from '../../src/app/verification.ts'
import { saveVerification } from '../../src/app/verification-save.ts'
import { listVerificationsOf } from '../../src/data/verification-repository.ts'
import { makeForm } from '../support/make-services.ts'
import { keyAgain, keyFirst, makeDesk, newId } from '../support/verification-desk.ts'

describe('dependent', () => {
  test('keyed the same it is agreed, and the form is as it was', async () => {
    const desk = await makeDesk()
    const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4' })
    const saved = await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '4' })
    expect(saved).toMatchObject({ state: 'agreed', differenceCount: 0, next: null })
    expect(saved.counts).toEqual({ keyed: 1, verified: 1, verifiedWhole: 1, differs: 0, unmatched: 0 })
    const { services, survey } = desk.workspace
    expect(await getResponse(services, { surveyId: survey.id, id: responseId })).toMatchObject({ rev: 1 })
  })

  test('what was keyed twice the same replaces the first value, with a reason; errors of both are kept', async () => {
    const desk = await makeDesk()
    const { services, survey } = desk.workspace
    const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4', k02: '4' })
    // The last two are no answers that a key could have written: nobody's errors.
    const slips = { k01: ['2'], k02: ['3'], k03: ['4'], k04: ['x'], '@group': ['99'] }
    const header = { serial: 'A1', agencyId: 2 }
    const saved = await keyAgain(desk, desk.hoa, header, { k01: '3', k02: '4' }, { slips, texts: { comment: 'Tốt' } })
    expect(saved).toMatchObject({ state: 'settled', differenceCount: 4 })
    const {
      rev,
      record,
      header: after,
      texts,
      revisions,
    } = await getResponse(services, { surveyId: survey.id, id: responseId })
    expect({ rev, after, texts }).toMatchObject({ rev: 2, after: { agencyId: 2 }, texts: { comment: 'Tốt' } })
    expect(record).toBe((await makeForm(desk.workspace, header, { k01: '3', k02: '4' })).record)
    expect(revisions[1]).toMatchObject({
      kind: 'verification',
      reason: 'Nhập kiểm tra: xem lại tờ phiếu, gõ hai lần như nhau',
    })
    const rows = await services.store.db.selectFrom('difference').selectAll().orderBy('place').execute()
    expect(rows.map((row) => [row.place, row.first_value, row.second_value, row.settled_value])).toEqual([
      ['@agency', '1', '2', '2'],
      ['k01', '4', '2', '3'],
      ['k02', '4', '3', '4'],
      ['k03', '5', '4', '5'],
    ])
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  })
})

test('a second keying against a form that was undone and keyed anew meanwhile changes nothing', async () => {
  const desk = await makeDesk()
  const { services, survey } = desk.workspace
  const of = { surveyId: survey.id, batchId: desk.batchId }
  const first = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4' })
  const begun = await beginVerification(services, desk.hoa, { ...of, serial: 'A1' })
  const draftId = newId()
  await undoSave(services, desk.lan, { surveyId: survey.id, id: first.responseId, draftId, position: 'k01' })
  const anew = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '5' })
  const { mode, scope, surveyVersionId, responseId, baseRev } = begun
  const form = await makeForm(desk.workspace, { serial: 'A1', batchId: desk.batchId }, { k01: '4' })
  const keyed = { ...form, mode, scope, surveyVersionId, responseId, baseRev, batchId: desk.batchId, slips: {} }
  const save = saveVerification(services, desk.hoa, { ...keyed, id: newId() })
  await expect(save).rejects.toMatchObject({ code: 'changed-meanwhile', params: { serial: 'A1' } })
  const after = await getResponse(services, { surveyId: survey.id, id: anew.responseId })
  expect(after).toMatchObject({ rev: 1 })
  expect(await listVerificationsOf(services.store.db, survey.id, anew.responseId)).toEqual([])
})

test('the draft of a second keying is its own, and ends with it', async () => {
  const desk = await makeDesk()
  const { services, survey } = desk.workspace
  const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A1' })
  const id = newId()
  const form = await makeForm(desk.workspace, { serial: 'A1', batchId: desk.batchId })
  const draft = { ...form, id, position: 'k01', startedAtMs: 0, purpose: 'verify' as const, subject: responseId }
  await saveDraft(services, desk.hoa, { ...draft, slips: { k01: ['2'] } })
  const of = { surveyId: survey.id, batchId: desk.batchId }
  expect((await openEntry(services, desk.hoa, of)).drafts).toEqual([])
  expect((await openVerification(services, desk.hoa, of)).drafts).toMatchObject([
    { id, purpose: 'verify', subject: responseId, slips: { k01: ['2'] } },
  ])
  await keyAgain(desk, desk.hoa, { serial: 'A1' }, {}, { id })
  await saveDraft(services, desk.hoa, draft) // came late
  expect((await openVerification(services, desk.hoa, of)).drafts).toEqual([])
  expect(await listVerificationsOf(services.store.db, survey.id, responseId)).toHaveLength(1)
})

test('blind: begin tells nothing of the first keying', async () => {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey } = desk.workspace
  await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4' })
  const of = { surveyId: survey.id, batchId: desk.batchId, serial: 'A1' }
  expect(await beginVerification(services, desk.hoa, of)).toEqual({
    ...{
      serial: 'A1',
      mode: 'blind',
      scope: 'whole',
      responseId: null,
      baseRev: null,
      surveyVersionId: 1,
      keyedBy: null,
      reference: null,
    },
  })
  expect(await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '3' })).toMatchObject({
    state: 'differs',
    differenceCount: 1,
  })
})

test('a form that somebody else is keying again is not offered, is said to be at hand elsewhere, and a late one stays a draft', async () => {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey } = desk.workspace
  const of = { surveyId: survey.id, batchId: desk.batchId }
  for (const serial of ['A1', 'A2']) await keyFirst(desk, desk.lan, { serial })
  const begin = async (serial: string) => beginVerification(services, desk.minh, { ...of, serial })
  const next = async (who: typeof desk.hoa) => (await openVerification(services, who, of)).next
  expect([await next(desk.hoa), await next(desk.minh)]).toEqual(['A1', 'A1'])
  const id = newId()
  const form = await makeForm(desk.workspace, { serial: 'A1', batchId: desk.batchId })
  await saveDraft(services, desk.hoa, { ...form, id, position: 'k01', startedAtMs: 0, purpose: 'second' })
  expect([await next(desk.hoa), await next(desk.minh)]).toEqual(['A1', 'A2'])
  expect([(await begin('A1')).keyedBy, (await begin('A2')).keyedBy]).toEqual(['Phạm Thị Hoa', null])
  await keyAgain(desk, desk.minh, { serial: 'A1' })
  await expect(keyAgain(desk, desk.hoa, { serial: 'A1' }, {}, { id })).rejects.toMatchObject({
    code: 'verified-already',
  })
  expect((await openVerification(services, desk.hoa, of)).drafts).toMatchObject([{ id, header: { serial: 'A1' } }])
})
