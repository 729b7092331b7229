import { assert } from '../assert.ts'
import type { Choice, Question, Questionnaire, Text } from './questionnaire.ts'

/** `choice`: one code of a list · `flag`: 0/1, one option of a multiple choice · `number` · `date` (yyyymmdd). */
export type VariableKind = 'choice' | 'flag' | 'number' | 'date'

/** One column of the record. `start` counts from 0; `choices` is empty for numbers and dates. */
export interface Variable {
  readonly code: string
  readonly questionCode: string
  readonly number: string
  readonly kind: VariableKind
  readonly label: Text
  readonly start: number
  readonly width: number
  readonly choices: readonly Choice[]
  readonly isScale: boolean
  readonly askIf: readonly string[]
  readonly min: number | null
  readonly max: number | null
  readonly decimals: number
  /** In a de-identified file: the code, one of `choices`, of an answer that is kept back. */
  readonly withheld?: string
}

/** An open text: kept in its own table, never in the record. */
export interface TextVariable {
  readonly code: string
  readonly number: string
  readonly label: Text
  readonly isLong: boolean
  readonly askIf: readonly string[]
}

/** The data dictionary of one questionnaire version: where each closed answer stands in the fixed-width record. */
export interface Dictionary {
  readonly recordWidth: number
  readonly variables: readonly Variable[]
  readonly texts: readonly TextVariable[]
  readonly byCode: ReadonlyMap<string, Variable>
}

const FLAG_CHOICES: readonly Choice[] = [
  { code: '0', label: { vi: 'Không chọn', en: 'Not ticked' } },
  { code: '1', label: { vi: 'Có chọn', en: 'Ticked' } },
]

/** Lays out every closed answer in the order of the paper. Positions depend on nothing but the version's content. */
export function buildDictionary(questionnaire: Questionnaire): Dictionary {
  const lists = new Map(questionnaire.choiceLists.map((list) => [list.code, list]))
  const variables: Variable[] = []
  const texts: TextVariable[] = []
  let start = 0
  const push = (variable: Omit<Variable, 'start'>): void => {
    variables.push({ ...variable, start })
    start += variable.width
  }
  for (const question of questionnaire.sections.flatMap((section) => section.questions)) {
    if (question.kind === 'text') texts.push(textVariable(question))
    else for (const variable of closedVariables(question, lists)) push(variable)
  }
  return { recordWidth: start, variables, texts, byCode: new Map(variables.map((v) => [v.code, v])) }
}

/** The same of a draft whose lists may still be missing: their questions take a column whose answers nobody knows. */
export function layOut(draft: Questionnaire): Dictionary {
  const questions = draft.sections.flatMap((section) => section.questions)
  const known = new Set(draft.choiceLists.map((list) => list.code))
  const wanted = new Set(questions.flatMap((question) => ('choices' in question ? question.choices : [])))
  const missing = [...wanted].filter((code) => !known.has(code))
  const standIns = missing.map((code) => ({ code, isScale: true, choices: [] }))
  return buildDictionary({ ...draft, choiceLists: [...draft.choiceLists, ...standIns] })
}

type Lists = ReadonlyMap<string, Questionnaire['choiceLists'][number]>

function closedVariables(question: Exclude<Question, { kind: 'text' }>, lists: Lists): Omit<Variable, 'start'>[] {
  const askIf = question.askIf === undefined ? [] : [question.askIf]
  const base = { questionCode: question.code, number: question.number, askIf, min: null, max: null, decimals: 0 }
  const own = { ...base, code: question.code, label: question.label }
  const noChoices = { choices: [], isScale: false }
  switch (question.kind) {
    case 'note':
      return []
    case 'single':
      return [{ ...own, kind: 'choice', ...choicesOf(question.choices, lists) }]
    case 'grid':
      return question.items.map((item) => ({
        ...base,
        code: item.code,
        number: `${question.number}.${item.number}`,
        label: item.label,
        kind: 'choice' as const,
        askIf: item.askIf === undefined ? askIf : [...askIf, item.askIf],
        ...choicesOf(question.choices, lists),
      }))
    case 'multiple':
      return choicesOf(question.choices, lists).choices.map((choice) => ({
        ...base,
        code: `${question.code}_${choice.code}`,
        label: choice.label,
        kind: 'flag' as const,
        width: 1,
        choices: FLAG_CHOICES,
        isScale: false,
      }))
    case 'number':
      return [{ ...own, ...noChoices, kind: 'number', width: numberWidth(question), ...rangeOf(question) }]
    case 'date':
      return [{ ...own, ...noChoices, kind: 'date', width: 8 }]
  }
}

function choicesOf(code: string, lists: Lists): Pick<Variable, 'choices' | 'width' | 'isScale'> {
  const list = lists.get(code)
  assert(list !== undefined, `choice list ${code} is missing`)
  return {
    choices: list.choices,
    width: Math.max(1, ...list.choices.map((choice) => choice.code.length)), // a draft's list may be empty
    isScale: list.isScale,
  }
}

function rangeOf(question: Extract<Question, { kind: 'number' }>): Pick<Variable, 'min' | 'max' | 'decimals'> {
  return { min: question.min, max: question.max, decimals: question.decimals }
}

/** Wide enough for the longest value in range, decimal point included. */
function numberWidth(question: Extract<Question, { kind: 'number' }>): number {
  return Math.max(question.min.toFixed(question.decimals).length, question.max.toFixed(question.decimals).length)
}

function textVariable(question: Extract<Question, { kind: 'text' }>): TextVariable {
  return {
    code: question.code,
    number: question.number,
    label: question.label,
    isLong: question.isLong,
    askIf: question.askIf === undefined ? [] : [question.askIf],
  }
}
