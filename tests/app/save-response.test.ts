import { describe, expect, test } from 'vitest'
import { voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveDraft } from '../../src/app/drafts.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { updateSurvey } from '../../src/app/surveys.ts'
import type { ErrorCode } from '../../src/core/errors.ts'
import { parseRevisionContent } from '../../src/core/response/revision-content.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

const DRAFT = '01890000-0000-7000-8000-0000000000aa'

async function countRows(workspace: Workspace) {
  const { db } = workspace.services.store
  const count = async (table: 'response' | 'response_text' | 'response_revision' | 'draft') =>
    (await db.selectFrom(table).selectAll().execute()).length
  return {
    response: await count('response'),
    text: await count('response_text'),
    revision: await count('response_revision'),
    draft: await count('draft'),
    dataVersion: (await db.selectFrom('survey').select('data_version').executeTakeFirstOrThrow()).data_version,
  }
}

describe('a saved form', () => {
  test('is in the file with its texts and its revision, and its draft is gone', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const header = { serial: ' 001 ', groupId: 2, collectedOn: '2026-11-02', weight: 1.5 }
    const form = await makeForm(workspace, header, { k01: '4' }, { comment: ' Tốt ' })
    await saveDraft(services, administrator, { ...form, id: DRAFT, position: 'k01', startedAtMs: 0 })
    const saved = await saveResponse(services, administrator, { ...form, draftId: DRAFT })
    expect(saved).toMatchObject({ serial: '001', surveySaved: 1 })
    expect(await countRows(workspace)).toEqual({ response: 1, text: 1, revision: 1, draft: 0, dataVersion: 1 })
    const { db } = services.store
    const row = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ id: saved.responseId, serial: '001', record: form.record, rev: 1, state: 'valid' })
    const revision = await db.selectFrom('response_revision').selectAll().executeTakeFirstOrThrow()
    expect(revision).toMatchObject({ seq: 1, rev: 1, base_rev: 0, kind: 'entry', previous_sha256: '' })
    expect(parseRevisionContent(revision.content)).toMatchObject({
      serial: '001',
      agency: 'SO-XD',
      sector: 'land',
      group: 'G2',
      weight: 1.5,
      collectedOn: '2026-11-02',
      texts: { comment: 'Tốt' },
    })
  })

  test('chains to the one before, and the file checks clean', async () => {
    const workspace = await makeWorkspace()
    for (const serial of ['1', '2', '3']) {
      const form = await makeForm(workspace, { serial })
      await saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
    }
    const rows = await workspace.services.store.db
      .selectFrom('response_revision')
      .select(['seq', 'sha256', 'previous_sha256'])
      .orderBy('seq')
      .execute()
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3])
    expect(rows.slice(1).map((row) => row.previous_sha256)).toEqual(rows.slice(0, 2).map((row) => row.sha256))
    expect(await checkStore(workspace.services)).toEqual({ isClean: true, findings: [] })
  })

  test('has NFC text however it was typed, so that one number is one number', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const composed = await makeForm(workspace, { serial: 'Đợt-Ấ1'.normalize('NFC') }, {}, { comment: 'Rất tốt' })
    const decomposed = await makeForm(workspace, { serial: 'Đợt-Ấ1'.normalize('NFD') }, {}, { comment: 'Rất tốt' })
    await saveResponse(services, administrator, { ...decomposed, draftId: null })
    await expect(saveResponse(services, administrator, { ...composed, draftId: null })).rejects.toMatchObject({
      code: 'serial-taken',
    })
    const { serial } = await services.store.db.selectFrom('response').select('serial').executeTakeFirstOrThrow()
    expect(serial).toBe('Đợt-Ấ1'.normalize('NFC'))
  })

  test('counts the survey on, also after a void came between', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const counts: number[] = []
    for (const serial of ['1', '2', '3', '4']) {
      const form = await makeForm(workspace, { serial })
      const saved = await saveResponse(services, administrator, { ...form, draftId: null })
      counts.push(saved.surveySaved)
      if (serial === '2') {
        const about = { surveyId: workspace.survey.id, id: saved.responseId, baseRev: 1, reason: 'thử' }
        await voidResponse(services, administrator, about)
      }
    }
    expect(counts).toEqual([1, 2, 2, 3])
  })
})

type Refusal = [code: ErrorCode, header: Parameters<typeof makeForm>[1], texts?: Record<string, string>]

const REFUSALS: readonly Refusal[] = [
  ['serial-empty', { serial: ' \t ' }],
  ['serial-too-long', { serial: 'x'.repeat(41) }],
  ['agency-missing', { serial: '1', agencyId: 0 }],
  ['agency-unknown', { serial: '1', agencyId: 3 }],
  ['sector-unknown', { serial: '1', sectorId: 9 }],
  ['unit-unknown', { serial: '1', unitId: 999 }],
  ['stratum-unknown', { serial: '1', stratumId: 1 }],
  ['cluster-unknown', { serial: '1', clusterId: 1 }],
  ['group-unknown', { serial: '1', groupId: 3 }],
  ['weight-bad', { serial: '1', weight: 0 }],
  ['weight-bad', { serial: '1', weight: Number.NaN }],
  ['weight-bad', { serial: '1', weight: Number.POSITIVE_INFINITY }],
  ['weight-bad', { serial: '1', weight: 1e10 }],
  ['serial-invisible', { serial: '0\u200b1' }],
  ['date-out-of-range', { serial: '1', collectedOn: '1926-03-05' }],
  ['date-bad', { serial: '1', collectedOn: '2026-02-30' }],
  ['date-bad', { serial: '1', collectedOn: '02/11/2026' }],
  ['text-unknown', { serial: '1' }, { nothing: 'x' }],
  ['text-too-long', { serial: '1' }, { comment: 'x'.repeat(10_001) }],
]

