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
  /** Further limits of the number; every number when absent. */
  isAllowed?: (value: number) => boolean
  placeholder?: string
  onChange: (value: number | undefined) => void
}

/** A number as an office writes it, with a comma; what isn't one yet stays in the field, beside a word about it. */
export function NumberField(props: NumberFieldProps) {
  const { label, field, value, isOptional = false, isWhole = false, isAllowed, placeholder, onChange } = props
  const { t } = useTranslation('designer')
  const [typed, setTyped] = useState<string | null>(null)
  const shown = value === undefined ? '' : String(value).replace('.', ',')
  const isFit = (number: number): boolean => (!isWhole || Number.isInteger(number)) && (isAllowed?.(number) ?? true)
  const read = typed === null ? value : readNumber(typed, isFit)
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
      placeholder={placeholder}
      error={isWrong && t('field.notNumber')}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        const next = readNumber(text, isFit)
        if (next !== null && (next !== undefined || isOptional)) onChange(next)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

/** Undefined for an empty field, null for what is no number or doesn't fit. */
function readNumber(text: string, isFit: (value: number) => boolean): number | undefined | null {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return undefined
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null
  const value = Number(plain)
  return isFit(value) ? value : null
}
