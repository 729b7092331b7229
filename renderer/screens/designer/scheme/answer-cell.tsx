import { useState } from 'react'
import styles from './scheme.module.css'

interface AnswerCellProps {
  label: string
  /** `row:column`, for the arrow keys of the table. */
  cell: string
  /** Whether the Tab key stops here. */
  isStop: boolean
  /** Null = no answer. */
  level: number | null
  levels: number
  onFocus: () => void
  onChange: (level: number | null) => void
}

/** One answer of an invented respondent: a level of the scale, or empty. */
export function AnswerCell({ label, cell, isStop, level, levels, onFocus, onChange }: AnswerCellProps) {
  const [wrong, setWrong] = useState<string | null>(null)
  return (
    <input
      className={styles.answer}
      inputMode="numeric"
      aria-label={label}
      data-cell={cell}
      tabIndex={isStop ? 0 : -1}
      maxLength={String(levels).length}
      value={wrong ?? level ?? ''}
      aria-invalid={wrong !== null}
      onFocus={(event) => {
        onFocus()
        event.target.select()
      }}
      onBlur={() => setWrong(null)}
      onChange={({ target }) => {
        const number = Number(target.value)
        const isLevel = /^\d+$/.test(target.value) && number >= 1 && number <= levels
        const isKnown = isLevel || target.value.trim() === ''
        setWrong(isKnown ? null : target.value)
        if (isKnown) onChange(isLevel ? number : null)
      }}
    />
  )
}
