import type { ChoiceField, MultipleField } from '../../../src/core/entry/entry-form.ts'
import type { EntryAction } from '../../../src/core/entry/reduce-entry.ts'
import type { Choice } from '../../../src/core/questionnaire/questionnaire.ts'
import { answerOf } from '../../../src/core/questionnaire/record.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './code-boxes.module.css'

interface CodeBoxesProps {
  readonly field: ChoiceField | MultipleField
  readonly value: string
  readonly pending: string
  readonly isDisabled: boolean
  readonly act: (action: EntryAction) => void
}

/** The boxes of a list. Levels show their number (the words stand at the foot), named options their words, too. */
export function CodeBoxes({ field, value, pending, isDisabled, act }: CodeBoxesProps) {
  const isLevels = field.kind === 'choice' && field.isScale
  const answer = field.kind === 'choice' ? answerOf(value) : null
  return (
    <div className={isLevels ? styles.levels : styles.options}>
      {field.choices.map((choice, position) => (
        <Option
          key={choice.code}
          choice={choice}
          isOn={field.kind === 'multiple' ? value[position] === '1' : choice.code === answer}
          isHeld={pending !== '' && choice.code.startsWith(pending)}
          isOfMany={field.kind === 'multiple'}
          level={isLevels && field.choices.length === 5 ? styles[`level${choice.code}`] : undefined}
          hasWords={!isLevels}
          onPick={isDisabled ? null : () => act({ type: 'choose', index: field.index, code: choice.code })}
        />
      ))}
    </div>
  )
}

interface OptionProps {
  readonly choice: Choice
  readonly isOn: boolean
  readonly isHeld: boolean
  readonly isOfMany: boolean
  readonly level: string | undefined
  readonly hasWords: boolean
  readonly onPick: (() => void) | null
}

/** A native radio or check box under a drawn one. The keys are the desk's; a click answers as the key does. */
function Option({ choice, isOn, isHeld, isOfMany, level, hasWords, onPick }: OptionProps) {
  const look = [styles.box, isOn && styles.on, isOn && level, isHeld && styles.held]
  return (
    <label className={styles.option}>
      <input
        type={isOfMany ? 'checkbox' : 'radio'}
        className={styles.native}
        tabIndex={-1}
        readOnly
        checked={isOn}
        disabled={onPick === null}
        aria-label={`${choice.code} ${localText(choice.label)}`}
        onClick={(event) => {
          event.stopPropagation()
          onPick?.()
        }}
      />
      <span aria-hidden="true" className={look.filter(Boolean).join(' ')}>
        {choice.code}
      </span>
      {hasWords && (
        <span aria-hidden="true" className={styles.words}>
          {localText(choice.label)}
        </span>
      )}
    </label>
  )
}
