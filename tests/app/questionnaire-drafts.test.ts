import { expect, test } from 'vitest'
import { checkStore } from '../../src/app/check-store.ts'
import { impactOf, publishDraft } from '../../src/app/publish-draft.ts'
import { createDraft, discardQuestionnaireDraft, saveQuestionnaireDraft } from '../../src/app/questionnaire-drafts.ts'
import { getQuestionnaire, listQuestionnaires } from '../../src/app/questionnaires.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
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
  expect(draft).toEqual({ code: 'thu', version: 1 })
  const half = { ...oneQuestion('thu'), sections: [{ code: '', number: '', title: { vi: '', en: '' }, questions: [] }] }
  const saved = await saveQuestionnaireDraft(services, { questionnaire: half, rev: 0 })
  expect(saved.rev).toBe(1)
  expect(await getQuestionnaire(services, draft)).toMatchObject({ questionnaire: half, state: 'draft', rev: 1 })
  await expect(publishDraft(services, { ...draft, rev: 1 })).rejects.toMatchObject({ code: 'bad-questionnaire' })
  await saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev: 1 })
  expect(await impactOf(services, draft)).toEqual({ earlierVersion: null, impact: 'none', changes: [] })
  await publishDraft(services, { ...draft, rev: 2 })
  expect(await getQuestionnaire(services, { code: 'thu' })).toMatchObject({ state: 'published', earlier: null })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('two windows never write over each other, and a published version is never written', async () => {
  const services = await makeServices()
  const draft = await createDraft(services, { from: 'nothing', code: 'thu', title })
  const save = (rev: number) => saveQuestionnaireDraft(services, { questionnaire: oneQuestion('thu'), rev })
  await save(0)
  await expect(save(0)).rejects.toMatchObject({ code: 'draft-changed-meanwhile' })
  await expect(publishDraft(services, { ...draft, rev: 0 })).rejects.toMatchObject({ code: 'draft-changed-meanwhile' })
  await publishDraft(services, { ...draft, rev: 1 })
  await expect(save(1)).rejects.toMatchObject({ code: 'questionnaire-not-draft' })
  await expect(discardQuestionnaireDraft(services, { ...draft, rev: 1 })).rejects.toMatchObject({
    code: 'questionnaire-not-draft',
  })
})

test('a code has one draft at a time; discarded, it leaves nothing behind', async () => {
  const services = await makeServices()
  const first = await createDraft(services, { from: 'newest', code: 'tthc-2017' })
  expect(first).toEqual({ code: 'tthc-2017', version: 2 })
  expect(await createDraft(services, { from: 'newest', code: 'tthc-2017' })).toEqual(first)
  const states = async () =>
    (await listQuestionnaires(services)).filter(({ code }) => code === 'tthc-2017').map(({ state }) => state)
  expect(await states()).toEqual(['draft', 'published'])
  await discardQuestionnaireDraft(services, { ...first, rev: 0 })
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
