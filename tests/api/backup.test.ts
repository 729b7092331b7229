import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { findOwnLane } from '../../src/data/device-repository.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

test('a restore by the button goes back, keeps what was, and the program works on in the same breath', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const app = createHttpApp(services)
  const headers = { 'content-type': 'application/json', 'x-sipas-operator': String(administrator.id) }
  const post = async (path: string, input?: unknown) => {
    const body = input === undefined ? null : JSON.stringify(input)
    const answer = await app.request(`/trpc/${path}`, { method: 'POST', headers, body })
    expect(answer.status, path).toBe(200)
    return (await answer.json()).result.data
  }
  const validCount = async () => {
    const answer = await app.request('/trpc/survey.list', { headers })
    return (await answer.json()).result.data[0].validCount
  }
  const save = async (serial: string) =>
    saveResponse(services, administrator, { ...(await makeForm(workspace, { serial })), draftId: null })

  await save('1')
  const lane = await findOwnLane(services.store.db)
  const { name } = await post('backup.make')
  await save('2')
  expect((await services.answers.get(survey.id)).answers.count).toBe(2)

  const { previousKeptAs } = await post('backup.restore', { name })
  expect(await validCount()).toBe(1)
  expect((await services.answers.get(survey.id)).answers.count).toBe(1)
  // Numbers of the old lane may have been handed to another office: they are never taken twice.
  expect((await findOwnLane(services.store.db))?.deviceId).not.toBe(lane?.deviceId)
  await save('2')
  await save('3')
  expect(await validCount()).toBe(3)
  expect(await post('check.run')).toEqual({ isClean: true, findings: [] })

  await post('backup.restore', { name: previousKeptAs })
  expect(await validCount()).toBe(2)
})
