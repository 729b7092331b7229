import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './header-form.module.css'

export interface PartOption {
  readonly id: number
  readonly code: string
  readonly name: string
}

interface PartSelectProps {
  readonly name: string
  readonly label: string
  readonly options: readonly PartOption[]
  /** 0 = none. */
  readonly value: number
  readonly isMissing: boolean
  readonly onPick: (id: number) => void
}

const SHOWN_AT_ONCE = 50

/** Agency, sector and the like: type a part of the name or the code, with or without marks, then Enter. */
export function PartSelect({ name, label, options, value, isMissing, onPick }: PartSelectProps) {
  const { t } = useTranslation('entry')
  return (
    <Select
      className={styles.part ?? ''}
      name={name}
      label={label}
      placeholder={t('pick')}
      searchable
      selectFirstOptionOnChange
      openOnFocus={false}
      allowDeselect={false}
      limit={SHOWN_AT_ONCE}
      data={options.map((option) => ({ value: String(option.id), label: wordsOf(option) }))}
      value={value === 0 ? null : String(value)}
      error={isMissing}
      nothingFoundMessage={t('pickNothing')}
      filter={({ options: all, search }) =>
        all.filter((option) => 'label' in option && plain(option.label).includes(plain(search)))
      }
      onFocus={(event) => event.currentTarget.select()}
      onOptionSubmit={(id) => onPick(Number(id))}
    />
  )
}

const wordsOf = ({ code, name }: PartOption): string => (name === '' ? code : `${name} · ${code}`)

/** Without Vietnamese marks: `Trấn Biên` is found by `tran bien`. */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim()
}
