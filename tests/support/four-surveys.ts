import { join } from 'node:path'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { createOperator } from '../../src/app/operators.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { questionnaireModel } from '../../src/app/questionnaires.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { openServices, type Services } from '../../src/app/services.ts'
import { createSurvey, listSurveys } from '../../src/app/surveys.ts'
import { createUnit } from '../../src/app/units.ts'
import { findSurvey } from '../../src/data/survey-repository.ts'
import { makeFolder, makeForm, makeServices } from './make-services.ts'

const FORMS = 40

/**
 * A file with surveys of 2023 to 2026 by one scheme, 40 forms an agency and year, fewer of them low every year: 16, 12, 8, 4.
 * That of 2023 is published by another formula, that of 2026 is of version 2 of the form; SO-GT and SO-XD of 2023 and 2024
 * were merged into SO-XDGT in March 2025, SO-TC stayed.
 */
export async function makeFourSurveys(file: string): Promise<void> {
  const services = await openServices(file, { allowAnyFolder: true })
  const operator = await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  const unit = async (code: string, name: string): Promise<number> => {
    return (await createUnit(services, { code, name, level: 'department' })).id
  }
  const [transport, construction] = [await unit('SO-GT', 'Sở Giao thông'), await unit('SO-XD', 'Sở Xây dựng cũ')]
  const [merged, finance] = [await unit('SO-XDGT', 'Sở Xây dựng'), await unit('SO-TC', 'Sở Tài chính')]
  for (const predecessor_id of [transport, construction]) {
    const row = { predecessor_id, successor_id: merged, happened_on: '2025-03-01' }
    await services.store.db.insertInto('unit_succession').values(row).execute()
  }
  for (const year of [2023, 2024, 2025, 2026]) {
    const survey = await createSurvey(services, {
      code: `KS-${year}`,
      name: `Khảo sát năm ${year}`,
      year,
      questionnaireCode: 'tthc-2017',
      agencyUnitIds: year < 2025 ? [transport, construction, finance] : [merged, finance],
      sectorIds: [1, 2],
      ...(year === 2023 ? { formula: 'mean-score' as const } : {}),
    })
    for (const { id: agencyId } of survey.agencies) {
      for (let number = 0; number < FORMS; number++) {
        const isLow = number < 4 * (2027 - year)
        const header = { serial: `${agencyId}-${number}`, agencyId, collectedOn: `${year}-05-${10 + (number % 20)}` }
        const answers = isLow ? { k01: '2', k02: '2', k03: '3', k04: '2' } : {}
        const form = await makeForm({ services, survey }, header, answers)
        await saveResponse(services, operator, { ...form, draftId: null })
      }
    }
    if (year === 2025) {
      await inTransaction(services, async (db) => {
        const row = await findSurvey(db, survey.id)
        const { questionnaire } = await questionnaireModel(db, services, row?.questionnaireVersionId ?? 0)
        await publishQuestionnaire(db, { ...questionnaire, version: 2 }, services.now())
      })
    }
  }
  await services.close()
}

/** The same, opened; the survey of 2026 with the others before it. */
export async function makeLastOfFour(): Promise<{ services: Services; surveyId: number }> {
  const file = join(makeFolder(), 'four.db')
  await makeFourSurveys(file)
  const services = await makeServices({ file })
  const last = (await listSurveys(services)).find(({ year }) => year === 2026)
  return { services, surveyId: last?.id ?? 0 }
}
