import { expect, test } from 'vitest'
import { createBatches, updateBatchSettings } from '../../src/app/change-batches.ts'
import { saveDraft } from '../../src/app/drafts.ts'
import { getHome } from '../../src/app/home.ts'
import { createOperator, type Role } from '../../src/app/operators.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { insertVerification } from '../../src/data/verification-repository.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

/** Two batches of two papers, the first keyed whole by the administrator and to be keyed again. */
async function makeWork() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const surveyId = survey.id
  const [first = 0] = await createBatches(services, {
    surveyId,
    batches: [
      { code: 'BH-03', name: 'Bình Hoà', expectedCount: 2, verifyPlan: 'all' },
      { code: 'TB-07', expectedCount: 2 },
    ],
  })
  const responses: string[] = []
  for (const serial of ['1', '2']) {
    const form = await makeForm(workspace, { serial, batchId: first })
    responses.push((await saveResponse(services, administrator, { ...form, draftId: null })).responseId)
  }
  const person = (role: Role) => createOperator(services, administrator, { name: role, role })
  const todosOf = async (operator: Awaited<ReturnType<typeof person>>) =>
    (await getHome(services, operator)).todo.map(({ kind, count, batches = [] }) => [
      kind,
      count,
      batches.map(({ code }) => code).join(),
    ])
  return { ...workspace, surveyId, first, responses, person, todosOf }
}

test('who may key is offered the second keying of others’ forms, then the batches that are not full', async () => {
  const { administrator, person, todosOf } = await makeWork()
  const rest = [
    ['key-batches', 2, 'TB-07'],
    ['see-results', 2, ''],
  ]
  expect(await todosOf(await person('keyer'))).toEqual([['verify-batch', 2, 'BH-03'], ...rest])
  // Whoever keyed them first cannot be the second, and has nothing to do there.
  expect(await todosOf(administrator)).toEqual(rest)
  expect(await todosOf(await person('analyst'))).toEqual([['see-results', 2, '']])
})

test('differences wait for those who settle', async () => {
  const { services, administrator, surveyId, first, responses, person, todosOf } = await makeWork()
  const keyer = await person('keyer')
  await insertVerification(
    services.store.db,
    {
      surveyId,
      id: '01890000-0000-7000-8000-0000000000bb',
      serial: '1',
      batchId: first,
      responseId: responses[0] ?? '',
      mode: 'blind',
      scope: 'whole',
      state: 'differs',
      firstOperatorId: administrator.id,
      operatorId: keyer.id,
      surveyVersionId: 1,
      header: '{}',
      record: '',
      comparedCount: 1,
      keyedAtMs: 1,
      settlerId: null,
      settledAtMs: null,
    },
    '{}',
  )
  expect(await todosOf(keyer)).toContainEqual(['verify-batch', 1, 'BH-03'])
  expect((await todosOf(keyer)).map(([kind]) => kind)).not.toContain('settle')
  expect(await todosOf(await person('verifier'))).toContainEqual(['settle', 1, 'BH-03'])
})

test('a batch whose answers nobody wants keyed again is not offered', async () => {
  const { services, surveyId, first, person, todosOf } = await makeWork()
  await updateBatchSettings(services, { surveyId, batchId: first, verifyPlan: 'none' })
  expect((await todosOf(await person('keyer'))).map(([kind]) => kind)).toEqual(['key-batches', 'see-results'])
})

test('a half-done second keying comes back as what it is', async () => {
  const workspace = await makeWork()
  const { services, first, person } = workspace
  const keyer = await person('keyer')
  const form = await makeForm(workspace, { serial: '2', batchId: first })
  const draft = { id: '01890000-0000-7000-8000-0000000000aa', position: '', startedAtMs: 1, subject: '' }
  await saveDraft(services, keyer, { ...form, ...draft, purpose: 'second' })
  expect((await getHome(services, keyer)).drafts).toMatchObject([{ serial: '2', purpose: 'second', batchId: first }])
})
