import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { firstRow, type RuleRow } from '../../../../src/core/questionnaire/rule-rows.ts'
import { localText } from '../../../i18n/i18n.ts'
import styles from './rules.module.css'
import type { Subject } from './subjects.ts'

interface RowValueProps {
  row: RuleRow
  number: number
  variable: Variable
  subject: Subject | undefined
  /** Variables that a number or date may be compared with. */
  others: readonly Variable[]
  onChange: (row: RuleRow) => void
}

/** What a row compares with: a choice, an option, a number, a date, or another question. */
export function RowValue({ row, number, variable, subject, others, onChange }: RowValueProps) {
  const { t } = useTranslation('rules')
  const label = t('valueLabel', { number })
  const { value } = row
  if (variable.kind === 'flag') {
    const options = (subject?.variables ?? []).map(({ code, label: words }) => ({ key: code, words: localText(words) }))
    return (
      <Pick
        label={label}
        value={variable.code}
        options={options}
        onPick={(code) => onChange({ ...row, variable: code })}
      />
    )
  }
  if (value === null) return null
  if (variable.kind === 'choice') {
    const options = variable.choices.map((choice) => ({
      key: String(Number(choice.code)),
      words: `${choice.code}. ${localText(choice.label)}`,
    }))
    return (
      <Pick
        label={label}
        value={String(value)}
        options={options}
        onPick={(code) => onChange({ ...row, value: Number(code) })}
      />
    )
  }
  const kinds = [{ key: '', words: t(`a.${variable.kind}`) }].concat(
    others.map(({ code, number: at, label: words }) => ({ key: code, words: `${at}. ${localText(words)}` })),
  )
  return (
    <>
      {others.length > 0 && (
        <Pick
          label={t('comparedWith', { number })}
          value={typeof value === 'string' ? value : ''}
          options={kinds}
          onPick={(code) => onChange({ ...row, value: code === '' ? (firstRow(variable).value ?? 20_260_101) : code })}
        />
      )}
      {typeof value === 'number' && (
        <Typed
          key={variable.code}
          label={label}
          value={value}
          isDate={variable.kind === 'date'}
          onChange={(next) => onChange({ ...row, value: next })}
        />
      )}
    </>
  )
}

interface PickProps {
  label: string
  value: string
  options: readonly { key: string; words: string }[]
  onPick: (key: string) => void
}

function Pick({ label, value, options, onPick }: PickProps) {
  return (
    <select className={styles.box} aria-label={label} value={value} onChange={({ target }) => onPick(target.value)}>
      {options.map(({ key, words }) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  )
}

interface TypedProps {
  label: string
  value: number
  isDate: boolean
  onChange: (value: number) => void
}

/** A number with its comma, or a day; what can't be read yet stays in the box and is marked. */
function Typed({ label, value, isDate, onChange }: TypedProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? (isDate ? isoOf(value) : String(value).replace('.', ','))
  return (
    <input
      className={styles.box}
      aria-label={label}
      type={isDate ? 'date' : 'text'}
      inputMode="decimal"
      maxLength={12}
      value={shown}
      aria-invalid={read(shown, isDate) === null}
      onChange={({ target }) => {
        setTyped(target.value)
        const next = read(target.value, isDate)
        if (next !== null) onChange(next)
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

/** 20260131 → `2026-01-31` */
function isoOf(day: number): string {
  const digits = String(day).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

function read(text: string, isDate: boolean): number | null {
  const plain = isDate ? text.replaceAll('-', '') : text.trim().replace(',', '.')
  return (isDate ? /^\d{8}$/ : /^-?\d{1,9}(\.\d{1,4})?$/).test(plain) ? Number(plain) : null
}
