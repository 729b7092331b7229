import { expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import type { FormInput } from '../../src/app/form-rules.ts'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { openFormSaver } from '../../src/app/save-forms.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { writeSurveyParts } from '../../src/app/survey-parts.ts'
import { updateSurvey } from '../../src/app/surveys.ts'
import { AppError } from '../../src/core/errors.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

function saveAll({ services, administrator, survey }: Workspace, forms: readonly FormInput[]) {
  return inTransaction(services, async (db) => {
    const about = { surveyId: survey.id, operator: administrator, kind: 'import' } as const
    const saver = await openFormSaver(db, services, about)
    const refused = saver.saveAll(forms).filter((outcome) => outcome instanceof AppError)
    return { saved: await saver.finish(), refused }
  })
}

test('many forms leave in the file what the same forms leave one by one', async () => {
  const now = () => 1_790_000_000_000
  const [bulk, single] = [await makeWorkspace({ now }), await makeWorkspace({ now })]
  const forms: FormInput[] = []
  for (const serial of ['1', '2', '3']) {
    const header = { serial, agencyId: 2, groupId: 1, weight: 2.25, collectedOn: '2026-11-03' }
    forms.push(await makeForm(bulk, header, { k01: serial }, serial === '2' ? { comment: ' được ' } : {}))
  }
  expect(await saveAll(bulk, forms)).toEqual({ saved: 3, refused: [] })
  const input = { surveyId: single.survey.id, draftId: null }
  for (const form of forms) await saveResponse(single.services, single.administrator, { ...form, ...input })
  expect(await contentOf(bulk)).toEqual(await contentOf(single))
  expect(await checkStore(bulk.services)).toEqual({ isClean: true, findings: [] })
})

/** Everything but the ids and the hashes that hold them. */
async function contentOf({ services }: Workspace) {
  const { db } = services.store
  const responses = await db.selectFrom('response').selectAll().orderBy('serial').execute()
  const texts = await db.selectFrom('response_text').select(['variable_code', 'body']).execute()
  const revisions = await db.selectFrom('response_revision').selectAll().orderBy('seq').execute()
  return {
    responses: responses.map(({ id: _, ...row }) => row),
    texts,
    revisions: revisions.map((row) => ({ seq: row.seq, rev: row.rev, base_rev: row.base_rev, content: row.content })),
  }
}

test('the index sees them, and a keyed form after them goes on in the same lane', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const forms = [await makeForm(workspace, { serial: '1' }), await makeForm(workspace, { serial: '2' })]
  expect((await services.answers.get(survey.id)).answers.count).toBe(0)
  await saveAll(workspace, forms)
  expect((await services.answers.get(survey.id)).answers.count).toBe(2)
  const third = await makeForm(workspace, { serial: '3' })
  expect((await saveResponse(services, administrator, { ...third, draftId: null })).surveySaved).toBe(3)
  expect((await services.answers.get(survey.id)).answers.count).toBe(3)
  expect(await services.answers.verifyAgainstStore(survey.id)).toEqual([])
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a refused form is left out and the others are saved; a number twice is told', async () => {
  const workspace = await makeWorkspace()
  const good = await makeForm(workspace, { serial: '1' })
  const bad = { ...good, header: { ...good.header, serial: '2' }, record: good.record.replace(/./, '9') }
  const without = { ...good, header: { ...good.header, serial: '3', agencyId: 0 } }
  const { saved, refused } = await saveAll(workspace, [good, good, bad, without])
  expect(saved).toBe(2) // a form from a file may lack its agency
  expect(refused).toMatchObject([{ code: 'serial-taken', params: { serial: '1' } }, { code: 'record-unknown-code' }])
  expect(await checkStore(workspace.services)).toEqual({ isClean: true, findings: [] })
})

test('parts made on the way are known after they are read again', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: '1', groupId: 3 })
  await inTransaction(services, async (db) => {
    const saver = await openFormSaver(db, services, { surveyId: survey.id, operator: administrator, kind: 'import' })
    expect(saver.saveAll([form])).toMatchObject([{ code: 'group-unknown', params: { id: 3 } }])
    const groups = [...survey.groups, { code: 'G3', name: 'Tổ chức' }].map(({ code, name }) => ({ code, name }))
    await writeSurveyParts(db, survey.id, { groups })
    await saver.readPartsAgain()
    saver.saveAll([form])
    await saver.finish()
  })
  const { content } = await services.store.db
    .selectFrom('response_revision')
    .select('content')
    .executeTakeFirstOrThrow()
  expect(JSON.parse(content)).toMatchObject({ group: 'G3' })
})

test('an error after many forms leaves none of them, and the lane where it was', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: '1' })
  const failing = inTransaction(services, async (db) => {
    const saver = await openFormSaver(db, services, { surveyId: survey.id, operator: administrator, kind: 'import' })
    saver.saveAll(['1', '2'].map((serial) => ({ ...form, header: { ...form.header, serial } })))
    await saver.finish()
    throw new Error('the file ends in the middle of a row')
  })
  await expect(failing).rejects.toThrow('in the middle')
  expect(await services.store.db.selectFrom('response').selectAll().execute()).toEqual([])
  expect((await services.answers.get(survey.id)).answers.count).toBe(0)
  await saveAll(workspace, [form])
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a closed survey takes no import either', async () => {
  const workspace = await makeWorkspace()
  await updateSurvey(workspace.services, { id: workspace.survey.id, state: 'closed' })
  await expect(saveAll(workspace, [])).rejects.toMatchObject({ code: 'survey-closed' })
})
