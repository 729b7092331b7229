import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../../src/core/errors.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import { AGGREGATES, FORMULAS, type Scheme } from '../../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../../components/card.tsx'
import { currentLanguage } from '../../../i18n/i18n.ts'
import styles from './scheme.module.css'
import { TextPair } from './text-pair.tsx'

interface SchemeSettingsProps {
  scheme: Scheme
  problems: readonly Problem[]
  onChange: (next: Scheme) => void
}

/** A scheme's name and code, and how it is reckoned, each choice with its meaning in a sentence. */
export function SchemeSettings({ scheme, problems, onChange }: SchemeSettingsProps) {
  const { t } = useTranslation('scheme')
  const { t: common } = useTranslation('common')
  const hasNoAggregate = scheme.formula === 'all-satisfied'
  return (
    <Card>
      <div className={styles.settings}>
        <TextPair label={t('schemeName')} value={scheme.label} onChange={(label) => onChange({ ...scheme, label })} />
        <label className={styles.field}>
          {t('schemeCode')}
          <input
            className={styles.input}
            value={scheme.code}
            maxLength={31}
            spellCheck={false}
            onChange={({ target }) => onChange({ ...scheme, code: target.value.trim() })}
          />
        </label>
        <Meant
          label={t('formula')}
          value={scheme.formula}
          options={FORMULAS.map((one) => ({
            value: one,
            label: common(`formula.${one}`),
            meaning: t(`means.${one}`),
          }))}
          onChange={(formula) => onChange({ ...scheme, formula })}
        />
        <Meant
          label={t('aggregate')}
          value={scheme.aggregate}
          isDisabled={hasNoAggregate}
          options={AGGREGATES.map((one) => ({
            value: one,
            label: common(`aggregate.${one}`),
            meaning: hasNoAggregate ? t('means.noAggregate') : t(`means.${one}`),
          }))}
          onChange={(aggregate) => onChange({ ...scheme, aggregate })}
        />
      </div>
      {problems.map((one) => (
        <p key={`${one.code} ${one.place.field}`} className="field-error">
          {errorMessage(one.code, one.params, currentLanguage())}
        </p>
      ))}
    </Card>
  )
}

interface MeantProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string; meaning: string }[]
  isDisabled?: boolean
  onChange: (value: T) => void
}

function Meant<T extends string>({ label, value, options, isDisabled = false, onChange }: MeantProps<T>) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={styles.input}
        value={value}
        disabled={isDisabled}
        aria-describedby={`${id}-meaning`}
        onChange={({ target }) => onChange(options.find((one) => one.value === target.value)?.value ?? value)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <span id={`${id}-meaning`} className={styles.meaning}>
        {options.find((one) => one.value === value)?.meaning}
      </span>
    </div>
  )
}
