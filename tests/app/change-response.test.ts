import { expect, test } from 'vitest'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { openEntry } from '../../src/app/entry.ts'
import { createOperator } from '../../src/app/operators.ts'
import { getResponse, listResponsePage } from '../../src/app/responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { getSurvey } from '../../src/app/surveys.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

async function savedForm() {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: 'A-1' }, { k01: '4' }, { comment: 'cũ' })
  const { responseId } = await saveResponse(services, administrator, { ...form, draftId: null })
  const about = { surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Nhập nhầm' }
  return { workspace, services, administrator, survey, form, about }
}

test('a correction replaces the form, keeps its past, and says what changed, by whom and why', async () => {
  const { workspace, services, administrator, about } = await savedForm()
  const second = await createOperator(services, administrator, { name: 'Trần Văn Mẫu', role: 'keyer' })
  const form = await makeForm(workspace, { serial: 'A-1', agencyId: 2 }, { k01: '2' }, { comment: 'mới' })
  expect(await correctResponse(services, second, { ...about, ...form })).toEqual({ rev: 2 })
  const { header, texts, record, rev, revisions } = await getResponse(services, about)
  expect({ header, texts, record, rev }).toMatchObject({ header: { agencyId: 2 }, texts: { comment: 'mới' }, rev: 2 })
  expect(record).toBe(form.record)
  expect(revisions.map(({ kind, reason, operatorName }) => [kind, reason, operatorName])).toEqual([
    ['entry', '', 'Nguyễn Thị Mẫu'],
    ['correction', 'Nhập nhầm', 'Trần Văn Mẫu'],
  ])
  expect(revisions[0]?.changes).toEqual([])
  expect(revisions[1]?.changes).toEqual([
    { variable: 'agency', from: 'SO-XD', to: 'SO-TC' },
    { variable: 'k01', from: '4', to: '2' },
    { variable: 'comment', from: 'cũ', to: 'mới' },
  ])
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a change over a newer one is refused, whichever kind it is', async () => {
  const { services, administrator, form, about } = await savedForm()
  await correctResponse(services, administrator, { ...about, ...form })
  const stale = { code: 'changed-meanwhile', params: { serial: 'A-1' } }
  await expect(correctResponse(services, administrator, { ...about, ...form })).rejects.toMatchObject(stale)
  await expect(voidResponse(services, administrator, about)).rejects.toMatchObject(stale)
  await expect(restoreResponse(services, administrator, about)).rejects.toMatchObject(stale)
  expect((await getResponse(services, about)).revisions).toHaveLength(2)
})

test('a void form leaves every count and frees its number; restored, it counts again', async () => {
  const { services, administrator, survey, about, form } = await savedForm()
  expect(await voidResponse(services, administrator, about)).toEqual({ rev: 2 })
  expect(await getSurvey(services, survey.id)).toMatchObject({ validCount: 0, voidCount: 1, headline: null })
  const void2 = { ...about, baseRev: 2 }
  await expect(voidResponse(services, administrator, void2)).rejects.toMatchObject({ code: 'response-is-void' })
  await expect(correctResponse(services, administrator, { ...void2, ...form })).rejects.toMatchObject({
    code: 'response-is-void',
  })
  expect(await restoreResponse(services, administrator, void2)).toEqual({ rev: 3 })
  expect(await getSurvey(services, survey.id)).toMatchObject({ validCount: 1, voidCount: 0 })
  await expect(restoreResponse(services, administrator, { ...about, baseRev: 3 })).rejects.toMatchObject({
    code: 'response-is-valid',
  })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a form whose number went to another cannot come back, nor take the number of another', async () => {
  const { workspace, services, administrator, survey, about, form } = await savedForm()
  await voidResponse(services, administrator, about)
  const other = await saveResponse(services, administrator, { ...form, draftId: null })
  const taken = { code: 'serial-taken', params: { serial: 'A-1' } }
  await expect(restoreResponse(services, administrator, { ...about, baseRev: 2 })).rejects.toMatchObject(taken)
  const second = await makeForm(workspace, { serial: 'A-2' })
  const { responseId } = await saveResponse(services, administrator, { ...second, draftId: null })
  const renumber = { ...form, surveyId: survey.id, id: responseId, baseRev: 1, reason: 'x' }
  await expect(correctResponse(services, administrator, renumber)).rejects.toMatchObject(taken)
  expect((await getResponse(services, { surveyId: survey.id, id: other.responseId })).rev).toBe(1)
})

test('a reason of blanks is none', async () => {
  const { services, administrator, about, form } = await savedForm()
  const blank = { ...about, reason: ' \n' }
  const missing = { code: 'reason-missing' }
  await expect(voidResponse(services, administrator, blank)).rejects.toMatchObject(missing)
  await expect(correctResponse(services, administrator, { ...blank, ...form })).rejects.toMatchObject(missing)
})

