import type { Question, Questionnaire, SchemeNode } from '../../../src/core/questionnaire/questionnaire.ts'

/** Small questionnaires for tests: every text is its own code. */

export const text = (vi: string) => ({ vi, en: vi })

export const levels = (code: string, codes: string[], isScale = true): Questionnaire['choiceLists'][number] => ({
  code,
  isScale,
  choices: codes.map((choice) => ({ code: choice, label: text(choice) })),
})

export const single = (code: string, choices = 'five', askIf?: string): Question => ({
  kind: 'single',
  code,
  number: '1',
  label: text(code),
  choices,
  ...(askIf === undefined ? {} : { askIf }),
})

export const open = (code: string, askIf?: string): Question => ({
  kind: 'text',
  code,
  number: '1',
  label: text(code),
  isLong: false,
  ...(askIf === undefined ? {} : { askIf }),
})

export const number = (code: string, min: number, max: number, decimals = 0): Question => ({
  kind: 'number',
  code,
  number: '1',
  label: text(code),
  min,
  max,
  decimals,
})

export const multiple = (code: string, choices = 'yes', max?: number): Question => ({
  kind: 'multiple',
  code,
  number: '1',
  label: text(code),
  choices,
  ...(max === undefined ? {} : { max }),
})

export const grid = (code: string, items: string[], choices = 'five'): Extract<Question, { kind: 'grid' }> => ({
  kind: 'grid',
  code,
  number: '1',
  label: text(code),
  choices,
  items: items.map((item) => ({ code: item, number: '1', label: text(item) })),
})

/** The question with a check for each condition. */
export const checked = (question: Question, ...conditions: string[]): Question => ({
  ...question,
  checks: conditions.map((condition) => ({ severity: 'hard', condition, message: text(condition) })),
})

export const factor = (id: string, ...items: string[]): SchemeNode => ({ id, label: text(id), items })
export const inner = (id: string, ...children: SchemeNode[]): SchemeNode => ({ id, label: text(id), children })
export const scheme = (code: string, root: SchemeNode): Questionnaire['schemes'][number] => ({
  code,
  label: text(code),
  formula: 'mean-score',
  aggregate: 'pooled',
  root,
})

export const LISTS = [
  levels('five', ['1', '2', '3', '4', '5']),
  levels('four', ['1', '2', '3', '4']),
  levels('yes', ['1', '2'], false),
]

export function questionnaire(questions: Question[], root?: SchemeNode, choiceLists = LISTS): Questionnaire {
  return {
    format: 'sipas-questionnaire/1',
    code: 'trial',
    version: 1,
    title: text('Thử'),
    source: '',
    choiceLists,
    sections: [{ code: 'A', number: 'A', title: text('A'), questions }],
    schemes: root === undefined ? [] : [scheme('sipas', root)],
  }
}
