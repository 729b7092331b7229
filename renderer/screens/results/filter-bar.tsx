import { Button, Popover } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icons.tsx'
import { localText } from '../../i18n/i18n.ts'
import { FILTER_KEYS, type FilterKey } from '../../results-address.ts'
import { AnswerFilter } from './answer-filter.tsx'
import styles from './results.module.css'
import { isNarrowed, type ResultsFilter, type Survey } from './results-filter.ts'

interface FilterBarProps {
  survey: Survey
  filter: ResultsFilter
  onChange: (key: FilterKey | 'condition', value: number | string | null) => void
  onClear: () => void
  /** What the page itself is of: it has no list. */
  without?: FilterKey | undefined
}

/** Less than this and the header has no room for the lists: they stand behind one button. */
const ROOM_FOR_LISTS = '(width >= 1500px)'

/** One list a key that the survey has; the empty choice says "all". */
export function FilterBar({ survey, filter, onChange, onClear, without }: FilterBarProps) {
  const { t } = useTranslation('results')
  const hasRoom = useMediaQuery(ROOM_FOR_LISTS) ?? false
  const lists = filterLists(survey)
  const keys = FILTER_KEYS.filter((key) => key !== without && lists[key].length > 1)
  const select = (key: FilterKey) => (
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
  )
  const count = keys.filter((key) => filter[key] !== null).length
  return (
    <>
      {!hasRoom && keys.length > 0 ? (
        <Popover position="bottom-end" trapFocus returnFocus transitionProps={{ duration: 120 }}>
          <Popover.Target>
            <Button variant={count === 0 ? 'default' : 'light'} rightSection={<Icon name="down" size={12} />}>
              {count === 0 ? t('filter.parts') : t('filter.partsSet', { count })}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={styles.filterLists ?? ''}>{keys.map(select)}</Popover.Dropdown>
        </Popover>
      ) : (
        keys.map(select)
      )}
      <AnswerFilter
        survey={survey}
        condition={filter.condition}
        onChange={(condition) => onChange('condition', condition)}
      />
      {isNarrowed(filter) && (
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