describe('a form is refused, and nothing of it is in the file', () => {
  test.each(REFUSALS)('%s %o', async (code, header, texts = {}) => {
    const workspace = await makeWorkspace()
    const form = await makeForm(workspace, header, {}, texts)
    const saving = saveResponse(workspace.services, workspace.administrator, { ...form, draftId: null })
    await expect(saving).rejects.toMatchObject({ code })
    expect(await countRows(workspace)).toEqual({ response: 0, text: 0, revision: 0, draft: 0, dataVersion: 0 })
  })

  test.each([
    ['record-wrong-width', (record: string) => record.slice(1), ''],
    ['record-blank', (record: string) => ` ${record.slice(1)}`, 'A1'],
    ['record-unknown-code', (record: string) => `9${record.slice(1)}`, 'A1'],
  ] as const)('%s', async (code, spoil, number) => {
    const workspace = await makeWorkspace()
    const form = await makeForm(workspace, { serial: '1' })
    const input = { ...form, record: spoil(form.record), draftId: null }
    const saving = saveResponse(workspace.services, workspace.administrator, input)
    await expect(saving).rejects.toMatchObject({ code, params: { number } })
    expect(await countRows(workspace)).toMatchObject({ response: 0, revision: 0 })
  })

  test('an answer to a question that the skips leave out, and a question wrongly left out', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const late = await makeForm(workspace, { serial: '1' }, { u_result: '3', u_late_notice: '1' })
    const onTime = await makeForm(workspace, { serial: '1' }, { u_result: '1' })
    expect(late.record.length).toBe(onTime.record.length)
    const place = [...late.record].findIndex((sign, index) => sign !== '-' && onTime.record[index] === '-')
    const swap = (record: string, from: string) => record.slice(0, place) + from[place] + record.slice(place + 1)
    const answered = { ...onTime, record: swap(onTime.record, late.record), draftId: null }
    await expect(saveResponse(services, administrator, answered)).rejects.toMatchObject({ code: 'record-skip' })
    const leftOut = { ...late, record: swap(late.record, onTime.record), draftId: null }
    await expect(saveResponse(services, administrator, leftOut)).rejects.toMatchObject({ code: 'record-asked' })
  })

  test('a number that is taken, with the number in the message', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const form = await makeForm(workspace, { serial: 'HN-07' }, {}, { comment: 'a' })
    await saveResponse(services, administrator, { ...form, draftId: null })
    const again = saveResponse(services, administrator, { ...form, draftId: null })
    await expect(again).rejects.toThrow('Số phiếu “HN-07” đã có trong đợt này')
    expect(await countRows(workspace)).toEqual({ response: 1, text: 1, revision: 1, draft: 0, dataVersion: 1 })
  })

  test('two clerks with one number at one moment: one is saved, one is told', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const form = await makeForm(workspace, { serial: '1' })
    const both = await Promise.allSettled([
      saveResponse(services, administrator, { ...form, draftId: null }),
      saveResponse(services, administrator, { ...form, draftId: null }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await countRows(workspace)).toMatchObject({ response: 1, revision: 1 })
  })

  test('a closed survey', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator, survey } = workspace
    const form = await makeForm(workspace, { serial: '1' })
    await updateSurvey(services, { id: survey.id, state: 'closed' })
    const saving = saveResponse(services, administrator, { ...form, draftId: null })
    await expect(saving).rejects.toMatchObject({ code: 'survey-closed' })
  })
})

test('a form sent again because its answer was lost is answered as saved, and its late draft is not kept', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: '0007' }, {}, { comment: 'a' })
  const draft = { ...form, id: DRAFT, position: 'k22', startedAtMs: 5 }
  await saveDraft(services, administrator, draft)
  const saved = await saveResponse(services, administrator, { ...form, draftId: DRAFT })
  await saveDraft(services, administrator, draft)
  expect(await saveResponse(services, administrator, { ...form, draftId: DRAFT })).toEqual(saved)
  expect(await countRows(workspace)).toEqual({ response: 1, text: 1, revision: 1, draft: 0, dataVersion: 1 })
})

test('a paper keyed a second time is refused, however alike: it has a draft of its own', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator } = workspace
  const form = await makeForm(workspace, { serial: '0007' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const halfKeyed = { ...form, record: ' '.repeat(form.record.length) }
  await saveDraft(services, administrator, { ...halfKeyed, id: DRAFT, position: '', startedAtMs: 5 })
  const again = saveResponse(services, administrator, { ...form, draftId: DRAFT })
  await expect(again).rejects.toMatchObject({ code: 'serial-taken' })
})

test('a save whose COMMIT fails leaves no count behind for the next', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const save = async (serial: string) =>
    saveResponse(services, administrator, { ...(await makeForm(workspace, { serial })), draftId: null })
  expect((await save('1')).surveySaved).toBe(1)
  const { db, sqlite } = services.store
  // A row without its parent, allowed until COMMIT.
  sqlite.exec(`CREATE TEMP TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TEMP TRIGGER orphan AFTER UPDATE OF data_version ON main.survey BEGIN INSERT INTO child VALUES (1); END`)
  await expect(save('2')).rejects.toThrow('FOREIGN KEY')
  sqlite.exec('DROP TRIGGER orphan')
  // The version that the failed save would have had, taken by something that adds no form.
  await db.updateTable('survey').set({ data_version: 2 }).where('id', '=', survey.id).execute()
  expect((await save('3')).surveySaved).toBe(2)
})
