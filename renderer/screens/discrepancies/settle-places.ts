import i18next from 'i18next'
import { finishKeys } from '../../../src/core/entry/answer-keys.ts'
import type { EntryForm, Field } from '../../../src/core/entry/entry-form.ts'
import type { Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { MISSING, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { type IdentifierPlace, isIdentifier, KEY_OF_PLACE } from '../../../src/core/verification/places.ts'
import type { Outputs } from '../../api-client.ts'
import { formatIsoDate } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { answerWords } from '../entry/answer-words.ts'
import type { PartOption } from '../entry/part-select.tsx'
import { partsOf } from '../entry/use-header.ts'

export type Settling = Outputs['verification']['settling']
type Survey = Outputs['survey']['get']

/** One place to settle, in words; `values` as the store has them. */
export interface SettlePlace {
  readonly place: string
  readonly number: string
  readonly label: Text
  /** Of a multiple choice: the option that one ticked and the other didn't. */
  readonly option: Text | null
  readonly values: readonly [string, string]
  /** Of an agency and the like, what there is to choose; null where a code is typed. */
  readonly options: readonly PartOption[] | null
  readonly words: (value: string) => string
  /** What was typed as the record has it; null where it is no answer. */
  readonly read: (typed: string) => string | null
}

export function settlePlaces(form: EntryForm, survey: Survey, { places }: Settling): SettlePlace[] {
  return places.map(({ place, values }) => {
    if (isIdentifier(place)) return identifierPlace(survey, place, values)
    const field = form.fields.find(
      (candidate) => candidate.kind !== 'text' && candidate.variables.some(({ code }) => code === place),
    )
    const { number = '', label = { vi: place, en: place } } = field ?? {}
    const option = field?.kind === 'multiple' ? (form.dictionary.byCode.get(place)?.label ?? null) : null
    const words = (value: string): string => variableWords(field, value)
    return { place, number, label, option, values, options: null, words, read: (typed) => readTyped(field, typed) }
  })
}

function variableWords(field: Field | undefined, value: string): string {
  if (field === undefined) return value
  if (field.kind !== 'multiple' || missingKindOf(value) !== null) return answerWords(field, value)
  return i18next.t(value === '1' ? 'discrepancies:ticked' : 'discrepancies:notTicked')
}

const SIGNS: Readonly<Record<string, string>> = {
  '.': MISSING.notAnswered,
  '/': MISSING.refused,
  '*': MISSING.multipleTicks,
  '-': MISSING.illegible,
}

/** As the engine of entry reads its keys. */
function readTyped(field: Field | undefined, typed: string): string | null {
  if (field === undefined || field.kind === 'text' || typed === '') return null
  const sign = SIGNS[typed]
  if (field.kind === 'multiple') return sign ?? (/^[01]$/.test(typed) ? typed : null)
  if (sign !== undefined) return sign.repeat(field.width)
  const keys = field.kind === 'date' ? typed.replaceAll('/', '') : typed.replace(',', '.')
  if (field.kind === 'choice' && !/^\d+$/.test(keys)) return null
  const { value, problem } = finishKeys(field, ' '.repeat(field.width), keys)
  return problem === null ? value : null
}

function identifierPlace(survey: Survey, place: IdentifierPlace, values: readonly [string, string]): SettlePlace {
  const label = i18next.t(`verify:place.${place}`)
  const base = { place, number: '', label: { vi: label, en: label }, option: null, values }
  if (place === '@date') {
    const words = (value: string): string => (value === '' ? i18next.t('entry:none') : formatIsoDate(value))
    return { ...base, options: null, words, read: readDay }
  }
  const options = partsOf({ survey }).find(({ key }) => key === KEY_OF_PLACE[place])?.options ?? []
  const words = (value: string): string => {
    const option = options.find(({ id }) => String(id) === value)
    return option === undefined ? i18next.t('entry:none') : option.name || option.code
  }
  return { ...base, options, words, read: () => null }
}

/** `05112026` or `05/11/2026`. */
function readDay(typed: string): string | null {
  const [, day, month, year] = /^(\d\d)\/?(\d\d)\/?(\d{4})$/.exec(typed.trim()) ?? []
  const iso = `${year}-${month}-${day}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? null : iso
}

export const labelOf = ({ label, option }: SettlePlace): string =>
  option === null ? localText(label) : `${localText(label)}: ${localText(option)}`
