import { missingKindOf } from '../questionnaire/record.ts'
import { identifierValue, KEY_OF_PLACE } from '../verification/places.ts'
import type { AskedField } from './answer-keys.ts'
import type { EntryForm, Field } from './entry-form.ts'
import {
  type EntryDraft,
  type EntryHeader,
  type EntryState,
  newEntry,
  resumeEntry,
  type VerifyTrail,
  valueOfField,
} from './entry-state.ts'
import { clear } from './reduce-entry.ts'

/** The first keying of a form, in the layout of the form that is keyed again. */
export interface FirstKeying {
  readonly header: EntryHeader
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
}

/** What the second keying of one form asks: `first` null = blind, nothing to compare with. */
export interface SecondKeying {
  readonly scope: 'whole' | 'identifiers'
  readonly first: FirstKeying | null
}

const { '@serial': _, ...keyed } = KEY_OF_PLACE
/** Header places that are compared, and the header's own names of them: the form was found by its serial. */
export const HEADER_PLACES = keyed
export type HeaderPlace = keyof typeof HEADER_PLACES

export const NO_TRAIL: VerifyTrail = {
  waiting: null,
  standing: {},
  takenBack: {},
  earlierSlips: {},
  toldHeader: null,
}

/** A blank form to be keyed again. Against the first keying, open texts begin as stored: they are read against the paper. */
export function newVerify(
  form: EntryForm,
  task: SecondKeying,
  id: string,
  header: EntryHeader,
  startedAtMs: number,
): EntryState {
  const entry = newEntry(form, id, header, startedAtMs)
  return task.first === null ? entry : { ...entry, texts: task.first.texts, trail: NO_TRAIL }
}

interface KeptVerify extends EntryDraft {
  /** As `slipsOf` gave them. */
  readonly slips: VerifyTrail['earlierSlips']
  /** The first keying that it was keyed against; null = none was seen. */
  readonly against: FirstKeying | null
}

/**
 * A kept second keying as it was left; where the first keying is another by now, what differs from it is asked again. A multiple choice in the making can't be told from one keyed twice: keyed anew.
 */
export function resumeVerify(form: EntryForm, task: SecondKeying, draft: KeptVerify): EntryState {
  const resumed = resumeEntry(form, draft)
  const { first } = task
  if (first === null) return resumed
  const current = form.fields[resumed.at]
  const counts = (field: AskedField): boolean =>
    isUnanswered(valueOfField(resumed, field)) ||
    isSameAnswer(field, valueOfField(resumed, field), storedOf(first, field))
  const isHalf = current?.kind === 'multiple' && !counts(current)
  const entry = isHalf ? clear(form, resumed, current) : resumed
  const standing = form.fields.flatMap((field): [string, string][] =>
    field.kind === 'text' || counts(field) || (isHalf && field === current)
      ? []
      : [[field.code, valueOfField(resumed, field)]],
  )
  const kept = { standing: Object.fromEntries(standing), earlierSlips: draft.slips, toldHeader: draft.header }
  return askAgain(form, first, draft.against, { ...entry, trail: { ...NO_TRAIL, ...kept } })
}

/**
 * Where the first keying says something else than what was keyed against (`before`), and the second keyer's answer isn't
 * that: their answer is taken back and the field stands blank, the first of them first; a header goes back to be told.
 * Words that they left as they were are those of the new first keying.
 */
