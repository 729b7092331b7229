import { describe, expect, test } from 'vitest'
import { updateBatchSettings } from '../../src/app/change-batches.ts'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { getResponse } from '../../src/app/responses.ts'
import { openFormSaver } from '../../src/app/save-forms.ts'
import { openVerification } from '../../src/app/verification.ts'
import { verificationReport } from '../../src/app/verification-report.ts'
import { listDiscrepancies, openSettling, settleVerification } from '../../src/app/verification-settle.ts'
import { insertBatch, NEW_BATCH } from '../../src/data/batch-repository.ts'
import { listDifferences, listVerificationsOf } from '../../src/data/verification-repository.ts'
import { makeForm } from '../support/make-services.ts'
import { type Desk, keyAgain, keyFirst, makeDesk, newId } from '../support/verification-desk.ts'

async function states({ workspace: { services, survey } }: Desk) {
  const rows = await services.store.db
    .selectFrom('verification')
    .selectAll()
    .where('survey_id', '=', survey.id)
    .orderBy('serial')
    .execute()
  return rows.map(({ serial, state }) => [serial, state])
}

async function twoKeyings() {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey } = desk.workspace
  const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A1', groupId: 1 }, { k01: '4', k02: '4' })
  await keyAgain(desk, desk.hoa, { serial: 'A1', groupId: 2 }, { k01: '3', k02: '4' })
  const [open] = await listDiscrepancies(services, desk.minh, { surveyId: survey.id })
  const about = { surveyId: survey.id, id: open?.id ?? '' }
  return { desk, services, survey, responseId, open, about }
}

