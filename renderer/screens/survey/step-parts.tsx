import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AGGREGATES, FORMULAS } from '../../../src/core/questionnaire/questionnaire.ts'
import { type PartRow, parseCount, type StepProps } from './survey-draft.ts'
import styles from './survey-form.module.css'

/** What only some surveys have: groups of respondents, strata of the sample, a formula other than the scheme's. */
export function StepParts({ draft, problems, set }: StepProps) {
  const { t } = useTranslation(['survey', 'common'])
  return (
    <>
      <h3>{t('parts.groups')}</h3>
      <p className="secondary small">{t('parts.groupsHint')}</p>
      <PartRows
        rows={draft.groups}
        onChange={(groups) => set({ groups })}
        isChecked={problems.groups !== undefined}
        hasPopulation={false}
      />
      <h3 className={styles.subhead}>{t('parts.strata')}</h3>
      <p className="secondary small">{t('parts.strataHint')}</p>
      <PartRows
        rows={draft.strata}
        onChange={(strata) => set({ strata })}
        isChecked={problems.strata !== undefined}
        hasPopulation
      />
      <h3 className={styles.subhead}>{t('parts.method')}</h3>
      <div className={styles.fields}>
        <NativeSelect
          className={styles.wide ?? ''}
          label={t('parts.formula')}
          value={draft.formula}
          data={[
            { value: '', label: t('parts.asQuestionnaire') },
            ...FORMULAS.map((value) => ({ value, label: t(`common:formula.${value}`) })),
          ]}
          onChange={(event) => set({ formula: FORMULAS.find((one) => one === event.currentTarget.value) ?? '' })}
        />
        <NativeSelect
          className={styles.wide ?? ''}
          label={t('parts.aggregate')}
          value={draft.aggregate}
          data={[
            { value: '', label: t('parts.asQuestionnaire') },
            ...AGGREGATES.map((value) => ({ value, label: t(`common:aggregate.${value}`) })),
          ]}
          onChange={(event) => set({ aggregate: AGGREGATES.find((one) => one === event.currentTarget.value) ?? '' })}
        />
      </div>
    </>
  )
}

interface PartRowsProps {
  rows: readonly PartRow[]
  onChange: (rows: PartRow[]) => void
  isChecked: boolean
  hasPopulation: boolean
}

function PartRows({ rows, onChange, isChecked, hasPopulation }: PartRowsProps) {
  const { t } = useTranslation('survey')
  const patch = (key: string, change: Partial<PartRow>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...change } : row)))
  const missing = (text: string): string | null => (isChecked && text.trim() === '' ? t('problem.partBad') : null)
  return (
    <>
      <div className={styles.rows}>
        {rows.map((row) => (
          <div key={row.key} className={styles.partRow}>
            <TextInput
              label={t('parts.code')}
              value={row.code}
              maxLength={40}
              error={missing(row.code)}
              onChange={(event) => patch(row.key, { code: event.currentTarget.value })}
            />
            <TextInput
              label={t('parts.name')}
              value={row.name}
              maxLength={200}
              error={missing(row.name)}
              onChange={(event) => patch(row.key, { name: event.currentTarget.value })}
            />
            {hasPopulation && (
              <TextInput
                label={t('parts.population')}
                value={row.population}
                inputMode="numeric"
                error={Number.isNaN(parseCount(row.population)) ? t('problem.countBad') : null}
                onChange={(event) => patch(row.key, { population: event.currentTarget.value })}
              />
            )}
            <Button
              variant="subtle"
              size="sm"
              aria-label={t('parts.remove', { name: row.name })}
              onClick={() => onChange(rows.filter((one) => one.key !== row.key))}
            >
              {t('remove')}
            </Button>
          </div>
        ))}
      </div>
      <Button
        variant="default"
        className={styles.add ?? ''}
        onClick={() => onChange([...rows, { key: crypto.randomUUID(), code: '', name: '', population: '' }])}
      >
        {t(hasPopulation ? 'parts.addStratum' : 'parts.addGroup')}
      </Button>
    </>
  )
}
