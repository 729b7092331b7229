import { expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import { inTransaction } from '../../src/app/in-transaction.ts'
import { impactOf, publishDraft } from '../../src/app/publish-draft.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { createDraft, discardQuestionnaireDraft, saveQuestionnaireDraft } from '../../src/app/questionnaire-drafts.ts'
import { getQuestionnaire, listQuestionnaires } from '../../src/app/questionnaires.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { type Questionnaire, questionnaireSchema } from '../../src/core/questionnaire/questionnaire.ts'
import { makeServices } from '../support/make-services.ts'

const title = { vi: 'Phiếu thử', en: 'A form' }

function oneQuestion(code: string, version = 1): Questionnaire {
  const question = { kind: 'number' as const, code: 'a', number: '1', label: title, min: 0, max: 9, decimals: 0 }
  const sections = [{ code: 's', number: '1', title, questions: [question] }]
  return { format: 'sipas-questionnaire/1', code, version, title, source: '', choiceLists: [], sections, schemes: [] }
}

test('a draft begins empty, is kept however unfinished, and is published once it is whole', async () => {
  const services = await makeServices()
  const draft = await createDraft(services, { from: 'nothing', code: 'thu', title })
  expect(draft).toMatchObject({ code: 'thu', version: 1 })
  const half = { ...oneQuestion('thu'), sections: [{ code: '', number: '', title: { vi: '', en: '' }, questions: [] }] }
  const saved = await saveQuestionnaireDraft(services, { questionnaire: half, rev: draft.rev })
  expect(saved.rev).toBe(draft.rev + 1)
  expect(await getQuestionnaire(services, draft)).toMatchObject({ questionnaire: half, state: 'draft', rev: saved.rev })
  await expect(publishDraft(services, { ...draft, rev: saved.rev })).rejects.toMatchObject({
    code: 'bad-questionnaire',
  })
  const whole = await saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev: saved.rev })
  expect(await impactOf(services, draft)).toEqual({ earlierVersion: null, impact: 'none', changes: [] })
  await publishDraft(services, { ...draft, rev: whole.rev })
  expect(await getQuestionnaire(services, { code: 'thu' })).toMatchObject({ state: 'published', earlier: null })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('two windows never write over each other, and a published version is never written', async () => {
  const services = await makeServices()
  const draft = await createDraft(services, { from: 'nothing', code: 'thu', title })
  const save = (rev: number) => saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev })
  const { rev } = await save(draft.rev)
  await expect(save(draft.rev)).rejects.toMatchObject({ code: 'draft-changed-meanwhile' })
  await expect(publishDraft(services, draft)).rejects.toMatchObject({ code: 'draft-changed-meanwhile' })
  await publishDraft(services, { ...draft, rev })
  await expect(save(rev)).rejects.toMatchObject({ code: 'questionnaire-not-draft' })
  await expect(discardQuestionnaireDraft(services, { ...draft, rev })).rejects.toMatchObject({
    code: 'questionnaire-not-draft',
  })
})

test('a draft holds no more than can be published', async () => {
  const services = await makeServices()
  const draft = await createDraft(services, { from: 'nothing', code: 'thu', title })
  const notes = (count: number): Questionnaire['sections'] =>
    Array.from({ length: count / 100 }, (_, at) => ({
      ...{ code: `s${at}`, number: '', title },
      questions: Array.from({ length: 100 }, () => ({ kind: 'note', code: '', number: '', label: title })),
    }))
  const save = (count: number, rev: number) =>
    saveQuestionnaireDraft(services, { questionnaire: { ...oneQuestion('thu'), sections: notes(count) }, rev })
  const { rev } = await save(1900, draft.rev)
  await expect(save(2000, rev)).rejects.toMatchObject({ code: 'questionnaire-too-large', params: { limit: 1900 } })
  expect(await getQuestionnaire(services, draft)).toMatchObject({ rev })
})

test('a code has one draft at a time; discarded, it leaves nothing behind', async () => {
  const services = await makeServices()
  const first = await createDraft(services, { from: 'newest', code: 'tthc-2017' })
  expect(first).toMatchObject({ code: 'tthc-2017', version: 2 })
  expect(await createDraft(services, { from: 'newest', code: 'tthc-2017' })).toEqual(first)
  const states = async () =>
    (await listQuestionnaires(services)).filter(({ code }) => code === 'tthc-2017').map(({ state }) => state)
  expect(await states()).toEqual(['draft', 'published'])
  await discardQuestionnaireDraft(services, first)
  expect(await states()).toEqual(['published'])
})

test('a copy stands under a code of its own; a draft cannot carry a survey', async () => {
  const services = await makeServices()
  const source = { from: 'copy', of: 'sipas-2026', version: 1, title } as const
  await expect(createDraft(services, { ...source, code: 'tthc-2017' })).rejects.toMatchObject({ code: 'code-taken' })
  const copy = await createDraft(services, { ...source, code: 'tinh-2026' })
  const { questionnaire, earlier } = await getQuestionnaire(services, copy)
  expect([questionnaire.code, questionnaire.version, questionnaire.title, earlier]).toEqual([
    'tinh-2026',
    1,
    title,
    null,
  ])
  const survey = { code: 'A', name: 'A', year: 2026, agencyUnitIds: [], sectorIds: [] }
  await expect(
    createSurvey(services, { ...survey, questionnaireCode: 'tinh-2026', questionnaireVersion: 1 }),
  ).rejects.toMatchObject({ code: 'questionnaire-not-found' })
})

test('a window on a discarded draft never writes over the one begun after it', async () => {
  let atMs = 1_790_000_000_000
  const services = await makeServices({ now: () => atMs })
  const first = await createDraft(services, { from: 'nothing', code: 'thu', title })
  const stale = await saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev: first.rev })
  await discardQuestionnaireDraft(services, { ...first, rev: stale.rev })
  atMs += 60_000
  const second = await createDraft(services, { from: 'nothing', code: 'thu', title })
  await saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev: second.rev })
  await expect(
    saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev: stale.rev }),
  ).rejects.toMatchObject({ code: 'draft-changed-meanwhile' })
})

test('a form has so many versions as the code of its printed page has room for, and no more', async () => {
  const services = await makeServices()
  await inTransaction(services, (db) => publishQuestionnaire(db, oneQuestion('thu', 999), 1))
  await expect(createDraft(services, { from: 'newest', code: 'thu' })).rejects.toMatchObject({
    code: 'questionnaire-versions-full',
  })
  expect(questionnaireSchema.safeParse(oneQuestion('thu', 1000)).success).toBe(false)
})

test('a draft that lacks the list it answers with has an impact, too', async () => {
  const services = await makeServices()
  const draft = await createDraft(services, { from: 'newest', code: 'tthc-2017' })
  const { questionnaire, rev } = await getQuestionnaire(services, draft)
  await saveQuestionnaireDraft(services, { questionnaire: { ...questionnaire, choiceLists: [] }, rev })
  expect((await impactOf(services, draft)).impact).toBe('loss')
})