describe('two keyings that differ', () => {
  test('are settled by a third person, who may key a third value', async () => {
    const { desk, services, survey, responseId, open, about } = await twoKeyings()
    expect(open).toMatchObject({ serial: 'A1', differenceCount: 2, keyers: null, canSettle: true, whyNot: null })
    const settling = await openSettling(services, desk.minh, about)
    expect(settling.places.map(({ place, values }) => [place, [...values].sort()])).toEqual([
      ['@group', ['1', '2']],
      ['k01', ['3', '4']],
    ])
    expect(settling.header).toMatchObject({ serial: 'A1', groupId: null, agencyId: 1 })
    const { baseRev } = settling
    const half = settleVerification(services, desk.minh, { ...about, baseRev, values: { k01: '2' } })
    await expect(half).rejects.toMatchObject({ code: 'settle-places-missing', params: { places: '@group' } })
    const values = { '@group': '2', k01: '2' }
    const wild = settleVerification(services, desk.minh, { ...about, baseRev, values: { ...values, k01: '77' } })
    await expect(wild).rejects.toMatchObject({ code: 'settle-place-unknown', params: { place: 'k01' } })
    const settled = await settleVerification(services, desk.minh, { ...about, baseRev, values })
    expect(settled).toMatchObject({ state: 'settled', counts: { differs: 0, verified: 1 } })
    expect(await settleVerification(services, desk.minh, { ...about, baseRev, values })).toEqual(settled) // sent twice
    const form = await getResponse(services, { surveyId: survey.id, id: responseId })
    expect(form).toMatchObject({ rev: 2, header: { groupId: 2 } })
    expect(form.revisions[1]).toMatchObject({ kind: 'verification', operatorName: 'Trần Văn Minh' })
    expect(form.revisions[1]?.changes.map(({ variable, to }) => [variable, to])).toEqual([
      ['group', 'G2'],
      ['k01', '2'],
    ])
    const rows = await services.store.db.selectFrom('difference').selectAll().orderBy('place').execute()
    expect(rows.map((row) => [row.first_value, row.second_value, row.settled_value])).toEqual([
      ['1', '2', '2'],
      ['4', '3', '2'],
    ])
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  })

  test('are settled by neither keyer, whatever their role, nor while the survey is closed', async () => {
    const { desk, services, survey, about } = await twoKeyings()
    for (const keyer of [desk.lan, desk.hoa]) {
      await expect(openSettling(services, keyer, about)).rejects.toMatchObject({ code: 'settle-own-form' })
      const settle = settleVerification(services, keyer, { ...about, baseRev: 1, values: {} })
      await expect(settle).rejects.toMatchObject({ code: 'settle-own-form' })
    }
    const { administrator } = desk.workspace
    const [seen] = await listDiscrepancies(services, administrator, { surveyId: survey.id })
    expect(seen?.keyers).toEqual(['Lê Thị Lan', 'Phạm Thị Hoa'])
    await services.store.db.updateTable('survey').set({ state: 'closed' }).execute()
    expect((await listDiscrepancies(services, desk.minh, { surveyId: survey.id }))[0]).toMatchObject({
      whyNot: 'survey-closed',
    })
    await expect(openSettling(services, desk.minh, about)).rejects.toMatchObject({ code: 'survey-closed' })
  })

  test('a correction by a third person settles the places that it changes, and the first keying stays as it was', async () => {
    const { desk, services, survey, responseId, about } = await twoKeyings()
    const { baseRev } = await openSettling(services, desk.minh, about)
    const { administrator } = desk.workspace
    const correct = async (rev: number, groupId: number, answers: Record<string, string>) => {
      const form = await makeForm(desk.workspace, { serial: 'A1', groupId, batchId: desk.batchId }, answers)
      const of = { surveyId: survey.id, id: responseId, baseRev: rev, reason: 'Xem lại' }
      await correctResponse(services, administrator, { ...form, ...of })
    }
    await correct(1, 1, { k01: '5', k02: '2' })
    expect(await states(desk)).toEqual([['A1', 'differs']])
    const late = settleVerification(services, desk.minh, { ...about, baseRev, values: { '@group': '1', k01: '4' } })
    await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' })
    const settling = await openSettling(services, desk.minh, about)
    expect(settling.places.map(({ place, values }) => [place, [...values].sort()])).toEqual([['@group', ['1', '2']]])
    expect(await listDiscrepancies(services, desk.minh, { surveyId: survey.id })).toMatchObject([
      { differenceCount: 1 },
    ])
    const differences = () => listDifferences(services.store.db, survey.id, about.id)
    expect(await differences()).toEqual([
      { place: '@group', firstValue: '1', secondValue: '2', settledValue: null },
      { place: 'k01', firstValue: '4', secondValue: '3', settledValue: '5' },
    ])
    // The last place settled as the first keyer had it: the form has that already and is not written again.
    await settleVerification(services, desk.minh, { ...about, baseRev: 2, values: { '@group': '1' } })
    expect((await differences()).map(({ settledValue }) => settledValue)).toEqual(['1', '5'])
    expect(await getResponse(services, { surveyId: survey.id, id: responseId })).toMatchObject({ rev: 2 })
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  })

  test('corrected to the second keying they are settled by the corrector, and count as errors of the first', async () => {
    const { desk, services, survey, responseId } = await twoKeyings()
    const { administrator } = desk.workspace
    const form = await makeForm(
      desk.workspace,
      { serial: 'A1', groupId: 2, batchId: desk.batchId },
      { k01: '3', k02: '4' },
    )
    const correction = { ...form, surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Xem lại' }
    await correctResponse(services, administrator, correction)
    expect(await listVerificationsOf(services.store.db, survey.id, responseId)).toMatchObject([
      { state: 'settled', settlerId: administrator.id },
    ])
    expect(await listDiscrepancies(services, desk.minh, { surveyId: survey.id })).toEqual([])
    const { keyers } = await verificationReport(services, administrator, { surveyId: survey.id })
    expect(keyers.find(({ operatorId }) => operatorId === desk.lan.id)?.first.errors).toBe(2)
  })

  test('a form moved to another batch differs where it differed, and one that agrees still agrees when restored', async () => {
    const { desk, services, survey, responseId, about } = await twoKeyings()
    const { db } = services.store
    const other = await insertBatch(db, survey.id, { ...NEW_BATCH, code: 'L2', verifyMode: 'blind' }, 0)
    const move = async (id: string, header: { serial: string; groupId?: number }, answers: Record<string, string>) => {
      const form = await makeForm(desk.workspace, { ...header, batchId: other }, answers)
      const of = { surveyId: survey.id, id, baseRev: 1, reason: 'Nhầm lô' }
      await correctResponse(services, desk.workspace.administrator, { ...form, ...of })
    }
    await move(responseId, { serial: 'A1', groupId: 1 }, { k01: '4', k02: '4' })
    expect((await listDifferences(db, survey.id, about.id)).map(({ place }) => place)).toEqual(['@group', 'k01'])
    const second = await keyFirst(desk, desk.lan, { serial: 'A2' }, { k01: '4' })
    await keyAgain(desk, desk.hoa, { serial: 'A2' }, { k01: '4' })
    await move(second.responseId, { serial: 'A2' }, { k01: '5' })
    const of = { surveyId: survey.id, id: second.responseId, reason: 'Thử' }
    await voidResponse(services, desk.workspace.administrator, { ...of, baseRev: 2 })
    expect(await states(desk)).toEqual([
      ['A1', 'differs'],
      ['A2', 'unmatched'],
    ])
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
    await restoreResponse(services, desk.workspace.administrator, { ...of, baseRev: 3 })
    expect(await states(desk)).toEqual([
      ['A1', 'differs'],
      ['A2', 'agreed'],
    ])
  })

  test('each second keying of a form stands again when it is restored, or finds the form keyed anew', async () => {
    const desk = await makeDesk({ verifyMode: 'blind', verifyPlan: 'none' })
    const { services, survey, administrator } = desk.workspace
    const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4' })
    await keyAgain(desk, desk.hoa, { serial: 'A1' })
    await updateBatchSettings(services, { surveyId: survey.id, batchId: desk.batchId, verifyPlan: 'all' })
    await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '4' })
    const both = async (id: string) =>
      (await listVerificationsOf(services.store.db, survey.id, id)).map(({ scope, state }) => [scope, state])
    const of = { surveyId: survey.id, id: responseId, reason: 'Thử' }
    await voidResponse(services, administrator, { ...of, baseRev: 1 })
    const { counts } = await openVerification(services, desk.hoa, { surveyId: survey.id, batchId: desk.batchId })
    expect(counts).toEqual({ keyed: 0, verified: 0, verifiedWhole: 0, differs: 0, unmatched: 2 })
    await restoreResponse(services, administrator, { ...of, baseRev: 2 })
    const agreed = [
      ['identifiers', 'agreed'],
      ['whole', 'agreed'],
    ]
    expect(await both(responseId)).toEqual(agreed)
    await voidResponse(services, administrator, { ...of, baseRev: 3 })
    const anew = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4' })
    expect(await both(anew.responseId)).toEqual(agreed)
    expect(await both(responseId)).toEqual([])
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  })

  test('wait again when the form is void, and are found again when it is restored or keyed anew', async () => {
    const { desk, services, survey, responseId } = await twoKeyings()
    const { administrator } = desk.workspace
    const of = { surveyId: survey.id, id: responseId, reason: 'Thử' }
    await voidResponse(services, administrator, { ...of, baseRev: 1 })
    expect(await states(desk)).toEqual([['A1', 'unmatched']])
    await restoreResponse(services, administrator, { ...of, baseRev: 2 })
    expect(await states(desk)).toEqual([['A1', 'differs']])
    await voidResponse(services, administrator, { ...of, baseRev: 3 })
    await keyFirst(desk, desk.lan, { serial: 'A1', groupId: 2 }, { k01: '3', k02: '4' })
    expect(await states(desk)).toEqual([['A1', 'agreed']])
  })
})

