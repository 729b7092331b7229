import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'

const text = (vi: string) => ({ vi, en: vi })
const list = (code: string, codes: string, isScale: boolean) => ({
  code,
  isScale,
  choices: [...codes].map((choice) => ({ code: choice, label: text(`Mã ${choice}`) })),
})

/**
 * One question asked on a condition, and one open text: `notice` and `why` at late = 1. The record of a form is late,
 * notice, result.
 */
export const ASKING: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'phieu-chuyen-cau',
  version: 1,
  title: text('Phiếu có chuyển câu'),
  source: '',
  choiceLists: [list('two', '12', false), list('five', '12345', true)],
  sections: [
    {
      code: 'A',
      number: 'A',
      title: text('Phần A'),
      questions: [
        { kind: 'single', code: 'late', number: '1', label: text('Kết quả có trễ hẹn không?'), choices: 'two' },
        {
          ...{ kind: 'single', code: 'notice', number: '2', label: text('Có được báo trước khi trễ hẹn không?') },
          ...{ choices: 'five', askIf: 'late == 1' },
        },
        {
          ...{ kind: 'text', code: 'why', number: '3', label: text('Vì sao trễ hẹn?') },
          ...{ isLong: false, askIf: 'late == 1' },
        },
        { kind: 'single', code: 'result', number: '4', label: text('Mức hài lòng chung'), choices: 'five' },
        { kind: 'text', code: 'wish', number: '5', label: text('Ý kiến'), isLong: false },
      ],
    },
  ],
  schemes: [
    {
      code: 'chung',
      label: text('Chung'),
      formula: 'satisfied-share',
      aggregate: 'pooled',
      root: { id: 'SIPAS', label: text('Chung'), items: ['notice'] },
    },
  ],
}
