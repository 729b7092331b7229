import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CASE_STATES } from '../../../src/core/action/case-state.ts'
import type { Outputs } from '../../api-client.ts'
import { TextFilter } from '../../components/text-filter.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './actions.module.css'
import { ANY_STATE, type CaseRow, DUES, FILTER_KEYS, type FilterKey, USUAL_STATE } from './case-filter.ts'

interface FilterBarProps {
  /** Every case, for what there is to choose from. */
  all: readonly CaseRow[]
  counts: Outputs['action']['list']['counts']
  search: URLSearchParams
  onChange: (changes: Partial<Record<FilterKey, string>>) => void
}

/** Narrows the list; the states and deadlines tell how many they would show. */
export function FilterBar({ all, counts, search, onChange }: FilterBarProps) {
  const { t } = useTranslation('actions')
  const chosenOf = (key: FilterKey): string => search.get(key) ?? ''
  const followed = CASE_STATES.filter((state) => state !== 'closed' && state !== 'dropped')
  const followedCount = followed.reduce((sum, state) => sum + counts[state], 0)
  const options = {
    survey: choices(all.map(({ surveyId, survey }) => [surveyId, survey.name])),
    agency: choices(all.map(({ agencyUnitId, agency }) => [agencyUnitId, agency?.name])),
    sector: choices(
      all.map(({ sectorId, sector }) => [sectorId, sector === null ? undefined : localText(sector.name)]),
    ),
  }
  const usual = search.has('due') ? ANY_STATE : USUAL_STATE
  return (
    <search className="row">
      <TextFilter
        label={t('filter.text')}
        className={styles.text}
        value={chosenOf('text')}
        onChange={(text) => onChange({ text })}
      />
      {(['survey', 'agency', 'sector'] as const)
        .filter((key) => options[key].length > (key === 'survey' ? 1 : 0))
        .map((key) => (
          <NativeSelect
            key={key}
            size="xs"
            className={styles.select ?? ''}
            aria-label={t(`filter.${key}`)}
            value={chosenOf(key)}
            data={[{ value: '', label: t(`any.${key}`) }, ...options[key]]}
            onChange={({ currentTarget: { value } }) => onChange({ [key]: value })}
          />
        ))}
      <NativeSelect
        size="xs"
        aria-label={t('filter.state')}
        value={search.get('state') ?? usual}
        data={[
          { value: USUAL_STATE, label: t('followed', { count: formatNumber(followedCount) }) },
          { value: ANY_STATE, label: t('any.state') },
          ...CASE_STATES.map((state) => ({
            value: state as string,
            label: t('stateCount', { state: t(`state.${state}`), count: formatNumber(counts[state]) }),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => onChange({ state: value === usual ? '' : value })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('filter.due')}
        value={chosenOf('due')}
        data={[
          { value: '', label: t('any.due') },
          ...DUES.map((due) => ({
            value: due as string,
            label: t(`due.${due}`, { count: formatNumber(counts[due]) }),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => onChange({ due: value, state: '' })}
      />
      {FILTER_KEYS.some((key) => search.has(key)) && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() => onChange(Object.fromEntries(FILTER_KEYS.map((key) => [key, ''])))}
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}

/** Each once, by name. */
function choices(pairs: readonly (readonly [number | null, string | undefined])[]) {
  const named = new Map(pairs.flatMap(([id, name]) => (id === null || name === undefined ? [] : [[id, name] as const])))
  return [...named]
    .map(([id, label]) => ({ value: String(id), label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'))
}
