import { expect, test } from 'vitest'
import { correctResponse, voidResponse } from '../../src/app/change-response.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { saveDraft } from '../../src/app/drafts.ts'
import { checkSerial, openEntry } from '../../src/app/entry.ts'
import { exportResponses, exportVersionMapping } from '../../src/app/export-responses.ts'
import { moveSurvey } from '../../src/app/move-survey.ts'
import { impactOf, publishDraft, retireQuestionnaire } from '../../src/app/publish-draft.ts'
import { createDraft, saveQuestionnaireDraft } from '../../src/app/questionnaire-drafts.ts'
import { getQuestionnaire } from '../../src/app/questionnaires.ts'
import { getResponse } from '../../src/app/responses.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import type { Services } from '../../src/app/services.ts'
import { computeDistribution } from '../../src/app/survey-distribution.ts'
import { computeIndex } from '../../src/app/survey-index.ts'
import { createSurvey, updateSurvey } from '../../src/app/surveys.ts'
import { printedSerial } from '../../src/core/print/serial.ts'
import type { Question, Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import { insertPrintRun } from '../../src/data/print-repository.ts'
import { findQuestionnaireVersion } from '../../src/data/questionnaire-repository.ts'
import { readTable } from '../files/read-table.ts'
import { bytesOf, importText } from '../support/import-text.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'

const CODE = 'tthc-2017'

/** Version 2: item k22 gone, k23 new in its place, the option 5 of u_source gone and ten more there, one label changed. */
function secondVersion(first: Questionnaire): Questionnaire {
  const changeQuestion = (question: Question): Question => {
    if (question.kind === 'grid') {
      const items = question.items.map((item) =>
        item.code === 'k22' ? { ...item, code: 'k23', label: { vi: 'Có phản hồi', en: 'Answered' } } : item,
      )
      return { ...question, items }
    }
    if (question.code === 'u_visits') return { ...question, label: { vi: 'Số lần liên hệ', en: 'Contacts' } }
    return question
  }
  const sourceList = first.sections
    .flatMap((section) => section.questions)
    .flatMap((question) => (question.code === 'u_source' && 'choices' in question ? [question.choices] : []))
  const more = Array.from({ length: 10 }, (_, at) => ({
    code: String(at + 6),
    label: { vi: `Cách ${at + 6}`, en: `Way ${at + 6}` },
  }))
  return {
    ...first,
    choiceLists: first.choiceLists.map((list) =>
      sourceList.includes(list.code)
        ? { ...list, choices: [...list.choices.filter(({ code }) => code !== '5'), ...more] }
        : list,
    ),
    sections: first.sections.map((section) => ({ ...section, questions: section.questions.map(changeQuestion) })),
    schemes: first.schemes.map((scheme) => JSON.parse(JSON.stringify(scheme).replaceAll('"k22"', '"k23"'))),
  }
}

async function publishSecond(services: Services): Promise<void> {
  const draft = await createDraft(services, { from: 'newest', code: CODE })
  const { questionnaire, rev } = await getQuestionnaire(services, draft)
  const saved = await saveQuestionnaireDraft(services, { questionnaire: secondVersion(questionnaire), rev })
  await publishDraft(services, { ...draft, rev: saved.rev })
}

/** Three forms keyed with version 1, then the survey moves to version 2. */
/** At the most three wishes may be ticked. */
const UNTICKED = Object.fromEntries([4, 5, 6, 7, 8, 9, 10].map((option) => [`wish_${option}`, '0']))

/** `count`: how many of the three forms of version 1 are keyed before the move. */
async function movedWorkspace(count = 3): Promise<Workspace & { ids: string[] }> {
  const workspace = await makeWorkspace({ now: () => 1_790_000_000_000 })
  const { services, administrator, survey } = workspace
  const ids: string[] = []
  for (const [serial, answers] of [
    ['A1', { u_source: '5', k22: '1' }],
    ['A2', { u_source: '4', k01: '2', k22: '3' }],
    ['A3', { u_source: '1', k01: '.' }],
  ].slice(0, count) as [string, Record<string, string>][]) {
    // pairs of serial and answers
    const form = await makeForm(workspace, { serial }, { ...UNTICKED, ...answers }, { comment: `Ý kiến ${serial}` })
    ids.push((await saveResponse(services, administrator, { ...form, draftId: null })).responseId)
  }
  await publishSecond(services)
  await moveSurvey(services, { surveyId: survey.id, version: 2 })
  return { ...workspace, ids }
}

const rowsOf = (services: Services) =>
  services.store.sqlite.prepare('SELECT id, record, rev, survey_version_id AS version FROM response ORDER BY id').all()

test('moving leaves every record byte for byte as it was, and the file sound', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  await saveResponse(services, administrator, { ...(await makeForm(workspace, { serial: '1' })), draftId: null })
  const before = rowsOf(services)
  await publishSecond(services)
  await moveSurvey(services, { surveyId: survey.id, version: 2 })
  expect(rowsOf(services)).toEqual(before)
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a survey on the old version is unchanged by the publishing of a new one', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  await saveResponse(services, administrator, { ...(await makeForm(workspace, { serial: '1' })), draftId: null })
  const before = await computeIndex(services, { surveyId: survey.id, nodes: 'all' })
  const bytes = await bytesOf(
    await exportResponses(services, { surveyCode: survey.code, format: 'csv', isDeIdentified: false }),
  )
  await publishSecond(services)
  expect(await computeIndex(services, { surveyId: survey.id, nodes: 'all' })).toEqual(before)
  const after = await exportResponses(services, { surveyCode: survey.code, format: 'csv', isDeIdentified: false })
  expect(Buffer.compare(await bytesOf(after), bytes)).toBe(0)
})

