import { buildDictionary } from '../../src/core/questionnaire/dictionary.ts'
import { type Questionnaire, questionnaireSchema } from '../../src/core/questionnaire/questionnaire.ts'
import { emptyRecord, MISSING, type MissingKind, withField } from '../../src/core/questionnaire/record.ts'
import { KEY_COLUMNS } from '../../src/files/responses/column-plan.ts'
import type { ExportedResponse } from '../../src/files/responses/response-table.ts'
import type { StatisticsSource } from '../../src/files/stats/build-table.ts'
import type { StatisticsVariable } from '../../src/files/stats/statistics-table.ts'

const text = (vi: string, en = '') => ({ vi, en })
const choice = (code: string, vi: string, en = '') => ({ code, label: text(vi, en) })

/** A question of every kind; `all` is a word of SPSS, `int` one of Stata; degrees may be negative, down to -20. */
export const EVERY_KIND: Questionnaire = questionnaireSchema.parse({
  format: 'sipas-questionnaire/1',
  code: 'moi-loai-cau',
  version: 1,
  title: text('Phiếu có mọi loại câu', 'A form with every kind of question'),
  source: '',
  choiceLists: [
    {
      code: 'scale',
      isScale: true,
      choices: [
        choice('1', 'Rất không hài lòng', 'Very dissatisfied'),
        choice('2', 'Không hài lòng', 'Dissatisfied'),
        choice('3', 'Bình thường', 'Neither'),
        choice('4', 'Hài lòng', 'Satisfied'),
        choice('5', 'Rất hài lòng', 'Very satisfied'),
      ],
    },
    {
      code: 'office',
      isScale: false,
      choices: [
        choice('1', 'Bộ phận “Một cửa”'),
        choice('2', "Dịch vụ công `trực tuyến` $x 50% o'clock"),
        choice('10', 'Nơi khác'),
      ],
    },
  ],
  sections: [
    {
      code: 'A',
      number: 'A',
      title: text('Phần A'),
      questions: [
        {
          kind: 'single',
          code: 'office',
          number: '1',
          label: text('Ông/Bà nộp hồ sơ ở đâu?', 'Where did you apply?'),
          choices: 'office',
        },
        { kind: 'multiple', code: 'wish', number: '2', label: text('Ông/Bà mong muốn gì?'), choices: 'office' },
        {
          ...{ kind: 'grid', code: 'g', number: '3', label: text('Mức hài lòng'), choices: 'scale' },
          items: [
            { code: 'all', number: '1', label: text(`Câu dài ${'rất dài, '.repeat(60)}hết`) },
            { code: 'int', number: '2', label: text('Thái độ của công chức') },
          ],
        },
        { kind: 'number', code: 'degrees', number: '4', label: text('Nhiệt độ'), min: -20, max: 45, decimals: 1 },
        { kind: 'number', code: 'visits', number: '5', label: text('Số lần đi lại'), min: 0, max: 200, decimals: 0 },
        { kind: 'date', code: 'submitted', number: '6', label: text('Ngày nộp hồ sơ') },
        { kind: 'text', code: 'job', number: '7', label: text('Nghề nghiệp'), isLong: false },
        { kind: 'text', code: 'comment', number: '8', label: text('Ý kiến khác'), isLong: true },
      ],
    },
  ],
  schemes: [],
})

const DICTIONARY = buildDictionary(EVERY_KIND)

/** A code, or why there is none. */
export type Given = Partial<Record<string, string | MissingKind>>

/** Answers that aren't given are not answered. */
export function response(
  serial: string,
  answers: Given = {},
  texts: Readonly<Record<string, string>> = {},
  header: Partial<ExportedResponse['keys']> & { readonly weight?: number } = {},
): ExportedResponse {
  const { weight = 1, ...keys } = header
  const record = DICTIONARY.variables.reduce((so, variable) => {
    const given = answers[variable.code] ?? 'notAnswered'
    return withField(so, variable, given in MISSING ? MISSING[given as MissingKind] : given)
  }, emptyRecord(DICTIONARY))
  const none = { agency: 'SO-XD', sector: 'land', unit: '', stratum: '', cluster: '', respondent_group: '', batch: '' }
  return { formId: 1, keys: { ...none, serial, collected_on: '2026-03-05', ...keys }, weight, record, texts }
}

export function sourceOf(responses: readonly ExportedResponse[]): StatisticsSource {
  return {
    forms: [{ id: 1, version: 1, dictionary: DICTIONARY }],
    keys: KEY_COLUMNS.filter((key) => key !== 'batch'),
    responses: async function* () {
      yield responses
    },
  }
}

/** Names of the fixture's agencies, one of them of a code longer than eight bytes. */
export const NAMES = {
  agency: new Map([
    ['SO-XD', 'Sở Xây dựng'],
    ['SO-TNMT-HN', 'Sở Tài nguyên và Môi trường'],
    ['SO-KHAC', 'Sở không có phiếu nào'],
  ]),
  sector: new Map([['land', 'Đất đai']]),
}

/** Eight responses that carry every kind of answer and of missing answer. */
export const EIGHT: readonly ExportedResponse[] = [
  response(
    'P-1',
    {
      office: '1',
      wish_1: '1',
      wish_2: '0',
      wish_10: '1',
      all: '5',
      int: '4',
      degrees: '-12.5',
      visits: '3',
      submitted: '20260228',
    },
    { job: 'Nông dân', comment: 'Cán bộ "nhiệt tình"\nnhưng = chậm' },
    { weight: 1.25 },
  ),
  response(
    'P-2',
    {
      office: '2',
      wish_1: '0',
      wish_2: '1',
      wish_10: '0',
      all: 'refused',
      int: '4',
      degrees: '36',
      visits: '0',
      submitted: '19600101',
    },
    { comment: `${'Đường xa, '.repeat(40)}hết` },
    { agency: 'SO-TNMT-HN', weight: 0.5 },
  ),
  response(
    'P-3',
    { office: '10', all: 'illegible', int: 'multipleTicks', visits: '200', submitted: 'refused' },
    { comment: '=1+1' },
  ),
  response(
    'P-4',
    { office: 'multipleTicks', all: '1', int: 'notAsked', degrees: 'refused' },
    { job: '😀 giáo viên' },
    { collected_on: '' },
  ),
  response('P-5', { office: '1', all: '5', int: '3', degrees: '0' }, {}, { weight: 2 }),
  response('P-6', { office: '1', all: '4', int: '4', degrees: '-5' }),
  response('P-7', { office: '2', all: '2', int: '1', degrees: '-9' }, { job: 'Kế toán'.normalize('NFD') }),
  response('P-8'),
]

/** Counts of every answer by its words, without those that nobody gave: what any program should print. */
export function countsOf(variable: StatisticsVariable): Record<string, number> {
  const labels = variable.kind === 'text' ? variable.labels : [...variable.labels, ...variable.missing]
  return Object.fromEntries(labels.flatMap(({ label, count }) => (count === 0 ? [] : [[label, count]])))
}
