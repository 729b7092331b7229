import type { ChangeEvent } from 'react'
import type { TextField, TypedField } from '../../../src/core/entry/entry-form.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { answerOf } from '../../../src/core/questionnaire/record.ts'
import styles from './typed-box.module.css'

interface TypedBoxProps {
  readonly field: TypedField
  readonly value: string
  readonly pending: string
  readonly labelledBy: string
}

/** A number or a date. The engine reads the keys; the box only shows them, so no input method can change them. */
export function TypedBox({ field, value, pending, labelledBy }: TypedBoxProps) {
  const shown = pending !== '' ? pending : (answerOf(value) ?? '')
  const words = field.kind === 'number' ? shown.replace('.', ',') : pending !== '' ? daysFirst(pending) : fromIso(shown)
  return (
    <input
      readOnly
      tabIndex={-1}
      inputMode="none"
      className={styles.typed}
      aria-labelledby={labelledBy}
      placeholder={field.kind === 'date' ? '__/__/____' : ''}
      value={words}
    />
  )
}

/** `0511` → `05/11/____`: the form of a date stays in sight while it is typed. */
function daysFirst(digits: string): string {
  const full = digits.padEnd(8, '_')
  return `${full.slice(0, 2)}/${full.slice(2, 4)}/${full.slice(4)}`
}

const fromIso = (day: string): string => (day === '' ? '' : daysFirst(day.slice(6) + day.slice(4, 6) + day.slice(0, 4)))

interface WordsBoxProps {
  readonly field: TextField
  readonly words: string
  readonly isCurrent: boolean
  readonly isDisabled: boolean
  readonly labelledBy: string
  readonly act: (action: EntryAction) => void
}

/** What the store takes of an open text. */
const LONGEST = { short: 500, long: 10_000 } as const

/** Free words, with the clerk's own input method. */
export function WordsBox({ field, words, isCurrent, isDisabled, labelledBy, act }: WordsBoxProps) {
  const box = {
    'data-words': '',
    'aria-labelledby': labelledBy,
    className: styles.words,
    tabIndex: -1,
    value: words,
    disabled: isDisabled,
    autoComplete: 'off',
    onFocus: () => isCurrent || act({ type: 'jump', index: field.index }),
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      act({ type: 'text', code: field.code, words: event.target.value }),
  }
  return field.isLong ? (
    <textarea {...box} rows={2} maxLength={LONGEST.long} />
  ) : (
    <input {...box} maxLength={LONGEST.short} />
  )
}
