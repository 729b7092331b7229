import type { Violation } from '../questionnaire/checks.ts'
import { referencedVariables } from '../questionnaire/condition.ts'
import type { Text } from '../questionnaire/questionnaire.ts'
import type { EntryForm, Field } from './entry-form.ts'
import { blankFields, type EntryState } from './entry-state.ts'

/** A violated check at the row where it is told. */
export interface Doubt {
  readonly field: Field
  readonly severity: Violation['severity']
  readonly message: Text
}

/** What stands against saving a form as it is, each in the order of the paper. */
export interface Doubts {
  /** Impossible together: the form is not saved so. */
  readonly hard: readonly Doubt[]
  /** Suspicious: passed by asking to save once more, like all that follows. */
  readonly soft: readonly Doubt[]
  /** Required of everyone who is asked, and without an answer. */
  readonly unanswered: readonly Field[]
  /** Answered though the answers before don't call for it; none where the path is strict. */
  readonly notCalledFor: readonly Field[]
  /** With more ticks than allowed; none where the path is strict: there the key is refused. */
  readonly tooManyTicks: readonly Field[]
  readonly blanks: readonly Field[]
}

export function doubtsOf(form: EntryForm, state: EntryState): Doubts {
  const violated = violatedChecks(form, state.record)
  const unanswered = new Set(form.checks.unansweredIn(state.record, state.texts))
  return {
    hard: violated.filter(({ severity }) => severity === 'hard'),
    soft: violated.filter(({ severity }) => severity === 'soft'),
    unanswered: form.fields.filter((field) => unanswered.has(field.code)),
    notCalledFor: fieldsNotCalledFor(form, state),
    tooManyTicks: form.tickLimits(state.record).flatMap(({ question }) => fieldsOf(form, question)),
    blanks: blankFields(form, state),
  }
}

/** In the order of the paper; open texts too. */
export function fieldsNotCalledFor(form: EntryForm, { record, texts }: Pick<EntryState, 'record' | 'texts'>): Field[] {
  const codes = form.skips.notCalledFor(record, texts)
  return codes.length === 0 ? [] : form.fields.filter((field) => codes.includes(field.code))
}

function fieldsOf({ fields }: EntryForm, code: string): Field[] {
  return fields.filter((field) => field.code === code)
}

/** The numbers of the questions that decide whether a field is asked, in order of first use. */
export function decidersOf({ dictionary }: EntryForm, field: Field): string[] {
  const [rules = []] =
    field.kind === 'text'
      ? dictionary.texts.filter(({ code }) => code === field.code).map(({ askIf }) => askIf)
      : field.variables.map(({ askIf }) => askIf)
  const names = rules.flatMap(referencedVariables)
  return [...new Set(names.map((name) => dictionary.byCode.get(name)?.number || name))]
}

/** The violated checks of a record, a draft's too: a check with a missing answer never is. */
export function violatedChecks(form: EntryForm, record: string): Doubt[] {
  return form.checks.violatedBy(record).flatMap((violation) => {
    const field = fieldOfViolation(form, violation)
    return field === undefined ? [] : [{ field, severity: violation.severity, message: violation.message }]
  })
}

/** The row of the question that carries the check; of a grid, its last row that the condition names. */
function fieldOfViolation(form: EntryForm, { question, variables }: Violation): Field | undefined {
  const isNamed = (field: Field): boolean =>
    field.kind !== 'text' && field.variables.some(({ code }) => variables.includes(code))
  const own = form.fields.filter(
    (field) => field.code === question || (field.kind !== 'text' && field.variables[0]?.questionCode === question),
  )
  return own.findLast(isNamed) ?? own[0] ?? form.fields.findLast(isNamed)
}
