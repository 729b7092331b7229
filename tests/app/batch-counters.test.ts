import fc from 'fast-check'
import { expect, test } from 'vitest'
import { updateBatchSettings } from '../../src/app/change-batches.ts'
import { voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { openVerification } from '../../src/app/verification.ts'
import { replayStream } from '../../src/core/verification/sampling.ts'
import { listMiscounted } from '../../src/data/check-repository.ts'
import type { VerifyPlan } from '../../src/data/checking-tables.ts'
import { insertResponse, type StoredResponse } from '../../src/data/response-repository.ts'
import { countBatch, findNextSerial } from '../../src/data/verification-batch-repository.ts'
import { listSecondKeyings } from '../../src/data/verification-report-repository.ts'
import {
  countCleanRun,
  insertVerification,
  listUnmatched,
  replaceDifferences,
  updateVerification,
  type Verification,
} from '../../src/data/verification-repository.ts'
import { makeForm } from '../support/make-services.ts'
import { type Desk, keyAgain, keyFirst, makeDesk, newId } from '../support/verification-desk.ts'

async function plan(desk: Desk, verifyPlan: VerifyPlan): Promise<void> {
  const { services, survey } = desk.workspace
  await updateBatchSettings(services, { surveyId: survey.id, batchId: desk.batchId, verifyPlan })
}

test('a desk opened anew says what the last save said, whatever the plan was meanwhile', async () => {
  const desk = await makeDesk({ verifyPlan: 'none' })
  const { services, survey } = desk.workspace
  for (const serial of ['A1', 'A2', 'A3', 'A4', 'A5']) await keyFirst(desk, desk.lan, { serial })
  await keyAgain(desk, desk.hoa, { serial: 'A1' })
  await plan(desk, 'all')
  await keyAgain(desk, desk.hoa, { serial: 'A2' })
  await keyAgain(desk, desk.hoa, { serial: 'A3' })
  await plan(desk, 'none')
  const { counts } = await keyAgain(desk, desk.hoa, { serial: 'A4' })
  expect(counts).toEqual({ keyed: 5, verified: 4, verifiedWhole: 2, differs: 0, unmatched: 0 })
  const of = { surveyId: survey.id, batchId: desk.batchId }
  expect((await openVerification(services, desk.hoa, of)).counts).toEqual(counts)
})

async function insertForm(desk: Desk, serial: string, operatorId: number, batchId: number): Promise<StoredResponse> {
  const { services, survey } = desk.workspace
  const { record } = await makeForm(desk.workspace, { serial })
  const keys = { agencyId: 0, sectorId: 0, unitId: 0, stratumId: 0, clusterId: 0, groupId: 0, collectedOn: null }
  const form: StoredResponse = {
    ...{
      surveyId: survey.id,
      id: newId(),
      surveyVersionId: 1,
      record,
      state: 'valid',
      rev: 1,
      operatorId,
      savedAtMs: 1,
    },
    header: { ...keys, serial, batchId, weight: 1 },
  }
  await insertResponse(services.store.db, form)
  return form
}

function secondOf(desk: Desk, form: StoredResponse, firstOperatorId: number): Verification {
  const { surveyId, id: responseId } = form
  const { serial, batchId } = form.header
  return {
    ...{ surveyId, id: newId(), serial, batchId, responseId, mode: 'blind', scope: 'whole', state: 'agreed' },
    ...{ firstOperatorId, operatorId: desk.minh.id, surveyVersionId: 1, header: '{}', record: '', comparedCount: 1 },
    ...{ keyedAtMs: 1, settlerId: null, settledAtMs: null },
  }
}

function empty(desk: Desk): void {
  desk.workspace.services.store.sqlite.exec('DELETE FROM difference; DELETE FROM verification; DELETE FROM response')
}

const step = fc.record({
  what: fc.constantFrom('key', 'key', 'turn', 'move', 'again', 'again', 'wait', 'differ', 'agree', 'forget'),
  at: fc.nat({ max: 9 }),
  scope: fc.constantFrom('whole' as const, 'identifiers' as const),
})

/** Changes the tables below everything that could keep a count, one step of a life of forms. */
async function live(
  desk: Desk,
  forms: StoredResponse[],
  seconds: Verification[],
  one: { what: string; at: number; scope: Verification['scope'] },
) {
  const { db, sqlite } = desk.workspace.services.store
  const { what, at, scope } = one
  const operatorId = at % 2 === 0 ? desk.lan.id : desk.hoa.id
  const [form, second] = [forms[at % (forms.length || 1)], seconds[at % (seconds.length || 1)]]
  const update = async (state: Verification['state'], responseId: string | null) => {
    if (second !== undefined) await updateVerification(db, { ...second, state, responseId })
  }
  if (what === 'key') forms.push(await insertForm(desk, `${at}${forms.length}`, operatorId, at < 7 ? desk.batchId : 1))
  if (form === undefined) return
  if (what === 'turn')
    sqlite.prepare("UPDATE response SET state = iif(state = 'void', 'valid', 'void') WHERE id = ?").run(form.id)
  if (what === 'move') sqlite.prepare('UPDATE response SET batch_id = ? WHERE id = ?').run((at % 2) + 1, form.id)
  if (what === 'again') {
    seconds.push({ ...secondOf(desk, form, operatorId), scope })
    await insertVerification(db, seconds.at(-1) as Verification, '{}') // just put there
  }
  if (what === 'wait') await update('unmatched', at % 2 === 0 ? null : form.id)
  if (what === 'differ') await update('differs', form.id)
  if (what === 'agree') await update('agreed', form.id)
  if (what === 'forget' && second !== undefined) sqlite.prepare('DELETE FROM verification WHERE id = ?').run(second.id)
}

test('counters and the next form are as counted and searched by hand, whatever happened to forms', async () => {
  const desk = await makeDesk()
  const { services, survey } = desk.workspace
  const { db } = services.store
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      empty(desk)
      const [forms, seconds]: [StoredResponse[], Verification[]] = [[], []]
      for (const one of steps) await live(desk, forms, seconds, one)
      expect(await listMiscounted(db)).toEqual([])
      const responses = await db.selectFrom('response').selectAll().where('state', '=', 'valid').execute()
      const verifications = await db.selectFrom('verification').selectAll().execute()
      for (const batchId of [1, desk.batchId]) {
        const own = responses.filter((row) => row.batch_id === batchId)
        const having = (is: (row: (typeof verifications)[number]) => boolean) =>
          own.filter(({ id }) =>
            verifications.some((row) => row.response_id === id && row.state !== 'unmatched' && is(row)),
          )
        const whole = having(({ scope }) => scope === 'whole')
        for (const [verifyPlan, done] of [
          ['none', having(() => true)],
          ['all', whole],
        ] as const) {
          const of = { surveyId: survey.id, batchId, verifyPlan }
          expect(await countBatch(db, of)).toEqual({
            ...{ keyed: own.length, verified: done.length, verifiedWhole: whole.length },
            differs: having(({ state }) => state === 'differs').length,
            unmatched: verifications.filter((row) => row.batch_id === batchId && row.state === 'unmatched').length,
          })
          const due = own.filter((row) => !done.includes(row) && row.first_operator_id !== desk.lan.id)
          const [next] = due
            .map(({ serial }) => serial)
            .filter((serial) => serial > '3')
            .sort()
          expect(await findNextSerial(db, of, desk.lan.id, '3')).toBe(next ?? null)
        }
      }
    }),
    { numRuns: 60 },
  )
})

