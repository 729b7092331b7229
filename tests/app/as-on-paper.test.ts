import { describe, expect, test } from 'vitest'
import { correctResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { exportResponses } from '../../src/app/export-responses.ts'
import { moveSurvey } from '../../src/app/move-survey.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { listFindings } from '../../src/app/quality.ts'
import { questionnaireModel } from '../../src/app/questionnaires.ts'
import { recordRules } from '../../src/app/record-rules.ts'
import { getResponse } from '../../src/app/responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey, getSurvey } from '../../src/app/surveys.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import type { EntryMode } from '../../src/core/questionnaire/questionnaire.ts'
import { findQuestionnaireVersion } from '../../src/data/questionnaire-repository.ts'
import { ASKING } from '../support/asking-questionnaire.ts'
import { bytesOf, importText } from '../support/import-text.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** The record of a form is late, notice (asked at late = 1), result; its index is the share of 4 and 5 in notice. */
async function makeAskingSurvey(entryMode: EntryMode): Promise<Workspace> {
  const workspace = await makeWorkspace()
  const { services } = workspace
  await publishQuestionnaire(services.store.db, { ...ASKING, entryMode }, 0)
  const survey = await createSurvey(services, {
    ...{ code: 'THU', name: 'Đợt thử', year: 2026, questionnaireCode: ASKING.code },
    ...{ agencyUnitIds: [1], sectorIds: [1] },
  })
  return { ...workspace, survey }
}

const save = async (workspace: Workspace, serial: string, record: string) => {
  const form = await makeForm(workspace, { serial })
  return saveResponse(workspace.services, workspace.administrator, { ...form, record, draftId: null })
}
const headlineOf = async ({ services, survey }: Workspace) => (await getSurvey(services, survey.id)).headline?.index

describe('what a form is saved in spite of', () => {
  test('names what nobody asked for, of a clean form nothing that has to be made anew', async () => {
    const { services, survey } = await makeAskingSurvey('as-on-paper')
    const { db } = services.store
    const version = await findQuestionnaireVersion(db, survey.questionnaireCode, null)
    const check = recordRules(await questionnaireModel(db, services, version?.id ?? 0))
    expect(check({ record: '215', texts: { why: 'mất điện' } }).notCalledFor).toEqual(['notice', 'why'])
    const [one, other] = [check({ record: '125', texts: {} }), check({ record: '2-5', texts: {} })]
    expect(one).toEqual({ soft: [], unanswered: [], notCalledFor: [], tooManyTicks: [] })
    for (const kind of ['soft', 'unanswered', 'notCalledFor', 'tooManyTicks'] as const)
      expect(one[kind]).toBe(other[kind])
  })
})

describe('an answer that nobody asked for', () => {
  test('is refused on the strict path, and taken as on paper', async () => {
    await expect(save(await makeAskingSurvey('strict'), '1', '215')).rejects.toMatchObject({ code: 'record-skip' })
    const workspace = await makeAskingSurvey('as-on-paper')
    const { responseId } = await save(workspace, '1', '215')
    const { services, survey } = workspace
    expect((await getResponse(services, { surveyId: survey.id, id: responseId })).record).toBe('215')
    await expect(save(workspace, '2', '2.5')).rejects.toMatchObject({ code: 'record-skip' })
  })

  test('counts in the index until the form is mended', async () => {
    const workspace = await makeAskingSurvey('as-on-paper')
    const { services, administrator, survey } = workspace
    await save(workspace, '1', '155')
    const { responseId } = await save(workspace, '2', '215')
    expect(await headlineOf(workspace)).toBe(50) // one of two answers is a 4 or 5
    const form = { ...(await makeForm(workspace, { serial: '2' })), record: '2-5' }
    const about = { surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Đọc lại phiếu' }
    await correctResponse(services, administrator, { ...about, ...form })
    expect(await headlineOf(workspace)).toBe(100)
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  })

  test('stays and counts when the survey moves to a version of the strict path', async () => {
    const workspace = await makeAskingSurvey('as-on-paper')
    const { services, survey } = workspace
    await save(workspace, '1', '155')
    const { responseId } = await save(workspace, '2', '215')
    await publishQuestionnaire(services.store.db, { ...ASKING, version: 2, entryMode: 'strict' }, 0)
    await moveSurvey(services, { surveyId: survey.id, version: 2 })
    expect(await headlineOf(workspace)).toBe(50)
    expect((await getResponse(services, { surveyId: survey.id, id: responseId })).record).toBe('215')
    await expect(save(workspace, '3', '215')).rejects.toMatchObject({ code: 'record-skip' })
  })

  const FILE = 'serial,late,notice,why,result\n1,2,5,mất điện,4\n2,1,5,,4\n3,2,,,\n4,2,SKIP,,3\n'
  test.each([
    ['strict', { notAsked: 1, notCalledFor: 0 }, ['2-4', '154', '2-.', '2-3']],
    ['as-on-paper', { notAsked: 0, notCalledFor: 2 }, ['254', '154', '2-.', '2-3']],
  ] as const)('in a file, %s: %j', async (mode, counts, records) => {
    const workspace = await makeAskingSurvey(mode)
    expect(await importText(workspace, FILE)).toMatchObject({ accepted: 4, rejected: 0, ...counts })
    const { db } = workspace.services.store
    const rows = await db.selectFrom('response').select('record').orderBy('serial').execute()
    expect(rows.map(({ record }) => record)).toEqual(records)
  })
})

describe('more ticks than a question allows', () => {
  /** At most three wishes may be ticked. */
  const FOUR = { wish_1: '1', wish_2: '1', wish_3: '1', wish_4: '1' }
  const NONE = Object.fromEntries(['5', '6', '7', '8', '9', '10'].map((code) => [`wish_${code}`, '0']))

  async function makeWishes(entryMode: EntryMode): Promise<Workspace> {
    const workspace = await makeWorkspace()
    const [tthc] = BUILT_IN_QUESTIONNAIRES.filter(({ code }) => code === 'tthc-2017')
    if (tthc === undefined) throw new Error('tthc-2017 is missing')
    await publishQuestionnaire(workspace.services.store.db, { ...tthc, code: 'mong', entryMode }, 0)
    const survey = await createSurvey(workspace.services, {
      ...{ code: 'MONG', name: 'Đợt thử', year: 2026, questionnaireCode: 'mong', agencyUnitIds: [1], sectorIds: [1] },
    })
    return { ...workspace, survey }
  }
  const saveFour = async (workspace: Workspace) => {
    const form = await makeForm(workspace, { serial: '1' }, { ...NONE, ...FOUR })
    return saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
  }

  test('are refused on the strict path, keyed or in a file, in either shape', async () => {
    const workspace = await makeWishes('strict')
    const refusal = { code: 'record-too-many-ticks', params: { variable: 'wish', count: 4, limit: 3 } }
    await expect(saveFour(workspace)).rejects.toMatchObject(refusal)
    for (const file of ['serial,wish\n1,1;2;3;4\n', 'serial,wish_1,wish_2,wish_3,wish_4\n1,1,1,1,1\n']) {
      const rejects = [{ row: 2, column: 'wish', code: 'record-too-many-ticks' }]
      expect(await importText(workspace, file)).toMatchObject({ accepted: 0, rejects })
    }
  })

  test('are kept as on paper, found, and come back in from our own export', async () => {
    const workspace = await makeWishes('as-on-paper')
    const { services, survey } = workspace
    await saveFour(workspace)
    const { rows } = await listFindings(services, { surveyId: survey.id, offset: 0, limit: 9 })
    expect(rows.filter(({ rule }) => rule === 'too-many-ticks')).toMatchObject([
      { place: 'wish_1', detail: { count: 4, most: 3 }, state: 'open' },
    ])
    const of = { surveyCode: survey.code, isDeIdentified: false, format: 'csv' as const }
    const text = (await bytesOf(await exportResponses(services, of))).toString()
    const again = text.replace('\n1,', '\n2,')
    expect(await importText(workspace, again)).toMatchObject({ accepted: 1, rejected: 0, tooManyTicks: 1 })
  })
})
