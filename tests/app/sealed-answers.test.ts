import { describe, expect, test } from 'vitest'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import type { Operator } from '../../src/app/operators.ts'
import { createOperator } from '../../src/app/operators.ts'
import { listFindings, qualityOverview } from '../../src/app/quality.ts'
import { readResponse, sealedFor } from '../../src/app/sealed-answers.ts'
import { settleVerification } from '../../src/app/verification-settle.ts'
import { makeForm } from '../support/make-services.ts'
import { keyAgain, keyFirst, makeDesk, newId } from '../support/verification-desk.ts'

async function blindDesk(differs: boolean) {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey, administrator } = desk.workspace
  const dung = await createOperator(services, administrator, { name: 'Ngô Văn Dũng', role: 'supervisor' })
  const thu = await createOperator(services, administrator, { name: 'Vũ Thị Thu', role: 'supervisor' })
  const { responseId: id } = await keyFirst(desk, desk.lan, { serial: 'A1' }, { k01: '4' })
  const verificationId = newId()
  if (differs) await keyAgain(desk, dung, { serial: 'A1' }, { k01: '3' }, { id: verificationId })
  const of = { surveyId: survey.id, id }
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'allowed',
      (error: { code?: string }) => error.code,
    )
  const read = (who: Operator) => codeOf(readResponse(services, who, of))
  const correct = async (who: Operator, answers: Record<string, string>, baseRev = 1) => {
    const form = await makeForm(desk.workspace, { serial: 'A1', batchId: desk.batchId }, answers)
    return codeOf(correctResponse(services, who, { ...form, ...of, baseRev, reason: 'Xem lại' }))
  }
  const change = { ...of, baseRev: 1, reason: 'Xem lại' }
  return { desk, services, survey, administrator, dung, thu, of, verificationId, read, correct, change, codeOf }
}

describe('a form of a blind batch', () => {
  test('before it is keyed again is open to its first keyer and to those who lead, to nobody who may key it', async () => {
    const { desk, services, dung, administrator, of, read, correct, change, codeOf } = await blindDesk(false)
    const { lan, hoa, minh } = desk
    for (const who of [hoa, minh]) {
      expect(await read(who)).toBe('answers-sealed-second')
      expect(await correct(who, { k01: '3' })).toBe('answers-sealed-second')
      expect(await codeOf(voidResponse(services, who, change))).toBe('answers-sealed-second')
    }
    for (const who of [lan, dung, administrator]) expect(await read(who)).toBe('allowed')
    expect(await correct(lan, { k01: '5' })).toBe('allowed')
    await voidResponse(services, lan, { ...change, baseRev: 2 })
    expect(await read(hoa)).toBe('answers-sealed-second')
    expect(await codeOf(restoreResponse(services, hoa, { ...change, baseRev: 3 }))).toBe('answers-sealed-second')
    await restoreResponse(services, lan, { ...change, baseRev: 3 })
    await keyAgain(desk, hoa, { serial: 'A1' }, { k01: '5' })
    for (const who of [lan, hoa, minh]) expect(await read(who)).toBe('allowed')
    expect(await readResponse(services, hoa, of)).toMatchObject({ serial: 'A1', isHeld: false })
  })

  test('whose keyings differ is read by those who lead, and corrected by none of its keyers', async () => {
    const { desk, services, survey, dung, thu, of, verificationId, read, correct, change, codeOf } =
      await blindDesk(true)
    const { lan, hoa, minh } = desk
    for (const who of [lan, hoa, minh]) {
      expect(await read(who)).toBe('answers-sealed-third')
      expect(await correct(who, { k01: '3' })).toBe('answers-sealed-third')
      expect(await codeOf(voidResponse(services, who, change))).toBe('answers-sealed-third')
    }
    expect(await readResponse(services, dung, of)).toMatchObject({ isHeld: true })
    expect(await correct(dung, { k01: '3' })).toBe('answers-sealed-third')
    expect(await codeOf(voidResponse(services, dung, change))).toBe('answers-sealed-third')
    expect(await readResponse(services, thu, of)).toMatchObject({ isHeld: false })
    await voidResponse(services, thu, change)
    expect(await read(lan)).toBe('answers-sealed-third')
    await restoreResponse(services, thu, { ...change, baseRev: 2 })
    const settle = { surveyId: survey.id, id: verificationId, baseRev: 3, values: { k01: '3' } }
    await settleVerification(services, minh, settle)
    for (const who of [lan, hoa, minh]) expect(await read(who)).toBe('allowed')
    expect(await correct(lan, { k01: '5' }, 4)).toBe('allowed')
  })

  test('tells by no finding what it holds', async () => {
    const { desk, services, survey, dung, of } = await blindDesk(false)
    const finding = { survey_id: survey.id, rule: 'straight-lining', response_id: of.id, place: 'k', detail: '{}' }
    const kept = { ...finding, basis: '', state: 'open' as const, found_at_ms: 0 }
    await services.store.db.insertInto('finding').values(kept).execute()
    const seen = async (who: Operator) => {
      const page = { surveyId: survey.id, offset: 0, limit: 10, sealedFor: sealedFor(who) }
      return (await listFindings(services, { ...page, responseId: of.id, rule: 'straight-lining' })).total
    }
    const counted = async (who: Operator) => {
      const { rules } = await qualityOverview(services, survey.id, sealedFor(who))
      return rules.find(({ code }) => code === 'straight-lining')?.counts.open
    }
    const all = async (of: typeof seen | typeof counted) => [await of(desk.minh), await of(dung), await of(desk.lan)]
    expect(await all(seen)).toEqual([0, 1, 1])
    expect(await all(counted)).toEqual([0, 1, 1])
    await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '4' })
    expect(await all(seen)).toEqual([1, 1, 1])
    expect(await all(counted)).toEqual([1, 1, 1])
  })

  test('is counted by no rule to a verifier while its keyings differ; a finding of no single form is', async () => {
    const { desk, services, survey, thu, of } = await blindDesk(true)
    const finding = { survey_id: survey.id, rule: 'straight-lining', place: 'k', detail: '{}', basis: '' }
    for (const response_id of [of.id, '']) {
      const kept = { ...finding, response_id, state: 'open' as const, found_at_ms: 0 }
      await services.store.db.insertInto('finding').values(kept).execute()
    }
    const counted = async (who: Operator) => {
      const { rules } = await qualityOverview(services, survey.id, sealedFor(who))
      return rules.find(({ code }) => code === 'straight-lining')?.counts.open
    }
    expect([await counted(desk.minh), await counted(thu)]).toEqual([1, 2])
  })
})
