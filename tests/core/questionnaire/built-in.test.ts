import { describe, expect, it } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary } from '../../../src/core/questionnaire/dictionary.ts'
import {
  type Questionnaire,
  questionnaireSchema,
  type SchemeNode,
} from '../../../src/core/questionnaire/questionnaire.ts'

// Every list below is typed from the public descriptions of the forms, never derived from the files under test.

function builtIn(code: string): Questionnaire {
  const found = BUILT_IN_QUESTIONNAIRES.find((questionnaire) => questionnaire.code === code)
  if (found === undefined) throw new Error(`${code} is not built in`)
  return found
}

const closedCodes = (code: string): string => {
  const variables = buildDictionary(builtIn(code)).variables
  return variables.map((variable) => variable.code).join(' ')
}

const textCodes = (code: string): string =>
  buildDictionary(builtIn(code))
    .texts.map((text) => text.code)
    .join(' ')

/** `SIPAS > F1 = k01 k02`: one line a node, depth first. */
function outline(node: SchemeNode, path = ''): string[] {
  const here = path === '' ? node.id : `${path} > ${node.id}`
  const line = node.items === undefined ? here : `${here} = ${node.items.join(' ')}`
  return [line, ...(node.children ?? []).flatMap((child) => outline(child, here))]
}

const outlines = (code: string): string[] =>
  builtIn(code).schemes.flatMap((scheme) => outline(scheme.root).map((line) => `${scheme.code}: ${line}`))

const choicesOf = (code: string, variableCode: string): string => {
  const variable = buildDictionary(builtIn(code)).byCode.get(variableCode)
  return (variable?.choices ?? []).map((choice) => `${choice.code} ${choice.label.vi}`).join(' · ')
}

const SATISFACTION = '1 Rất không hài lòng · 2 Không hài lòng · 3 Bình thường · 4 Hài lòng · 5 Rất hài lòng'

describe('every built-in questionnaire', () => {
  it('is one of the three, the one in force first', () => {
    expect(BUILT_IN_QUESTIONNAIRES.map((questionnaire) => questionnaire.code)).toEqual([
      'sipas-2026',
      'tthc-2017',
      'sipas-2022',
    ])
  })

  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => [q.code, q] as const))('%s fits the schema and warns', (_, q) => {
    expect(questionnaireSchema.safeParse(q).success).toBe(true)
    expect(q.caution?.vi).toBe('cần đối chiếu với văn bản gốc trước khi dùng')
    expect(q.source).not.toBe('')
  })

  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => [q.code, q] as const))('%s says everything in both languages', (_, q) => {
    const texts: { vi: string; en: string }[] = []
    JSON.stringify(q, (_key, value) => {
      if (value !== null && typeof value === 'object' && 'vi' in value) texts.push(value)
      return value
    })
    expect(texts.length).toBeGreaterThan(60)
    for (const text of texts) {
      expect(text.en).not.toBe('')
      expect(text.vi).toBe(text.vi.normalize('NFC').trim())
      expect(text.en).toBe(text.en.trim())
    }
  })

  it.each(BUILT_IN_QUESTIONNAIRES.map((q) => [q.code, q] as const))('%s has items that fit one line', (_, q) => {
    // ~560 px at 14 px is about 80 letters of the program's type.
    for (const { code, label } of buildDictionary(q).variables)
      expect([code, label.vi.length <= 80]).toEqual([code, true])
  })
})

