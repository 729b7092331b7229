import { expect, test } from 'vitest'
import { reportChoices } from '../../../src/app/report/report-choices.ts'
import { reportData } from '../../../src/app/report/report-data.ts'
import { createSurvey } from '../../../src/app/surveys.ts'
import { makeLastOfFour } from '../../support/four-surveys.ts'

test('a survey that was made but never keyed hides nothing of what stands before it', async () => {
  const { services, surveyId } = await makeLastOfFour()
  const { before, trend } = await reportData(services, { surveyId })
  await createSurvey(services, {
    ...{ code: 'KS-2025-2', name: 'Khảo sát bỏ dở', year: 2025, period: 'H2', questionnaireCode: 'tthc-2017' },
    ...{ agencyUnitIds: [1], sectorIds: [1] },
  })
  const after = await reportData(services, { surveyId })
  expect(after.before?.provenance.survey).toBe('Khảo sát năm 2025')
  expect(after.before?.byNode).toEqual(before?.byNode)
  expect(after.trend.map(({ code }) => code)).toEqual(['2023', '2024', '2025', '2026'])
  expect(after.trend).toEqual(trend)
  expect(await reportChoices(services, surveyId)).toMatchObject({ before: 'Khảo sát năm 2025' })
})
