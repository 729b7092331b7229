import { expect, test } from 'vitest'
import { exportQuestionnaire } from '../../src/app/export-questionnaire.ts'
import { type ImportedQuestionnaire, importQuestionnaire } from '../../src/app/import-questionnaire.ts'
import { createDraft } from '../../src/app/questionnaire-drafts.ts'
import { getQuestionnaire } from '../../src/app/questionnaires.ts'
import type { Services } from '../../src/app/services.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import type { Questionnaire, SchemeNode } from '../../src/core/questionnaire/questionnaire.ts'
import { bytesOf } from '../support/import-text.ts'
import { makeServices } from '../support/make-services.ts'

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

const small = (changed: Partial<Questionnaire> = {}): Questionnaire => ({
  format: 'sipas-questionnaire/1',
  code: 'so-tnmt',
  version: 1,
  title: { vi: 'Phiếu đất đai', en: '' },
  source: '',
  choiceLists: [],
  sections: [
    {
      code: 'A',
      number: '',
      title: { vi: 'Chung', en: '' },
      questions: [{ kind: 'text', code: 'a1', number: '1', label: { vi: 'Ý kiến', en: '' }, isLong: true }],
    },
  ],
  schemes: [],
  ...changed,
})

function add(
  services: Services,
  document: unknown,
  wanted: { code?: string; isPublished?: boolean } = {},
): Promise<ImportedQuestionnaire> {
  return importQuestionnaire(services, { bytes: pieces(JSON.stringify(document)), isPublished: false, ...wanted })
}

/** Our own document holds nothing that could not be carried. */
const NOTHING = { told: [], rows: null }

test('a document comes in as a draft, or published, and the same one changes nothing', async () => {
  const services = await makeServices()
  expect(await add(services, small())).toEqual({ code: 'so-tnmt', version: 1, state: 'draft', isNew: true, ...NOTHING })
  expect(await add(services, small())).toMatchObject({ version: 1, state: 'draft', isNew: false })
  const published = { code: 'so-tnmt', version: 1, state: 'published', isNew: true, ...NOTHING }
  expect(await add(services, small(), { isPublished: true })).toEqual(published)
  expect(await add(services, small(), { isPublished: true })).toEqual({ ...published, isNew: false })
  expect(await add(services, small())).toEqual({ ...published, isNew: false })
})

test('another document of a taken number becomes the next version, once', async () => {
  const services = await makeServices()
  const changed = small({ title: { vi: 'Phiếu đất đai, sửa', en: '' } })
  await add(services, small(), { isPublished: true })
  const second = { code: 'so-tnmt', version: 2, state: 'published', ...NOTHING }
  expect(await add(services, changed, { isPublished: true })).toEqual({ ...second, isNew: true })
  expect(await add(services, changed, { isPublished: true })).toEqual({ ...second, isNew: false })
  // A number that other offices know stays, where nothing here has it or a higher one.
  expect(await add(services, { ...changed, version: 7 })).toMatchObject({ version: 7, isNew: true })
})

test('what a version no longer asks is retired, and its document is still the same', async () => {
  const services = await makeServices()
  const questions = ['b1', 'b2'].map((code) => ({ kind: 'date', code, number: '', label: { vi: code, en: '' } }))
  const sections = [{ code: 'B', number: '', title: { vi: 'B', en: '' }, questions }] as Questionnaire['sections']
  await add(services, small(), { isPublished: true })
  expect(await add(services, small({ sections }), { isPublished: true })).toMatchObject({ version: 2, isNew: true })
  expect((await getQuestionnaire(services, { code: 'so-tnmt' })).questionnaire.retiredCodes).toEqual(['a1'])
  expect(await add(services, small({ sections }), { isPublished: true })).toMatchObject({ version: 2, isNew: false })
})

test('what could never be published is no draft either', async () => {
  const services = await makeServices()
  const note = { kind: 'note', code: '', number: '', label: { vi: 'Ghi chú', en: '' } } as const
  const section = {
    code: 'A',
    number: '',
    title: { vi: 'A', en: '' },
    questions: Array.from({ length: 300 }, () => note),
  }
  const many = small({ sections: Array.from({ length: 100 }, () => section) })
  await expect(add(services, many)).rejects.toMatchObject({ code: 'questionnaire-too-large' })
  const label = { vi: 'Nhánh', en: '' }
  let root: SchemeNode = { id: 'L', label, items: ['a1'] }
  for (let level = 0; level < 30; level += 1) root = { id: 'L', label, children: [root] }
  const schemes = [{ code: 'sau', label, formula: 'mean-score', aggregate: 'pooled', root } as const]
  const refusal = { code: 'questionnaire-scheme-too-deep', params: { where: 'L', limit: 20 } }
  await expect(add(services, small({ schemes: [...schemes] }))).rejects.toMatchObject(refusal)
})

