import { expect, test } from 'vitest'
import { surveyBefore } from '../../src/core/survey-period.ts'

const survey = (id: number, year: number, period = '', isDemonstration = false) => ({
  id,
  year,
  period,
  isDemonstration,
})

test('the survey before is the latest whose time comes before, whichever was made first', () => {
  const surveys = [survey(1, 2026, 'H2'), survey(2, 2026, 'H1'), survey(3, 2025), survey(4, 2024)]
  const before = (id: number) => surveyBefore(surveys.find((one) => one.id === id) ?? survey(0, 0), surveys)?.id
  expect([1, 2, 3, 4].map(before)).toEqual([2, 3, 4, undefined])
})

test('of the same time none is before the other; of two before it the one made last', () => {
  const surveys = [survey(1, 2025), survey(2, 2025), survey(3, 2026), survey(4, 2026)]
  expect(surveyBefore(survey(3, 2026), surveys)?.id).toBe(2)
})

test('made-up surveys stand beside made-up ones only', () => {
  const surveys = [survey(1, 2025, '', true), survey(2, 2024)]
  expect(surveyBefore(survey(3, 2026), surveys)?.id).toBe(2)
  expect(surveyBefore(survey(3, 2026, '', true), surveys)?.id).toBe(1)
})
