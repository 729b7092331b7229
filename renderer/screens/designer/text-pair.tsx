import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../../../src/core/questionnaire/questionnaire.ts'
import styles from './fields.module.css'

interface TextPairProps {
  label: string
  /** Path of the text within what is edited, for example `label`. */
  field: string
  text: Text
  /** `typing`: which of the two is being typed. */
  onChange: (text: Text, typing: string) => void
  note?: ReactNode
}

/** A text in both languages beside each other, Vietnamese first. */
export function TextPair({ label, field, text, onChange, note }: TextPairProps) {
  const { t } = useTranslation('designer')
  return (
    <div>
      <div className={styles.pair}>
        <Textarea
          label={label}
          data-field={`${field}.vi`}
          lang="vi"
          rows={2}
          size="xs"
          maxLength={2000}
          classNames={{ input: styles.grow ?? '' }}
          value={text.vi}
          onChange={(event) => onChange({ ...text, vi: event.currentTarget.value }, `${field}.vi`)}
        />
        <Textarea
          label={t('field.english')}
          aria-label={t('field.inEnglish', { label })}
          data-field={`${field}.en`}
          lang="en"
          rows={2}
          size="xs"
          maxLength={2000}
          classNames={{ input: styles.grow ?? '', label: styles.quietLabel ?? '' }}
          value={text.en}
          onChange={(event) => onChange({ ...text, en: event.currentTarget.value }, `${field}.en`)}
        />
      </div>
      {note}
    </div>
  )
}

/** A text that may be absent: empty in both languages it is left out of the document. */
export function OptionalTextPair({
  text,
  onChange,
  ...rest
}: Omit<TextPairProps, 'text' | 'onChange'> & {
  text: Text | undefined
  onChange: (text: Text | undefined, typing: string) => void
}) {
  return (
    <TextPair
      {...rest}
      text={text ?? { vi: '', en: '' }}
      onChange={(next, typing) => onChange(next.vi === '' && next.en === '' ? undefined : next, typing)}
    />
  )
}
