import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveDraft } from '../../src/app/drafts.ts'
import { makeForm } from '../support/make-services.ts'
import { keyAgain, keyFirst, makeDesk, newId } from '../support/verification-desk.ts'

/** A comment that nobody but the first keyer has seen; answers that would be told by any part of the record. */
const SECRET = 'Cán bộ rất tận tình'

test('in blind mode neither open nor begin lets anything of the first keying out', async () => {
  const desk = await makeDesk({ verifyMode: 'blind' })
  const { services, survey } = desk.workspace
  const { responseId } = await keyFirst(
    desk,
    desk.lan,
    { serial: 'A1', groupId: 2, collectedOn: '2026-10-31' },
    { k01: '2' },
    { comment: SECRET },
  )
  const first = await services.store.db.selectFrom('response').select('record').executeTakeFirstOrThrow()
  const draft = await makeForm(
    desk.workspace,
    { serial: 'A1', batchId: desk.batchId },
    { k01: '2' },
    { comment: SECRET },
  )
  await saveDraft(services, desk.lan, { ...draft, id: newId(), position: 'k01', startedAtMs: 0, purpose: 'second' })
  const app = createHttpApp(services)
  const ask = async (path: string, input: unknown) => {
    const headers = { 'x-sipas-operator': String(desk.hoa.id) }
    const response = await app.request(`/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })
    return response.text()
  }
  const of = { surveyId: survey.id, batchId: desk.batchId }
  const begun = await ask('verification.begin', { ...of, serial: 'A1' })
  expect(JSON.parse(begun)).toMatchObject({ result: { data: { mode: 'blind', reference: null, responseId: null } } })
  for (const answer of [begun, await ask('verification.open', of)]) {
    for (const secret of [SECRET, first.record, first.record.slice(0, 12), responseId, '2026-10-31', desk.lan.name]) {
      expect(answer).not.toContain(secret)
    }
  }
})

test('the check of the file tells a second keying without its form, and a form of no batch', async () => {
  const desk = await makeDesk()
  const { services } = desk.workspace
  await keyFirst(desk, desk.lan, { serial: 'A1' })
  await keyAgain(desk, desk.hoa, { serial: 'A1' }, { k01: '2' })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  const kinds = async () => (await checkStore(services)).findings.map(({ kind }) => kind)
  services.store.sqlite.exec("UPDATE verification SET response_id = '01890000-0000-7000-8000-00000000ffff'")
  expect(await kinds()).toEqual(['check-verification'])
  services.store.sqlite.exec('UPDATE verification SET response_id = (SELECT id FROM response), settler_id = NULL')
  expect(await kinds()).toEqual(['check-verification'])
  services.store.sqlite.exec('UPDATE verification SET settler_id = 1; UPDATE response SET batch_id = 77')
  expect(await kinds()).toContain('check-batch')
})