test('the impact says what is lost, of how many responses, and what is only read otherwise', async () => {
  const { services } = await movedWorkspace()
  const { impact, earlierVersion, changes } = await impactOf(services, { code: CODE, version: 2 })
  expect([impact, earlierVersion]).toEqual(['loss', 1])
  const told = changes.map(({ kind, code, choice, responses }) => [kind, code, choice, responses])
  // A1 answered option 5; all three answered k22 (A3 with the last level).
  expect(told).toContainEqual(['choice-removed', 'u_source', '5', 1])
  expect(told).toContainEqual(['removed', 'k22', '', 3])
  expect(told).toContainEqual(['added', 'k23', '', 0])
  expect(told).toContainEqual(['label', 'u_visits', '', 0])
  expect(told.filter(([kind]) => kind === 'choice-added')).toHaveLength(10)
})

test('indices look at old forms as the new version lays them out: the same as if k23 had not been asked', async () => {
  const { services, administrator, survey } = await movedWorkspace()
  const rows = async () => (await computeIndex(services, { surveyId: survey.id, nodes: 'all' })).rows
  const at = async (node: string) => (await rows()).find((row) => row.node === node)
  // k01: level 5 of A1, 2 of A2, A3 without: (satisfied 1 of 2) → 50.
  expect(await at('k01')).toMatchObject({ n: 2, index: 50 })
  expect((await at('k23'))?.n).toBe(0)
  expect(await at('k22')).toBeUndefined()
  // F5 without k22: three items of three forms, all 5 → 9 answers.
  expect(await at('F5')).toMatchObject({ answers: 9, index: 100 })
  // A form keyed with the new version joins them at once.
  const current = { services, survey: { ...survey } }
  const form = await makeForm(current, { serial: 'B1' }, { k23: '1', u_source: '15' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  expect(await at('F5')).toMatchObject({ answers: 13 })
  expect(await at('k23')).toMatchObject({ n: 1, index: 0 })
  expect(await services.answers.verifyAgainstStore(survey.id)).toEqual([])
  const distributions = await computeDistribution(services, { surveyId: survey.id })
  const source = distributions.find(({ variable }) => variable === 'u_source')
  expect(source?.choices.find(({ code }) => code === '15')?.count).toBe(1)
  expect(source?.choices.find(({ code }) => code === '4')?.count).toBe(1)
})

test('a form of the old version is read, corrected and voided by its own version', async () => {
  const { services, administrator, survey, ids } = await movedWorkspace()
  const [id = ''] = ids
  const before = await getResponse(services, { surveyId: survey.id, id })
  expect(before.questionnaireVersion).toBe(1)
  const width = before.record.length
  const header = { ...before.header, agencyId: 2 }
  const { record, texts } = before
  const change = { surveyId: survey.id, id, baseRev: 1, reason: 'Nhầm cơ quan' }
  await correctResponse(services, administrator, { ...change, header, record, texts })
  const after = await getResponse(services, { surveyId: survey.id, id })
  expect([after.record.length, after.header.agencyId, after.questionnaireVersion]).toEqual([width, 2, 1])
  expect(after.revisions.at(-1)?.changes.map(({ variable }) => variable)).toEqual(['agency'])
  await voidResponse(services, administrator, { ...change, id: ids[1] ?? '', reason: 'Phiếu hỏng' })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  expect(await services.answers.verifyAgainstStore(survey.id)).toEqual([])
})

test('a form begun before the move is saved by the version it was begun with', async () => {
  const { services, administrator, survey } = await movedWorkspace()
  const old = await getResponse(services, {
    surveyId: survey.id,
    id: (rowsOf(services) as { id: string }[])[0]?.id ?? '',
  })
  const form = { header: { ...old.header, serial: 'A9' }, record: old.record, texts: old.texts }
  const input = { surveyId: survey.id, draftId: null, surveyVersionId: 1, ...form }
  const { responseId } = await saveResponse(services, administrator, input)
  expect((await getResponse(services, { surveyId: survey.id, id: responseId })).questionnaireVersion).toBe(1)
  await expect(saveResponse(services, administrator, { ...input, surveyVersionId: 7 })).rejects.toMatchObject({
    code: 'survey-version-unknown',
  })
  expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
})

test('a draft begun before the move is kept, and finished, as the version it was begun with', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: 'D1' }, { k22: '2' }, { comment: 'Tốt' })
  const id = '01890000-0000-7000-8000-000000000001'
  await saveDraft(services, administrator, { ...form, id, position: 'k02', startedAtMs: 1 })
  await publishSecond(services)
  await moveSurvey(services, { surveyId: survey.id, version: 2 })
  const current = await openEntry(services, administrator, { surveyId: survey.id })
  expect(current.versions).toEqual([
    { id: 1, version: 1 },
    { id: 2, version: 2 },
  ])
  expect([current.survey.versionId, current.drafts[0]?.surveyVersionId]).toEqual([2, 1])
  const older = await openEntry(services, administrator, { surveyId: survey.id, surveyVersionId: 1 })
  expect([older.survey.versionId, older.questionnaire.version]).toEqual([1, 1])
  const [draft] = older.drafts
  expect([draft?.record, draft?.texts]).toEqual([form.record, { comment: 'Tốt' }])
  const { header, record, texts } = form
  const kept = { surveyId: survey.id, draftId: id, surveyVersionId: 1, header, record, texts }
  const { responseId } = await saveResponse(services, administrator, kept)
  const saved = await getResponse(services, { surveyId: survey.id, id: responseId })
  expect([saved.record, saved.questionnaireVersion]).toEqual([form.record, 1])
})

