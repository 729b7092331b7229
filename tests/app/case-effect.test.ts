import { expect, test } from 'vitest'
import { changeCases, getCase, listCases, moveCase } from '../../src/app/action-cases.ts'
import { pointsBetween } from '../../src/app/case-effect.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { measured } from '../../src/app/compare.ts'
import { surveyById } from '../../src/app/find-survey.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { createUnit } from '../../src/app/units.ts'
import { findCandidates } from '../../src/app/weak-criteria.ts'
import { studentT975 } from '../../src/core/index/student-t.ts'
import { makeForm } from '../support/make-services.ts'
import { makeWeak } from '../support/weak-workspace.ts'

/** After the survey of 2026: one of a later year; of each agency 40 forms, so many of them dissatisfied with k01. */
async function makeLater() {
  const weak = await makeWeak()
  await weak.openAll()
  const { services, administrator } = weak
  const later = async (year: number, lows: readonly (readonly [unitId: number, low: number])[], forms = 40) => {
    const survey = await createSurvey(services, {
      ...{ code: `HN-${year}`, name: `Khảo sát ${year}`, year, questionnaireCode: 'tthc-2017' },
      ...{ agencyUnitIds: lows.map(([unitId]) => unitId), sectorIds: [1] },
    })
    for (const [at, [, low]] of lows.entries()) {
      for (let number = 0; number < forms; number++) {
        const answers = { k01: number < low ? '2' : '5' }
        const header = { serial: `${at}-${number}`, agencyId: at + 1, sectorId: 1 }
        const form = await makeForm({ services, survey }, header, answers)
        await saveResponse(services, administrator, { ...form, draftId: null })
      }
    }
    return survey.id
  }
  const { agencies } = weak.survey
  const [construction = 0, finance = 0] = agencies.map(({ unitId }) => unitId)
  const caseOf = async (code: string | null) => {
    const { rows } = await listCases(services, {})
    return rows.find(({ node, agency }) => node === 'k01' && (agency?.code ?? null) === code)?.id ?? ''
  }
  return { ...weak, later, construction, finance, caseOf }
}

test('before and after with the difference and its interval, as the arithmetic of two independent samples has it', async () => {
  const { services, later, construction, finance, caseOf } = await makeLater()
  expect((await getCase(services, await caseOf('SO-XD'))).effects).toEqual([])
  await later(2025, [[construction, 4]]) // an earlier one is no effect
  await later(2027, [
    [construction, 4],
    [finance, 2],
  ])
  const { effects } = await getCase(services, await caseOf('SO-XD'))
  expect(effects).toHaveLength(1)
  // 16 of 40 before, 36 of 40 after; a domain of 40 among 80 responses: variance (80/79) · p(1 − p)/40 each.
  const standardError = 100 * Math.sqrt((80 / 79) * ((0.4 * 0.6) / 40 + (0.9 * 0.1) / 40))
  const half = studentT975(79 + 79) * standardError
  expect(effects[0]).toMatchObject({ survey: { code: 'HN-2027' }, verdict: 'improved', hasSuccession: false })
  expect(effects[0]?.before).toMatchObject({ index: 40, n: 40 })
  expect(effects[0]?.after).toMatchObject({ index: 90, n: 40 })
  expect(effects[0]?.difference).toBe(50)
  expect(effects[0]?.lower95).toBeCloseTo(50 - half, 9)
  expect(effects[0]?.upper95).toBeCloseTo(50 + half, 9)
})

test('not better, and not sure: no more than the interval carries, nothing of too few', async () => {
  const { services, later, construction, finance, caseOf } = await makeLater()
  await later(2027, [
    [construction, 22],
    [finance, 2],
  ])
  await later(2028, [
    [construction, 38],
    [finance, 2],
  ])
  await later(2029, [[construction, 0]], 29)
  const { effects } = await getCase(services, await caseOf('SO-XD'))
  expect(effects.map(({ survey, verdict, isBelowMinimum }) => [survey.code, verdict, isBelowMinimum])).toEqual([
    ['HN-2027', 'unsure', false],
    ['HN-2028', 'not-improved', false],
    ['HN-2029', 'unsure', true],
  ])
})