test('the index is that of the forms as they now are', async () => {
  const { workspace, services, administrator, survey, about } = await savedForm()
  const indexOf = async () => (await getSurvey(services, survey.id)).headline?.index
  const best = await makeForm(workspace, { serial: 'A-1' })
  await correctResponse(services, administrator, { ...about, ...best })
  expect(await indexOf()).toBe(100) // every item "rất hài lòng"
  const items = Object.fromEntries(
    Array.from({ length: 22 }, (_, n) => [`k${String(n + 1).padStart(2, '0')}`, n < 11 ? '4' : '3']),
  )
  const half = await makeForm(workspace, { serial: 'A-1' }, items)
  await correctResponse(services, administrator, { ...about, baseRev: 2, ...half })
  expect(await indexOf()).toBe(50) // 11 of 22 items at 4 or above
})

test('what the index is computed from is changed in place, never loaded anew, and is what the file says', async () => {
  const { workspace, services, administrator, survey, about } = await savedForm()
  const kept = await services.answers.get(survey.id)
  const second = await makeForm(workspace, { serial: 'A-2' }, { k05: '1' })
  await saveResponse(services, administrator, { ...second, draftId: null })
  const form = await makeForm(workspace, { serial: 'A-1', agencyId: 2 }, { k05: '2' })
  await correctResponse(services, administrator, { ...about, ...form })
  await voidResponse(services, administrator, { ...about, baseRev: 2 })
  await restoreResponse(services, administrator, { ...about, baseRev: 3 })
  expect(await services.answers.get(survey.id)).toBe(kept)
  expect(await services.answers.verifyAgainstStore(survey.id)).toEqual([])
})

test('a page is filtered, sorted and counted; % and _ in a serial are ordinary characters', async () => {
  const { workspace, services, administrator, survey } = await savedForm()
  for (const [serial, agencyId] of [
    ['B%2', 1],
    ['B_3', 2],
    ['B-4', 2],
  ] as const) {
    const form = await makeForm(workspace, { serial, agencyId }, { k02: '.', k03: '#' })
    await saveResponse(services, administrator, { ...form, draftId: null })
  }
  const page = async (filter: object, more: object = {}) => {
    const input = { surveyId: survey.id, offset: 0, limit: 10, sort: 'serial', filter, ...more } as const
    const { total, rows } = await listResponsePage(services, input)
    return { total, serials: rows.map((row) => row.serial) }
  }
  expect(await page({})).toEqual({ total: 4, serials: ['A-1', 'B%2', 'B-4', 'B_3'] })
  expect(await page({ text: '%' })).toEqual({ total: 1, serials: ['B%2'] })
  expect(await page({ text: '_' })).toEqual({ total: 1, serials: ['B_3'] })
  expect(await page({ agencyId: 2 }, { limit: 1, offset: 1 })).toEqual({ total: 2, serials: ['B_3'] })
  expect(await page({ state: 'void' })).toEqual({ total: 0, serials: [] })
  expect(await page({ text: 'B' }, { descending: true })).toMatchObject({ serials: ['B_3', 'B-4', 'B%2'] })
  const { rows } = await listResponsePage(services, { surveyId: survey.id, offset: 0, limit: 10 })
  expect(rows.map((row) => row.missing)).toEqual([2, 2, 2, 0]) // newest first; questions not asked don't count
})

test('who keyed a form stays whoever changes it, in the list, on the form and in the filter', async () => {
  const { workspace, services, administrator, survey, about, form } = await savedForm()
  const second = await createOperator(services, administrator, { name: 'Trần Văn Mẫu', role: 'keyer' })
  await saveResponse(services, second, {
    ...(await makeForm(workspace, { serial: 'B-2' }, { k01: '4' })),
    draftId: null,
  })
  await correctResponse(services, second, { ...about, ...form })
  const people = { keyerName: administrator.name, editorName: second.name, isImported: false }
  expect(await getResponse(services, about)).toMatchObject({ ...people, rev: 2 })
  const keyedBy = async (keyerId: number) => {
    const { total, rows } = await listResponsePage(services, {
      surveyId: survey.id,
      filter: { keyerId },
      offset: 0,
      limit: 9,
    })
    return { total, rows }
  }
  expect(await keyedBy(administrator.id)).toMatchObject({ total: 1, rows: [{ serial: 'A-1', ...people }] })
  expect(await keyedBy(second.id)).toMatchObject({
    total: 1,
    rows: [{ serial: 'B-2', keyerName: second.name, editorName: second.name }],
  })
})

test('what a correction does not name stays: weight and administrative unit', async () => {
  const { workspace, services, administrator, survey } = await savedForm()
  const weighted = await makeForm(workspace, { serial: 'A-2', weight: 4.0161 }, { k01: '4' })
  const { responseId } = await saveResponse(services, administrator, { ...weighted, draftId: null })
  const about = { surveyId: survey.id, id: responseId, baseRev: 1, reason: 'Nhập nhầm' }
  const { weight: _, ...header } = weighted.header
  await correctResponse(services, administrator, { ...about, ...weighted, header })
  expect((await getResponse(services, about)).header.weight).toBe(4.0161)
})

test('the next serial is offered after the last form keyed, whatever was corrected since', async () => {
  const { workspace, services, administrator, survey, form, about } = await savedForm()
  const next = await makeForm(workspace, { serial: 'A-2' })
  await saveResponse(services, administrator, { ...next, draftId: null })
  await correctResponse(services, administrator, { ...about, ...form })
  expect((await openEntry(services, administrator, { surveyId: survey.id })).suggestedSerial).toBe('A-3')
})
