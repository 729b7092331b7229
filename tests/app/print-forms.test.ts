import { describe, expect, test } from 'vitest'
import { type PrintInput, printForms, printOverview, printQuestionnaire } from '../../src/app/print-forms.ts'
import { publishDraft } from '../../src/app/publish-draft.ts'
import { createDraft } from '../../src/app/questionnaire-drafts.ts'
import { readPageMap } from '../../src/app/read-page-map.ts'
import { updateSettings } from '../../src/app/settings.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import { pageMapSchema } from '../../src/core/print/page-map.ts'
import { findQuestionnaireVersion } from '../../src/data/questionnaire-repository.ts'
import { makeWorkspace, type Workspace } from '../support/make-services.ts'
import { readPdf } from '../support/printed-pdf.ts'

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

/** One run, printed to its end. */
async function print({ services, administrator }: Workspace, input: Partial<PrintInput> = {}) {
  const printed = await printForms(services, administrator, { surveyCode: 'HN-2026', copies: 1, ...input })
  const pdf = await bytesOf(printed.chunks)
  await printed.finish()
  return { ...printed, pdf }
}

const runsOf = async ({ services, survey }: Workspace) =>
  (await printOverview(services, survey.id)).runs.map(({ first, last, state, batch }) => [first, last, state, batch])

describe('a print run', () => {
  test('takes the numbers after those of the run before, and is kept with its batch', async () => {
    const workspace = await makeWorkspace()
    const { services, survey } = workspace
    // Check digits by Damm's table: rows 0→…: 1 → 3, 2 → 1, 3 → 7, 4 → 5, 5 → 9.
    expect((await print(workspace, { copies: 2, batch: ' Phường 1 ' })).serials).toEqual({
      first: '000001-3',
      last: '000002-1',
    })
    expect((await print(workspace, { copies: 3 })).serials).toEqual({ first: '000003-7', last: '000005-9' })
    expect(await runsOf(workspace)).toEqual([
      ['000003-7', '000005-9', 'printed', ''],
      ['000001-3', '000002-1', 'printed', 'Phường 1'],
    ])
    // 6 after zeros: row 0 at 6 = 8.
    expect(await printOverview(services, survey.id)).toMatchObject({ nextSerial: '000006-8' })
  })

  test('started together with others shares no number with them', async () => {
    const workspace = await makeWorkspace()
    const printed = await Promise.all([10, 1, 7, 25, 3].map((copies) => print(workspace, { copies })))
    const texts = await Promise.all(printed.map(({ pdf }) => readPdf(pdf, 0)))
    const serials = texts.flatMap((pages) =>
      new Set(pages.map(({ text }) => text.match(/\d{6}-\d/)?.[0])).values().toArray(),
    )
    expect(serials).toHaveLength(46)
    expect(new Set(serials).size).toBe(46)
    expect(serials.toSorted().map((serial) => Number(serial?.slice(0, 6)))).toEqual(
      Array.from({ length: 46 }, (_, index) => index + 1),
    )
  })

  test('shares no number with other surveys of its questionnaire, in whichever version', async () => {
    const workspace = await makeWorkspace()
    const { services } = workspace
    const draft = await createDraft(services, { from: 'newest', code: 'tthc-2017' })
    await publishDraft(services, draft)
    const started = { name: 'Đợt khác', year: 2027, agencyUnitIds: [1], sectorIds: [1], groups: [] }
    await createSurvey(services, { ...started, code: 'HN-2027', questionnaireCode: 'tthc-2017' })
    await createSurvey(services, { ...started, code: 'HN-SIPAS', questionnaireCode: 'sipas-2026' })
    const firstOf = async (surveyCode: string) => (await print(workspace, { surveyCode, copies: 2 })).serials?.first
    expect(await firstOf('HN-2026')).toMatch(/^000001-/) // version 1
    expect(await firstOf('HN-2027')).toMatch(/^000003-/) // version 2
    expect(await firstOf('HN-2026')).toMatch(/^000005-/)
    expect(await firstOf('HN-SIPAS')).toMatch(/^000001-/) // another questionnaire: its code is on the page
  })

  test('that is aborted counts as cancelled, and its numbers are not taken again', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const stop = new AbortController()
    const input = { surveyCode: 'HN-2026', copies: 20 }
    const listeners = { signal: stop.signal, onForm: (done: number) => void (done === 5 && stop.abort()) }
    const printed = await printForms(services, administrator, input, listeners)
    await expect(bytesOf(printed.chunks)).rejects.toMatchObject({ code: 'print-cancelled' })
    await print(workspace)
    // 21 after zeros: row 0 at 2 = 1, row 1 at 1 = 0.
    expect(await runsOf(workspace)).toMatchObject([
      ['000021-0', '000021-0', 'printed', ''],
      ['000001-3', expect.stringMatching(/^000020-/), 'cancelled', ''],
    ])
  })

  test('that nobody fetches to its end counts as cancelled', async () => {
    const workspace = await makeWorkspace()
    const { services, administrator } = workspace
    const printed = await printForms(services, administrator, { surveyCode: 'HN-2026', copies: 3 })
    await printed.chunks.next()
    await printed.chunks.return(undefined)
    await printForms(services, administrator, { surveyCode: 'HN-2026', copies: 1 })
    expect((await runsOf(workspace)).map(([, , state]) => state)).toEqual(['cancelled', 'cancelled'])
  })

  test('of blank forms takes no number', async () => {
    const workspace = await makeWorkspace()
    const { pdf, serials } = await print(workspace, { copies: 2, isBlank: true })
    expect(serials).toBeNull()
    expect(await runsOf(workspace)).toEqual([])
    expect((await readPdf(pdf, 0)).some(({ text }) => /\d{6}-\d/.test(text))).toBe(false)
  })

  test.each([
    [{ copies: 0 }, 'print-copies-bad'],
    [{ copies: 10_001 }, 'print-copies-bad'],
    [{ copies: 1.5 }, 'print-copies-bad'],
    [{ batch: 'x'.repeat(61) }, 'print-batch-too-long'],
    [{ surveyCode: 'KHONG-CO' }, 'survey-not-found'],
  ])('%j is refused and takes nothing', async (wrong, code) => {
    const workspace = await makeWorkspace()
    await expect(print(workspace, wrong)).rejects.toMatchObject({ code })
    expect(await runsOf(workspace)).toEqual([])
  })

  test('beyond six digits is refused, saying how many are left', async () => {
    const workspace = await makeWorkspace()
    const { services, survey } = workspace
    const { db } = services.store
    const form = await findQuestionnaireVersion(db, 'tthc-2017', null)
    await db
      .insertInto('print_run')
      .values({
        ...{ survey_id: survey.id, first_number: 999_900, form_count: 98, questionnaire_version_id: form?.id ?? 0 },
        ...{ layout_revision: 1, variant: 'standard', operator_id: 1, printed_at_ms: 0 },
      })
      .execute()
    // 999,900 + 98 = 999,998 comes next: two are left.
    await expect(print(workspace, { copies: 3 })).rejects.toMatchObject({
      code: 'serials-used-up',
      params: { code: 'tthc-2017', left: 2 },
    })
    expect((await print(workspace, { copies: 2 })).serials?.last).toMatch(/^999999-/)
    expect(await printOverview(services, survey.id)).toMatchObject({ nextSerial: null })
  })
})

