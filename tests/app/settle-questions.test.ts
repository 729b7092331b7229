import { expect, test } from 'vitest'
import { getResponse } from '../../src/app/responses.ts'
import { listDiscrepancies, openSettling, settleVerification } from '../../src/app/verification-settle.ts'
import { keyAgain, keyFirst, makeDesk } from '../support/verification-desk.ts'
import { answerIn } from '../support/verify-page.ts'

/** tthc-2017: of the ten wishes three at most; the two questions about delay are asked where the result was late. */
const NONE = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`wish_${index + 1}`, '0']))
const wishes = (...ticked: readonly number[]) => ({
  ...NONE,
  ...Object.fromEntries(ticked.map((number) => [`wish_${number}`, '1'])),
})

async function twoKeyings(first: Readonly<Record<string, string>>, second: Readonly<Record<string, string>>) {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey } = desk.workspace
  const { responseId } = await keyFirst(desk, desk.lan, { serial: 'A1' }, { ...NONE, u_result: '1', ...first })
  await keyAgain(desk, desk.hoa, { serial: 'A1' }, { ...NONE, u_result: '1', ...second })
  const [open] = await listDiscrepancies(services, desk.minh, { surveyId: survey.id })
  const about = { surveyId: survey.id, id: open?.id ?? '' }
  const settling = await openSettling(services, desk.minh, about)
  const { baseRev } = settling
  const settle = (values: Readonly<Record<string, string>>) =>
    settleVerification(services, desk.minh, { ...about, baseRev, values })
  const form = () => getResponse(services, { surveyId: survey.id, id: responseId })
  return { settling, settle, form }
}

test('a multiple choice is one place: its ticks are settled together, no more of them than the paper may have', async () => {
  const { settling, settle, form } = await twoKeyings(wishes(1, 2, 5), wishes(3, 4, 5))
  expect(settling.places.map(({ place, values }) => [place, [...values].sort()])).toEqual([
    ['wish', ['0011100000', '1100100000']],
  ])
  expect(settling.record).toContain(' '.repeat(10))
  const tooMany = settle({ wish: '1111100000' })
  await expect(tooMany).rejects.toMatchObject({ code: 'settle-too-many-ticks', params: { count: 5, limit: 3 } })
  await expect(settle({ wish: '11' })).rejects.toMatchObject({
    code: 'settle-place-unknown',
    params: { place: 'wish' },
  })
  await expect(settle({})).rejects.toMatchObject({ code: 'settle-places-missing', params: { places: 'wish' } })
  await settle({ wish: '0011100000' })
  const { record } = await form()
  expect([1, 2, 3, 4, 5, 6].map((number) => answerIn(record, `wish_${number}`)).join('')).toBe('001110')
})

test('an answer that makes questions asked is settled with what the paper says of them', async () => {
  const late = { u_result: '3', u_late_notice: '1', u_late_apology: '2' }
  const { settling, settle, form } = await twoKeyings(late, {})
  expect(settling.places.map(({ place }) => place)).toEqual(['u_result', 'u_late_notice', 'u_late_apology'])
  const unsaid = settle({ u_result: '3', u_late_notice: '-', u_late_apology: '2' })
  await expect(unsaid).rejects.toMatchObject({ code: 'settle-places-missing', params: { places: 'u_late_notice' } })
  await settle({ u_result: '3', u_late_notice: '1', u_late_apology: '1' })
  const { record } = await form()
  expect(['u_result', 'u_late_notice', 'u_late_apology'].map((code) => answerIn(record, code)).join('')).toBe('311')
})

test('what is no longer asked needs no word; what neither keyer was asked for does', async () => {
  const { settle, form } = await twoKeyings({ u_result: '3', u_late_notice: '1', u_late_apology: '2' }, {})
  await settle({ u_result: '1' })
  expect(answerIn((await form()).record, 'u_late_notice')).toBe('-')

  const never = await twoKeyings({}, { u_result: '2' })
  expect(never.settling.places.map(({ place }) => place)).toEqual(['u_result'])
  await expect(never.settle({ u_result: '3' })).rejects.toMatchObject({
    code: 'settle-places-missing',
    params: { places: 'u_late_notice, u_late_apology' },
  })
  await never.settle({ u_result: '3', u_late_notice: '2', u_late_apology: '.' })
  expect(answerIn((await never.form()).record, 'u_late_notice')).toBe('2')
})

test('settled twice by one person in two windows: the same is answered as settled, other values are told', async () => {
  const { settle, form } = await twoKeyings({ k01: '4' }, { k01: '3' })
  await settle({ k01: '3' })
  expect(await settle({ k01: '3' })).toMatchObject({ state: 'settled' })
  await expect(settle({ k01: '4' })).rejects.toMatchObject({ code: 'changed-meanwhile', params: { serial: 'A1' } })
  expect(answerIn((await form()).record, 'k01')).toBe('3')
})