test('paper printed before the move says which version it is, paper of another survey whose it is', async () => {
  const { services, administrator, survey } = await movedWorkspace()
  const other = await createSurvey(services, {
    code: 'KHAC',
    name: 'Đợt khác',
    year: 2026,
    questionnaireCode: CODE,
    agencyUnitIds: [],
    sectorIds: [],
  })
  const { db } = services.store
  const version = async (number: number) => (await findQuestionnaireVersion(db, CODE, number))?.id ?? 0
  const run = {
    batch: '',
    layoutRevision: 1,
    variant: 'standard',
    state: 'printed',
    operatorId: administrator.id,
  } as const
  const print = async (surveyId: number, firstNumber: number, number: number) =>
    insertPrintRun(db, {
      ...{ ...run, surveyId, firstNumber, formCount: 10, printedAtMs: 1 },
      questionnaireVersionId: await version(number),
    })
  await print(survey.id, 1, 1)
  await print(survey.id, 11, 2)
  await print(other.id, 21, 2)
  const check = (number: number) =>
    checkSerial(services, { surveyId: survey.id, serial: printedSerial(number) }).then(
      ({ printed, printedFor, isUnprinted }) => ({ printed, printedFor, isUnprinted }),
    )
  expect(await check(10)).toEqual({ printed: { surveyVersionId: 1, version: 1 }, printedFor: null, isUnprinted: false })
  expect(await check(11)).toEqual({ printed: { surveyVersionId: 2, version: 2 }, printedFor: null, isUnprinted: false })
  expect(await check(30)).toEqual({ printed: null, printedFor: 'Đợt khác', isUnprinted: false })
  expect(await check(31)).toEqual({ printed: null, printedFor: null, isUnprinted: true })
  const bare = await checkSerial(services, { surveyId: survey.id, serial: '000011' })
  expect([bare.isFree, bare.isUnprinted]).toEqual([true, true])
})

