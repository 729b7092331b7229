import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exportResponses } from '../../src/app/export-responses.ts'
import { publishQuestionnaire } from '../../src/app/publish-questionnaire.ts'
import { openResponses } from '../../src/app/response-source.ts'
import { saveResponse } from '../../src/app/save-response.ts'
import { createSurvey } from '../../src/app/surveys.ts'
import type { Question, Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'
import type { Delimiter } from '../../src/files/csv/delimiters.ts'
import { ASKING } from '../support/asking-questionnaire.ts'
import { bytesOf, importText } from '../support/import-text.ts'
import { makeForm, makeWorkspace, type Workspace } from '../support/make-services.ts'
import { LED_PAYLOADS, PAYLOADS } from '../support/payloads.ts'

const CODE = 'KHEP-KIN'

/** Every kind of question: choices, one asked on a condition, several ticks, numbers with and without decimals, a day, words. */
const EVERY_KIND: Questionnaire = {
  ...ASKING,
  code: 'phieu-du-loai',
  sections: [
    ...ASKING.sections,
    {
      ...{ code: 'B', number: 'B', title: { vi: 'Phần B', en: '' } },
      questions: [
        { kind: 'multiple', code: 'ways', number: '6', label: { vi: 'Cách nộp', en: '' }, choices: 'five' },
        { kind: 'number', code: 'days', number: '7', label: { vi: 'Số ngày', en: '' }, min: 0, max: 400, decimals: 0 },
        { kind: 'number', code: 'change', number: '8', label: { vi: 'Đổi', en: '' }, min: -99, max: 99, decimals: 2 },
        { kind: 'date', code: 'sent', number: '9', label: { vi: 'Ngày nộp', en: '' } },
        { kind: 'text', code: 'more', number: '10', label: { vi: 'Thêm', en: '' }, isLong: true },
      ] satisfies Question[],
    },
  ],
}

async function open(): Promise<Workspace> {
  const workspace = await makeWorkspace()
  const { services } = workspace
  await services.store.db.transaction().execute((db) => publishQuestionnaire(db, EVERY_KIND, services.now()))
  const survey = await createSurvey(services, {
    ...{ code: CODE, name: 'Khép kín', year: 2026, questionnaireCode: EVERY_KIND.code, sectorIds: [1, 2] },
    agencyUnitIds: workspace.survey.agencies.map(({ unitId }) => unitId),
    groups: [{ code: 'G1', name: 'Người dân' }],
    strata: [{ code: 'T1', name: 'Đô thị' }],
  })
  return { ...workspace, survey }
}

const missing = fc.constantFrom('.', '?', '#', '*')
const orMissing = (value: fc.Arbitrary<string>) => fc.oneof({ weight: 3, arbitrary: value }, missing)
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10).replaceAll('-', ''))
const vietnamese = fc.constantFrom('Nguyễn Thị Hường', 'thủ tục rườm rà', 'đúng hẹn', 'Ờ', 'ữ', 'Ộ', 'Điện Biên')
const piece = fc.oneof(
  vietnamese,
  vietnamese.map((text) => text.normalize('NFD')),
  fc.constantFrom(...PAYLOADS, ...LED_PAYLOADS),
  fc.constantFrom(
    '"',
    '""',
    "'",
    "''",
    "'=",
    '\n',
    '\r\n',
    '\r',
    '\t',
    ',',
    ';',
    '=',
    '+',
    '-',
    '@',
    '0012',
    '1,5',
    '1e5',
  ),
  fc.constantFrom(
    '2026-03-05',
    'TRUE',
    'NA',
    'SKIP',
    '_x000D_',
    '&amp;',
    '<b>',
    ']]>',
    '\u00a0',
    '\u200b',
    '😀',
    '𠮷',
    '\u0301',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\uFFFD', '')), // refused by an import: it stands for what a program before lost
)
const words = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
const anyForm = fc.record({
  serial: fc.stringMatching(/^[=+@A-Za-z0-9' -]{1,10}$/),
  header: fc.record({
    agencyId: fc.constantFrom(1, 2),
    sectorId: fc.constantFrom(1, 2),
    stratumId: fc.constantFrom(0, 1),
    groupId: fc.constantFrom(0, 1),
    weight: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    collectedOn: fc.constantFrom(null, '2026-01-01', '2026-02-28'),
  }),
  answers: fc.record({
    late: orMissing(fc.constantFrom('1', '2')),
    notice: orMissing(fc.constantFrom('1', '5')),
    result: orMissing(fc.constantFrom('1', '3', '5')),
    ...{ ways_1: orMissing(fc.constantFrom('0', '1')), ways_5: orMissing(fc.constantFrom('0', '1')) },
    days: orMissing(fc.integer({ min: 0, max: 400 }).map(String)),
    change: orMissing(fc.integer({ min: -9900, max: 9900 }).map((cents) => String(cents / 100))),
    sent: orMissing(date),
  }),
  texts: fc.record({ wish: words, more: words }),
})

async function contentOf({ services }: Workspace): Promise<unknown[]> {
  const all: unknown[] = []
  const source = await openResponses(services, { surveyCode: CODE, isDeIdentified: false })
  for await (const responses of source.responses()) all.push(...responses)
  return all
}

test.each([
  ['csv', ','],
  ['csv', ';'],
  ['csv', '\t'],
  ['xlsx', ','],
] as const)(
  'keyed, exported as %s between %j and imported elsewhere: the same forms, key by key',
  async (format, delimiter) => {
    const source = await open()
    const target = await open()
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyForm, { minLength: 1, maxLength: 6 }), async (forms) => {
        for (const { serial, header, answers, texts } of forms) {
          count += 1
          const form = await makeForm(source, { ...header, serial: `${serial}${count}` }, answers, texts)
          await saveResponse(source.services, source.administrator, { ...form, draftId: null })
        }
        const wanted = { surveyCode: CODE, isDeIdentified: false, format, delimiter: delimiter as Delimiter }
        const file = await bytesOf(await exportResponses(source.services, wanted))
        expect(await importText(target, file)).toMatchObject({ rejected: 0, ignoredColumns: [] })
        expect(await contentOf(target)).toEqual(await contentOf(source))
      }),
      { numRuns: 25 },
    )
    expect((await contentOf(source)).length).toBe(count)
  },
)
