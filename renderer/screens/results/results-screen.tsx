import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import type { FilterKey } from '../../results-address.ts'
import { AgencyRanking } from './agency-ranking.tsx'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FirstLook, isPriority } from './first-look.tsx'
import { HeatTable, hasManyFactors } from './heat-table.tsx'
import { ItemTable } from './item-table.tsx'
import { NarrowedTo } from './narrowed-to.tsx'
import { ReportButton } from './report-button.tsx'
import styles from './results.module.css'
import { type ResultsFilter, type Survey, useResultsFilter, whereIds } from './results-filter.ts'
import { SectorCards } from './sector-cards.tsx'
import { SummaryCards } from './summary-cards.tsx'

/** A leader's five seconds: how much, how sure, met or not, who, where weak; then narrowed by a click or Enter. */
export function ResultsScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['results', 'common'])
  const { filter, change, clear } = useResultsFilter()
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  return (
    <Page
      title={t('title')}
      context={<SurveySwitch surveyId={surveyId} section="results" />}
      actions={
        survey.data !== undefined && (
          <span className={styles.controls}>
            <FilterBar survey={survey.data} filter={filter} onChange={change} onClear={clear} />
            <ExportMenu survey={survey.data} filter={filter} />
            <ReportButton surveyId={surveyId} filter={filter} />
          </span>
        )
      }
    >
      <QueryView query={survey}>
        {(data) =>
          data.validCount === 0 ? (
            <NothingKeyed surveyId={surveyId} />
          ) : (
            <Results {...{ survey: data, filter, change, clear }} />
          )
        }
      </QueryView>
    </Page>
  )
}

/** The filter leaves no form: said in place of empty pictures. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation('results')
  return (
    <EmptyState
      title={t('filter.nothing')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      }
    />
  )
}

/** No valid form yet: nothing to show, and where to begin. */
export function NothingKeyed({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('results')
  return (
    <EmptyState
      title={t('emptyTitle')}
      hint={t('emptyHint')}
      action={
        <Button component={Link} href={`/surveys/${surveyId}/entry`}>
          {t('toEntry')}
        </Button>
      }
    />
  )
}

interface ResultsProps {
  survey: Survey
  filter: ResultsFilter
  change: (key: FilterKey, id: number | null) => void
  clear: () => void
}

function Results({ survey, filter, change, clear }: ResultsProps) {
  const { t } = useTranslation('results')
  const ask = (where: ReturnType<typeof whereIds>) =>
    trpc.results.get.queryOptions({ surveyId: survey.id, where }, { placeholderData: keepPreviousData })
  const focus = useQuery(ask(whereIds(filter)))
  // The ranking keeps every agency in sight while the rest follows the chosen one.
  const ranking = useQuery(ask(whereIds({ ...filter, agencyId: null })))
  const select = (key: 'agencyId' | 'sectorId') => (id: number | null) => change(key, filter[key] === id ? null : id)
  if (focus.data?.counts.valid === 0) {
    return (
      <div className={styles.stack}>
        <ResultsTabs surveyId={survey.id} tab="overview" />
        <NothingFound onClear={clear} />
      </div>
    )
  }
  return (
    <div className={styles.stack}>
      <ResultsTabs surveyId={survey.id} tab="overview" />
      <NarrowedTo filter={focus.data?.provenance.filter} />
      <QueryView query={focus}>
        {(results) => (
          <>
            <SummaryCards results={results} survey={survey} filter={filter} />
            <FirstLook
              surveyId={survey.id}
              results={results}
              selectedId={filter.sectorId}
              onSelect={select('sectorId')}
            />
          </>
        )}
      </QueryView>
      <QueryView query={ranking}>
        {(results) => (
          <div className={`${styles.pair} ${hasManyFactors(results) ? styles.stacked : ''}`}>
            <AgencyRanking results={results} selectedId={filter.agencyId} onSelect={select('agencyId')} />
            <HeatTable surveyId={survey.id} results={results} />
          </div>
        )}
      </QueryView>
      <QueryView query={focus}>
        {(results) => (
          <SectorCards
            title={t('otherSectors')}
            sectors={results.sectors.filter((cell) => !isPriority(cell))}
            selectedId={filter.sectorId}
            onSelect={select('sectorId')}
          />
        )}
      </QueryView>
      <ItemTable survey={survey} filter={filter} />
    </div>
  )
}
