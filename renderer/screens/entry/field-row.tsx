import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../src/core/entry/entry-form.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import { missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { localText } from '../../i18n/i18n.ts'
import { CodeBoxes } from './code-boxes.tsx'
import styles from './field-row.module.css'
import { TypedBox, WordsBox } from './typed-box.tsx'

export interface RowProps {
  readonly field: Field
  /** The field's part of the record, or the words of a text. */
  readonly value: string
  readonly place: 'current' | 'behind' | 'ahead'
  readonly isSkipped: boolean
  /** Skipped, and keyed on the strict path: no answer is taken. */
  readonly isLocked: boolean
  readonly pending: string
  readonly isRefused: boolean
  /** Of a second keying: how the answer just keyed differs from the first; empty = it doesn't. */
  readonly difference: string
  /** A refused key is told in words, too. */
  readonly hasRefusalText: boolean
  /** What its answers say that can't be, or seldom is, true together; empty = nothing. */
  readonly hard: string
  readonly soft: string
  /** Differs from the saved form that is being corrected. */
  readonly isChanged: boolean
  readonly act: (action: EntryAction) => void
}

/** One row of the paper. Lists of levels stand beside the question, named options and words below it. */
export const FieldRow = memo(function FieldRow(props: RowProps) {
  const { field, value, place, isSkipped, isLocked, isRefused, isChanged, hard, soft, act } = props
  const { t } = useTranslation('entry')
  const id = useId()
  const isCurrent = place === 'current'
  const isKeyed = value.trim() !== ''
  const isBelow = field.kind === 'multiple' || field.kind === 'text' || (field.kind === 'choice' && !field.isScale)
  const look = [
    styles.row,
    isBelow && styles.below,
    isChanged && styles.changed,
    isCurrent && styles.current,
    hard !== '' && styles.violated,
    isRefused && styles.refused,
    (isSkipped || (!isKeyed && place === 'ahead')) && styles.pale,
  ]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the desk's, one listener for all rows
    // biome-ignore lint/a11y/useSemanticElements: eighty fieldsets would be a table of forms, not one form
    <div
      role="group"
      aria-labelledby={`${id}n ${id}l`}
      aria-describedby={`${id}t`}
      aria-current={isCurrent ? 'step' : undefined}
      data-band={isCurrent || undefined}
      data-field={field.code}
      tabIndex={isCurrent && field.kind !== 'number' && field.kind !== 'date' && field.kind !== 'text' ? 0 : -1}
      className={look.filter(Boolean).join(' ')}
      onClick={() => act({ type: 'jump', index: field.index })}
    >
      <span id={`${id}n`} className={styles.number}>
        {field.number}
      </span>
      <span id={`${id}l`} className={styles.label}>
        {localText(field.label)}
        {isCurrent && field.hint !== null && <small className={styles.hint}>{localText(field.hint)}</small>}
        {isCurrent && isSkipped && !isLocked && <small className={styles.hint}>{t('row.pass')}</small>}
        {hard !== '' && <small className={styles.hard}>{t('row.hard', { message: hard })}</small>}
        {soft !== '' && <small className={styles.soft}>{t('row.soft', { message: soft })}</small>}
      </span>
      <div className={styles.answer}>
        <Answer {...props} labelledBy={`${id}n ${id}l`} />
      </div>
      <span id={`${id}t`} className={styles.tail}>
        <Tail {...props} />
      </span>
    </div>
  )
})

function Answer(props: RowProps & { readonly labelledBy: string }) {
  const { field, value, place, pending, isLocked, act, labelledBy } = props
  switch (field.kind) {
    case 'choice':
    case 'multiple':
      return <CodeBoxes field={field} value={value} pending={pending} isDisabled={isLocked} act={act} />
    case 'number':
    case 'date':
      return <TypedBox field={field} value={value} pending={pending} labelledBy={labelledBy} />
    case 'text':
      return (
        <WordsBox
          field={field}
          words={value}
          isCurrent={place === 'current'}
          isDisabled={isLocked}
          labelledBy={labelledBy}
          act={act}
        />
      )
  }
}

/** What stands at the end of a row: a missing sign in words, a wait for a key, a gap left behind. */
function Tail(props: RowProps) {
  const { field, value, place, isSkipped, isLocked, pending, isRefused, difference, hasRefusalText } = props
  const { t } = useTranslation('entry')
  if (difference !== '') return <b className={styles.differs}>{difference}</b>
  if (isRefused && hasRefusalText) return <b className={styles.wrong}>{t('row.refused')}</b>
  if (isSkipped && pending === '') {
    return <span className={styles.skipped}>{t(isLocked ? 'row.notAsked' : 'row.notCalled')}</span>
  }
  const missing = field.kind === 'text' ? null : missingKindOf(value)
  if (missing !== null) return <span className={styles.missing}>{t(`mark.${missing}`)}</span>
  if (place === 'current' && pending !== '') return <Pending field={field} typed={pending} />
  if (place === 'current')
    return t(field.kind === 'multiple' && value.trim() === '' ? 'row.waitNone' : WAITS[field.kind])
  if (place === 'behind' && field.kind !== 'text' && value.trim() === '') {
    return <span className={styles.blank}>{t('row.blank')}</span>
  }
  return null
}

/** What is typed isn't an answer yet: Enter makes it one, or another digit makes another. */
function Pending({ field, typed }: { readonly field: Field; readonly typed: string }) {
  const { t } = useTranslation('entry')
  if (field.kind === 'date') return t('row.waitDate')
  const choices = 'choices' in field ? field.choices.map(({ code }) => code) : []
  const longer = choices.filter((code) => code.startsWith(typed) && code.length > typed.length)
  const [first, last] = [longer[0], longer.at(-1)]
  const words =
    first === undefined
      ? t('row.pending', { typed })
      : t('row.pendingOr', { typed, more: first === last ? first : `${first}–${last}` })
  return <span className={styles.either}>{words}</span>
}

const WAITS = {
  choice: 'row.waitKey',
  multiple: 'row.waitTicks',
  number: 'row.waitEnter',
  date: 'row.waitDate',
  text: 'row.waitWords',
} as const
