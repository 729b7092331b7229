import { describe, expect, test } from 'vitest'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { excuseFindings, listFindings, qualityOverview, reopenFindings } from '../../src/app/quality.ts'
import { keepRule, removeRule, tryRule } from '../../src/app/quality-rules.ts'
import { runQuality } from '../../src/app/quality-run.ts'
import { listResponsePage } from '../../src/app/responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import type { AppError } from '../../src/core/errors.ts'
import { insertBatch, NEW_BATCH } from '../../src/data/batch-repository.ts'
import { ASKING } from '../support/asking-questionnaire.ts'
import { CHECKED } from '../support/checked-questionnaire.ts'
import { importText } from '../support/import-text.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** 15 June 2026, at noon by this machine's clock. */
const NOON = new Date(2026, 5, 15, 12).getTime()

async function makeCheckedSurvey(): Promise<Workspace> {
  const workspace = await makeWorkspace({ now: () => NOON })
  await publishQuestionnaire(workspace.services.store.db, CHECKED, 0)
  const survey = await createSurvey(workspace.services, {
    code: 'THU',
    name: 'Đợt thử',
    year: 2026,
    questionnaireCode: CHECKED.code,
    agencyUnitIds: [1],
    sectorIds: [1],
  })
  return { ...workspace, survey }
}

/** Gender 1, age 95, 10 years, result 4: nothing to find unless told otherwise. */
const SOUND = { gender: '1', age: '95', years: '10', result: '4' }

async function save(
  workspace: Workspace,
  serial: string,
  answers: Record<string, string> = {},
  more: { activeMs?: number; collectedOn?: string; batchId?: number } = {},
): Promise<string> {
  const { activeMs, ...header } = more
  const form = await makeForm(workspace, { serial, ...header }, { ...SOUND, ...answers })
  const effort = activeMs === undefined ? undefined : { keystrokes: 4, erasures: 0, activeMs, fieldMs: {} }
  const saved = await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null, effort })
  return saved.responseId
}

async function correct(workspace: Workspace, id: string, serial: string, baseRev: number, answers = {}) {
  const form = await makeForm(workspace, { serial }, { ...SOUND, ...answers })
  const about = { surveyId: workspace.survey.id, id, baseRev, reason: 'Xem lại giấy' }
  return correctResponse(workspace.services, workspace.administrator, { ...about, ...form })
}

async function findings({ services, survey }: Workspace) {
  const { rows } = await listFindings(services, { surveyId: survey.id, offset: 0, limit: 500 })
  return rows.map(({ rule, serial, place, state }) => [rule, serial, place, state].join(' '))
}

const run = ({ services, administrator, survey }: Workspace) =>
  runQuality(services, administrator, { surveyId: survey.id })

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: AppError) => [error.code, error.params],
  )