const verified = fc.record({
  scope: fc.constantFrom('whole' as const, 'whole' as const, 'identifiers' as const),
  /** Of the first keying's value '4': undecided, another, as keyed first. */
  settled: fc.constantFrom(undefined, undefined, undefined, '4', '4', '5', null),
  isVoid: fc.constantFrom(false, false, false, true),
  keyer: fc.constantFrom('lan' as const, 'lan' as const, 'hoa' as const),
  atMs: fc.nat({ max: 5 }),
})

test('a short look at a keyer tells of sampling what the replay of all their verified forms tells', async () => {
  const desk = await makeDesk()
  const { services, survey } = desk.workspace
  const { db, sqlite } = services.store
  await fc.assert(
    fc.asyncProperty(fc.array(verified, { maxLength: 25 }), fc.integer({ min: 1, max: 5 }), async (rows, cspClean) => {
      empty(desk)
      for (const [index, { scope, settled, isVoid, keyer, atMs }] of rows.entries()) {
        const form = await insertForm(desk, String(index), desk[keyer].id, desk.batchId)
        const second = { ...secondOf(desk, form, desk[keyer].id), scope, keyedAtMs: atMs }
        await insertVerification(db, second, '{}')
        const values = { place: 'k01', firstValue: '4', secondValue: '3' }
        await replaceDifferences(db, second, settled === undefined ? [] : [{ ...values, settledValue: settled }])
        if (isVoid) sqlite.prepare("UPDATE response SET state = 'void' WHERE id = ?").run(form.id)
      }
      const own = (await listSecondKeyings(db, { surveyId: survey.id, batchId: desk.batchId })).filter(
        ({ firstOperatorId }) => firstOperatorId === desk.lan.id,
      )
      const replayed = replayStream(
        { verifyPlan: 'csp1', cspClean, cspShare: 0.1 },
        own.map(({ scope, differences }) => ({
          scope,
          isClean: differences.every(({ firstValue, settledValue }) => firstValue === settledValue),
        })),
      )
      const of = { surveyId: survey.id, batchId: desk.batchId, firstOperatorId: desk.lan.id }
      expect(await countCleanRun(db, of, cspClean)).toBe(Math.min(cspClean, replayed.cleanRun))
    }),
    { numRuns: 60 },
  )
})