test('a draft that is being written is not pushed aside', async () => {
  const services = await makeServices()
  await createDraft(services, { from: 'nothing', code: 'so-tnmt', title: { vi: 'Đang soạn', en: '' } })
  await expect(add(services, small())).rejects.toMatchObject({
    code: 'questionnaire-draft-open',
    params: { code: 'so-tnmt', version: 1 },
  })
  expect(await add(services, small(), { code: 'so-tnmt-2' })).toMatchObject({ code: 'so-tnmt-2', version: 1 })
})

test('a half-written document comes in as a draft only, and a refusal names the place', async () => {
  const services = await makeServices()
  const half = small({ sections: [] })
  const place = { code: 'bad-questionnaire', params: { where: 'sections' } }
  await expect(add(services, half, { isPublished: true })).rejects.toMatchObject(place)
  expect(await add(services, half)).toMatchObject({ version: 1, state: 'draft' })
  const odd = { ...small(), sections: [{ ...small().sections[0], colour: 'red' }] }
  await expect(add(services, odd)).rejects.toMatchObject({ params: { where: 'sections.0.colour' } })
  await expect(add(services, [])).rejects.toMatchObject({ params: { where: '/' } })
  await expect(add(services, small(), { code: 'Mã có dấu' })).rejects.toMatchObject({ params: { where: 'code' } })
})

test('a failed publication leaves no draft', async () => {
  const services = await makeServices()
  await add(services, small(), { isPublished: true })
  const asNumber = { kind: 'number', code: 'a1', number: '1', label: { vi: 'Số', en: '' }, min: 0, max: 9, decimals: 0 }
  const other = small({ sections: [{ ...small().sections[0], questions: [asNumber] }] as Questionnaire['sections'] })
  await expect(add(services, other, { isPublished: true })).rejects.toMatchObject({
    code: 'questionnaire-kind-changed',
  })
  await expect(getQuestionnaire(services, { code: 'so-tnmt', version: 2 })).rejects.toMatchObject({
    code: 'questionnaire-not-found',
  })
})

test('what is exported comes into another file byte for byte', async () => {
  const [one, other] = [await makeServices(), await makeServices()]
  for (const { code } of BUILT_IN_QUESTIONNAIRES) {
    const bytes = await bytesOf(await exportQuestionnaire(one, { code, format: 'json' }))
    expect(await add(other, JSON.parse(bytes.toString()), { isPublished: true })).toMatchObject({ code, isNew: false })
    await add(other, JSON.parse(bytes.toString()), { code: `${code}-b`, isPublished: true })
    const again = await bytesOf(await exportQuestionnaire(other, { code: `${code}-b`, format: 'json' }))
    expect(again.toString().replace(`${code}-b`, code)).toBe(bytes.toString())
  }
})

test('a file of more than 32 MB, without end, is refused before it is in memory', async () => {
  const services = await makeServices()
  let sent = 0
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      sent += 1
      yield Buffer.alloc(1_000_000, ' ')
    }
  }
  const read = importQuestionnaire(services, { bytes: endless(), isPublished: false })
  await expect(read).rejects.toMatchObject({ code: 'form-file-too-large', params: { limit: 32 } })
  expect(sent).toBe(33)
})

test('a document of more answers or rules than any form has is refused in a second', async () => {
  const services = await makeServices()
  const many = (count: number, of: (at: number) => object): unknown => {
    const questions = Array.from({ length: count }, (_, at) => ({
      ...{ kind: 'number', code: `q${at}`, number: '', label: { vi: 'x', en: '' }, min: 0, max: 9, decimals: 0 },
      ...of(at),
    }))
    const sections = []
    for (let at = 0; at < count; at += 300)
      sections.push({ ...small().sections[0], questions: questions.slice(at, at + 300) })
    return small({ sections } as Partial<Questionnaire>)
  }
  const startedMs = performance.now()
  const large = add(
    services,
    many(20_000, () => ({})),
    { isPublished: true },
  )
  await expect(large).rejects.toMatchObject({ code: 'questionnaire-too-large', params: { limit: 1900 } })
  const check = { severity: 'hard', condition: 'q0 + q1 * q2 > q3', message: { vi: 'x', en: '' } }
  const ruled = add(
    services,
    many(1000, () => ({ checks: Array(20).fill(check) })),
    { isPublished: true },
  )
  await expect(ruled).rejects.toMatchObject({ code: 'questionnaire-too-many-rules', params: { limit: 5000 } })
  expect(performance.now() - startedMs).toBeLessThan(5000)
})
