import { describe, expect, test } from 'vitest'
import { correctResponse } from '../../src/app/change-response.ts'
import { checkSerial, openEntry } from '../../src/app/entry.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import type { AppError } from '../../src/core/errors.ts'
import { CHECKED } from '../support/checked-questionnaire.ts'
import { importText, validCount } from '../support/import-text.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** A survey of the questionnaire with one hard check, one soft check and one required answer. */
async function makeCheckedSurvey(): Promise<Workspace> {
  const workspace = await makeWorkspace()
  const { services } = workspace
  await publishQuestionnaire(services.store.db, CHECKED, 0)
  const survey = await createSurvey(services, {
    code: 'THU',
    name: 'Đợt thử',
    year: 2026,
    questionnaireCode: CHECKED.code,
    agencyUnitIds: [1],
    sectorIds: [1],
  })
  return { ...workspace, survey }
}

async function printForms({ services, survey, administrator }: Workspace): Promise<void> {
  const { db } = services.store
  const { id } = await db.selectFrom('questionnaire_version').select('id').executeTakeFirstOrThrow()
  await db
    .insertInto('print_run')
    .values({
      survey_id: survey.id,
      first_number: 1,
      form_count: 500,
      questionnaire_version_id: id,
      layout_revision: 1,
      variant: 'normal',
      operator_id: administrator.id,
      printed_at_ms: 0,
    })
    .execute()
}

const save = async (workspace: Workspace, serial: string, answers: Record<string, string> = {}) => {
  const form = await makeForm(workspace, { serial }, answers)
  return saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
}
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => ({ code: error.code, params: error.params }),
  )

describe('checks', () => {
  test('a form that violates a hard check is refused with the question and the check in both languages', async () => {
    const workspace = await makeCheckedSurvey()
    expect(await errorOf(save(workspace, '1', { age: '30', years: '40' }))).toEqual({
      code: 'check-violated',
      params: { number: '3', variable: 'years', vi: 'Số năm ở nhiều hơn tuổi.', en: 'More years than the age.' },
    })
    await expect(save(workspace, '1', { age: '30', years: '40' })).rejects.toThrow('Câu 3')
    expect(await validCount(workspace)).toBe(0)
  })

  test('soft checks and required answers pass, missing answers violate nothing', async () => {
    const workspace = await makeCheckedSurvey()
    await save(workspace, '1', { age: '110', years: '95', result: '.' })
    await save(workspace, '2', { age: '.', years: '40' })
    expect(await validCount(workspace)).toBe(2)
  })

  test('a correction is held to them as well', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const { responseId } = await save(workspace, '1', { age: '30', years: '20' })
    const form = await makeForm(workspace, { serial: '1' }, { age: '30', years: '31' })
    const about = { surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Sửa' }
    const correction = correctResponse(services, administrator, { ...about, ...form })
    expect(await errorOf(correction)).toMatchObject({ code: 'check-violated' })
  })

  test('an import refuses the rows with their column and counts what it takes in spite of', async () => {
    const workspace = await makeCheckedSurvey()
    const rows = [
      'serial,gender,age,years,result',
      '1,1,30,40,5',
      '2,1,110,95,5',
      '3,1,110,95,',
      '4,2,,40,1',
      '5,2,40,40,',
    ]
    const result = await importText(workspace, rows.join('\n'))
    expect(result).toMatchObject({ accepted: 4, rejected: 1, softViolations: 2, unanswered: 2 })
    expect(result.rejects).toEqual([
      {
        row: 2,
        column: 'years',
        code: 'check-violated',
        message: {
          vi: 'Câu 3 có mâu thuẫn: Số năm ở nhiều hơn tuổi. Đối chiếu với tờ phiếu rồi sửa.',
          en: "Question 3 can't be so: More years than the age. Compare with the paper and mend it.",
        },
      },
    ])
  })
})

