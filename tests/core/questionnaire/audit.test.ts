import { describe, expect, it } from 'vitest'
import { errorMessage } from '../../../src/core/errors.ts'
import { FINDINGS } from '../../../src/core/questionnaire/audit/finding.ts'
import { auditQuestionnaire } from '../../../src/core/questionnaire/audit.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import type { ChoiceList, Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import {
  checked,
  factor,
  grid,
  inner,
  LISTS,
  levels,
  multiple,
  open,
  questionnaire,
  single,
  text,
} from './make-questionnaire.ts'

const kinds = (made: Questionnaire): string[] =>
  auditQuestionnaire(made).map(({ code, where }) => `${code} at ${where}`)
const labelled = (question: Question, vi: string, number = question.number): Question => ({
  ...question,
  number,
  label: text(vi),
})
const list = (code: string, labels: string[], isScale = true): ChoiceList => ({
  code,
  isScale,
  choices: labels.map((vi, index) => ({ code: String(index + 1), label: text(vi) })),
})
const five = list('five', ['Rất kém', 'Kém', 'Bình thường', 'Tốt', 'Rất tốt'])
/** A form with nothing to find: its questions are numbered and measured as the caller says. */
const form = (
  questions: Question[],
  items = questions.map(({ code }) => code),
  lists: ChoiceList[] = [five],
): Questionnaire =>
  questionnaire(
    questions.map((question, index) => ({ ...question, number: String(index + 1) })),
    factor('F', ...items),
    lists,
  )

describe('the built-in forms', () => {
  const [sipas2026, tthc2017, sipas2022] = BUILT_IN_QUESTIONNAIRES.map((one) => kinds(one))
  const at = (code: string, ...places: string[]): string[] => places.map((place) => `${code} at ${place}`)

  it('sipas-2026: the Ministry words thirteen items in two halves, and two lists end in “Khác” without a line', () => {
    expect(sipas2026).toEqual([
      ...at(
        'audit-double-barrelled',
        ...['01', '02', '04', '19', '20', '21', '24', '25', '26', '27', '31', '32', '35'].map((item) => `q9_${item}`),
      ),
      ...at('audit-other-without-text', 'a_education', 'a_occupation'),
    ])
  })

  it('tthc-2017: three lists end in “Khác” without a line; the overall question is measured by no scheme', () => {
    expect(tthc2017).toEqual([
      ...at('audit-other-without-text', 'a_education', 'a_occupation', 'u_source'),
      ...at('audit-scale-unmeasured', 'overall'),
    ])
  })

  it('sipas-2022: keeps the numbers of the old form, of which only questions 1, 9, 10 and 11 are kept', () => {
    expect(sipas2022).toEqual([
      ...at('audit-number-jumps', 'q9'),
      ...at(
        'audit-double-barrelled',
        ...['01', '02', '04', '15', '16', '17', '18', '19', '23', '25', '27', '29'].map((item) => `q9_${item}`),
      ),
      ...at('audit-other-without-text', 'a_education', 'a_occupation'),
    ])
  })
})

const label31 =
  'Công chức tiếp nhận hồ sơ hướng dẫn đầy đủ ngay lần đầu để người dân không phải đi lại nhiều lần bổ sung giấy tờ không có trong quy định đã được niêm yết tại trụ sở của cơ quan giải quyết thủ tục hành chính cấp tỉnh'

