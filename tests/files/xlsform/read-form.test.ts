import { expect, test } from 'vitest'
import sipas2026 from '../../../src/core/questionnaire/built-in/sipas-2026.json' with { type: 'json' }
import type { Question, Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { questionnaireSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import { findQuestionnaireProblems } from '../../../src/core/questionnaire/validate.ts'
import { type ReadXlsform, readForm } from '../../../src/files/xlsform/read-form.ts'
import { writeForm } from '../../../src/files/xlsform/write-form.ts'
import type { XlsxSheet } from '../../../src/files/xlsx.ts'
import { sheetsFile } from './form-files.ts'
import { formLines, toldLines } from './form-lines.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references as forms write them, not templates

type Rows = string[]

/** A form from its survey and its choices, cells divided by `|`. */
function read(
  survey: Rows,
  choices: Rows = [],
  settings: Rows = ['form_title|form_id', 'Khảo sát|khao_sat'],
): ReadXlsform {
  const table = (rows: Rows): string[][] => rows.map((row) => row.split('|').map((cell) => cell.trim()))
  const parts = { survey, choices, settings }
  return readForm(sheetsFile(Object.entries(parts).map(([name, rows]) => ({ name, rows: table(rows) }))))
}

test('a table of five levels is a grid, its notes are headings, and its list is taken for a scale', () => {
  const { document, told } = read(
    [
      'type|name|label::Vietnamese (vi)|label::English (en)|appearance|required|relevant',
      'begin_group|A|Đánh giá|Assessment|||',
      'select_one yn|visited|Có đến không?|Did you come?|||',
      "begin_group|g1|Mức độ hài lòng|How satisfied|table-list||${visited} = 'yes'",
      'note|h1|Tiếp cận|Access|||',
      'select_one level|s1|Biển hiệu|Signs||yes|',
      'select_one level|s2|Ghế ngồi|Seats||yes|${s1} < 3',
      'end_group|||||||',
      'end_group|||||||',
    ],
    [
      'list_name|name|label::vi|label::en',
      ...['1|Rất không hài lòng|Very dissatisfied', '2|Không hài lòng|Dissatisfied', '3|Bình thường|Neutral'].map(
        (c) => `level|${c}`,
      ),
      ...['4|Hài lòng|Satisfied', '5|Rất hài lòng|Very satisfied'].map((choice) => `level|${choice}`),
      'yn|yes|Có|Yes',
      'yn|no|Không|No',
    ],
  )
  expect(formLines(document)).toEqual([
    'khao-sat 1: Khảo sát',
    'scale level: 1 Rất không hài lòng / Very dissatisfied, 2 Không hài lòng / Dissatisfied, 3 Bình thường / Neutral, 4 Hài lòng / Satisfied, 5 Rất hài lòng / Very satisfied',
    'list yn: 1 Có / Yes, 2 Không / No',
    '# A: Đánh giá / Assessment',
    '1 single visited: Có đến không? / Did you come?; from yn',
    '2 grid g1: Mức độ hài lòng / How satisfied; from level; required; if visited == 1',
    '  ## Tiếp cận / Access',
    '  1 s1: Biển hiệu / Signs',
    '  2 s2: Ghế ngồi / Seats; if s1 < 3',
  ])
  expect(toldLines(told)).toEqual([
    'choices 2 level: guessed form-scale-guessed (5)',
    'choices 7 yn: changed form-choices-coded (yes → 1, no → 2)',
  ])
  expect(findQuestionnaireProblems(document)).toEqual([])
})

test('groups within groups: headings, and the conditions of all of them', () => {
  const { document, told } = read([
    'type|name|label|relevant|constraint|constraint_message',
    'integer|age|Tuổi||. >= 0 and . < 120|Tuổi chưa đúng',
    'begin group|Part.One|Phần một|${age} > 17||',
    'begin group|inner|Việc làm|${age} < 60 or ${age} = 65||',
    'decimal|hours|Số giờ||. > 0 and . <= ${age}|',
    'end group|||||',
    'text|2nd|Ghi thêm|${hours} != "" and ${age} != 30||',
    'end group|||||',
  ])
  expect(formLines(document)).toEqual([
    'khao-sat 1: Khảo sát',
    '# part: Khảo sát',
    '1 number age: Tuổi; 0 to 119, 0 decimals',
    '# Part.One: Phần một',
    'note inner: Việc làm; if age > 17 && (age < 60 || age == 65)',
    '2 number hours: Số giờ; 0 to 999999, 2 decimals; if age > 17 && (age < 60 || age == 65); hard hours > 0 && hours <= age: Câu trả lời này không hợp lệ. / This answer is not valid.',
    '3 text q_2nd: Ghi thêm; if age > 17 && hours != null && !(age == 30)',
  ])
  expect(toldLines(told)).toEqual([
    'survey 5 hours: guessed form-range-guessed (0 999999)',
    'survey 7 2nd: changed form-name-changed (q_2nd)',
  ])
})

test('names, lists and rules that are not there, come twice or look ahead lose only themselves', () => {
  const { document, told, rows } = read(
    [
      'type|name|label|relevant|constraint',
      'select_one yn|a|A|${later} = 1|',
      'select_one yn|a|A again||',
      'select_one nobody|b|B||',
      'select_one yn|group|C|${a} = "1"|',
      'select_one yn|d|D|${b} = "1"|',
      'select_one yn|e|E|${none} = "1"|',
      'select_one yn|f|F|${group} = "maybe"|. = "1" and regex(., "x")',
      'select_one yn|g|G|${d} = "1" and ${d} = "2"|',
      'integer|later|L||',
    ],
    ['list_name|name|label', 'yn|1|Có', 'yn|2|Không', 'yn|2|Không', '|3|?', 'one|1|Một'],
  )
  expect(formLines(document).filter((line) => line.includes('single'))).toEqual([
    '1 single a: A; from yn',
    '2 single a_n2: A again; from yn',
    '3 single group_n2: C; from yn',
    '4 single d: D; from yn',
    '5 single e: E; from yn',
    '6 single f: F; from yn; hard f == 1: Câu trả lời này không hợp lệ. / This answer is not valid.',
    '7 single g: G; from yn',
  ])
  expect(toldLines(told)).toEqual([
    'survey 2 ${later} = 1: rule rule-looks-ahead (later)',
    'survey 3 a: changed form-name-changed (a_n2)',
    'survey 4 b: lost form-list-missing (nobody)',
    'survey 5 group: changed form-name-changed (group_n2)',
    'survey 5 ${a} = "1": rule rule-name-twice (a)',
    'survey 6 ${b} = "1": rule rule-name-open (b)',
    'survey 7 ${none} = "1": rule rule-name-unknown (none)',
    'survey 8 ${group} = "maybe": rule rule-choice-unknown (group_n2 maybe)',
    'survey 8 . = "1" and regex(., "x"): rule rule-function (regex)',
    'survey 9 d == 1 && d == 2: rule condition-never (d == 1 && d == 2 g)',
    'survey 10 later: guessed form-range-guessed (0 999999)',
    'choices 4 yn: 2: lost form-choice-twice',
    'choices 5 3: lost form-choice-unnamed',
    'choices 6 one: lost form-list-single (one)',
  ])
  expect(rows).toEqual({ read: 14, carried: 10 })
  expect(findQuestionnaireProblems(document)).toEqual([])
})

test('a name that the rules keep for themselves gets a code of its own, and the rules follow', () => {
  const { document, told } = read([
    'type|name|label|relevant',
    'integer|type|Loại|',
    'integer|string|Chuỗi|${type} > 3',
  ])
  const questions = document.sections.flatMap((section) => section.questions)
  expect(questions.map(({ code, askIf }) => [code, askIf])).toEqual([
    ['type_n2', undefined],
    ['string_n2', 'type_n2 > 3'],
  ])
  expect(toldLines(told)).toContain('survey 2 type: changed form-name-changed (type_n2)')
  expect(findQuestionnaireProblems(document)).toEqual([])
})

test('Vietnamese, English and no language at all, however the columns are spelt', () => {
  const labels = (header: string, row: string, settings?: Rows): unknown => {
    const { document } = read([`type|name|${header}`, `text|q|${row}`], [], settings)
    return document.sections[0]?.questions[0]?.label
  }
  const both = { vi: 'Tuổi', en: 'Age' }
  expect(labels('label::Vietnamese (vi)|label::English (en)', 'Tuổi|Age')).toEqual(both)
  expect(labels('label::English(en)|label::vi', 'Age|Tuổi')).toEqual(both)
  expect(labels('label:en|label:Tiếng Việt', 'Age|Tuổi')).toEqual(both)
  expect(labels('label|label::English', 'Tuổi|Age')).toEqual(both)
  expect(labels('label|label::Vietnamese', 'Age|Tuổi')).toEqual(both)
  expect(labels('label|label::French (fr)', 'Tuổi|Âge')).toEqual({ vi: 'Tuổi', en: '' })
  expect(labels('label::French (fr)', 'Âge')).toEqual({ vi: 'Âge', en: '' })
  const english = ['form_title|default_language', 'Form|English (en)']
  expect(labels('label', 'Age', english)).toEqual({ vi: 'Age', en: 'Age' })
})

test('ranges, sliders, most ticks, sections without words', () => {
  const { document } = read(
    [
      'type|name|label|constraint|parameters',
      'integer|n1|N1|. > 17.5 and 60 >= .|',
      'integer|n2|N2|. <= -1|',
      'decimal|n3|N3|. >= 0.125|',
      'range|r|R||start=1 end=5 step=0.5',
      'select_multiple l|m|M|count-selected(.) < 3|',
    ],
    ['list_name|name|label', 'l|1|a', 'l|2|b', 'l|3|c'],
  )
  expect(formLines(document).slice(-5)).toEqual([
    '1 number n1: N1; 18 to 60, 0 decimals',
    '2 number n2: N2; -999999 to -1, 0 decimals',
    '3 number n3: N3; 0.125 to 999999, 3 decimals',
    '4 number r: R; 1 to 5, 1 decimals',
    '5 multiple m: M; from l; at most 2',
  ])
})

/** Our own form with one cell of its survey sheet changed, as somebody would in a spreadsheet. */
function changed(questionnaire: Questionnaire, name: string, column: string, cell: string): ReadXlsform {
  const [survey, ...others] = writeForm(questionnaire)
  const [header = [], ...rows] = survey?.rows ?? []
  const at = header.indexOf(column)
  const edited = rows.map((row) => (row[1] === name ? row.map((one, index) => (index === at ? cell : one)) : row))
  return readForm(sheetsFile([{ name: 'survey', rows: [header, ...edited] }, ...(others as XlsxSheet[])]))
}

const form = questionnaireSchema.parse(sipas2026)
const find = ({ document }: ReadXlsform, code: string): Question | undefined =>
  document.sections.flatMap((section) => section.questions).find((question) => question.code === code)

test('a rule that somebody changed in the spreadsheet counts as it stands there', () => {
  const read = changed(form, 'a_ethnicity_other', 'relevant', "${a_ethnicity} = '1'")
  expect(find(read, 'a_ethnicity_other')).toMatchObject({ askIf: 'a_ethnicity == 1' })
  expect(toldLines(read.told)).toEqual([expect.stringMatching(/a_ethnicity_other: changed form-own-rule-changed$/)])
})

test('a label that somebody changed in the spreadsheet is the new label', () => {
  const read = changed(form, 'a_gender', 'label::Vietnamese (vi)', 'Giới tính')
  expect(find(read, 'a_gender')?.label.vi).toBe('Giới tính')
  expect(read.told).toEqual([])
})

test('a range that somebody changed in the spreadsheet is the new range, and the soft checks stay', () => {
  const check = { severity: 'soft' as const, condition: 'age < 100', message: { vi: 'Có đúng không?', en: '' } }
  const age = { kind: 'number' as const, code: 'age', number: '1', label: { vi: 'Tuổi', en: '' }, min: 18, max: 120 }
  const questions = [{ ...age, decimals: 0, checks: [check] }]
  const sections = [{ code: 'A', number: 'A', title: { vi: 'A', en: '' }, questions }]
  const small = { ...form, choiceLists: [], schemes: [], sections }
  const read = changed(small, 'age', 'constraint', '. >= 15 and . <= 120')
  expect(find(read, 'age')).toEqual({ ...age, decimals: 0, min: 15, checks: [check] })
})

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

test('the sheets have the columns that form tools look for, and rows in the order they want', () => {
  const sheets = new Map(writeForm(form).map(({ name, rows }) => [name, rows]))
  expect([...sheets.keys()].slice(0, 3)).toEqual(['survey', 'choices', 'settings'])
  const [header = [], ...rows] = sheets.get('survey') ?? []
  expect(header.slice(0, 12)).toEqual([
    ...['type', 'name', 'label::Vietnamese (vi)', 'label::English (en)', 'hint::Vietnamese (vi)', 'hint::English (en)'],
    ...[
      'required',
      'relevant',
      'constraint',
      'constraint_message::Vietnamese (vi)',
      'constraint_message::English (en)',
    ],
    'appearance',
  ])
  expect(sheets.get('choices')?.[0]?.slice(0, 4)).toEqual([
    ...['list_name', 'name', 'label::Vietnamese (vi)', 'label::English (en)'],
  ])
  expect(sheets.get('settings')?.[0]).toEqual(['form_title', 'form_id', 'version', 'default_language', 'name'])
  // Every name is there once and can be the name of an XML element; begins and ends match.
  const names = rows.filter(([type]) => type !== 'end_group').map(([, name]) => String(name))
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9._-]*$/)
  const begins = rows.filter(([type]) => type === 'begin_group').length
  expect(rows.filter(([type]) => type === 'end_group')).toHaveLength(begins)
  const lists = new Set((sheets.get('choices') ?? []).slice(1).map(([list]) => list))
  for (const [type] of rows) {
    const list = /^select_(?:one|multiple) (\S+)$/.exec(String(type))?.[1]
    if (list !== undefined) expect(lists).toContain(list)
    else expect(type).toMatch(/^(begin_group|end_group|note|text|integer|decimal|date)$/)
  }
})
