import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type PartnerRow, parseCount, type StepProps } from './survey-draft.ts'
import styles from './survey-form.module.css'

const COUNTS = ['expected', 'issued', 'collected'] as const
const SUGGESTED = ['front', 'veterans', 'post'] as const

/** Forms planned, handed out and brought back, and who carried them; typed by hand from the minutes. */
export function StepCounts({ draft, problems, set }: StepProps) {
  const { t } = useTranslation('survey')
  const errorAt = (text: string): string | null =>
    problems.counts !== undefined && Number.isNaN(parseCount(text)) ? t('problem.countBad') : null
  const patch = (key: string, change: Partial<PartnerRow>): void =>
    set({ partners: draft.partners.map((row) => (row.key === key ? { ...row, ...change } : row)) })
  const add = (name: string): void =>
    set({ partners: [...draft.partners, { key: crypto.randomUUID(), name, issued: '', collected: '' }] })
  const missing = SUGGESTED.map((one) => t(`partner.${one}`)).filter(
    (name) => !draft.partners.some((row) => row.name === name),
  )
  return (
    <>
      <div className={styles.fields}>
        {COUNTS.map((field) => (
          <TextInput
            key={field}
            className={styles.third ?? ''}
            label={t(`counts.${field}`)}
            value={draft[field]}
            inputMode="numeric"
            error={errorAt(draft[field])}
            onChange={(event) => set({ [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <h3 className={styles.subhead}>{t('partner.title')}</h3>
      <div className={styles.rows}>
        {draft.partners.map((row) => (
          <PartnerLine
            key={row.key}
            row={row}
            errorAt={errorAt}
            onPatch={(change) => patch(row.key, change)}
            onRemove={() => set({ partners: draft.partners.filter((one) => one.key !== row.key) })}
          />
        ))}
      </div>
      <div className={`row ${styles.add}`}>
        {missing.map((name) => (
          <Button key={name} variant="default" onClick={() => add(name)}>
            + {name}
          </Button>
        ))}
        <Button variant="default" onClick={() => add('')}>
          + {t('partner.other')}
        </Button>
      </div>
    </>
  )
}

interface PartnerLineProps {
  row: PartnerRow
  errorAt: (text: string) => string | null
  onPatch: (change: Partial<PartnerRow>) => void
  onRemove: () => void
}

function PartnerLine({ row, errorAt, onPatch, onRemove }: PartnerLineProps) {
  const { t } = useTranslation('survey')
  return (
    <div className={styles.partnerRow}>
      <TextInput
        label={t('partner.name')}
        value={row.name}
        maxLength={200}
        onChange={(event) => onPatch({ name: event.currentTarget.value })}
      />
      {(['issued', 'collected'] as const).map((field) => (
        <TextInput
          key={field}
          label={t(`counts.${field}`)}
          value={row[field]}
          inputMode="numeric"
          error={errorAt(row[field])}
          onChange={(event) => onPatch({ [field]: event.currentTarget.value })}
        />
      ))}
      <Button variant="subtle" size="sm" aria-label={t('partner.remove', { name: row.name })} onClick={onRemove}>
        {t('remove')}
      </Button>
    </div>
  )
}