test('closing writes the effect down', async () => {
  const { services, administrator, later, construction, finance, caseOf } = await makeLater()
  await later(2027, [
    [construction, 4],
    [finance, 2],
  ])
  const id = await caseOf('SO-XD')
  const texts = { assignee: 'A', cause: 'B', remedy: 'C' }
  await changeCases(services, administrator, { cases: [{ id, rev: 1 }], ...texts })
  let rev = 3
  for (const to of ['explained', 'underway', 'done', 'closed'] as const) {
    ;({ rev } = await moveCase(services, administrator, { id, rev, to }))
  }
  const { history, effects } = await getCase(services, id)
  const event = history.at(-1)?.event
  expect(event?.kind === 'state' && event.effect).toMatchObject({
    survey: 'HN-2027',
    difference: 50,
    verdict: 'improved',
  })
  expect(event?.kind === 'state' && event.effect?.lower95).toBe(effects[0]?.lower95)
  expect((await checkStore(services)).isClean).toBe(true)
})

test('an agency that was merged is followed into the unit of today, with all that became it', async () => {
  const { services, later, construction, finance, caseOf } = await makeLater()
  const merged = await createUnit(services, { code: 'SO-XDTC', name: 'Sở Xây dựng và Tài chính', level: 'department' })
  for (const unit of [construction, finance]) {
    services.store.sqlite.exec(`INSERT INTO unit_succession (predecessor_id, successor_id, happened_on)
      VALUES (${unit}, ${merged.id}, '2027-03-01')`)
  }
  await later(2027, [[merged.id, 4]])
  const { effects } = await getCase(services, await caseOf('SO-XD'))
  // Before: 16 of 40 and 38 of 40 together.
  expect(effects).toMatchObject([{ before: { index: 67.5, n: 80 }, after: { index: 90, n: 40 }, hasSuccession: true }])
})

test('where a later survey says nothing of a remedy, it is told why', async () => {
  const { services, later, construction, finance, caseOf } = await makeLater()
  await later(2027, [[finance, 2]]) // not asked there
  const halves = await Promise.all(
    ['A', 'B'].map((half) => createUnit(services, { code: `SO-${half}`, name: `Sở ${half}`, level: 'department' })),
  )
  for (const half of halves) {
    services.store.sqlite.exec(`INSERT INTO unit_succession (predecessor_id, successor_id, happened_on)
      VALUES (${construction}, ${half.id}, '2027-03-01')`)
  }
  await later(
    2028,
    halves.map(({ id }) => [id, 4] as const),
  )
  await later(2029, [[construction, 0]], 0)
  const { effects, unmeasured } = await getCase(services, await caseOf('SO-XD'))
  expect(effects).toEqual([])
  expect(unmeasured.map(({ survey, why }) => [survey.code, why])).toEqual([
    ['HN-2027', 'no-place'],
    ['HN-2028', 'divided'],
    ['HN-2029', 'no-forms'],
  ])
})

test('an agency whose forms lie in two units of one survey, which came one after the other, is compared with neither', async () => {
  const { services, later, construction, caseOf } = await makeLater()
  const [first, second] = await Promise.all(
    ['A', 'B'].map((code) => createUnit(services, { code: `SO-${code}`, name: `Sở ${code}`, level: 'department' })),
  )
  const [firstId, secondId] = [first?.id ?? 0, second?.id ?? 0]
  services.store.sqlite.exec(`INSERT INTO unit_succession (predecessor_id, successor_id, happened_on)
    VALUES (${construction}, ${firstId}, '2027-03-01'), (${firstId}, ${secondId}, '2027-07-01')`)
  await later(2027, [
    [firstId, 4],
    [secondId, 4],
  ])
  const { effects, unmeasured } = await getCase(services, await caseOf('SO-XD'))
  expect([effects, unmeasured.map(({ why }) => why)]).toEqual([[], ['divided']])
})

