import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAnswerCache } from '../../src/app/answer-cache.ts'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { loadSurveyContext } from '../../src/app/survey-context.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { FORMULAS } from '../../src/core/questionnaire/questionnaire.ts'
import { withField } from '../../src/core/questionnaire/record.ts'
import { findResponse } from '../../src/data/response-repository.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** Saves a form and answers its id. */
async function save(workspace: Workspace, serial: string, answers = {}, header = {}): Promise<string> {
  const form = await makeForm(workspace, { serial, ...header }, answers)
  const { responseId } = await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
  return responseId
}

async function present({ services, survey }: Workspace, id: string) {
  const response = await findResponse(services.store.db, survey.id, id)
  if (response === null) throw new Error('saved')
  return { ...response, surveyId: survey.id, id, baseRev: response.rev, reason: 'sửa thử', texts: {} }
}

describe('kept answers are those of the file', () => {
  const edit = fc.record({
    kind: fc.constantFrom('save', 'save', 'correct', 'void', 'restore'),
    which: fc.nat(),
    answer: fc.constantFrom('1', '2', '3', '4', '5', '.', '#'),
    agencyId: fc.constantFrom(1, 2),
    sectorId: fc.constantFrom(0, 1, 2),
    weight: fc.constantFrom(1, 1, 0.3, 1 / 3),
  })

  test('after any saves, corrections, voidings and restorings, bit for bit', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator, survey } = workspace
    const ids: string[] = []
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const { plan, kept } = await loadSurveyContext(services, survey.id)
        for (const formula of FORMULAS) kept.momentsOf(plan, formula, true)
        for (const { kind, which, answer, ...header } of edits) {
          const target = ids[which % Math.max(1, ids.length)]
          if (kind === 'save' || target === undefined) {
            ids.push(await save(workspace, `S${ids.length}`, { k01: answer, k12: answer }, header))
            continue
          }
          const { state, record, ...change } = await present(workspace, target)
          const { dictionary } = (await loadSurveyContext(services, survey.id)).model
          const variable = dictionary.byCode.get('k05')
          if (variable === undefined) throw new Error('k05')
          const corrected = {
            ...change,
            header: { ...change.header, ...header },
            record: withField(record, variable, answer),
          }
          if (kind === 'correct' && state === 'valid') await correctResponse(services, administrator, corrected)
          if (kind === 'void' && state === 'valid') await voidResponse(services, administrator, change)
          if (kind === 'restore' && state === 'void') await restoreResponse(services, administrator, change)
        }
        // The same object: nothing was loaded anew in between.
        expect(await services.answers.get(survey.id)).toBe(kept)
        expect(await services.answers.verifyAgainstStore(survey.id)).toEqual([])
      }),
      { numRuns: 25 },
    )
    expect(ids.length).toBeGreaterThan(20)
  })

  test('a difference from the file is found', async () => {
    const workspace = await makeWorkspace()
    const { services, survey } = workspace
    const id = await save(workspace, 'S1')
    await computeIndex(services, { surveyId: survey.id })
    await services.store.db.updateTable('response').set({ agency_id: 2 }).where('id', '=', id).execute()
    expect(await services.answers.verifyAgainstStore(survey.id)).toEqual(['agency'])
  })

  test('the check of the file looks at the answers in memory too', async () => {
    const workspace = await makeWorkspace()
    const { services, survey } = workspace
    await save(workspace, 'S1')
    await computeIndex(services, { surveyId: survey.id })
    expect((await checkStore(services)).findings).toEqual([])
    const kept = await services.answers.get(survey.id)
    for (const moments of kept.keptMoments().values()) moments.inner[0] = 7
    const [finding] = (await checkStore(services)).findings
    expect(finding?.kind).toBe('check-answers')
    expect(finding?.message.vi).toContain('HN-2026')
  })

  test('what was saved without telling is seen by the data version', async () => {
    const workspace = await makeWorkspace()
    const { services, survey } = workspace
    const untold = createAnswerCache(services)
    await save(workspace, 'S1')
    expect((await untold.get(survey.id)).answers.count).toBe(1)
    await save(workspace, 'S2')
    await save(workspace, 'S3')
    expect((await untold.get(survey.id)).answers.count).toBe(3)
    // Told of the newest only: the one before is missing, so everything is read again.
    const id = await save(workspace, 'S4')
    await save(workspace, 'S5')
    const { data_version: version } = await services.store.db
      .selectFrom('survey')
      .select('data_version')
      .executeTakeFirstOrThrow()
    untold.put(await present(workspace, id), version)
    expect((await untold.get(survey.id)).answers.count).toBe(5)
  })

  test('another file in its place is another survey', async () => {
    const [one, other] = [await makeWorkspace(), await makeWorkspace()]
    await save(one, 'S1')
    await save(other, 'S1', {}, { agencyId: 2 })
    const holder = { store: one.services.store }
    const cache = createAnswerCache(holder)
    expect((await cache.get(one.survey.id)).answers.keys.agency[0]).toBe(1)
    holder.store = other.services.store
    expect((await cache.get(other.survey.id)).answers.keys.agency[0]).toBe(2)
  })

  test('a survey that is not there', async () => {
    const { services } = await makeWorkspace()
    await expect(services.answers.get(99)).rejects.toMatchObject({ code: 'survey-not-found' })
  })
})