test('a closed survey does not move, nor one to a version without its scheme', async () => {
  const workspace = await makeWorkspace()
  const { services, survey } = workspace
  const draft = await createDraft(services, { from: 'newest', code: CODE })
  const { questionnaire, rev } = await getQuestionnaire(services, draft)
  const schemes = questionnaire.schemes.map((scheme) => ({ ...scheme, code: 'khac' }))
  const saved = await saveQuestionnaireDraft(services, { questionnaire: { ...questionnaire, schemes }, rev })
  await publishDraft(services, { ...draft, rev: saved.rev })
  const move = () => moveSurvey(services, { surveyId: survey.id, version: 2 })
  await expect(move()).rejects.toMatchObject({ code: 'scheme-not-found' })
  await updateSurvey(services, { id: survey.id, state: 'closed' })
  await expect(move()).rejects.toMatchObject({ code: 'survey-closed' })
})

test('an index asked for while the survey moves is of one version, never of both', async () => {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const form = await makeForm(workspace, { serial: '1' }, { k01: '1', k02: '5' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const draft = await createDraft(services, { from: 'newest', code: CODE })
  const { questionnaire, rev } = await getQuestionnaire(services, draft)
  // k01 and k02 change places on the paper.
  const swapped = JSON.parse(JSON.stringify(questionnaire), (key, value) => {
    if (key !== 'items' || value[0]?.code !== 'k01') return value
    const [first, second, ...rest] = value
    return [second, first, ...rest]
  })
  const saved = await saveQuestionnaireDraft(services, { questionnaire: swapped, rev })
  await publishDraft(services, { ...draft, rev: saved.rev })
  const ask = () => computeIndex(services, { surveyId: survey.id, nodes: ['k01', 'k02'] })
  const [moved, ...tables] = await Promise.all([
    moveSurvey(services, { surveyId: survey.id, version: 2 }),
    ...Array.from({ length: 8 }, ask),
  ])
  expect(moved.questionnaireVersion).toBe(2)
  for (const { rows } of tables) {
    expect(Object.fromEntries(rows.map((row) => [row.node, row.index]))).toEqual({ k01: 0, k02: 100 })
  }
})

test('the export is the union of the versions, with the version of each form and a table that compares them', async () => {
  const { services, administrator, survey } = await movedWorkspace()
  const form = await makeForm({ services, survey }, { serial: 'B1' }, { ...UNTICKED, k23: '4', u_source: '12' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const csv = await exportResponses(services, { surveyCode: survey.code, format: 'csv', isDeIdentified: false })
  const [header = [], ...rows] = (await readTable(await bytesOf(csv))).rows
  const cells = rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])))
  const shown = cells.map((row) => [row.serial, row.questionnaire_version, row.u_source, row.k22, row.k23])
  expect(shown).toEqual([
    ['A1', '1', '5', '1', 'SKIP'],
    ['A2', '1', '4', '3', 'SKIP'],
    ['A3', '1', '1', '5', 'SKIP'],
    ['B1', '2', '12', 'SKIP', '4'],
  ])
  const mapping = await exportVersionMapping(services, { surveyCode: survey.code, format: 'csv' })
  const table = (await readTable(await bytesOf(mapping))).rows
  expect(table[0]).toEqual(['Mã câu hỏi', 'Bản 1', 'Bản 2'])
  expect(table.find(([code]) => code === 'k22')?.[2]).toBe('không hỏi')
  expect(table.find(([code]) => code === 'k23')?.[1]).toBe('không hỏi')
  expect(table.find(([code]) => code === 'u_visits')?.[2]).toContain('Số lần liên hệ')
  // What was exported comes in again, whole, into a survey on the newer version.
  const second = await createSurvey(services, {
    code: 'LAI',
    name: 'Nhập lại',
    year: 2026,
    questionnaireCode: CODE,
    agencyUnitIds: [],
    sectorIds: [],
  })
  const b1 = [header, rows[3] ?? []].map((row) => row.join(',')).join('\n')
  const result = await importText({ services, administrator, survey: second }, b1, { createMissing: true })
  expect([result.accepted, result.rejected, result.ignoredColumns]).toEqual([1, 0, ['k22']])
  // A row of the older version is refused by name, never read by columns that are not its own.
  const a1 = [header, rows[0] ?? []].map((row) => row.join(',')).join('\n')
  const refused = await importText({ services, administrator, survey: second }, a1, { createMissing: true })
  expect(refused.rejects).toMatchObject([{ row: 2, column: 'questionnaire_version', code: 'row-other-version' }])
})