test('a code is made for the row that is saved, though a refused row above has the same serial', async () => {
  const workspace = await makeCheckedSurvey()
  const csv = 'serial,agency,age,years,result\n1,SO-XD,30,40,5\n1,SO-MOI,30,20,5\n1,SO-KHAC,30,20,5\n'
  const result = await importText(workspace, csv, { createMissing: true })
  expect(result).toMatchObject({ accepted: 1, rejected: 1, duplicates: 1, createdCodes: { agencies: ['SO-MOI'] } })
  expect(result.rejects.map(({ row, code }) => [row, code])).toEqual([
    [2, 'check-violated'],
    [4, 'duplicate-serial'],
  ])
})

test('a survey whose questionnaire measures nothing is keyed on after its first form', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  await publishQuestionnaire(services.store.db, { ...CHECKED, schemes: [] }, 0)
  const input = { code: 'THU', name: 'Đợt thử', year: 2026, questionnaireCode: CHECKED.code }
  const survey = await createSurvey(services, { ...input, agencyUnitIds: [1], sectorIds: [1] })
  await save({ ...workspace, survey }, '1')
  const { survey: opened } = await openEntry(services, administrator, { surveyId: survey.id })
  expect(opened).toMatchObject({ validCount: 1, headline: null })
})

// Damm of 000123 is 4 and of 000124 is 2 (tests/core/print/serial.test.ts has the table's own examples).
describe('printed serials', () => {
  test('a wrong check digit gets in by no door', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const wrong = { code: 'serial-check-digit', params: { serial: '000123-7' } }
    expect(await errorOf(save(workspace, '000123-7'))).toEqual(wrong)
    expect(await errorOf(checkSerial(services, { surveyId: survey.id, serial: '000123-7' }))).toEqual(wrong)
    const { responseId } = await save(workspace, '000123-4')
    const form = await makeForm(workspace, { serial: '000123-7' })
    const about = { surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Sửa số' }
    expect(await errorOf(correctResponse(services, administrator, { ...about, ...form }))).toEqual(wrong)
  })

  test('seven digits are one where forms were printed, and a serial of their own elsewhere', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    expect((await save(workspace, '0001237')).serial).toBe('0001237')
    expect(await openEntry(services, administrator, { surveyId: survey.id })).toMatchObject({
      hasPrintedSerials: false,
    })
    await printForms(workspace)
    expect(await openEntry(services, administrator, { surveyId: survey.id })).toMatchObject({ hasPrintedSerials: true })
    expect((await save(workspace, '0001234')).serial).toBe('000123-4')
    expect(await errorOf(save(workspace, '0001247'))).toMatchObject({ code: 'serial-check-digit' })
    expect(await checkSerial(services, { surveyId: survey.id, serial: '0001234' })).toMatchObject({ isFree: false })
    expect(await openEntry(services, administrator, { surveyId: survey.id })).toMatchObject({
      suggestedSerial: '000124-2',
    })
  })

  test('an import takes serials as they stand, but for the printed shape where forms were printed', async () => {
    const workspace = await makeCheckedSurvey()
    const file = (serials: string[]) => ['serial,result', ...serials.map((serial) => `${serial},5`)].join('\n')
    expect(await importText(workspace, file(['000123-7', '0001247']))).toMatchObject({ accepted: 2 })
    await printForms(workspace)
    const result = await importText(workspace, file(['000124-7', '000124-2', '0001257', 'A-1']))
    expect(result).toMatchObject({ accepted: 3, rejects: [{ row: 2, column: 'serial', code: 'serial-check-digit' }] })
  })

  test('a serial that came in by a file stays as it is in a correction', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    await importText(workspace, 'serial,agency,sector,result\n000123-7,SO-XD,land,5\n')
    const { id } = await services.store.db
      .selectFrom('response')
      .select('id')
      .where('survey_id', '=', survey.id)
      .executeTakeFirstOrThrow()
    const form = await makeForm(workspace, { serial: '000123-7' }, { result: '1' })
    const about = { surveyId: survey.id, id, baseRev: 1, reason: 'Sửa' }
    expect(await correctResponse(services, administrator, { ...about, ...form })).toEqual({ rev: 2 })
  })
})