describe('sipas-2026', () => {
  it('asks what the household form asks, in its order', () => {
    expect(closedCodes('sipas-2026')).toBe(
      'a_gender a_ethnicity a_age a_education a_occupation ' +
        'q1_1 q1_2 q1_3 q1_4 q1_5 q1_6 q1_7 q1_8 q1_9 ' +
        'q2_1 q2_2 q2_3 q2_4 q2_5 q2_6 q2_7 ' +
        'q3_1 q3_2 q3_3 q3_4 q3_5 q3_6 q3_7 ' +
        'q4 q5 q6 q7_1 q7_2 q7_3 ' +
        'q8_1 q8_2 q8_3 q8_4 q8_5 q8_6 q8_7 ' +
        'q9_01 q9_02 q9_03 q9_04 q9_05 q9_06 q9_07 q9_08 q9_09 q9_10 ' +
        'q9_11 q9_12 q9_13 q9_14 q9_15 q9_16 q9_17 q9_18 q9_19 q9_20 ' +
        'q9_21 q9_22 q9_23 q9_24 q9_25 q9_26 q9_27 q9_28 q9_29 q9_30 ' +
        'q9_31 q9_32 q9_33 q9_34 q9_35 q9_36 q9_37 q9_38 q9_39 ' +
        'q10_01 q10_02 q10_03 q10_04 q10_05 q10_06 q10_07 q10_08 q10_09 q10_10',
    )
    expect(textCodes('sipas-2026')).toBe('a_ethnicity_other q2_other comment')
  })

  it('measures the tree of the method, and the four-level blocks beside it', () => {
    expect(outlines('sipas-2026')).toEqual([
      'sipas: SIPAS',
      'sipas: SIPAS > I',
      'sipas: SIPAS > I > I.A = q9_01 q9_02',
      'sipas: SIPAS > I > I.B = q9_03 q9_04',
      'sipas: SIPAS > I > I.C = q9_05 q9_06 q9_07 q9_08 q9_09 q9_10 q9_11 q9_12 q9_13',
      'sipas: SIPAS > I > I.D = q9_14 q9_15 q9_16 q9_17 q9_18 q9_19 q9_20 q9_21 q9_22 q9_23',
      'sipas: SIPAS > II',
      'sipas: SIPAS > II > II.A = q9_24 q9_25 q9_26',
      'sipas: SIPAS > II > II.B = q9_27 q9_28 q9_29 q9_30',
      'sipas: SIPAS > II > II.C = q9_31 q9_32 q9_33',
      'sipas: SIPAS > II > II.D = q9_34 q9_35 q9_36',
      'sipas: SIPAS > II > II.E = q9_37 q9_38 q9_39',
      'interest: Q1 = q1_1 q1_2 q1_3 q1_4 q1_5 q1_6 q1_7 q1_8 q1_9',
      'channels: Q3 = q3_1 q3_2 q3_3 q3_4 q3_5 q3_6 q3_7',
      'filing: Q7 = q7_1 q7_2 q7_3',
      'wishes: Q10 = q10_01 q10_02 q10_03 q10_04 q10_05 q10_06 q10_07 q10_08 q10_09 q10_10',
    ])
    for (const scheme of builtIn('sipas-2026').schemes) {
      expect([scheme.formula, scheme.aggregate]).toEqual(['mean-score', 'pooled'])
    }
  })

  it('offers the fixed option codes', () => {
    expect(choicesOf('sipas-2026', 'a_gender')).toBe('1 Nam · 2 Nữ')
    expect(choicesOf('sipas-2026', 'a_ethnicity')).toBe('1 Kinh · 2 Khác')
    expect(choicesOf('sipas-2026', 'a_age')).toBe(
      '1 Từ 18 đến 24 tuổi · 2 Từ 25 đến 34 tuổi · 3 Từ 35 đến 49 tuổi · 4 Từ 50 đến 60 tuổi · 5 Trên 60 tuổi',
    )
    expect(choicesOf('sipas-2026', 'a_education')).toBe(
      '1 Tiểu học · 2 Trung học cơ sở · 3 Trung học phổ thông · 4 Dạy nghề/Trung cấp/Cao đẳng · 5 Đại học/Trên đại học · 6 Khác',
    )
    expect(choicesOf('sipas-2026', 'a_occupation')).toBe(
      '1 Nghỉ hưu · 2 Không đi làm · 3 Công việc tự do · 4 Sinh viên · 5 Làm việc ở khu vực tư · 6 Làm việc ở khu vực công · 7 Khác',
    )
    expect(choicesOf('sipas-2026', 'q1_9')).toBe('1 Không quan tâm · 2 Khá quan tâm · 3 Quan tâm · 4 Rất quan tâm')
    for (const code of ['q3_1', 'q7_3']) {
      expect(choicesOf('sipas-2026', code)).toBe('1 Không phù hợp · 2 Khá phù hợp · 3 Phù hợp · 4 Rất phù hợp')
    }
    expect(choicesOf('sipas-2026', 'q4')).toMatch(/^1 .*bất kỳ.* · 2 .*đến nhà · 3 .*cuộc họp cư dân · 4 .*trực tuyến$/)
    for (const code of ['q5', 'q6']) expect(choicesOf('sipas-2026', code)).toBe('1 Không có · 2 Có một số · 3 Có nhiều')
    expect(choicesOf('sipas-2026', 'q8_7')).toBe('1 Có · 2 Không')
    expect(choicesOf('sipas-2026', 'q9_39')).toBe(SATISFACTION)
    expect(choicesOf('sipas-2026', 'q10_10')).toBe(
      '1 Không mong muốn · 2 Khá mong muốn · 3 Mong muốn · 4 Rất mong muốn',
    )
  })

  it('prints each factor above its first item', () => {
    const q9 = builtIn('sipas-2026')
      .sections.flatMap((s) => s.questions)
      .find((question) => question.code === 'q9')
    const headed = q9?.kind === 'grid' ? q9.items.filter((item) => item.heading !== undefined) : []
    expect(headed.map((item) => `${item.code} ${item.heading?.vi.split(' ')[0]}`)).toEqual([
      'q9_01 I.A',
      'q9_03 I.B',
      'q9_05 I.C',
      'q9_14 I.D',
      'q9_24 II.A',
      'q9_27 II.B',
      'q9_31 II.C',
      'q9_34 II.D',
      'q9_37 II.E',
    ])
    expect(headed[4]?.heading?.vi).toBe('II.A Tiếp cận dịch vụ')
  })

  it('asks for the other ethnic group and channel only where "other" was chosen', () => {
    const texts = buildDictionary(builtIn('sipas-2026')).texts
    expect(texts.map((text) => [text.code, ...text.askIf])).toEqual([
      ['a_ethnicity_other', 'a_ethnicity == 2'],
      ['q2_other', 'q2_7 == 1'],
      ['comment'],
    ])
  })
})