describe('as forms are saved', () => {
  test('what a form is saved in spite of is there at once; a clean form leaves nothing', async () => {
    const workspace = await makeCheckedSurvey()
    await save(workspace, '1')
    await save(workspace, '2', { years: '92' })
    await save(workspace, '3', { result: '.' }, { collectedOn: '2024-01-05', activeMs: 20 })
    expect(await findings(workspace)).toEqual([
      'check 2 years#2 open',
      'date 3 @date open',
      'missing-required 3 result open',
      'missing-share 3  open', // 1 of 4 = 25 %, above 20
      'too-fast 3  open', // 20 ms for 4 answers
    ])
  })

  test('correcting fixes at once, and finds what the correction brings', async () => {
    const workspace = await makeCheckedSurvey()
    const id = await save(workspace, '1', { years: '92' })
    await correct(workspace, id, '1', 1, { result: '.', age: '.', years: '5' })
    expect(await findings(workspace)).toEqual([
      'check 1 years#2 fixed',
      'missing-required 1 result open',
      'missing-share 1  open',
    ])
    await correct(workspace, id, '1', 2, { years: '93' })
    expect((await findings(workspace))[0]).toBe('check 1 years#2 open')
  })

  test('void forms need nothing more; restored ones do', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const id = await save(workspace, '1', { years: '92' })
    const about = { surveyId: survey.id, id, reason: 'Phiếu hỏng' }
    await voidResponse(services, administrator, { ...about, baseRev: 1 })
    expect(await findings(workspace)).toEqual(['check 1 years#2 void'])
    await run(workspace)
    expect(await findings(workspace)).toEqual(['check 1 years#2 void'])
    await restoreResponse(services, administrator, { ...about, baseRev: 2 })
    expect(await findings(workspace)).toEqual(['check 1 years#2 open'])
  })

  test('an answer that the path skips is found where a form is keyed as on paper', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    await publishQuestionnaire(services.store.db, { ...ASKING, entryMode: 'as-on-paper' }, 0)
    const survey = await createSurvey(services, {
      ...{ code: 'THU', name: 'Đợt thử', year: 2026, questionnaireCode: ASKING.code },
      ...{ agencyUnitIds: [1], sectorIds: [1] },
    })
    const own = { ...workspace, survey }
    const form = { ...(await makeForm(own, { serial: '1' })), record: '215' }
    await saveResponse(services, administrator, { ...form, draftId: null })
    const found = 'against-skip 1 notice open'
    expect(await findings(own)).toEqual([found])
    await importText(own, 'serial,late,notice,result\n2,2,3,4\n3,1,3,4\n')
    expect(await run(own)).toMatchObject({ forms: 3, opened: 1 })
    expect(await findings(own)).toEqual([found, 'against-skip 2 notice open'])
  })

  test('what was excused stays so while its rule is switched off', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const surveyId = survey.id
    const rule = { surveyId, code: 'duplicate-serial', name: '', condition: null, parameter: null }
    await save(workspace, '12')
    const id = await save(workspace, '0012', { gender: '2' })
    await run(workspace)
    const twice = [{ rule: 'duplicate-serial', responseId: id, place: '@serial' }]
    await excuseFindings(services, administrator, { surveyId, findings: twice, reason: 'Hai phiếu khác nhau' })
    await keepRule(services, { ...rule, isActive: false })
    await correct(workspace, id, '0012', 1, { gender: '2', years: '11' })
    const ofRule = services.store.db.selectFrom('finding').selectAll().where('rule', '=', 'duplicate-serial')
    expect(await ofRule.execute()).toMatchObject([{ state: 'excused', reason: 'Hai phiếu khác nhau' }])
  })

  test('forms with findings can be asked for', async () => {
    const workspace = await makeCheckedSurvey()
    await save(workspace, '1')
    await save(workspace, '2', { years: '92' })
    const page = { surveyId: workspace.survey.id, filter: { isFlagged: true }, offset: 0, limit: 10 }
    const { total, rows } = await listResponsePage(workspace.services, page)
    expect([total, rows.map(({ serial }) => serial)]).toEqual([1, ['2']])
  })
})

