import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { FilterBar } from './filter-bar.tsx'
import { type FilterKey, readFilter, readSort } from './response-filter.ts'
import { ResponseTable } from './response-table.tsx'
import type { SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'

/** Every keyed form of one survey, found by its serial, place, person or day. */
export function ResponsesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('responses')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  return (
    <Page
      title={t('title')}
      context={<SurveySwitch surveyId={surveyId} section="responses" />}
      actions={
        <>
          <Button component={Link} href={`/files?survey=${surveyId}`} variant="default">
            {t('files')}
          </Button>
          <Button component={Link} href={`/surveys/${surveyId}/entry`}>
            {t('keyForms')}
          </Button>
        </>
      }
      isFilled
    >
      <QueryView query={survey}>{(detail) => <Browse survey={detail} />}</QueryView>
    </Page>
  )
}

function Browse({ survey }: { survey: SurveyDetail }) {
  const [search, setSearch] = useSearchParams()
  const filter = readFilter(search)
  const change = (changes: Partial<Record<FilterKey, string>>): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [key, value] of Object.entries(changes)) {
          if (value === '') next.delete(key)
          else next.set(key, value)
        }
        next.delete('at')
        return next
      },
      { replace: true },
    )
  const { sort, isDescending } = readSort(search)
  const setSort = (next: 'serial' | 'savedAtMs'): void =>
    setSearch(
      (before) => {
        const params = new URLSearchParams(before)
        params.delete('at')
        params.set('sort', next)
        params.set('order', next === sort && !isDescending ? 'down' : next === sort ? 'up' : 'down')
        return params
      },
      { replace: true },
    )
  return (
    <div className={styles.browse}>
      <FilterBar survey={survey} filter={filter} onChange={change} />
      <ResponseTable
        key={JSON.stringify([filter, sort, isDescending])}
        survey={survey}
        filter={filter}
        sort={sort}
        isDescending={isDescending}
        onSort={setSort}
      />
    </div>
  )
}
