import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { correctResponse, restoreResponse, voidResponse } from '../../src/app/change-response.ts'
import { createTag, listTags, removeTag, renameTag, tagComment } from '../../src/app/comment-tags.ts'
import {
  type CommentsInput,
  commentQuestions,
  countComments,
  findComments,
  keepQuote,
  listQuotes,
  readComments,
  removeQuote,
} from '../../src/app/comments.ts'
import { exportCommentCounts, exportComments } from '../../src/app/export-comments.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { DEFAULT_SMALL_CELLS } from '../../src/core/index/small-cells.ts'
import { makeForm, makeWorkspace } from '../support/make-services.ts'

async function withComments(texts: readonly (string | null)[], agencyOf: (at: number) => number = () => 1) {
  const workspace = await makeWorkspace()
  const { services, administrator, survey } = workspace
  const save = async (at: number, body: string | null): Promise<string> => {
    const header = { serial: `A-${at}`, agencyId: agencyOf(at), groupId: 1 }
    const form = await makeForm(workspace, header, {}, body === null ? {} : { comment: body })
    return (await saveResponse(services, administrator, { ...form, draftId: null })).responseId
  }
  const ids: string[] = []
  for (const [at, body] of texts.entries()) ids.push(await save(at, body))
  const bodies = async (filter: Omit<CommentsInput, 'surveyId'> = {}): Promise<(string | undefined)[]> => {
    const numbers = await findComments(services, { surveyId: survey.id, ...filter })
    return (await readComments(services, { surveyId: survey.id, numbers })).map((row) => row?.body)
  }
  const of = (at: number) => ({ surveyId: survey.id, responseId: ids[at] ?? '', variable: 'comment' })
  return { ...workspace, save, ids, bodies, of }
}

const text = async ({ chunks }: { readonly chunks: AsyncIterable<Uint8Array> }): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts).toString('utf8')
}

test('comments are found by text, part and question; those that say nothing can be hidden', async () => {
  const { bodies, services, survey } = await withComments(
    ['Thủ tục đất đai chậm', null, 'Không có ý kiến', 'Không đạt'.normalize('NFD')],
    (at) => (at === 3 ? 2 : 1),
  )
  expect(await bodies()).toEqual(['Thủ tục đất đai chậm', 'Không có ý kiến', 'Không đạt'])
  expect(await bodies({ text: 'dat' })).toEqual(['Thủ tục đất đai chậm', 'Không đạt'])
  expect(await bodies({ text: 'đất' })).toEqual(['Thủ tục đất đai chậm'])
  expect(await bodies({ hidesEmpty: true })).toEqual(['Thủ tục đất đai chậm', 'Không đạt'])
  expect(await bodies({ agencyId: 2 })).toEqual(['Không đạt'])
  expect(await bodies({ groupId: 2 })).toEqual([])
  expect(await bodies({ variable: 'nothing' })).toEqual([])
  expect(await commentQuestions(services, survey.id)).toMatchObject([{ variable: 'comment', isForAll: true, count: 3 }])
})

test('a form keyed, corrected, made void or valid again is followed; numbers and tags stay', async () => {
  const { services, administrator, survey, save, ids, bodies, of } = await withComments(['một', 'hai'])
  const tag = await createTag(services, { name: 'Đất đai' })
  await tagComment(services, administrator, { ...of(0), tagId: tag.id, isOn: true })
  const [first, second] = await findComments(services, { surveyId: survey.id })
  await save(2, 'ba')
  expect(await bodies()).toEqual(['một', 'hai', 'ba'])
  const change = (at: number, baseRev: number) => ({ surveyId: survey.id, id: ids[at] ?? '', baseRev, reason: 'thử' })
  const form = await makeForm({ services, survey }, { serial: 'A-1', groupId: 1 }, {}, { comment: 'hai, sửa' })
  await correctResponse(services, administrator, { ...form, ...change(1, 1) })
  await voidResponse(services, administrator, change(0, 1))
  expect(await bodies()).toEqual(['hai, sửa', 'ba'])
  const numbers = [first ?? -1, second ?? -1]
  expect(await readComments(services, { surveyId: survey.id, numbers })).toMatchObject([null, { body: 'hai, sửa' }])
  await restoreResponse(services, administrator, change(0, 2))
  expect(await bodies({ tag: tag.id })).toEqual(['một'])
})