describe('running all rules', () => {
  test('finds in imported forms what keying would have found, and the second run changes nothing', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, survey } = workspace
    await importText(workspace, 'serial,agency,gender,age,years,result\n1,SO-XD,1,95,92,4\n2,SO-XD,1,30,5,\n')
    expect(await findings(workspace)).toEqual([])
    const first = await run(workspace)
    expect(first).toEqual({ forms: 2, opened: 3, fixed: 0 })
    const found = await findings(workspace)
    expect(found).toEqual(['check 1 years#2 open', 'missing-required 2 result open', 'missing-share 2  open'])
    expect(await run(workspace)).toEqual({ forms: 2, opened: 0, fixed: 0 })
    expect(await findings(workspace)).toEqual(found)
    const { lastRun } = await qualityOverview(services, survey.id)
    expect(lastRun).toMatchObject({ atMs: NOON, operatorName: 'Nguyễn Thị Mẫu', batchId: null, forms: 2 })
  })

  test('compares forms: serials, answers, plan; a correction that parts them fixes at once', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, survey } = workspace
    const near = {
      surveyId: survey.id,
      code: 'near-duplicate',
      name: '',
      condition: null,
      parameter: 5,
      isActive: true,
    }
    await keepRule(services, near)
    await services.store.db.updateTable('survey').set({ expected_count: 10 }).execute()
    await save(workspace, '12')
    const id = await save(workspace, '0012', { gender: '2' })
    await run(workspace)
    expect(await findings(workspace)).toEqual(['duplicate-serial 0012 @serial open', 'quota  @survey open'])
    await correct(workspace, id, '13', 1, { gender: '2' })
    expect(await findings(workspace)).toEqual(['duplicate-serial 13 @serial fixed', 'quota  @survey open'])
  })

  test('one batch: only its forms one by one, what others have is left as it was', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const batchId = await insertBatch(services.store.db, survey.id, { ...NEW_BATCH, code: 'L1' }, NOON)
    await save(workspace, '1', { years: '92' })
    await save(workspace, '2', { years: '92' }, { batchId })
    await services.store.db.deleteFrom('finding').execute()
    expect(await runQuality(services, administrator, { surveyId: survey.id, batchId })).toMatchObject({ forms: 1 })
    expect(await findings(workspace)).toEqual(['check 2 years#2 open'])
    const wrong = runQuality(services, administrator, { surveyId: survey.id, batchId: 99 })
    expect(await errorOf(wrong)).toEqual(['batch-unknown', { id: 99 }])
  })

  test('stopped, it keeps what was looked at and says so', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    await save(workspace, '1')
    const signal = AbortSignal.abort()
    const stopped = runQuality(services, administrator, { surveyId: survey.id, signal })
    expect(await errorOf(stopped)).toEqual(['quality-cancelled', {}])
    expect((await qualityOverview(services, survey.id)).lastRun).toBeNull()
  })
})

describe('excuses', () => {
  test('hold over a run and end when what the rule looked at changes', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const id = await save(workspace, '1', { years: '92' })
    const keys = [{ rule: 'check', responseId: id, place: 'years#2' }]
    const about = { surveyId: survey.id, findings: keys }
    expect(await errorOf(excuseFindings(services, administrator, { ...about, reason: ' ' }))).toEqual([
      'reason-missing',
      {},
    ])
    const excuse = { ...about, reason: 'Đã hỏi lại, đúng' }
    expect(await excuseFindings(services, administrator, excuse)).toEqual({ settled: 1 })
    expect(await excuseFindings(services, administrator, excuse)).toEqual({ settled: 0 })
    await run(workspace)
    await correct(workspace, id, '1', 1, { years: '92', gender: '2' }) // not what the rule looks at
    expect(await findings(workspace)).toEqual(['check 1 years#2 excused'])
    await correct(workspace, id, '1', 2, { years: '93', gender: '2' })
    expect(await findings(workspace)).toEqual(['check 1 years#2 open'])
    await excuseFindings(services, administrator, excuse)
    expect(await reopenFindings(services, administrator, about)).toEqual({ settled: 1 })
    expect(await findings(workspace)).toEqual(['check 1 years#2 open'])
  })
})

