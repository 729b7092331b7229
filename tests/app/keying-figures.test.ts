import { expect, test } from 'vitest'
import { voidResponse } from '../../src/app/change-response.ts'
import { openEntry } from '../../src/app/entry.ts'
import { keyingFigures } from '../../src/app/keying-figures.ts'
import { createOperator } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { undoSave } from '../../src/app/undo-save.ts'
import { errorsPerThousand, ratesOf } from '../../src/core/entry/keying-rates.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** Noon of a day on this machine's clock. */
const noon = (day: number) => new Date(2026, 10, day, 12).getTime()

async function keyedByTwo() {
  let now = noon(2)
  const workspace = await makeWorkspace({ now: () => now })
  const { services, administrator, survey } = workspace
  const lan = await createOperator(services, administrator, { name: 'Lan', role: 'keyer' })
  const an = await createOperator(services, administrator, { name: 'An', role: 'keyer' })
  const save = async (who: typeof lan, serial: string, keystrokes: number, activeMs: number, k01: number) => {
    const effort = { keystrokes, erasures: 2, activeMs, fieldMs: { '': 3000, k01 } }
    const form = await makeForm(workspace, { serial })
    return await saveResponse(services, who, { ...form, draftId: null, effort })
  }
  const first = await save(lan, '1', 100, 60_000, 1000)
  await save(lan, '2', 80, 30_000, 2000)
  now = noon(3)
  const third = await save(lan, '3', 60, 20_000, 600)
  await save(an, '4', 50, 36_000, 4000)
  return { workspace, services, administrator, survey, lan, an, first, third }
}

test('a keyer sees her own days; by hand: 180 keys and 2 forms in 90 s are 7,200 keys and 80 forms an hour', async () => {
  const { services, survey, lan } = await keyedByTwo()
  const figures = await keyingFigures(services, lan, { surveyId: survey.id })
  expect(figures).toMatchObject({ isOfAll: false, keyers: [{ name: 'Lan' }], today: '2026-11-03' })
  expect(figures.days).toMatchObject([
    { day: '2026-11-03', purpose: 'entry', forms: 1, keystrokes: 60, activeMs: 20_000 },
    { day: '2026-11-02', purpose: 'entry', forms: 2, keystrokes: 180, erasures: 4, activeMs: 90_000 },
  ])
  const [, second] = figures.days
  // 180 / 90 s × 3600 s; 2 / 90 s × 3600 s; 90 s / 2; 4 / 180 × 100.
  expect(second && ratesOf(second)).toEqual({
    keystrokesPerHour: 7200,
    formsPerHour: 80,
    secondsPerForm: 45,
    erasuresPerHundred: (100 * 4) / 180,
  })
  expect(figures.fields).toEqual([
    { operatorId: lan.id, purpose: 'entry', code: '', forms: 3, ms: 9000 },
    { operatorId: lan.id, purpose: 'entry', code: 'k01', forms: 3, ms: 3600 },
  ])
})

test('what a desk begins with is the day’s forms and time, a form taken back left out', async () => {
  const { services, survey, lan, an, third } = await keyedByTwo()
  const keyed = async (who: typeof lan) => (await openEntry(services, who, { surveyId: survey.id })).today.keyed
  expect([await keyed(lan), await keyed(an)]).toEqual([
    { forms: 1, activeMs: 20_000 },
    { forms: 1, activeMs: 36_000 },
  ])
  const draftId = '01890000-0000-7000-8000-0000000000aa'
  await undoSave(services, lan, { surveyId: survey.id, id: third.responseId, draftId, position: '' })
  expect(await keyed(lan)).toEqual({ forms: 0, activeMs: 20_000 })
})

test('who leads the work sees all, by name and in no other order', async () => {
  const { services, administrator, survey } = await keyedByTwo()
  const supervisor = await createOperator(services, administrator, { name: 'Minh', role: 'supervisor' })
  for (const who of [administrator, supervisor]) {
    const figures = await keyingFigures(services, who, { surveyId: survey.id })
    expect(figures.keyers.map(({ name }) => name)).toEqual(['An', 'Lan'])
    expect(figures.days).toHaveLength(3)
  }
})

test('errors are of what was settled: the first keyer, the second, or both; an open difference is nobody’s', async () => {
  const { workspace, services, administrator, survey, lan, an, first } = await keyedByTwo()
  await secondKeying(
    workspace,
    { responseId: first.responseId, id: 'v1', state: 'settled', first: lan.id, second: an.id, compared: 45 },
    [
      ['k01', '4', '3', '3'], // the first was wrong
      ['k02', '1', '2', '1'], // the second
      ['k03', '1', '2', '5'], // both
    ],
  )
  await secondKeying(
    workspace,
    { responseId: first.responseId, id: 'v2', state: 'agreed', first: lan.id, second: an.id, compared: 45 },
    [],
  )
  await secondKeying(
    workspace,
    { responseId: first.responseId, id: 'v3', state: 'differs', first: lan.id, second: an.id, compared: 45 },
    [['k01', '4', '3', null]],
  )
  expect(first.surveySaved).toBe(1)
  const { errors } = await keyingFigures(services, administrator, { surveyId: survey.id })
  expect(errors).toEqual([
    { operatorId: lan.id, as: 'first', forms: 3, compared: 134, errors: 2, open: 1 },
    { operatorId: an.id, as: 'second', forms: 3, compared: 134, errors: 2, open: 1 },
  ])
  expect(errors.map(errorsPerThousand)).toEqual([2000 / 134, 2000 / 134])
  const own = await keyingFigures(services, an, { surveyId: survey.id })
  expect(own.errors).toEqual([errors[1]])
  await voidResponse(services, administrator, { surveyId: survey.id, id: first.responseId, baseRev: 1, reason: 'sai' })
  expect((await keyingFigures(services, administrator, { surveyId: survey.id })).errors).toEqual([])
})

test('nothing keyed gives no rate, and no division by nothing', async () => {
  const { services, administrator, survey } = await makeWorkspace()
  const figures = await keyingFigures(services, administrator, { surveyId: survey.id })
  expect(figures).toMatchObject({ keyers: [], days: [], fields: [], errors: [] })
  const nothing = { forms: 0, activeMs: 0, keystrokes: 0, erasures: 0 }
  expect(Object.values(ratesOf(nothing))).toEqual([null, null, null, null])
  expect(errorsPerThousand({ compared: 0, errors: 0 })).toBeNull()
})

type Difference = readonly [place: string, first: string, second: string, settled: string | null]

async function secondKeying(
  { services, survey }: Workspace,
  of: {
    responseId: string
    id: string
    state: 'agreed' | 'settled' | 'differs'
    first: number
    second: number
    compared: number
  },
  differences: readonly Difference[],
): Promise<void> {
  const { db } = services.store
  const keyed = { header: '{}', record: '', texts: '{}', survey_version_id: 1, keyed_at_ms: 1 }
  const about = {
    survey_id: survey.id,
    serial: of.id,
    response_id: of.responseId,
    batch_id: 1,
    mode: 'blind',
    scope: 'whole',
  } as const
  const who = { first_operator_id: of.first, operator_id: of.second, compared_count: of.compared }
  await db
    .insertInto('verification')
    .values({ ...about, ...keyed, ...who, id: of.id, state: of.state })
    .execute()
  for (const [place, first_value, second_value, settled_value] of differences) {
    const row = { survey_id: survey.id, verification_id: of.id, place, first_value, second_value, settled_value }
    await db.insertInto('difference').values(row).execute()
  }
}