test('tags: given, taken off, several each; alike names are one; renamed and removed', async () => {
  const { services, administrator, bodies, of } = await withComments(['một', 'hai', 'ba'])
  const land = await createTag(services, { name: ' Đất   đai ' })
  expect(land.name).toBe('Đất đai')
  expect(await createTag(services, { name: 'dat-dai' })).toEqual(land)
  const fee = await createTag(services, { name: 'Phí' })
  for (const [at, tagId] of [
    [0, land.id],
    [0, fee.id],
    [1, fee.id],
  ] as const) {
    await tagComment(services, administrator, { ...of(at), tagId, isOn: true })
    await tagComment(services, administrator, { ...of(at), tagId, isOn: true })
  }
  expect(await bodies({ tag: land.id })).toEqual(['một'])
  expect(await bodies({ tag: fee.id })).toEqual(['một', 'hai'])
  expect(await bodies({ tag: 'none' })).toEqual(['ba'])
  const counts = await countComments(services, { surveyId: of(0).surveyId })
  expect(counts).toEqual({
    total: 3,
    untagged: 1,
    tags: [
      { tagId: fee.id, count: 2 },
      { tagId: land.id, count: 1 },
    ],
    hiddenAgencies: 0,
    agencies: [{ agencyId: 1, total: 3, counts: [2, 1] }],
  })
  await tagComment(services, administrator, { ...of(0), tagId: fee.id, isOn: false })
  expect(await bodies({ tag: fee.id })).toEqual(['hai'])
  await expect(renameTag(services, { id: fee.id, name: 'ĐẤT ĐAI' })).rejects.toMatchObject({ code: 'tag-taken' })
  await renameTag(services, { id: fee.id, name: 'PHÍ' })
  await removeTag(services, land)
  expect(await listTags(services)).toEqual([{ id: fee.id, name: 'PHÍ', count: 1 }])
  expect(await bodies({ tag: 'none' })).toEqual(['một', 'ba'])
  await expect(createTag(services, { name: '…' })).rejects.toMatchObject({ code: 'tag-nameless' })
})

test('agencies with too few forms are in no row by agency, on the screen or in the file, but in the whole', async () => {
  const { services, administrator, survey, of } = await withComments(['một', 'hai', 'ba'], (at) => (at === 2 ? 2 : 1))
  const tag = await createTag(services, { name: 'Phí' })
  await tagComment(services, administrator, { ...of(2), tagId: tag.id, isOn: true })
  await updateSettings(services, { smallCells: { ...DEFAULT_SMALL_CELLS, minimumShown: 2 } })
  const counts = await countComments(services, { surveyId: survey.id })
  expect(counts).toMatchObject({ total: 3, hiddenAgencies: 1, agencies: [{ agencyId: 1, total: 2, counts: [0] }] })
  const file = await text(await exportCommentCounts(services, { surveyId: survey.id, format: 'csv' }))
  expect(file).toContain('Sở Xây dựng')
  expect(file).not.toContain('Sở Tài chính')
})

test('many comments are loaded in turns: others write in between, and all of it is there afterwards', async () => {
  const { services, administrator, survey, save, ids, bodies, of } = await withComments(['đầu', 'hai'])
  const { db, sqlite } = services.store
  const tag = await createTag(services, { name: 'Phí' })
  copyForms(sqlite, survey.id, ids[0] ?? '', 9000)
  let turns = 0
  let isLoaded = false
  const loading = findComments(services, { surveyId: survey.id }).finally(() => {
    isLoaded = true
  })
  // Two requests at once load it once, and what another one writes lands between two chunks.
  const other = commentQuestions(services, survey.id)
  await db.selectFrom('survey').select('id').execute()
  await tagComment(services, administrator, { ...of(1), tagId: tag.id, isOn: true })
  const late = await save(2, 'viết khi đang tải')
  while (!isLoaded) {
    await setImmediate()
    await db.selectFrom('survey').select('id').execute()
    turns += 1
  }
  expect(turns).toBeGreaterThan(2)
  expect((await loading).length).toBeGreaterThanOrEqual(9002)
  expect((await other)[0]?.count).toBeGreaterThanOrEqual(9002)
  const found = await bodies()
  expect(found).toHaveLength(9003)
  expect(found.filter((body) => body === 'viết khi đang tải')).toHaveLength(1)
  expect(await bodies({ tag: tag.id })).toEqual(['hai'])
  await voidResponse(services, administrator, { surveyId: survey.id, id: late, baseRev: 1, reason: 'thử' })
  expect(await bodies({ text: 'viết khi' })).toEqual([])
})

