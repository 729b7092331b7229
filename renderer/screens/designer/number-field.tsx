import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './fields.module.css'

interface NumberFieldProps {
  label: string
  field: string
  value: number | undefined
  /** Whether the number may be absent. */
  isOptional?: boolean
  isWhole?: boolean
  onChange: (value: number | undefined) => void
}

/** A number as an office writes it, with a comma; what isn't one yet stays in the field, beside a word about it. */
export function NumberField({ label, field, value, isOptional = false, isWhole = false, onChange }: NumberFieldProps) {
  const { t } = useTranslation('designer')
  const [typed, setTyped] = useState<string | null>(null)
  const shown = value === undefined ? '' : String(value).replace('.', ',')
  const read = typed === null ? value : readNumber(typed, isWhole)
  const isWrong = typed !== null && (read === null || (read === undefined && !isOptional))
  return (
    <TextInput
      label={label}
      data-field={field}
      size="xs"
      className={styles.short ?? ''}
      inputMode="decimal"
      maxLength={15}
      value={typed ?? shown}
      error={isWrong && t('field.notNumber')}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        const next = readNumber(text, isWhole)
        if (next !== null && (next !== undefined || isOptional)) onChange(next)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

/** Undefined for an empty field, null for what is no number. */
function readNumber(text: string, isWhole: boolean): number | undefined | null {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null
  const value = Number(plain)
  return isWhole && !Number.isInteger(value) ? null : value
}