test('an export of two versions imported into a survey moved the same way is the same export', async () => {
  const source = await movedWorkspace()
  const form = await makeForm(source, { serial: 'B1' }, { ...UNTICKED, k23: '4', u_source: '12' })
  await saveResponse(source.services, source.administrator, { ...form, draftId: null })
  const target = await movedWorkspace(0)
  const exportOf = async ({ services, survey }: Workspace) =>
    (
      await bytesOf(await exportResponses(services, { surveyCode: survey.code, format: 'csv', isDeIdentified: false }))
    ).toString()
  const file = await exportOf(source)
  expect(file).toContain('B1')
  const result = await importText(target, file)
  expect(result).toMatchObject({ rowsRead: 4, accepted: 4, rejects: [], ignoredColumns: [] })
  expect(await exportOf(target)).toBe(file)
  expect(await checkStore(target.services)).toEqual({ isClean: true, findings: [] })
  const { rows } = await computeIndex(target.services, { surveyId: target.survey.id, nodes: ['k01', 'k23'] })
  expect(rows).toEqual(
    (await computeIndex(source.services, { surveyId: source.survey.id, nodes: ['k01', 'k23'] })).rows,
  )
})

test("a version's view shows what was keyed with it", async () => {
  const { services, administrator, survey } = await movedWorkspace()
  const form = await makeForm({ services, survey }, { serial: 'B1' }, { k23: '4' })
  await saveResponse(services, administrator, { ...form, draftId: null })
  const serials = (view: string) =>
    services.store.sqlite.prepare(`SELECT _serial FROM ${view} ORDER BY 1`).pluck().all()
  expect(serials('response_tthc_2017_v1')).toEqual(['A1', 'A2', 'A3'])
  expect(serials('response_tthc_2017_v2')).toEqual(['B1'])
  expect(services.store.sqlite.prepare('SELECT k23, u_source FROM response_tthc_2017_v2').get()).toEqual({
    k23: '4',
    u_source: '15',
  })
})

test('a survey moves forward only, to a version in use', async () => {
  const { services, survey } = await movedWorkspace()
  const move = (version: number) => moveSurvey(services, { surveyId: survey.id, version })
  await expect(move(1)).rejects.toMatchObject({ code: 'survey-version-not-newer' })
  await expect(move(3)).rejects.toMatchObject({ code: 'questionnaire-not-usable' })
  const draft = await createDraft(services, { from: 'newest', code: CODE })
  await expect(move(3)).rejects.toMatchObject({ code: 'questionnaire-not-usable' })
  await publishDraft(services, draft)
  await retireQuestionnaire(services, { code: CODE, version: 3, isRetired: true })
  await expect(move(3)).rejects.toMatchObject({ code: 'questionnaire-not-usable' })
  await retireQuestionnaire(services, { code: CODE, version: 3, isRetired: false })
  expect((await move(3)).questionnaireVersion).toBe(3)
  const { questionnaire } = await getQuestionnaire(services, { code: CODE, version: 3 })
  expect(questionnaire.retiredCodes).toEqual(['k22', 'u_source=5'])
})

test('de-identified, few forms of a version are not told apart by it', async () => {
  const workspace = await makeWorkspace()
  const { services, survey } = workspace
  const fill = (from: number, to: number) => {
    const rows = Array.from({ length: to - from }, (_, at) => `N${from + at},SO-${at % 2 ? 'XD' : 'TC'},land,5`)
    return importText(workspace, ['serial,agency,sector,k01', ...rows].join('\n'))
  }
  await fill(0, 40)
  await publishSecond(services)
  await moveSurvey(services, { surveyId: survey.id, version: 2 })
  await fill(40, 52) // six of each agency
  await fill(52, 54)
  const shown = async () => {
    const asked = { surveyCode: survey.code, format: 'csv', isDeIdentified: true } as const
    const { rows } = await readTable(await bytesOf(await exportResponses(services, asked)))
    const [header = [], ...forms] = rows
    const places = ['questionnaire_version', 'agency', 'sector'].map((name) => header.indexOf(name))
    expect(places).not.toContain(-1)
    return Map.groupBy(forms, (form) => places.map((at) => form[at]).join(' '))
  }
  expect(new Map([...(await shown())].map(([key, forms]) => [key, forms.length]))).toEqual(
    new Map([
      ['1 SO-TC land', 20],
      ['1 SO-XD land', 20],
      ['2 SO-TC land', 7],
      ['2 SO-XD land', 7],
    ]),
  )
  services.store.sqlite.exec("UPDATE response SET state = 'void' WHERE serial IN ('N44','N46','N48','N50','N52')")
  // Two forms of SO-TC are left of version 2: they show the version and neither agency nor sector.
  const few = [...(await shown())].filter(([key]) => key.startsWith('2'))
  for (const [key, forms] of few) expect([key, forms.length >= 5 || key === '2  ']).toEqual([key, true])
})