/** Forms like one there is, with its comment, under ids that come after it. */
function copyForms(sqlite: Database, surveyId: number, id: string, count: number): void {
  const copies = `WITH RECURSIVE copy (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copy WHERE number < ${count})`
  const newId = `substr(?, 1, 24) || printf('%012x', number)`
  const columns = sqlite
    .prepare<[], { name: string }>("SELECT name FROM pragma_table_info('response') WHERE name NOT IN ('id', 'serial')")
    .all()
    .map(({ name }) => name)
    .join(', ')
  sqlite
    .prepare(
      `${copies} INSERT INTO response (id, serial, ${columns})
        SELECT ${newId}, 'C-' || number, ${columns} FROM response, copy WHERE survey_id = ? AND id = ?`,
    )
    .run(id, surveyId, id)
  sqlite
    .prepare(
      `${copies} INSERT INTO response_text SELECT survey_id, ${newId}, variable_code, body
        FROM response_text, copy WHERE survey_id = ? AND response_id = ?`,
    )
    .run(id, surveyId, id)
}

test('a quotation stands without its agency, goes with its form, and one comment has one', async () => {
  const { services, administrator, survey, ids, of } = await withComments(['ông Nam làm chậm', null])
  await keepQuote(services, administrator, { ...of(0), body: 'ông [tên] làm chậm' })
  await keepQuote(services, administrator, { ...of(0), body: ' làm chậm ' })
  const [quote, ...others] = await listQuotes(services, survey.id)
  expect(others).toEqual([])
  // One form of the sector: its people would be known.
  expect(quote).toMatchObject({ body: 'làm chậm', sectorId: 0 })
  expect(JSON.stringify(quote)).not.toMatch(/agency|serial/i)
  await voidResponse(services, administrator, { surveyId: survey.id, id: ids[0] ?? '', baseRev: 1, reason: 'thử' })
  expect(await listQuotes(services, survey.id)).toEqual([])
  await expect(keepQuote(services, administrator, { ...of(0), body: 'x' })).rejects.toMatchObject({
    code: 'comment-not-found',
  })
  await removeQuote(services, of(0))
})

test('exports name nobody: no serial, small agencies left out, what looks personal masked', async () => {
  // 30 forms of the first agency, 1 of the second.
  const { services, administrator, survey, of } = await withComments(
    Array.from({ length: 31 }, (_, at) => (at === 0 ? 'gọi 0912345678' : at === 30 ? '=SUM(1)' : null)),
    (at) => (at === 30 ? 2 : 1),
  )
  const tag = await createTag(services, { name: 'Phí' })
  await tagComment(services, administrator, { ...of(30), tagId: tag.id, isOn: true })
  const input = { surveyId: survey.id, format: 'csv' as const }
  const [header, ...rows] = (await text(await exportComments(services, input))).trimEnd().split(/\r?\n/)
  expect(header).toBe('\ufeff"Cơ quan, đơn vị",Lĩnh vực,Nhóm đối tượng,Nội dung câu hỏi,Ý kiến,Nhãn')
  const question = 'Ông/Bà có ý kiến góp ý nào khác đối với cơ quan hành chính nhà nước không?'
  const label = (await commentQuestions(services, survey.id))[0]?.label.vi ?? question
  const cell = (value: string): string => (/[",]/.test(value) ? `"${value}"` : value)
  expect(rows.sort()).toEqual(
    [
      `,Đất đai,Người dân,${cell(label)},'=SUM(1),Phí`,
      `Sở Xây dựng,Đất đai,Người dân,${cell(label)},gọi [số điện thoại],`,
    ].sort(),
  )
  const counts = await text(await exportCommentCounts(services, { ...input, hidesEmpty: true }))
  expect(counts.trimEnd().split(/\r?\n/).slice(1)).toEqual([
    ',Phí,1,2,0.5',
    ',Chưa gắn nhãn,1,2,0.5',
    'Sở Xây dựng,Phí,0,1,0',
    'Sở Tài chính,Phí,1,1,1',
  ])
})
