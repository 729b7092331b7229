import { describe, expect, test } from 'vitest'
import { discardDraft, saveDraft } from '../../src/app/drafts.ts'
import { checkSerial, openEntry } from '../../src/app/entry.ts'
import { getHome } from '../../src/app/home.ts'
import { createOperator } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { createSurvey, updateSurvey } from '../../src/app/surveys.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

const DRAFT = '01890000-0000-7000-8000-0000000000aa'

describe('the next number', () => {
  test('is suggested after the last one of this clerk, and only while it is free', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator, survey } = workspace
    const other = await createOperator(services, administrator, { name: 'B', role: 'keyer' })
    const save = async (operator: typeof other, serial: string) => {
      const form = await makeForm(workspace, { serial })
      await saveResponse(services, operator, { ...form, draftId: null })
    }
    const suggested = async (operator: typeof other) =>
      (await openEntry(services, operator, { surveyId: survey.id })).suggestedSerial
    expect(await suggested(administrator)).toBeNull()
    await save(administrator, '0041')
    await save(other, '0107')
    expect([await suggested(administrator), await suggested(other)]).toEqual(['0042', '0108'])
    await save(other, '0042')
    expect(await suggested(administrator)).toBeNull()
  })
})

describe('drafts', () => {
  test('are kept at every field, seen by their own clerk alone, and taken up where they stopped', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator, survey } = workspace
    const other = await createOperator(services, administrator, { name: 'B', role: 'keyer' })
    const form = await makeForm(workspace, { serial: ' 007 ' }, {}, { comment: 'nháp ' })
    const halfKeyed = form.record.slice(0, 5) + ' '.repeat(form.record.length - 5)
    const effort = { keystrokes: 6, erasures: 0, activeMs: 900.5, fieldMs: { '': 400.5, k01: 500 } }
    const draft = { ...form, record: halfKeyed, id: DRAFT, position: 'k01', startedAtMs: 5, effort }
    await saveDraft(services, administrator, { ...draft, position: 'u_visits' })
    await saveDraft(services, administrator, draft)
    const { drafts } = await openEntry(services, administrator, { surveyId: survey.id })
    expect(drafts).toMatchObject([draft]) // texts and header as typed: a draft is not yet cleaned
    expect((await openEntry(services, other, { surveyId: survey.id })).drafts).toEqual([])
    const stolen = saveDraft(services, other, draft)
    await expect(stolen).rejects.toMatchObject({ code: 'draft-of-another' })
    await discardDraft(services, other, DRAFT)
    expect((await openEntry(services, administrator, { surveyId: survey.id })).drafts).toHaveLength(1)
    const home = await getHome(services, administrator)
    // tthc-2017: 6 of part A, 5 on the file (2 more only of a late one), 22 items, overall, the wishes as one: 35.
    expect(home.drafts).toMatchObject([{ id: DRAFT, serial: ' 007 ', answered: 5, total: 35, surveyCode: 'HN-2026' }])
    expect(home.drafts[0]?.atNumber).not.toBe('')
    await discardDraft(services, administrator, DRAFT)
    expect((await getHome(services, administrator)).drafts).toEqual([])
  })

  test('of a wrong width or an unknown survey are refused', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const form = await makeForm(workspace, { serial: '1' })
    const draft = { ...form, id: DRAFT, position: '', startedAtMs: 0 }
    const narrow = saveDraft(services, administrator, { ...draft, record: 'x' })
    await expect(narrow).rejects.toMatchObject({ code: 'record-wrong-width' })
    const nowhere = saveDraft(services, administrator, { ...draft, surveyId: 99 })
    await expect(nowhere).rejects.toMatchObject({ code: 'survey-not-found' })
  })
})

test('a number is looked up among saved forms and drafts', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: '1' })
  const { responseId } = await saveResponse(services, administrator, { ...form, draftId: null })
  const two = { ...form, header: { ...form.header, serial: '2' } }
  await saveDraft(services, administrator, { ...two, id: DRAFT, position: '', startedAtMs: 0 })
  const check = (serial: string, exceptDraftId?: string) =>
    checkSerial(services, { surveyId: survey.id, serial, exceptDraftId })
  expect(await check(' 1 ')).toMatchObject({
    isFree: false,
    takenBy: { responseId, operatorName: 'Nguyễn Thị Mẫu' },
    draftId: null,
  })
  const elsewhere = { batchId: null, printed: null, printedFor: null, isUnprinted: false }
  expect(await check('2')).toEqual({ isFree: true, takenBy: null, draftId: DRAFT, ...elsewhere })
  expect(await check('2', DRAFT)).toEqual({ isFree: true, takenBy: null, draftId: null, ...elsewhere })
})

test('today’s count begins at midnight of the office', async () => {
  let now = new Date(2026, 10, 20, 23, 50).getTime()
  const workspace = await makeWorkspace({ now: () => now })
  const { services, administrator, survey } = workspace
  const save = async (serial: string) => {
    const form = await makeForm(workspace, { serial })
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  const today = async () => (await openEntry(services, administrator, { surveyId: survey.id })).today.saved
  await save('1')
  await save('2')
  expect(await today()).toBe(2)
  now = new Date(2026, 10, 21, 0, 1).getTime()
  expect(await today()).toBe(0)
  await save('3')
  expect(await today()).toBe(1)
})

test('home says what to do next, the most urgent first', async () => {
  const workspace = await makeWorkspace({ expectedCount: 3 })
  const { services, administrator, survey } = workspace
  const kinds = async () => (await getHome(services, administrator)).todo.map(({ kind, count }) => [kind, count])
  expect(await kinds()).toEqual([['key-forms', 3]])
  const form = await makeForm(workspace, { serial: '1' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const draft = await makeForm(workspace, { serial: '2' })
  await saveDraft(services, administrator, { ...draft, id: DRAFT, position: '', startedAtMs: 0 })
  await createSurvey(services, { code: 'B', name: 'B', year: 2025, questionnaireCode: 'sipas-2026' })
  await updateSettings(services, { office: ' Sở Nội vụ ' })
  expect(await kinds()).toEqual([
    ['resume-draft', 1],
    ['no-agencies', 0],
    ['key-forms', 2],
    ['key-forms', 0],
    ['see-results', 1],
  ])
  await updateSurvey(services, { id: survey.id, collectedCount: 1, state: 'closed' })
  const home = await getHome(services, administrator)
  expect(home).toMatchObject({ office: 'Sở Nội vụ', isEmpty: false, databaseFile: { name: 'sipas.db' } })
  expect(home.todo.filter((todo) => todo.surveyId === survey.id).map((todo) => todo.kind)).toEqual([
    'resume-draft',
    'see-results',
  ])
})
