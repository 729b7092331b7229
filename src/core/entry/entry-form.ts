import { assert } from '../assert.ts'
import { type Checks, compileChecks } from '../questionnaire/checks.ts'
import { buildDictionary, type Dictionary, type Variable } from '../questionnaire/dictionary.ts'
import type { Choice, EntryMode, Question, Questionnaire, Text } from '../questionnaire/questionnaire.ts'
import { compileSkips, type Skips } from '../questionnaire/skips.ts'
import { compileTickLimits, type TickLimits } from '../questionnaire/tick-limits.ts'

interface FieldBase {
  /** Place among the fields, from 0. */
  readonly index: number
  /** A variable's code; of a multiple choice the question's. */
  readonly code: string
  /** In full, for example `9.32`: the number that Ctrl+G takes. */
  readonly number: string
  readonly label: Text
  readonly hint: Text | null
}

interface ClosedField extends FieldBase {
  /** Where its answer stands in the record; a multiple choice's columns lie side by side. */
  readonly start: number
  readonly width: number
  readonly variables: readonly Variable[]
}

export interface ChoiceField extends ClosedField {
  readonly kind: 'choice'
  readonly choices: readonly Choice[]
  readonly isScale: boolean
}
export interface MultipleField extends ClosedField {
  readonly kind: 'multiple'
  /** One a variable, in the same order. */
  readonly choices: readonly Choice[]
  /** The most ticks that a key may bring; null where there is none, and as on paper. */
  readonly max: number | null
}
/** A number, or a date typed ddmmyyyy. */
export interface TypedField extends ClosedField {
  readonly kind: 'number' | 'date'
  readonly variable: Variable
}
export interface TextField extends FieldBase {
  readonly kind: 'text'
  readonly isLong: boolean
}

/** What the clerk keys in one place: one row of the paper, or one multiple choice. */
export type Field = ChoiceField | MultipleField | TypedField | TextField

/** What the paper shows, in its order: headings between the fields. */
export type Line =
  | {
      readonly kind: 'section' | 'question' | 'heading'
      readonly key: string
      readonly number: string
      readonly text: Text
    }
  | { readonly kind: 'note'; readonly key: string; readonly number: string; readonly text: Text }
  | { readonly kind: 'field'; readonly key: string; readonly field: Field }

/** One questionnaire version made ready for keying; built once, shared by every form. */
export interface EntryForm {
  readonly entryMode: EntryMode
  readonly dictionary: Dictionary
  readonly skips: Skips
  readonly checks: Checks
  readonly tickLimits: TickLimits
  readonly fields: readonly Field[]
  readonly lines: readonly Line[]
}

/** Throws AppError as `compileSkips` and `compileChecks` do. */
export function buildEntryForm(questionnaire: Questionnaire): EntryForm {
  const dictionary = buildDictionary(questionnaire)
  const lists = new Map(questionnaire.choiceLists.map((list) => [list.code, list.choices]))
  const { entryMode = 'strict' } = questionnaire
  const fields: Field[] = []
  const lines: Line[] = []
  const add = (field: DistributiveOmit<Field, 'index'>): void => {
    const placed: Field = { ...field, index: fields.length }
    fields.push(placed)
    lines.push({ kind: 'field', key: placed.code, field: placed })
  }
  for (const section of questionnaire.sections) {
    lines.push({ kind: 'section', key: `section ${section.code}`, number: section.number, text: section.title })
    for (const question of section.questions) {
      lines.push(...headingsOf(question))
      if (question.kind === 'grid') addItems(question, dictionary, lines, add)
      else if (question.kind !== 'note') add(fieldOfQuestion(question, dictionary, lists, entryMode))
    }
  }
  const checks = compileChecks(dictionary, questionnaire)
  const tickLimits = compileTickLimits(questionnaire, dictionary)
  const skips = compileSkips(dictionary, entryMode)
  return { entryMode, dictionary, skips, checks, tickLimits, fields, lines }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
type Grid = Extract<Question, { kind: 'grid' }>

function headingsOf(question: Question): Line[] {
  if (question.kind === 'grid') {
    return [{ kind: 'question', key: `question ${question.code}`, number: question.number, text: question.label }]
  }
  if (question.kind !== 'note') return []
  return [{ kind: 'note', key: `note ${question.code}`, number: question.number, text: question.label }]
}

function addItems(
  grid: Grid,
  dictionary: Dictionary,
  lines: Line[],
  add: (field: DistributiveOmit<Field, 'index'>) => void,
): void {
  for (const item of grid.items) {
    if (item.heading) lines.push({ kind: 'heading', key: `heading ${item.code}`, number: '', text: item.heading })
    const variable = variableOf(dictionary, item.code)
    add(choiceField(variable))
  }
}

function fieldOfQuestion(
  question: Exclude<Question, { kind: 'grid' | 'note' }>,
  dictionary: Dictionary,
  lists: ReadonlyMap<string, readonly Choice[]>,
  entryMode: EntryMode,
): DistributiveOmit<Field, 'index'> {
  const { code, number, label } = question
  const base = { code, number, label, hint: question.hint ?? null }
  switch (question.kind) {
    case 'text':
      return { ...base, kind: 'text', isLong: question.isLong }
    case 'single':
      return { ...choiceField(variableOf(dictionary, code)), ...base }
    case 'multiple': {
      const variables = dictionary.variables.filter((variable) => variable.questionCode === code)
      const choices = lists.get(question.choices) ?? []
      const max = entryMode === 'strict' ? (question.max ?? null) : null
      return { ...base, kind: 'multiple', ...placeOf(variables), choices, max }
    }
    case 'number':
    case 'date': {
      const variable = variableOf(dictionary, code)
      return { ...base, kind: question.kind, ...placeOf([variable]), variable }
    }
  }
}

function choiceField(variable: Variable) {
  const { code, number, label, choices, isScale } = variable
  return {
    kind: 'choice' as const,
    code,
    number,
    label,
    hint: null,
    choices,
    isScale,
    ...placeOf([variable]),
  }
}

function placeOf(variables: readonly Variable[]): Pick<ClosedField, 'start' | 'width' | 'variables'> {
  const width = variables.reduce((sum, variable) => sum + variable.width, 0)
  return { start: variables[0]?.start ?? 0, width, variables }
}

function variableOf(dictionary: Dictionary, code: string): Variable {
  const variable = dictionary.byCode.get(code)
  assert(variable !== undefined, `variable ${code} is missing`)
  return variable
}
