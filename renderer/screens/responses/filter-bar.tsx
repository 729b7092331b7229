import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { TextFilter } from '../../components/text-filter.tsx'
import { localText } from '../../i18n/i18n.ts'
import { DAYS_BACK, FILTER_KEYS, type FilterKey, type FilterText } from './response-filter.ts'
import type { SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'

interface FilterBarProps {
  survey: SurveyDetail
  filter: FilterText
  onChange: (changes: Partial<Record<FilterKey, string>>) => void
}

const CHOICES = ['agency', 'sector', 'group', 'batch', 'operator', 'state', 'day', 'flag'] as const
type Choice = (typeof CHOICES)[number]
type Option = { value: string; label: string }

/** Narrows the list. */
export function FilterBar({ survey, filter, onChange }: FilterBarProps) {
  const { t } = useTranslation('responses')
  const operators = useQuery(trpc.operator.list.queryOptions()).data ?? []
  const options: Record<Choice, Option[]> = {
    agency: survey.agencies.map(({ id, name }) => ({ value: String(id), label: name })),
    sector: survey.sectors.map(({ id, name }) => ({ value: String(id), label: localText(name) })),
    group: survey.groups.map(({ id, name }) => ({ value: String(id), label: name })),
    // A survey that was never divided has nothing to choose.
    batch:
      survey.batches.length > 1 ? survey.batches.map((one) => ({ value: String(one.id), label: batchName(one) })) : [],
    operator: operators.map(({ id, name }) => ({ value: String(id), label: name })),
    state: (['valid', 'void'] as const).map((value) => ({ value, label: t(`state.${value}`) })),
    day: DAYS_BACK.map((value) => ({ value, label: t(`day.${value}`) })),
    flag: [{ value: 'open', label: t('flag.open') }],
  }
  const isAny = FILTER_KEYS.some((key) => filter[key] !== '')
  return (
    <search className={styles.filters}>
      <TextFilter
        label={t('filter.text')}
        className={styles.serial}
        value={filter.text}
        onChange={(text) => onChange({ text })}
      />
      {CHOICES.filter((key) => options[key].length > 0).map((key) => (
        <NativeSelect
          key={key}
          size="xs"
          className={styles[key] ?? ''}
          aria-label={t(`filter.${key}`)}
          value={filter[key]}
          data={[{ value: '', label: t(`any.${key}`) }, ...options[key]]}
          onChange={(event) => onChange({ [key]: event.currentTarget.value })}
        />
      ))}
      {isAny && (
        <Button variant="subtle" onClick={() => onChange(Object.fromEntries(FILTER_KEYS.map((key) => [key, ''])))}>
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}
