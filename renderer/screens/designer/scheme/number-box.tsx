import { useState } from 'react'
import styles from './scheme.module.css'

interface NumberBoxProps {
  label: string
  value: number | undefined
  isAllowed: (value: number) => boolean
  placeholder?: string
  /** Told of every number that is allowed, and of an emptied box. */
  onChange: (value: number | undefined) => void
}

/** A number as an office writes it, with a comma; what isn't one yet stays in the box and is marked. */
export function NumberBox({ label, value, isAllowed, placeholder, onChange }: NumberBoxProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (value === undefined ? '' : String(value).replace('.', ','))
  return (
    <label className={styles.field}>
      {label}
      <input
        className={styles.input}
        inputMode="decimal"
        maxLength={12}
        value={shown}
        placeholder={placeholder}
        aria-invalid={shown !== '' && readNumber(shown, isAllowed) === null}
        onChange={({ target }) => {
          setTyped(target.value)
          if (target.value.trim() === '') return onChange(undefined)
          const number = readNumber(target.value, isAllowed)
          if (number !== null) onChange(number)
        }}
        onBlur={() => setTyped(null)}
      />
    </label>
  )
}

/** `87,5` or `87.5`; null for what is no number or not allowed. */
function readNumber(text: string, isAllowed: (value: number) => boolean): number | null {
  const plain = text.trim().replace(',', '.')
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null
  const number = Number(plain)
  return isAllowed(number) ? number : null
}
