import { fieldProblem, MISSING, NOT_KEYED, padField } from '../questionnaire/record.ts'
import type { ChoiceField, Field, MultipleField, TextField, TypedField } from './entry-form.ts'
import type { EntryProblem } from './entry-state.ts'

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
type SignKey = 'notAnswered' | 'refused' | 'multipleTicks' | 'illegible'
/** Keys that write into a closed field. `separator` is the decimal comma. */
export type AnswerKey = Digit | SignKey | 'separator'

export type AskedField = Exclude<Field, TextField>

/**
 * What a key does to a field: its new value (null = unchanged), what is typed so far, whether the clerk goes on.
 * A refused key changes nothing and says why.
 */
export interface Keyed {
  readonly value: string | null
  readonly pending: string
  readonly isDone: boolean
  readonly problem: EntryProblem | null
}

const isDigit = (key: string): key is Digit => /^\d$/.test(key)

const taken = (value: string, isDone = true): Keyed => ({ value, pending: '', isDone, problem: null })
const waiting = (pending: string): Keyed => ({ value: null, pending, isDone: false, problem: null })
const refused = (pending: string, kind: EntryProblem['kind'], params: EntryProblem['params']): Keyed => ({
  value: null,
  pending,
  isDone: false,
  problem: { kind, params },
})

/** One key in a closed field; `value` is the field's part of the record, `pending` what was typed before. */
export function pressKey(field: AskedField, value: string, pending: string, key: AnswerKey): Keyed {
  const typed = field.kind === 'number' ? typedCharacter(field, pending, key) : isDigit(key) ? key : null
  if (typed === null) {
    return key === 'separator' ? waiting(pending) : taken(MISSING[key as SignKey].repeat(field.width)) // digits were typed
  }
  switch (field.kind) {
    case 'choice':
      return chooseOne(field, pending + typed)
    case 'multiple':
      return chooseMany(field, value, pending, typed)
    case 'number':
      return pending.length < field.width ? waiting(pending + typed) : outOfRange(field, pending)
    case 'date': {
      const digits = pending.length < 8 ? pending + typed : typed
      return digits.length < 8 ? waiting(digits) : finishKeys(field, value, digits)
    }
  }
}

/** Leaving a field, or Enter in it: what was typed becomes the answer, or is refused and stays to be mended. */
export function finishKeys(field: AskedField, value: string, pending: string): Keyed {
  switch (field.kind) {
    case 'choice': {
      const code = codeOf(field, pending)
      return code === null ? noSuchCode(field, pending) : taken(code.padStart(field.width, '0'))
    }
    case 'multiple': {
      const keyed = toggle(field, value, pending)
      return keyed.problem === null ? { ...keyed, isDone: true } : keyed
    }
    case 'number':
      return finishNumber(field, pending)
    case 'date':
      return finishDate(field, pending)
  }
}

/** The character a key means in a number: `.` and `-` write only where a point or a minus can stand. */
function typedCharacter(field: TypedField, pending: string, key: AnswerKey): string | null {
  if (isDigit(key)) return key
  const isPoint = key === 'separator' || (key === 'notAnswered' && pending !== '')
  if (isPoint && field.variable.decimals > 0 && pending !== '' && !pending.includes('.')) return '.'
  if (key === 'illegible' && pending === '' && (field.variable.min ?? 0) < 0) return '-'
  return null
}

function chooseOne(field: ChoiceField, typed: string): Keyed {
  if (canGrow(field, typed)) return waiting(typed)
  const code = codeOf(field, typed)
  return code === null ? noSuchCode(field, typed) : taken(code.padStart(field.width, '0'))
}

/** Digits toggle. A first digit that could begin two codes waits; a second one that fits none begins a new code. */
function chooseMany(field: MultipleField, value: string, pending: string, typed: string): Keyed {
  const both = pending + typed
  if (canGrow(field, both)) return waiting(both)
  if (pending === '' || codeOf(field, both) !== null) return toggle(field, value, both)
  const first = toggle(field, value, pending)
  if (first.problem !== null) return first
  const second = chooseMany(field, first.value ?? value, '', typed)
  return { ...second, value: second.value ?? first.value }
}

function toggle(field: MultipleField, value: string, typed: string): Keyed {
  const at = field.choices.findIndex((choice) => choice.code === codeOf(field, typed))
  if (at < 0) return noSuchCode(field, typed)
  const ticks = /^[01]+$/.test(value) ? value : '0'.repeat(field.width)
  const next = ticks.slice(0, at) + (ticks[at] === '1' ? '0' : '1') + ticks.slice(at + 1)
  const count = next.replaceAll('0', '').length
  if (field.max !== null && count > field.max) return refused('', 'too-many', { max: field.max, number: field.number })
  return taken(count === 0 ? NOT_KEYED.repeat(field.width) : next, false)
}

type ListField = ChoiceField | MultipleField

/** `5` and `05` both name code 5. */
function codeOf(field: ListField, typed: string): string | null {
  if (typed === '') return null
  return field.choices.find((choice) => Number(choice.code) === Number(typed))?.code ?? null
}

/** Whether one more digit could make another code of the list. */
function canGrow(field: ListField, typed: string): boolean {
  const width = Math.max(...field.choices.map((choice) => choice.code.length))
  return field.choices.some(({ code }) =>
    [String(Number(code)), code.padStart(width, '0')].some(
      (form) => form.length > typed.length && form.startsWith(typed),
    ),
  )
}

function noSuchCode(field: ListField, typed: string): Keyed {
  const codes = field.choices.map((choice) => choice.code)
  const params = { typed, number: field.number, first: codes[0] ?? '', last: codes.at(-1) ?? '' }
  return refused('', 'no-such-code', params)
}

function finishNumber(field: TypedField, pending: string): Keyed {
  if (pending === '-') return taken(MISSING.illegible.repeat(field.width))
  if (!/^-?\d+(\.\d*)?$/.test(pending)) return refused(pending, 'not-a-number', { number: field.number })
  const value = padField(field.variable, Number(pending).toFixed(field.variable.decimals))
  const isWhole = Number(value) === Number(pending)
  return isWhole && fieldProblem(field.variable, value) === null && value.length === field.width
    ? taken(value)
    : outOfRange(field, pending)
}

function outOfRange(field: TypedField, pending: string): Keyed {
  const { min, max, decimals } = field.variable
  return refused(pending, 'out-of-range', { number: field.number, min: min ?? 0, max: max ?? 0, decimals })
}

/** ddmmyyyy, or ddmmyy of this century. */
function finishDate(field: TypedField, pending: string): Keyed {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d{4}|\d\d)$/.exec(pending) ?? []
  const value = year === undefined ? '' : `${year.padStart(4, '20')}${month}${day}`
  const isDate = value !== '' && fieldProblem(field.variable, value) === null
  return isDate ? taken(value) : refused(pending, 'not-a-date', { number: field.number })
}
