import { Select } from '@mantine/core'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plainText } from '../../plain-text.ts'
import styles from './files.module.css'

interface Option {
  readonly value: string
  readonly label: string
}

interface TargetPickerProps {
  column: string
  targets: readonly Option[]
  /** Null: nobody knows yet. */
  value: string | null
  isDisabled: boolean
  onChange: (column: string, value: string | null) => void
}

const isHit = ({ label }: Option, search: string): boolean => plainText(label).includes(plainText(search))

/**
 * What a column is taken for. A list to search costs ten milliseconds, and a file may have hundreds of columns: only the one
 * that has the focus is drawn as such, the others as the bare box that it looks like.
 */
export const TargetPicker = memo(function TargetPicker(props: TargetPickerProps) {
  const { t } = useTranslation('files')
  const [hasFocus, setHasFocus] = useState(false)
  if (hasFocus) return <SearchablePicker {...props} onLeave={() => setHasFocus(false)} />
  const { column, targets, value, isDisabled } = props
  const label = targets.find((one) => one.value === value)?.label ?? ''
  return (
    <input
      className={styles.picker}
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      aria-label={t('columns.choose', { column })}
      placeholder={t('columns.unknown')}
      title={label}
      readOnly
      disabled={isDisabled}
      value={label}
      onFocus={() => setHasFocus(true)}
    />
  )
})

function SearchablePicker(props: TargetPickerProps & { onLeave: () => void }) {
  const { column, targets, value, isDisabled, onChange, onLeave } = props
  const { t } = useTranslation('files')
  return (
    <Select
      size="xs"
      autoFocus
      searchable
      clearable
      selectFirstOptionOnChange
      disabled={isDisabled}
      aria-label={t('columns.choose', { column })}
      placeholder={t('columns.unknown')}
      nothingFoundMessage={t('columns.nothing')}
      maxDropdownHeight={260}
      data={targets}
      filter={({ options, search: typed }) => options.filter((one) => 'label' in one && isHit(one, typed))}
      value={value}
      onChange={(chosen) => onChange(column, chosen)}
      onBlur={onLeave}
    />
  )
}