describe('tthc-2017', () => {
  it('asks what the transaction form asks, in its order', () => {
    expect(closedCodes('tthc-2017')).toBe(
      'respondent_kind a_gender a_age a_education a_occupation a_residence ' +
        'u_source u_visits u_result u_late_notice u_late_apology u_harassment u_extra_payment ' +
        'k01 k02 k03 k04 k05 k06 k07 k08 k09 k10 k11 k12 k13 k14 k15 k16 k17 k18 k19 k20 k21 k22 overall ' +
        'wish_1 wish_2 wish_3 wish_4 wish_5 wish_6 wish_7 wish_8 wish_9 wish_10',
    )
    expect(textCodes('tthc-2017')).toBe('comment')
  })

  it('measures five factors by the share of the satisfied, the overall question apart', () => {
    expect(outlines('tthc-2017')).toEqual([
      'sipas: SIPAS',
      'sipas: SIPAS > F1 = k01 k02 k03 k04',
      'sipas: SIPAS > F2 = k05 k06 k07 k08 k09',
      'sipas: SIPAS > F3 = k10 k11 k12 k13 k14 k15',
      'sipas: SIPAS > F4 = k16 k17 k18',
      'sipas: SIPAS > F5 = k19 k20 k21 k22',
    ])
    expect(builtIn('tthc-2017').schemes[0]).toMatchObject({ formula: 'satisfied-share', aggregate: 'pooled' })
  })

  it('offers the fixed option codes, skips and maximum', () => {
    expect(choicesOf('tthc-2017', 'respondent_kind')).toBe('1 Người dân · 2 Tổ chức, doanh nghiệp')
    expect(choicesOf('tthc-2017', 'a_residence')).toBe('1 Đô thị · 2 Nông thôn · 3 Miền núi, hải đảo')
    expect(choicesOf('tthc-2017', 'u_source')).toBe(
      '1 Chính quyền xã, phường, thôn, tổ dân phố · 2 Báo, đài · 3 Người thân, bạn bè · 4 Internet · 5 Khác',
    )
    expect(choicesOf('tthc-2017', 'u_visits')).toBe(
      '0 Không phải liên hệ thêm · 1 Một lần · 2 Hai lần · 3 Ba lần · 4 Bốn lần trở lên',
    )
    expect(choicesOf('tthc-2017', 'u_result')).toBe('1 Đúng hẹn · 2 Sớm hẹn · 3 Trễ hẹn')
    for (const code of ['u_late_notice', 'u_late_apology', 'u_harassment', 'u_extra_payment']) {
      expect(choicesOf('tthc-2017', code)).toBe('1 Có · 2 Không')
    }
    for (const code of ['k01', 'k22', 'overall']) expect(choicesOf('tthc-2017', code)).toBe(SATISFACTION)
    const conditional = buildDictionary(builtIn('tthc-2017')).variables.filter((variable) => variable.askIf.length > 0)
    expect(conditional.map((variable) => [variable.code, ...variable.askIf])).toEqual([
      ['u_late_notice', 'u_result == 3'],
      ['u_late_apology', 'u_result == 3'],
    ])
    const wish = builtIn('tthc-2017')
      .sections.flatMap((s) => s.questions)
      .find((question) => question.code === 'wish')
    expect(wish).toMatchObject({ kind: 'multiple', max: 3 })
  })
})

