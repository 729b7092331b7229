import { NativeSelect, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../../src/core/errors.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import { AGGREGATES, FORMULAS, type Scheme } from '../../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../../components/card.tsx'
import { currentLanguage } from '../../../i18n/i18n.ts'
import { TextPair } from '../text-pair.tsx'
import type { SchemeChange } from './pick.ts'
import styles from './scheme.module.css'

interface SchemeSettingsProps {
  scheme: Scheme
  problems: readonly Problem[]
  onChange: SchemeChange
}

/** A scheme's name and code, and how it is reckoned, each choice with its meaning in a sentence. */
export function SchemeSettings({ scheme, problems, onChange }: SchemeSettingsProps) {
  const { t } = useTranslation('scheme')
  const { t: common } = useTranslation('common')
  const hasNoAggregate = scheme.formula === 'all-satisfied'
  return (
    <Card>
      <div className={styles.settings}>
        <TextPair
          label={t('schemeName')}
          field="label"
          text={scheme.label}
          onChange={(label, typing) => onChange({ ...scheme, label }, typing)}
        />
        <TextInput
          label={t('schemeCode')}
          data-field="code"
          size="xs"
          maxLength={31}
          spellCheck={false}
          value={scheme.code}
          onChange={(event) => onChange({ ...scheme, code: event.currentTarget.value.trim() }, 'scheme.code')}
        />
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
    <div>
      <NativeSelect
        label={label}
        size="xs"
        value={value}
        disabled={isDisabled}
        data={options.map((one) => ({ value: one.value, label: one.label }))}
        aria-describedby={id}
        onChange={({ currentTarget }) =>
          onChange(options.find((one) => one.value === currentTarget.value)?.value ?? value)
        }
      />
      <p id={id} className={styles.meaning}>
        {options.find((one) => one.value === value)?.meaning}
      </p>
    </div>
  )
}