const cases: [string, Questionnaire, string[]][] = [
  ['a plain form', form([labelled(single('a'), 'Thái độ'), labelled(single('b'), 'Kết quả')]), []],
  [
    'a text without English',
    form([{ ...single('a'), label: { vi: 'Thái độ', en: ' ' } }]),
    ['audit-translation-missing at a'],
  ],
  [
    'a form in Vietnamese only: one finding',
    JSON.parse(JSON.stringify(form([single('a')])).replaceAll(/"en":"[^"]*"/g, '"en":""')),
    ['audit-translation-none at trial'],
  ],
  ['a space at the end', form([labelled(single('a'), 'Thái độ ')]), ['audit-spaces at a', 'audit-spaces at a']],
  [
    'letters in pieces',
    form([{ ...single('a'), label: { vi: 'Thái độ'.normalize('NFD'), en: 'Attitude' } }]),
    ['audit-not-composed at a'],
  ],
  [
    'the same question again, in other letters',
    form([labelled(single('a'), 'Thái độ?'), labelled(single('b'), 'THÁI  ĐỘ'.normalize('NFD').normalize('NFC'))]),
    ['audit-label-repeated at b'],
  ],
  [
    'the same rows in two grids are meant so',
    form(
      [
        labelled({ ...grid('g', ['g_1']), items: [{ code: 'g_1', number: '1', label: text('Điện') }] }, 'Theo dõi'),
        labelled({ ...grid('h', ['h_1']), items: [{ code: 'h_1', number: '1', label: text('Điện') }] }, 'Mong muốn'),
      ],
      ['g_1', 'h_1'],
    ),
    [],
  ],
  [
    'two choices that read the same',
    form([single('a', 'kinds')], [], [list('kinds', ['Nam', 'Nữ', 'nam'], false)]),
    ['audit-choice-label-repeated at kinds'],
  ],
  [
    'an unused list',
    form([single('a')], ['a'], [five, list('spare', ['Có', 'Không'], false)]),
    ['audit-list-unused at spare'],
  ],
  [
    'a measured scale from best to worst',
    form([single('a', 'down')], ['a'], [list('down', ['Rất hài lòng', 'Bình thường', 'Rất không hài lòng'])]),
    ['audit-scale-reversed at down'],
  ],
  [
    'an unmeasured scale against the measured one',
    form(
      [single('a'), single('b', 'down')],
      ['a'],
      [five, list('down', ['Strongly agree', 'Neutral', 'Strongly disagree'])],
    ),
    ['audit-scales-opposed at down', 'audit-scale-unmeasured at b'],
  ],
  [
    'two scales the same way, in two languages',
    form(
      [single('a'), single('b', 'up')],
      ['a', 'b'],
      [five, list('up', ['Very dissatisfied', 'Neutral', 'Very satisfied'])],
    ),
    [],
  ],
  [
    'words that tell no direction',
    form([single('a'), single('b', 'odd')], ['a', 'b'], [five, list('odd', ['Đỏ', 'Xanh'])]),
    [],
  ],
  [
    'no scheme',
    questionnaire([labelled(single('a'), 'Thái độ', '1')], undefined, [five]),
    ['audit-scheme-none at trial'],
  ],
  [
    'a row left out of its factor',
    form(
      [
        labelled(
          {
            ...grid('g', []),
            items: ['x', 'y'].map((code, index) => ({ code, number: String(index + 1), label: text(code) })),
          },
          'Bảng',
        ),
      ],
      ['x'],
    ),
    ['audit-item-unmeasured at y'],
  ],
  [
    'a condition that is always true',
    form([single('a'), single('b', 'five', 'a == null || a < 6')]),
    ['audit-asked-always at b'],
  ],
  ['a check that never reports', form([checked(single('a'), 'a <= 5')]), ['audit-check-never-fails at a']],
  [
    'two halves in one question',
    form(
      ['Lịch sự và tận tình', 'Nhanh hoặc đúng hẹn', 'Rõ ràng, dễ hiểu', 'Polite and fast'].map((vi, index) =>
        labelled(single(`a${index}`), vi),
      ),
    ),
    ['a0', 'a1', 'a2', 'a3'].map((code) => `audit-double-barrelled at ${code}`),
  ],
  [
    'fixed phrases, openings and lists of options ask one thing',
    form(
      [
        labelled(single('a'), 'Mức thu phí, lệ phí'),
        labelled(single('b'), 'Trong 12 tháng qua, Ông/Bà hài lòng không?'),
        labelled(single('c', 'three'), 'Kết quả đúng hẹn, sớm hẹn hay trễ hẹn?'),
        labelled(open('d'), 'Ý kiến và kiến nghị khác'),
      ],
      ['a', 'b'],
      [five, list('three', ['Đúng', 'Sớm', 'Trễ'], false)],
    ),
    [],
  ],
  [
    '“Khác” with its line and “Hình thức khác” without',
    form(
      [single('a', 'kinds'), open('a_other', 'a == 3'), multiple('m', 'ways')],
      [],
      [list('kinds', ['Nam', 'Nữ', 'Khác (ghi rõ)'], false), list('ways', ['Trực tiếp', 'Hình thức khác'], false)],
    ),
    ['audit-other-without-text at m'],
  ],
  [
    'numbers: repeated, missing, jumping',
    questionnaire(
      [
        labelled(single('a'), 'A', '1'),
        labelled(single('b'), 'B', '1'),
        labelled(single('c'), 'C', ''),
        labelled(single('d'), 'D', '2'),
        labelled(single('e'), 'E', '4'),
        labelled(single('f'), 'F', 'B1'),
      ],
      factor('F', 'a', 'b', 'c', 'd', 'e', 'f'),
      [five],
    ),
    ['audit-number-repeated at b', 'audit-number-missing at c', 'audit-number-jumps at e'],
  ],
  [
    'rows: their numbers, and one that takes four lines',
    form(
      [
        labelled(
          {
            ...grid('g', []),
            items: [
              { code: 'x', number: '1', label: text('Ngắn') },
              { code: 'y', number: '1', label: text(label31) },
            ],
          },
          'Bảng',
        ),
      ],
      ['x', 'y'],
    ),
    ['audit-number-repeated at y', 'audit-row-too-long at y'],
  ],
  [
    'a level that no column holds',
    form(
      [labelled(grid('g', ['x']), 'Bảng')],
      ['x'],
      [list('five', ['Kém', 'Trung bình', 'Rất-tốt-hơn-trước-đây-nhiều'])],
    ),
    ['audit-heading-too-wide at five'],
  ],
  [
    'a grid of twelve columns',
    form(
      [labelled(grid('g', ['x'], 'twelve'), 'Bảng')],
      ['x'],
      [
        levels(
          'twelve',
          Array.from({ length: 12 }, (_, index) => String(index + 1)),
        ),
      ],
    ),
    ['audit-columns-too-many at g'],
  ],
]

describe('auditQuestionnaire', () => {
  it.each(cases)('%s', (_, made, expected) => expect(kinds(made)).toEqual(expected))

  it('has a case for every kind of finding, and a message that fills every blank', () => {
    const all = cases.flatMap(([, made]) => auditQuestionnaire(made))
    expect([...new Set(all.map(({ code }) => code))].sort()).toEqual(Object.keys(FINDINGS).sort())
    for (const { code, params } of all) {
      for (const language of ['vi', 'en'] as const) expect(errorMessage(code, params, language)).not.toMatch(/\{|“”/)
    }
  })

  it('names the place to jump to, and the other one', () => {
    const [twice] = auditQuestionnaire(form([labelled(single('a'), 'Thái độ'), labelled(single('b'), 'Thái độ')]))
    expect(twice?.place).toEqual({ kind: 'question', path: ['sections', 0, 'questions', 1], field: 'label.vi' })
    expect(twice?.other).toEqual({ kind: 'question', path: ['sections', 0, 'questions', 0], field: '' })
  })

  it('reads a half-written draft', () => {
    const draft = questionnaire(
      [
        { ...single('', ''), number: '', label: text('') },
        grid('g', []),
        multiple('m', 'none'),
        single('z', 'five', 'a =='),
      ],
      inner('S', factor('F')),
      [...LISTS, levels('empty', [])],
    )
    expect(() => auditQuestionnaire(draft)).not.toThrow()
  })
})