describe('sipas-2022', () => {
  it('asks the 33 items of 2022', () => {
    expect(closedCodes('sipas-2022')).toBe(
      'a_gender a_ethnicity a_age a_education a_occupation q1_1 q1_2 q1_3 q1_4 q1_5 q1_6 q1_7 q1_8 ' +
        'q9_01 q9_02 q9_03 q9_04 q9_05 q9_06 q9_07 q9_08 q9_09 q9_10 q9_11 q9_12 q9_13 q9_14 q9_15 q9_16 q9_17 ' +
        'q9_18 q9_19 q9_20 q9_21 q9_22 q9_23 q9_24 q9_25 q9_26 q9_27 q9_28 q9_29 q9_30 q9_31 q9_32 q9_33 ' +
        'q10_01 q10_02 q10_03 q10_04 q10_05 q10_06 q10_07 q10_08 q10_09 q10_10',
    )
    expect(outlines('sipas-2022')).toEqual([
      'sipas: SIPAS',
      'sipas: SIPAS > I',
      'sipas: SIPAS > I > I.A = q9_01 q9_02',
      'sipas: SIPAS > I > I.B = q9_03 q9_04',
      'sipas: SIPAS > I > I.C = q9_05 q9_06 q9_07 q9_08 q9_09 q9_10 q9_11 q9_12',
      'sipas: SIPAS > I > I.D = q9_13 q9_14',
      'sipas: SIPAS > II',
      'sipas: SIPAS > II > II.A = q9_15 q9_16 q9_17 q9_18',
      'sipas: SIPAS > II > II.B = q9_19 q9_20 q9_21 q9_22',
      'sipas: SIPAS > II > II.C = q9_23 q9_24 q9_25 q9_26 q9_27',
      'sipas: SIPAS > II > II.D = q9_28 q9_29 q9_30',
      'sipas: SIPAS > II > II.E = q9_31 q9_32 q9_33',
      'interest: Q1 = q1_1 q1_2 q1_3 q1_4 q1_5 q1_6 q1_7 q1_8',
      'wishes: Q10 = q10_01 q10_02 q10_03 q10_04 q10_05 q10_06 q10_07 q10_08 q10_09 q10_10',
    ])
  })

  it('has three levels of interest and of wish', () => {
    expect(choicesOf('sipas-2022', 'q1_1')).toBe('1 Không quan tâm · 2 Quan tâm · 3 Rất quan tâm')
    expect(choicesOf('sipas-2022', 'q10_01')).toBe('1 Không mong muốn · 2 Mong muốn · 3 Rất mong muốn')
    expect(choicesOf('sipas-2022', 'q9_33')).toBe(SATISFACTION)
  })
})
