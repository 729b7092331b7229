import { expect, test } from 'vitest'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { updateUnit } from '../../src/app/units.ts'
import { type LoggedRevision, pageRevisions } from '../../src/data/check-repository.ts'
import { revisionSha256 } from '../../src/data/revision-hash.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

/** Three forms through the program: 001 as keyed with a text, 002 corrected, 003 voided and taken back. */
async function makeSurvey(): Promise<Workspace> {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  for (const serial of ['001', '002', '003']) {
    const form = await makeForm(workspace, { serial, groupId: 1 }, {}, serial === '001' ? { comment: 'Tốt' } : {})
    const { responseId } = await saveResponse(services, administrator, { ...form, draftId: null })
    const change = { surveyId: survey.id, id: responseId, reason: 'Nhập nhầm' }
    if (serial === '002') {
      await correctResponse(services, administrator, {
        ...change,
        ...form,
        header: { ...form.header, agencyId: 2 },
        baseRev: 1,
      })
    }
    if (serial === '003') {
      await voidResponse(services, administrator, { ...change, baseRev: 1 })
      await restoreResponse(services, administrator, { ...change, baseRev: 2 })
    }
  }
  return workspace
}

async function kindsAfter(damage: string): Promise<string[]> {
  const { services } = await makeSurvey()
  // Whoever tampers can also take the triggers away.
  services.store.sqlite.exec(`PRAGMA foreign_keys = OFF; DROP TRIGGER response_revision_is_never_changed;
    DROP TRIGGER response_revision_is_never_deleted; DROP TRIGGER questionnaire_version_is_immutable; ${damage}`)
  const { findings, isClean } = await checkStore(services)
  expect(isClean).toBe(false)
  for (const { message } of findings) expect(`${message.vi}${message.en}`).not.toMatch(/[{}]/)
  return findings.map(({ kind }) => kind)
}

test('what the program wrote is clean: saved, corrected, voided, restored', async () => {
  const { services } = await makeSurvey()
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a unit given a new code is no difference, a response moved to another unit is', async () => {
  const { services, survey } = await makeSurvey()
  const [first] = survey.agencies
  await updateUnit(services, { id: first?.unitId ?? 0, code: 'SO-XD-MOI' })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  services.store.sqlite.exec("UPDATE response SET agency_id = 1 WHERE serial = '002'")
  expect((await checkStore(services)).findings.map(({ kind }) => kind)).toEqual(['check-response-differs'])
})

const LAST = '(SELECT max(seq) FROM response_revision)'

test.each([
  [
    'an answer',
    "UPDATE response SET record = '9' || substr(record, 2) WHERE serial = '002'",
    ['check-response-differs'],
  ],
  ['a weight', "UPDATE response SET weight = 2 WHERE serial = '002'", ['check-response-differs']],
  ['an agency that is none', "UPDATE response SET agency_id = 99 WHERE serial = '002'", ['check-response-differs']],
  ['a voided form', "UPDATE response SET state = 'void' WHERE serial = '001'", ['check-response-differs']],
  ['a text', "UPDATE response_text SET body = 'Kém'", ['check-response-differs']],
  ['a text taken out', 'DELETE FROM response_text', ['check-response-differs']],
  [
    'a revision of a form put back',
    "UPDATE response SET rev = 1 WHERE serial = '003'",
    ['check-response-lost', 'check-response-lost'],
  ],
  ['a form taken out', "DELETE FROM response WHERE serial = '002'", ['check-response-lost', 'check-response-lost']],
  [
    "a revision's content",
    `UPDATE response_revision SET content = replace(content, '001', '009') WHERE seq = 1`,
    ['check-revision-hash', 'check-response-differs'],
  ],
  ["a revision's time", 'UPDATE response_revision SET at_ms = at_ms + 1 WHERE seq = 2', ['check-revision-hash']],
  [
    "a revision's author",
    `INSERT INTO operator (id, name, role, created_at_ms) VALUES (9, 'Khác', 'keyer', 1);
    UPDATE response_revision SET operator_id = 9 WHERE seq = 2`,
    ['check-revision-hash', 'check-response-differs'], // who keyed it first is not whom the form says
  ],
  ['a revision in the middle', 'DELETE FROM response_revision WHERE seq = 2', ['check-lane-chain']],
  [
    'the last revision',
    `DELETE FROM response_revision WHERE seq = ${LAST}`,
    ['check-lane-end', 'check-response-differs'],
  ],
  [
    'a whole lane',
    'DELETE FROM response_revision',
    ['check-lane-end', 'check-response-differs', 'check-response-differs', 'check-response-differs'],
  ],
  ['a lane without a clock', 'DELETE FROM device_clock', ['check-lane-end']],
  [
    'a questionnaire',
    `UPDATE questionnaire_version SET definition = replace(definition, '"', '" ') WHERE id = 1`,
    ['check-questionnaire'],
  ],
  [
    'a survey taken out',
    'DELETE FROM survey_group',
    ['check-response-differs', 'check-response-differs', 'check-response-differs'],
  ],
])('a change behind the program of %s is found', async (_, damage, kinds) => {
  expect(await kindsAfter(damage)).toEqual(kinds)
})

/** What a tamperer can do who knows how hashes are made: changes one revision and hashes it anew. */
async function rehash(workspace: Workspace, seq: number, change: Partial<LoggedRevision>): Promise<void> {
  const { store } = workspace.services
  store.sqlite.exec('DROP TRIGGER response_revision_is_never_changed')
  for await (const page of pageRevisions(store.db)) {
    const present = page.find((revision) => revision.seq === seq)
    if (present === undefined) continue
    const { seq: newSeq, content, previousSha256, ...rest } = { ...present, ...change }
    const sha256 = revisionSha256({ ...rest, seq: newSeq, content, previousSha256 })
    await store.db
      .updateTable('response_revision')
      .set({ seq: newSeq, content, sha256 })
      .where('seq', '=', seq)
      .execute()
    await store.db
      .updateTable('device_clock')
      .set({ last_sha256: sha256 })
      .where('next_seq', '=', seq + 1)
      .execute()
  }
}

test('a revision hashed anew is found by the next link', async () => {
  const workspace = await makeSurvey()
  await rehash(workspace, 2, { content: '{"serial":"002"}' })
  expect((await checkStore(workspace.services)).findings.map(({ kind }) => kind)).toEqual(['check-lane-chain'])
})

test('a number left out is found, hashes and all', async () => {
  const workspace = await makeSurvey()
  const { sqlite } = workspace.services.store
  const last = sqlite.prepare<[], number>('SELECT max(seq) FROM response_revision').pluck().get() ?? 0
  await rehash(workspace, last, { seq: last + 1 })
  sqlite.prepare('UPDATE device_clock SET next_seq = ?').run(last + 2)
  expect((await checkStore(workspace.services)).findings.map(({ kind }) => kind)).toEqual(['check-lane-chain'])
})

test('a reference to nothing and a broken index are found', async () => {
  expect(await kindsAfter('INSERT INTO survey_agency VALUES (1, 9, 99)')).toEqual(['check-reference'])
  const { services } = await makeSurvey()
  services.store.sqlite.unsafeMode()
  services.store.sqlite.exec(`PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, 'saved_at_ms)', 'rev)') WHERE name = 'response_saved';
    PRAGMA writable_schema = RESET`)
  expect((await checkStore(services)).findings[0]?.kind).toBe('check-integrity')
})