function askAgain(
  form: EntryForm,
  first: FirstKeying,
  before: FirstKeying | null,
  state: EntryState & { readonly trail: VerifyTrail },
): EntryState {
  const isChanged = (field: Field): boolean =>
    before === null || storedWordsOf(before, field) !== storedWordsOf(first, field)
  const own = (field: Field): string => valueOfField(state, field)
  const isUntouched = (field: Field): boolean => before !== null && own(field) === storedWordsOf(before, field)
  const changed = form.fields.filter((field) => isChanged(field) && own(field) !== storedWordsOf(first, field))
  const followed = changed.filter((field) => field.kind === 'text' && isUntouched(field))
  const asked = changed.filter((field) =>
    field.kind === 'text'
      ? !isUntouched(field)
      : !isUnanswered(own(field)) && !isSameAnswer(field, own(field), storedOf(first, field)),
  )
  let next: EntryState = state
  for (const { code } of followed) next = { ...next, texts: { ...next.texts, [code]: first.texts[code] ?? '' } }
  const { standing, takenBack } = state.trail
  const trail = { standing: { ...standing }, takenBack: { ...takenBack } }
  for (const field of asked) {
    if (field.kind === 'text') continue
    next = clear(form, next, field)
    delete trail.standing[field.code]
    trail.takenBack[field.code] = [...(trail.takenBack[field.code] ?? []), own(field)]
  }
  next = { ...next, trail: { ...state.trail, ...trail } }
  const isOtherHeader =
    differingPlaces(state.header, first.header).length > 0 &&
    (before === null || differingPlaces(before.header, first.header).length > 0)
  const [at] = asked
  if (at !== undefined) {
    const numbers = asked.map(({ number, code }) => number || code).join(', ')
    next = { ...next, at: at.index, problem: { kind: 'verify-changed', params: { numbers } } }
  }
  return isOtherHeader ? { ...next, phase: 'header', trail: { ...state.trail, ...trail, toldHeader: null } } : next
}

const storedWordsOf = (first: FirstKeying, field: Field): string =>
  field.kind === 'text' ? (first.texts[field.code] ?? '') : storedOf(first, field)

/** Not keyed, or not asked. */
export const isUnanswered = (value: string): boolean => value.trim() === '' || missingKindOf(value) === 'notAsked'

export const storedOf = (first: FirstKeying, field: AskedField): string =>
  first.record.slice(field.start, field.start + field.width)

/** `5,0` and `05` are one number, whoever wrote it. */
export function isSameAnswer(field: Field, one: string, other: string): boolean {
  if (one === other) return true
  return field.kind === 'number' && isNumber(one) && isNumber(other) && Number(one) === Number(other)
}

const isNumber = (value: string): boolean => /^-?\d+(\.\d+)?$/.test(value.trim())

/** The header places where two headers differ, in the order of the header. */
export function differingPlaces(one: EntryHeader, other: EntryHeader): HeaderPlace[] {
  const places = Object.keys(HEADER_PLACES) as HeaderPlace[] // the table's own keys
  return places.filter((place) => identifierValue(one, place) !== identifierValue(other, place))
}

/** So many of a place are kept; more are no slips any more. */
const MOST_SLIPS = 20

/**
 * By place (a variable's code, or `@` and a part of the header) the values keyed and taken back, for the count of the
 * second keyer's own errors; of a multiple choice those columns that changed. An answer that waits counts as one until
 * it is keyed again.
 */
export function slipsOf(form: EntryForm, state: EntryState): Record<string, string[]> {
  const { takenBack = {}, earlierSlips = {}, waiting = null } = state.trail ?? {}
  const tries = Object.entries(takenBack).flatMap(([code, values]) => values.map((value) => ({ code, value })))
  const places = [...tries, ...(waiting === null ? [] : [waiting])].flatMap((one) => placesOf(form, one))
  const earlier = Object.entries(earlierSlips).flatMap(([place, values]) => values.map((value) => ({ place, value })))
  const slips: Record<string, string[]> = {}
  for (const { place, value } of [...earlier, ...places]) {
    if (value !== finalAt(form, state, place)) slips[place] = [...(slips[place] ?? []), value].slice(-MOST_SLIPS)
  }
  return slips
}

/** A try by places: of a field its variables, of the header its part. */
function placesOf(
  form: EntryForm,
  { code, value }: { readonly code: string; readonly value: string },
): { readonly place: string; readonly value: string }[] {
  const field = form.fields.find((candidate) => candidate.code === code)
  if (field === undefined) return [{ place: code, value }]
  if (field.kind === 'text') return []
  return field.variables.map((variable) => {
    const from = variable.start - field.start
    return { place: variable.code, value: value.slice(from, from + variable.width) }
  })
}

function finalAt(form: EntryForm, { record, header }: EntryState, place: string): string {
  if (place in HEADER_PLACES) return identifierValue(header, place as HeaderPlace) // just looked
  const variable = form.dictionary.byCode.get(place)
  return variable === undefined ? '' : record.slice(variable.start, variable.start + variable.width)
}