describe('the page map', () => {
  test('is kept once for each variant, and never changed', async () => {
    const workspace = await makeWorkspace()
    const { db } = workspace.services.store
    const { form } = await print(workspace)
    await print(workspace)
    await print(workspace, { variant: 'large', isBlank: true })
    const rows = await db.selectFrom('page_map').selectAll().orderBy('variant').execute()
    expect(rows.map(({ layout_revision, variant }) => [layout_revision, variant])).toEqual([
      [1, 'large'],
      [1, 'standard'],
    ])
    expect(pageMapSchema.parse(JSON.parse(rows[1]?.map ?? ''))).toEqual(form.map)
    await expect(db.updateTable('page_map').set({ map: '{}' }).execute()).rejects.toThrow('never changed')
  })

  test('is read as kept, and for what was never printed as it would be', async () => {
    const workspace = await makeWorkspace()
    const { form } = await print(workspace)
    const read = async (variant: 'standard' | 'large') => {
      const { chunks } = await readPageMap(workspace.services, { code: 'tthc-2017', variant })
      return pageMapSchema.parse(JSON.parse(Buffer.from(await bytesOf(chunks)).toString()))
    }
    expect(await read('standard')).toEqual(form.map)
    expect(await read('large')).toMatchObject({ variant: 'large', questionnaire: 'tthc-2017', version: 1 })
  })
})

describe('a printed sheet', () => {
  test('names the office, the survey and the batch', async () => {
    const workspace = await makeWorkspace()
    await updateSettings(workspace.services, { office: 'Sở Nội vụ tỉnh Ninh Bình' })
    const { pdf } = await print(workspace, { batch: 'X-01' })
    const [first] = await readPdf(pdf, 0)
    for (const words of ['SỞ NỘI VỤ TỈNH NINH BÌNH', 'Đợt khảo sát: Khảo sát thử', 'Lô X-01']) {
      expect(first?.text).toContain(words)
    }
  })

  test('of a draft says so, also when hardly anything is written yet', async () => {
    const { services } = await makeWorkspace()
    const title = { vi: 'Phiếu mới', en: '' }
    await createDraft(services, { from: 'nothing', code: 'phieu-moi', title })
    const { chunks } = await printQuestionnaire(services, { code: 'phieu-moi', version: 1 })
    const pages = await readPdf(await bytesOf(chunks), 0)
    expect(pages[0]?.text).toContain('BẢN NHÁP')
    expect(pages[0]?.text).toContain('Phiếu mới')
    const published = await printQuestionnaire(services, { code: 'tthc-2017' })
    expect((await readPdf(await bytesOf(published.chunks), 0))[0]?.text).not.toContain('BẢN NHÁP')
  })
})
