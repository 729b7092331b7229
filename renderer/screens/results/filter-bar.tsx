import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { localText } from '../../i18n/i18n.ts'
import { AnswerFilter } from './answer-filter.tsx'
import styles from './results.module.css'
import { FILTER_KEYS, type FilterKey, type ResultsFilter, type Survey } from './results-filter.ts'

interface FilterBarProps {
  survey: Survey
  filter: ResultsFilter
  onChange: (key: FilterKey | 'condition', value: number | string | null) => void
  onClear: () => void
}

/** One list a key that the survey has; the empty choice says "all". */
export function FilterBar({ survey, filter, onChange, onClear }: FilterBarProps) {
  const { t } = useTranslation('results')
  const lists = filterLists(survey)
  const isSet = Object.values(filter).some((value) => value !== null)
  return (
    <>
      {FILTER_KEYS.filter((key) => lists[key].length > 1).map((key) => (
        <select
          key={key}
          className={`small-field ${styles.filter}`}
          aria-label={t(`filter.${key}`)}
          value={filter[key] ?? ''}
          onChange={(event) => onChange(key, event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">{t(`filter.all.${key}`)}</option>
          {lists[key].map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      ))}
      <AnswerFilter
        survey={survey}
        condition={filter.condition}
        onChange={(condition) => onChange('condition', condition)}
      />
      {isSet && (
        <Button variant="default" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
    </>
  )
}

function filterLists(survey: Survey): Record<FilterKey, readonly { id: number; name: string }[]> {
  return {
    agencyId: survey.agencies,
    sectorId: survey.sectors.map((sector) => ({ id: sector.id, name: localText(sector.name) })),
    groupId: survey.groups,
    stratumId: survey.strata,
  }
}