describe('a second keying that comes before the first', () => {
  const waiting = async () => {
    const desk = await makeDesk({ verifyMode: 'blind' })
    const first = await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '3' })
    expect(first).toMatchObject({ state: 'unmatched', counts: { unmatched: 1, keyed: 0 } })
    return desk
  }

  test('is compared when the first is saved', async () => {
    const desk = await waiting()
    await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '3' })
    expect(await states(desk)).toEqual([['A1', 'agreed']])
  })

  test('is compared when the first is imported', async () => {
    const desk = await waiting()
    const { services, survey, administrator } = desk.workspace
    const form = await makeForm(desk.workspace, { serial: 'A1', batchId: desk.batchId }, { k01: '4' })
    await inTransaction(services, async (db) => {
      const saver = await openFormSaver(db, services, { surveyId: survey.id, operator: administrator, kind: 'import' })
      saver.saveAll([form])
      await saver.finish()
    })
    expect(await states(desk)).toEqual([['A1', 'differs']])
  })

  test('is compared when a form is given its serial, and waits again when it loses it', async () => {
    const desk = await waiting()
    const { services, survey, administrator } = desk.workspace
    const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A7' }, { k01: '3' })
    const renumber = async (serial: string, baseRev: number) => {
      const form = await makeForm(desk.workspace, { serial, batchId: desk.batchId }, { k01: '3' })
      const of = { surveyId: survey.id, id: responseId, baseRev, reason: 'Sai số phiếu' }
      await correctResponse(services, administrator, { ...form, ...of })
    }
    await renumber('A1', 1)
    expect(await states(desk)).toEqual([['A1', 'agreed']])
    await renumber('A8', 2)
    expect(await states(desk)).toEqual([['A1', 'unmatched']])
  })

  test('proves nothing of a form that the same person keys first', async () => {
    const desk = await waiting()
    const { services, survey } = desk.workspace
    const { responseId } = await keyFirst(desk, desk.hoa, { serial: 'A1' }, { k01: '3' })
    expect(await states(desk)).toEqual([['A1', 'unmatched']])
    expect(await keyAgain(desk, desk.lan, { serial: 'A1' }, { k01: '3' })).toMatchObject({ state: 'agreed' })
    expect(await listVerificationsOf(services.store.db, survey.id, responseId)).toHaveLength(1)
  })

  test('is keyed once only; the batch, chosen and not keyed, is not compared', async () => {
    const desk = await waiting()
    const { services, survey } = desk.workspace
    await expect(keyAgain(desk, desk.minh, { serial: 'A1' })).rejects.toMatchObject({ code: 'verified-already' })
    const other = await insertBatch(services.store.db, survey.id, { ...NEW_BATCH, code: 'L2' }, 0)
    await keyFirst(desk, desk.lan, { serial: 'A1', batchId: other }, { k01: '3' })
    expect(await states(desk)).toEqual([['A1', 'agreed']])
  })
})

