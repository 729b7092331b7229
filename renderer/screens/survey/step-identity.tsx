import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SURVEY_PERIODS } from '../../../src/core/survey-period.ts'
import type { StepProps } from './survey-draft.ts'
import styles from './survey-form.module.css'

/** Name, year with the part of it, and the short code that files and commands use. The code never changes once the survey exists. */
export function StepIdentity({ draft, problems, set, isNew }: StepProps & { isNew: boolean }) {
  const { t } = useTranslation('survey')
  return (
    <div className={styles.fields}>
      <TextInput
        className={styles.whole ?? ''}
        label={t('identity.name')}
        value={draft.name}
        maxLength={200}
        error={problems.name && t(`problem.${problems.name}`)}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        className={styles.third ?? ''}
        label={t('identity.year')}
        value={draft.year}
        inputMode="numeric"
        maxLength={4}
        error={problems.year && t(`problem.${problems.year}`)}
        onChange={(event) => set({ year: event.currentTarget.value })}
      />
      <NativeSelect
        className={styles.third ?? ''}
        label={t('identity.period')}
        value={draft.period}
        data={SURVEY_PERIODS.map((value) => ({ value, label: t(`period.${value === '' ? 'year' : value}`) }))}
        onChange={(event) => set({ period: SURVEY_PERIODS.find((one) => one === event.currentTarget.value) ?? '' })}
      />
      <TextInput
        className={styles.third ?? ''}
        label={t('identity.code')}
        description={isNew ? undefined : t('identity.codeFixed')}
        value={draft.code}
        readOnly={!isNew}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={40}
        error={problems.code && t(`problem.${problems.code}`)}
        onChange={(event) => set({ code: event.currentTarget.value })}
      />
    </div>
  )
}
