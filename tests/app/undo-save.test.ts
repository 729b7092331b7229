import { expect, test } from 'vitest'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveDraft } from '../../src/app/drafts.ts'
import { openEntry } from '../../src/app/entry.ts'
import { createOperator } from '../../src/app/operators.ts'
import { getResponse, listResponsePage } from '../../src/app/responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { updateSurvey } from '../../src/app/surveys.ts'
import { undoSave } from '../../src/app/undo-save.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

const DRAFT = '01890000-0000-7000-8000-0000000000aa'
const AGAIN = '01890000-0000-7000-8000-0000000000bb'
const EFFORT = { keystrokes: 40, erasures: 2, activeMs: 30_000, fieldMs: { k01: 1000 } }

async function savedForm() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: 'A-1', groupId: 2 }, { k01: '4' }, { comment: 'Chờ lâu' })
  const { responseId } = await saveResponse(services, administrator, { ...form, draftId: DRAFT, effort: EFFORT })
  const undo = { surveyId: survey.id, id: responseId, draftId: AGAIN, position: 'comment' }
  return { workspace, services, administrator, survey, form, responseId, undo }
}

test('a form taken back is void, its number free, and all it held a draft at its last question', async () => {
  const { services, administrator, survey, form, responseId, undo } = await savedForm()
  expect(await undoSave(services, administrator, undo)).toEqual({ isUndone: true })
  const { drafts, today, survey: now } = await openEntry(services, administrator, { surveyId: survey.id })
  expect(drafts).toMatchObject([{ id: AGAIN, record: form.record, texts: form.texts, position: 'comment' }])
  expect(drafts[0]?.header).toMatchObject(form.header)
  expect([today.saved, now.validCount]).toEqual([0, 0])
  const detail = await getResponse(services, { surveyId: survey.id, id: responseId })
  expect(detail).toMatchObject({ state: 'void', record: form.record, texts: form.texts })
  expect(detail.revisions).toMatchObject([
    { kind: 'entry' },
    {
      kind: 'undo',
      reason: 'Người nhập lấy lại phiếu vừa lưu để sửa',
      operatorName: 'Nguyễn Thị Mẫu',
      changes: [{ variable: 'state', from: 'valid', to: 'void' }],
    },
  ])
  const again = await saveResponse(services, administrator, { ...form, draftId: AGAIN })
  expect(again.surveySaved).toBe(1)
  expect((await checkStore(services)).findings).toEqual([])
})

test('sent again because its answer was lost, it undoes nothing more', async () => {
  const { services, administrator, form, undo } = await savedForm()
  await undoSave(services, administrator, undo)
  expect(await undoSave(services, administrator, undo)).toEqual({ isUndone: false })
  await saveResponse(services, administrator, { ...form, draftId: AGAIN })
  // The number belongs to the form saved since.
  expect(await undoSave(services, administrator, undo)).toEqual({ isUndone: false })
})

test('what was keyed in the draft before the undo arrived stays', async () => {
  const { services, administrator, survey, form, undo } = await savedForm()
  const newer = { ...form, texts: { comment: 'Chờ rất lâu' }, id: AGAIN, position: 'comment', startedAtMs: 0 }
  await saveDraft(services, administrator, newer)
  await undoSave(services, administrator, undo)
  const { drafts } = await openEntry(services, administrator, { surveyId: survey.id })
  expect(drafts).toMatchObject([{ id: AGAIN, texts: { comment: 'Chờ rất lâu' } }])
})

test('only the keyer takes a form back, as it was saved, not keyed twice, in an open survey', async () => {
  const { services, administrator, survey, form, responseId, undo } = await savedForm()
  const other = await createOperator(services, administrator, { name: 'Trần Văn Mẫu', role: 'keyer' })
  await expect(undoSave(services, other, undo)).rejects.toMatchObject({ code: 'undo-not-own' })
  const { db } = services.store
  const second = { mode: 'blind', scope: 'whole', state: 'agreed', operator_id: other.id } as const
  const keyed = { header: '{}', record: form.record, texts: '{}', survey_version_id: 1, keyed_at_ms: 1 }
  const verification = { survey_id: survey.id, id: DRAFT, serial: 'A-1', batch_id: 1, response_id: responseId }
  await db
    .insertInto('verification')
    .values({ ...verification, ...second, ...keyed })
    .execute()
  await expect(undoSave(services, administrator, undo)).rejects.toMatchObject({ code: 'undo-verified' })
  await db.deleteFrom('verification').execute()
  await updateSurvey(services, { id: survey.id, state: 'closed' })
  await expect(undoSave(services, administrator, undo)).rejects.toMatchObject({ code: 'survey-closed' })
  await updateSurvey(services, { id: survey.id, state: 'open' })
  const about = { surveyId: survey.id, id: responseId, reason: 'Xem lại phiếu giấy' }
  await correctResponse(services, administrator, { ...form, ...about, baseRev: 1 })
  await expect(undoSave(services, administrator, undo)).rejects.toMatchObject({ code: 'undo-changed' })
  await voidResponse(services, administrator, { ...about, baseRev: 2 })
  await expect(undoSave(services, administrator, undo)).rejects.toMatchObject({ code: 'undo-changed' })
  expect((await openEntry(services, administrator, { surveyId: survey.id })).drafts).toEqual([])
})

test('the list tells a form taken back from one made void, and it may be restored', async () => {
  const { workspace, services, administrator, survey, responseId, undo } = await savedForm()
  const form = await makeForm(workspace, { serial: 'A-2' })
  const { responseId: id } = await saveResponse(services, administrator, { ...form, draftId: null })
  await voidResponse(services, administrator, { surveyId: survey.id, id, baseRev: 1, reason: 'Phiếu trùng' })
  await undoSave(services, administrator, undo)
  const states = async () =>
    (await listResponsePage(services, { surveyId: survey.id, sort: 'serial', offset: 0, limit: 9 })).rows.map(
      ({ serial, state, isUndone }) => [serial, state, isUndone],
    )
  expect(await states()).toEqual([
    ['A-1', 'void', true],
    ['A-2', 'void', false],
  ])
  const back = { surveyId: survey.id, id: responseId, baseRev: 2, reason: 'Phiếu đúng như đã lưu' }
  await restoreResponse(services, administrator, back)
  expect(await states()).toContainEqual(['A-1', 'valid', false])
})

test('the work on a form taken back is counted once: one form of its day, all its keys on the form saved at last', async () => {
  const { services, administrator, form, undo } = await savedForm()
  const { db } = services.store
  const day = () => db.selectFrom('keying_day').selectAll().execute()
  await undoSave(services, administrator, undo)
  expect(await day()).toMatchObject([{ form_count: 0, keystroke_count: 40, active_ms: 30_000 }])
  const effort = { keystrokes: 3, erasures: 1, activeMs: 2000, fieldMs: { k01: 500, k02: 700 } }
  const { responseId } = await saveResponse(services, administrator, { ...form, draftId: AGAIN, effort })
  expect(await day()).toMatchObject([{ form_count: 1, keystroke_count: 43, erasure_count: 3, active_ms: 32_000 }])
  // Two seconds would be too fast for a form; with what it took before, they are not.
  expect(await db.selectFrom('finding').select('rule').where('rule', '=', 'too-fast').execute()).toEqual([])
  expect(JSON.parse((await day())[0]?.fields ?? '')).toEqual({ k01: [1, 1500], k02: [1, 700] })
  const row = await db.selectFrom('keying').selectAll().where('id', '=', responseId).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ keystroke_count: 43, erasure_count: 3, active_ms: 32_000 })
})
