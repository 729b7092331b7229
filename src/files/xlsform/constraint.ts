import { AppError } from '../../core/errors.ts'
import { referencedVariables } from '../../core/questionnaire/condition.ts'
import type { Check, Question, Text } from '../../core/questionnaire/questionnaire.ts'
import { type FormVariables, numberText, xpathOf } from './cel-to-xpath.ts'

/** Longer than a cell may be; our own columns say it all. */
const LONGEST_CELL = 32_000

/** What a form can say of a question's range, most ticks and hard checks; '' where it has no place for them. */
export interface Constraint {
  readonly constraint: string
  readonly message: Text
}

export function constraintOf(question: Question, variables: FormVariables): Constraint {
  const none = { constraint: '', message: { vi: '', en: '' } }
  if (question.kind === 'grid' || question.kind === 'note') return none
  const hard = (question.checks ?? []).filter(({ severity }) => severity === 'hard')
  const written = hard.map((check) => checkOf(check, question.code, variables)).filter((text) => text !== '')
  const constraint = [...boundsOf(question), ...written].join(' and ')
  if (constraint.length > LONGEST_CELL) return none
  return { constraint, message: { vi: messageOf(hard, 'vi'), en: messageOf(hard, 'en') } }
}

function boundsOf(question: Question): string[] {
  if (question.kind === 'number') return [`. >= ${numberText(question.min)}`, `. <= ${numberText(question.max)}`]
  return question.kind === 'multiple' && question.max !== undefined ? [`count-selected(.) <= ${question.max}`] : []
}

/** A check is looked at once everything in it has an answer; a form looks at its constraint as soon as `.` has one. */
function checkOf({ condition }: Check, code: string, variables: FormVariables): string {
  const written = xpathOf(condition, variables, code)
  if (written === '') return ''
  const others = namesIn(condition).map((name) => variables.get(name)?.name ?? code)
  const guards = [...new Set(others)].filter((name) => name !== code).map((name) => `\${${name}} = ''`)
  return `(${[...guards, written].join(' or ')})`
}

function namesIn(condition: string): string[] {
  try {
    return referencedVariables(condition)
  } catch (error) {
    if (error instanceof AppError) return []
    throw error
  }
}

function messageOf(checks: readonly Check[], language: keyof Text): string {
  return checks
    .map(({ message }) => message[language])
    .join('\n')
    .trim()
    .slice(0, LONGEST_CELL)
}
