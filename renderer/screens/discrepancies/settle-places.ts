import i18next from 'i18next'
import {
  type AnswerKey,
  type AskedField,
  finishKeys,
  type Keyed,
  pressKey,
} from '../../../src/core/entry/answer-keys.ts'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import type { Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerOf, type MissingKind, missingKindOf, NOT_KEYED } from '../../../src/core/questionnaire/record.ts'
import { type IdentifierPlace, isIdentifier, KEY_OF_PLACE } from '../../../src/core/verification/places.ts'
import type { Outputs } from '../../api-client.ts'
import { formatIsoDate } from '../../format.ts'
import { answerWords } from '../entry/answer-words.ts'
import type { PartOption } from '../entry/part-select.tsx'
import { partsOf } from '../entry/use-header.ts'

export type Settling = Outputs['verification']['settling']
type Survey = Outputs['survey']['get']
export type Values = Readonly<Record<string, string>>

/** A value as it is shown: the code that is printed on the paper (or the key of its sign), and what it says. */
export interface Shown {
  readonly code: string
  readonly words: string
}

/** One place to settle; `values` as the store has them. */
export interface SettlePlace {
  readonly place: string
  readonly number: string
  readonly label: Text
  /** What the keyings have, each once; none where neither was asked. */
  readonly values: readonly string[]
  /** Of an agency and the like, what there is to choose; null where keys answer. */
  readonly options: readonly PartOption[] | null
  /** Ticks go on until Enter. */
  readonly isMultiple: boolean
  readonly shown: (value: string) => Shown
  /** The keys of entry; `value`: the ticks so far, empty = none. */
  readonly press: (value: string, pending: string, key: AnswerKey) => Keyed
  readonly finish: (value: string, pending: string) => Keyed
}

/**
 * The places still to be said, as the paper has them: where the keyings differ and the question is asked by what is
 * chosen so far, and questions that it makes asked though neither keyer was. The service holds to the same.
 */
export function settlePlaces(form: EntryForm, survey: Survey, settling: Settling, values: Values): SettlePlace[] {
  const offered = new Map(settling.places.map((one) => [one.place, one.values]))
  const identifiers = settling.places.flatMap(({ place, values: both }) =>
    isIdentifier(place) ? [identifierPlace(survey, place, both)] : [],
  )
  const record = recordWith(form, settling.record, values)
  const fields = form.fields.flatMap((field): SettlePlace[] => {
    if (field.kind === 'text') return []
    const isAsked = field.variables.every(({ code }) => form.skips.isAsked(code, record))
    const both = offered.get(field.code)
    if (both === undefined) {
      const before = settling.record.slice(field.start, field.start + field.width)
      return isAsked && missingKindOf(before) === 'notAsked' ? [fieldPlace(field, [])] : []
    }
    if (!isAsked && form.entryMode === 'strict') return []
    return [
      fieldPlace(
        field,
        both.filter((value) => !isAsked || missingKindOf(value) !== 'notAsked'),
      ),
    ]
  })
  return [...identifiers, ...fields]
}

function recordWith(form: EntryForm, blank: string, values: Values): string {
  let record = blank
  for (const field of form.fields) {
    const value = values[field.code]
    if (field.kind === 'text' || value === undefined) continue
    record = record.slice(0, field.start) + value.padStart(field.width, '0') + record.slice(field.start + field.width)
  }
  return form.skips.applyTo(record, 'draft')
}

function fieldPlace(field: AskedField, values: readonly string[]): SettlePlace {
  const blank = NOT_KEYED.repeat(field.width)
  return {
    place: field.code,
    number: field.number,
    label: field.label,
    values: [...new Set(values)],
    options: null,
    isMultiple: field.kind === 'multiple',
    shown: (value) => shownOf(field, value),
    press: (value, pending, key) => pressKey(field, value || blank, pending, key),
    finish: (value, pending) =>
      pending === '' && value !== ''
        ? { value, pending: '', isDone: true, problem: null }
        : finishKeys(field, value || blank, pending),
  }
}

/** The keys of the signs, as the desk has them. */
const SIGN_KEYS: Readonly<Record<MissingKind, string>> = {
  notAnswered: '.',
  refused: '/',
  multipleTicks: '*',
  illegible: '-',
  notAsked: '',
}

function shownOf(field: AskedField, value: string): Shown {
  const missing = missingKindOf(value)
  const words = answerWords(field, value)
  if (missing !== null) return { code: SIGN_KEYS[missing], words }
  const code = answerOf(value)
  if (field.kind === 'choice' && code !== null) return { code, words: words.slice(code.length).trim() }
  return { code: '', words: words === '' ? i18next.t('discrepancies:noTick') : words }
}

const NOTHING: Keyed = { value: null, pending: '', isDone: false, problem: null }

function identifierPlace(survey: Survey, place: IdentifierPlace, values: readonly string[]): SettlePlace {
  const name = i18next.t(`verify:place.${place}`)
  const base = { place, number: '', label: { vi: name, en: name }, values, isMultiple: false }
  if (place === '@date') {
    const words = (value: string): string => (value === '' ? i18next.t('entry:none') : formatIsoDate(value))
    const shown = (value: string): Shown => ({ code: value === '' ? SIGN_KEYS.notAnswered : '', words: words(value) })
    return { ...base, options: null, shown, press: pressDay, finish: (_, pending) => finishDay(name, pending) }
  }
  const options = partsOf({ survey }).find(({ key }) => key === KEY_OF_PLACE[place])?.options ?? []
  const shown = (value: string): Shown => {
    const option = options.find(({ id }) => String(id) === value)
    if (option === undefined) return { code: '', words: i18next.t('entry:none') }
    return option.name === '' ? { code: '', words: option.code } : { code: option.code, words: option.name }
  }
  return { ...base, options, shown, press: () => NOTHING, finish: () => NOTHING }
}

/** Digits of `05112026`; the key of "not answered" says that the paper has no day. */
function pressDay(_: string, pending: string, key: AnswerKey): Keyed {
  if (/^\d$/.test(key)) return { ...NOTHING, pending: (pending + key).slice(-DAY_DIGITS) }
  return key === 'notAnswered' ? { ...NOTHING, value: '', isDone: true } : { ...NOTHING, pending }
}

const DAY_DIGITS = 8

function finishDay(number: string, pending: string): Keyed {
  const [, day, month, year] = /^(\d\d)(\d\d)(\d{4})$/.exec(pending) ?? []
  const iso = `${year}-${month}-${day}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
  return isDay
    ? { ...NOTHING, value: iso, isDone: true }
    : { ...NOTHING, pending, problem: { kind: 'not-a-date', params: { number } } }
}