test('a survey by a scale of other levels is not set beside', async () => {
  const { services, surveyId, later, construction } = await makeLater()
  const nextId = await later(2027, [[construction, 4]])
  const { schemeCode, formula, aggregate } = await surveyById(services.store.db, surveyId)
  const [before, after] = await Promise.all(
    [surveyId, nextId].map((id) => measured(services, id, { schemeCode, formula, aggregate })),
  )
  if (before === undefined || after === undefined) throw new Error('both surveys are there')
  const { context } = after
  const onFour = { ...after, context: { ...context, plan: { ...context.plan, levels: 4 } } }
  const scopes = [{ agencyUnitId: construction }]
  expect(await pointsBetween(services, scopes, before, after)).toMatchObject([{ before: {}, after: {} }])
  expect(await pointsBetween(services, scopes, before, onFour)).toEqual(['other-scale'])
})

test('a case found by another scheme has no effect', async () => {
  const { services, later, construction, finance, caseOf } = await makeLater()
  await later(2027, [
    [construction, 4],
    [finance, 2],
  ])
  const id = await caseOf('SO-XD')
  services.store.sqlite.exec(`UPDATE action_case SET found = json_set(found, '$.scheme', 'other') WHERE id = '${id}'`)
  const { effects, unmeasured } = await getCase(services, id)
  expect([effects, unmeasured.map(({ why }) => why)]).toEqual([[], ['other-scheme']])
})

test('an empty survey in between is passed over: the newest earlier one with forms is the one before', async () => {
  const { services, later, construction, finance } = await makeLater()
  await later(2027, [[construction, 0]], 0)
  const next = await later(2028, [
    [construction, 25],
    [finance, 14],
  ])
  const { before, candidates } = await findCandidates(services, next)
  expect(before?.survey).toBe('HN-2026')
  const lower = candidates.filter(({ rules }) => rules.includes('below-before'))
  expect(new Set(lower.map(({ found }) => found.before?.survey))).toEqual(new Set(['HN-2026']))
})

test('what falls is judged among everything looked at: by itself it would be lower, in the family it is not sure', async () => {
  const { services, later, construction, finance } = await makeLater()
  // 38 of 40 good before, 32 after: −15 points, z ≈ −2.0; p ≈ 0.045 by itself.
  const next = await later(2027, [
    [construction, 24],
    [finance, 8],
  ])
  const { before, candidates } = await findCandidates(services, next)
  const nodes = await computeIndex(services, { surveyId: next })
  expect(before).toEqual({ survey: 'HN-2026', judged: nodes.rows.length * 3 })
  const finances = candidates.find(({ agency, node }) => node === 'k01' && agency?.code === 'SO-TC')
  expect(finances?.found.before?.upper95).toBeLessThan(0)
  expect(finances?.rules).not.toContain('below-before')
})

test('lower than the survey before is weak; lower by chance is not', async () => {
  const { services, later, construction, finance } = await makeLater()
  const next = await later(2027, [
    [construction, 25],
    [finance, 14],
  ])
  const { candidates } = await findCandidates(services, next)
  const lower = candidates.filter(({ rules, node }) => node === 'k01' && rules.includes('below-before'))
  // SO-TC falls from 95 to 65; SO-XD from 40 to 37,5 may be chance, and so, among so many, may both from 67,5 to 51,25.
  expect(lower.map(({ agency }) => agency?.code ?? '')).toEqual(['SO-TC'])
  expect(lower[0]?.found.before).toMatchObject({ survey: 'HN-2026', difference: -30 })
})

test('made-up surveys are no effect of real ones', async () => {
  const { services, later, construction, caseOf } = await makeLater()
  const id = await later(2027, [[construction, 4]])
  const { effects } = await getCase(services, await caseOf('SO-XD'))
  expect(effects).toHaveLength(1)
  services.store.sqlite.exec(`UPDATE survey SET is_demonstration = 1 WHERE id = ${id}`)
  expect((await getCase(services, await caseOf('SO-XD'))).effects).toEqual([])
})
