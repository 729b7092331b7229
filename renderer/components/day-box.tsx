import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatIsoDate } from '../format.ts'
import styles from './day-box.module.css'

interface DayBoxProps {
  readonly label: string
  /** ISO, or null. */
  readonly day: string | null
  readonly onChange: (day: string | null) => void
  /** Small in a row of boxes above a form, like the other fields of one, or among filters with its label beside it. */
  readonly look?: 'header' | 'field' | 'filter'
}

/** A day typed as digits, shown as dd/mm/yyyy whatever the machine's language is; blank is allowed. */
export function DayBox({ label, day, onChange, look = 'header' }: DayBoxProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(wordsOf(day))
  const [seen, setSeen] = useState(day)
  if (day !== seen) {
    setSeen(day)
    if (day !== isoOf(typed)) setTyped(wordsOf(day)) // changed by others, not by what is being typed
  }
  const isWrong = typed !== '' && isoOf(typed) === null
  return (
    <label className={styles[look]} data-part="collectedOn">
      {label}
      <input
        value={typed}
        placeholder={t('dayForm')}
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={isWrong}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const words = withSlashes(event.target.value)
          setTyped(words)
          onChange(isoOf(words))
        }}
      />
    </label>
  )
}

function wordsOf(day: string | null): string {
  return day === null ? '' : formatIsoDate(day)
}

/** `05112026` → `05/11/2026`, slash by slash while it is typed. */
function withSlashes(words: string): string {
  const digits = words.replaceAll(/\D/g, '').slice(0, 8)
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter((part) => part !== '').join('/')
}

/** Null unless it is a real day. */
function isoOf(words: string): string | null {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(words) ?? []
  const iso = `${year}-${month}-${day}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? null : iso
}
