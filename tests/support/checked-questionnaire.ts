import type { Questionnaire } from '../../src/core/questionnaire/questionnaire.ts'

const text = (vi: string) => ({ vi, en: vi })
const list = (code: string, codes: string, isScale: boolean) => ({
  code,
  isScale,
  choices: [...codes].map((choice) => ({ code: choice, label: text(`Mã ${choice}`) })),
})

/** One hard check, one soft check, one required answer; the record of a form is gender, age (3), years (3), result. */
export const CHECKED: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'phieu-thu',
  version: 1,
  title: text('Phiếu thử'),
  source: '',
  choiceLists: [list('two', '12', false), list('five', '12345', true)],
  sections: [
    {
      code: 'A',
      number: 'A',
      title: text('Phần A'),
      questions: [
        { kind: 'single', code: 'gender', number: '1', label: text('Giới tính'), choices: 'two' },
        { kind: 'number', code: 'age', number: '2', label: text('Tuổi'), min: 0, max: 120, decimals: 0 },
        {
          kind: 'number',
          code: 'years',
          number: '3',
          label: text('Số năm ở địa phương'),
          min: 0,
          max: 120,
          decimals: 0,
          checks: [
            {
              severity: 'hard',
              condition: 'years <= age',
              message: { vi: 'Số năm ở nhiều hơn tuổi.', en: 'More years than the age.' },
            },
            { severity: 'soft', condition: 'years < 90', message: text('Ở từ 90 năm trở lên là hiếm.') },
          ],
        },
        { kind: 'single', code: 'result', number: '4', label: text('Kết quả'), choices: 'five', isRequired: true },
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
      root: { id: 'SIPAS', label: text('Chung'), items: ['result'] },
    },
  ],
}