test('the counts that a save carries on are those of the file', async () => {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey } = desk.workspace
  const of = { surveyId: survey.id, batchId: desk.batchId }
  const check = async (saved: { counts: unknown }) =>
    expect(saved.counts).toEqual((await openVerification(services, desk.minh, of)).counts)
  for (const serial of ['A1', 'A2', 'A3', 'A4']) await keyFirst(desk, desk.lan, { serial }, { k01: '4' })
  await check(await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '4' }))
  const id = newId()
  await check(await keyAgain(desk, desk.hoa, { serial: 'A2' }, { k01: '3' }, { id }))
  await check(await keyAgain(desk, desk.hoa, { serial: 'A9' }, { k01: '3' }))
  await check(
    await settleVerification(services, desk.minh, { surveyId: survey.id, id, baseRev: 1, values: { k01: '4' } }),
  )
  await check(await keyAgain(desk, desk.hoa, { serial: 'A3' }, { k01: '4' }))
  await keyFirst(desk, desk.lan, { serial: 'A9' }, { k01: '3' })
  await check(await keyAgain(desk, desk.hoa, { serial: 'A4' }, { k01: '4' }))
})

describe('who may key a form again', () => {
  test('never its first keyer, administrators neither', async () => {
    for (const verifyMode of ['dependent', 'blind'] as const) {
      const desk = await makeDesk({ verifyMode })
      const { administrator } = desk.workspace
      await keyFirst(desk, administrator, { serial: 'A1' })
      await expect(keyAgain(desk, administrator, { serial: 'A1' })).rejects.toMatchObject({ code: 'verify-own-form' })
    }
  })

  test('whoever is second to save of two is told so', async () => {
    const desk = await makeDesk()
    await keyFirst(desk, desk.lan, { serial: 'A1' })
    await keyAgain(desk, desk.hoa, { serial: 'A1' })
    await expect(keyAgain(desk, desk.minh, { serial: 'A1' })).rejects.toMatchObject({ code: 'verified-already' })
  })

  test('a saved keying that is sent again is answered as saved, to nobody else', async () => {
    const desk = await makeDesk()
    const { services } = desk.workspace
    await keyFirst(desk, desk.lan, { serial: 'A1' })
    await keyFirst(desk, desk.lan, { serial: 'A2' })
    const id = newId()
    await keyAgain(desk, desk.hoa, { serial: 'A1' }, {}, { id })
    expect(await keyAgain(desk, desk.hoa, { serial: 'A2' }, {}, { id })).toMatchObject({ state: 'agreed', next: 'A2' })
    await expect(keyAgain(desk, desk.minh, { serial: 'A2' }, {}, { id })).rejects.toMatchObject({
      code: 'draft-of-another',
    })
    expect(await services.store.db.selectFrom('verification').selectAll().execute()).toHaveLength(1)
  })
})