test('a void form is none of those that sampling looks at', async () => {
  const desk = await makeDesk({ verifyPlan: 'csp1', cspClean: 1, cspShare: 1e-9 })
  const { services, survey, administrator } = desk.workspace
  const first = await keyFirst(desk, desk.lan, { serial: 'A1' })
  await keyFirst(desk, desk.lan, { serial: 'A2' })
  await keyAgain(desk, desk.hoa, { serial: 'A1' })
  const of = { surveyId: survey.id, batchId: desk.batchId, firstOperatorId: desk.lan.id }
  const { db } = services.store
  expect(await countCleanRun(db, of, 1)).toBe(1)
  const change = { surveyId: survey.id, id: first.responseId, baseRev: 1, reason: 'Phiếu ghi hai lần' }
  await voidResponse(services, administrator, change)
  expect(await countCleanRun(db, of, 1)).toBe(0)
})

test('the look-ups of a second keying go by their indexes, however many forms are verified', async () => {
  const desk = await makeDesk()
  const { services, survey } = desk.workspace
  const { db, sqlite } = services.store
  const plans: string[] = []
  const prepare = sqlite.prepare.bind(sqlite)
  sqlite.prepare = ((text: string) => {
    const steps = prepare(`EXPLAIN QUERY PLAN ${text.replaceAll('?', 'NULL')}`).all() as { detail: string }[] // columns of EXPLAIN
    plans.push(steps.map(({ detail }) => detail).join(' / '))
    return prepare(text)
  }) as typeof sqlite.prepare // the one signature that Kysely uses
  const of = { surveyId: survey.id, batchId: desk.batchId, firstOperatorId: desk.lan.id }
  await findNextSerial(db, { ...of, verifyPlan: 'none' }, desk.hoa.id)
  await countCleanRun(db, of, 30)
  await listUnmatched(db, survey.id, 'A1')
  sqlite.prepare = prepare
  expect(plans).toEqual([
    expect.stringContaining(
      'response_due (survey_id=? AND batch_id=? AND second_keyed=? AND first_operator_id=? AND serial>?)',
    ),
    expect.stringContaining('verification_error (survey_id=? AND batch_id=? AND first_operator_id=?)'),
    expect.stringContaining('verification_whole (survey_id=? AND batch_id=? AND first_operator_id=?)'),
    expect.stringContaining('verification_unmatched (survey_id=? AND serial=?)'),
  ])
  expect(plans.slice(1, 3).join()).not.toContain('TEMP B-TREE')
})

test.each([
  ['a counter', 'UPDATE batch SET verified_count = 2 WHERE id = 2', ['check-batch-counts']],
  ['who keyed first', 'UPDATE response SET first_operator_id = 1', ['check-response-differs']],
  ['what is keyed twice', 'UPDATE response SET second_keyed = 1', ['check-response-differs']],
  ['what differs', 'UPDATE response SET is_differing = 1', ['check-response-differs']],
])('the check finds %s changed behind the program', async (_, damage, kinds) => {
  const desk = await makeDesk()
  const { services } = desk.workspace
  await keyFirst(desk, desk.lan, { serial: 'A1' })
  await keyAgain(desk, desk.hoa, { serial: 'A1' })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  services.store.sqlite.exec(damage)
  expect((await checkStore(services)).findings.map(({ kind }) => kind)).toEqual(kinds)
})