describe('rules of a survey', () => {
  const OWN = { code: null, name: 'Người già', condition: 'age < 90', parameter: null, isActive: true }

  test('own rules are tried, kept, looked at by saving and running, and taken away with what they found', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, survey } = workspace
    const surveyId = survey.id
    await save(workspace, '1')
    await save(workspace, '2', { age: '30' })
    expect(await tryRule(services, { surveyId, condition: OWN.condition })).toEqual({
      looked: 2,
      found: 1,
      examples: ['1'],
    })
    expect(await keepRule(services, { surveyId, ...OWN })).toEqual({ code: 'own-1' })
    await save(workspace, '3')
    expect(await findings(workspace)).toEqual(['own-1 3 age open'])
    await run(workspace)
    expect(await findings(workspace)).toEqual(['own-1 1 age open', 'own-1 3 age open'])
    await keepRule(services, { surveyId, ...OWN, code: 'own-1', isActive: false })
    expect(await findings(workspace)).toEqual([])
    await removeRule(services, { surveyId, code: 'own-1' })
    expect(await services.store.db.selectFrom('finding').selectAll().execute()).toEqual([])
  })

  test('a rule changed, taken away or made while a run goes: the run goes on by the rules as they are', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    const surveyId = survey.id
    for (let serial = 1; serial <= 120; serial += 1) await save(workspace, String(serial), { age: '95' })
    await keepRule(services, { surveyId, ...OWN })
    let work: Promise<unknown> = Promise.resolve()
    const swap = async (): Promise<void> => {
      await removeRule(services, { surveyId, code: 'own-1' })
      const kept = await keepRule(services, { surveyId, ...OWN, name: 'Người trẻ', condition: 'age > 90' })
      expect(kept).toEqual({ code: 'own-2' }) // never own-1 again
    }
    let isFirst = true
    const onProgress = (): void => {
      if (isFirst) work = swap()
      isFirst = false
    }
    await runQuality(services, administrator, { surveyId, onProgress })
    await work
    expect(isFirst).toBe(false)
    const { rows } = await listFindings(services, { surveyId, offset: 0, limit: 500 })
    expect(rows.filter(({ rule }) => rule.startsWith('own'))).toEqual([])
    expect(
      await services.store.db.selectFrom('finding').select('rule').where('rule', 'like', 'own%').execute(),
    ).toEqual([])
  })

  test('a form corrected while a run goes is not found for what it was', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, administrator, survey } = workspace
    await save(workspace, '12')
    const id = await save(workspace, '0012', { gender: '2' })
    let work: Promise<unknown> = Promise.resolve()
    const onProgress = (): void => {
      work = correct(workspace, id, '13', 1, { gender: '2' })
    }
    await runQuality(services, administrator, { surveyId: survey.id, onProgress })
    await work
    expect(await findings(workspace)).toEqual([])
  })

  test('own rules stand as they were made and are told by the name that they have by now', async () => {
    const workspace = await makeCheckedSurvey()
    const { services, survey } = workspace
    const surveyId = survey.id
    for (let at = 1; at <= 10; at += 1) await keepRule(services, { surveyId, ...OWN, name: `R${at}\n\u200b` })
    const { rules } = await qualityOverview(services, surveyId)
    const own = rules.filter(({ condition }) => condition !== null)
    expect(own.map(({ code, name }) => `${code} ${name}`)).toEqual(
      Array.from({ length: 10 }, (_, at) => `own-${at + 1} R${at + 1}`),
    )
    await save(workspace, '1')
    await keepRule(services, { surveyId, ...OWN, code: 'own-10', name: 'Tên mới' })
    const { rows } = await listFindings(services, { surveyId, rule: 'own-10', offset: 0, limit: 9 })
    expect(rows.map(({ detail }) => detail.name)).toEqual(['Tên mới'])
  })

  test('a wrong one is refused with what is wrong and where', async () => {
    const { services, survey } = await makeCheckedSurvey()
    const surveyId = survey.id
    const keep = (more: object) => errorOf(keepRule(services, { surveyId, ...OWN, ...more }))
    expect(await keep({ condition: 'age < ' })).toMatchObject(['bad-condition', { position: expect.any(Number) }])
    expect(await keep({ condition: 'aeg < 90' })).toMatchObject(['unknown-variable', { variable: 'aeg' }])
    expect(await keep({ condition: ' ' })).toMatchObject(['quality-rule-empty', {}])
    expect(await keep({ name: ' ' })).toMatchObject(['quality-rule-name', {}])
    expect(await keep({ code: 'own-7' })).toMatchObject(['quality-rule-unknown', { code: 'own-7' }])
    expect(await keep({ code: 'missing-share', parameter: 101 })).toEqual([
      'quality-rule-parameter',
      { least: 0, most: 100 },
    ])
    expect(await keep({ code: 'straight-lining', parameter: 3.7 })).toEqual([
      'quality-rule-whole',
      { least: 3, most: 200 },
    ])
    await keepRule(services, { surveyId, ...OWN })
    expect(await keep({})).toEqual(['quality-rule-name-taken', { name: OWN.name }])
    expect(await errorOf(removeRule(services, { surveyId, code: 'check' }))).toMatchObject(['quality-rule-unknown', {}])
  })
})
