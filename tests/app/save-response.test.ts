import { expect, test } from 'vitest'
import { saveResponse } from '../../src/app/save-response.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

test('a saved form is in the file with its revision', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: ' 001 ' }, {}, { comment: ' Tốt ' })
  const saved = await saveResponse(services, administrator, { ...form, draftId: null })
  expect(saved).toMatchObject({ serial: '001', surveySaved: 1 })
  const row = await services.store.db.selectFrom('response').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({ id: saved.responseId, serial: '001', record: form.record, rev: 1, state: 'valid' })
})
