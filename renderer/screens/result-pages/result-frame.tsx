import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ComponentProps, ReactNode } from 'react'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import type { FilterKey } from '../../results-address.ts'
import { ExportMenu } from '../results/export-menu.tsx'
import { FilterBar } from '../results/filter-bar.tsx'
import { NarrowedTo } from '../results/narrowed-to.tsx'
import { ReportButton } from '../results/report-button.tsx'
import { type FilterControl, isNarrowed, type ResultsFilter, type Survey } from '../results/results-filter.ts'
import { NothingFound, NothingKeyed } from '../results/results-screen.tsx'
import type { Provenance } from './part-types.ts'
import styles from './result-pages.module.css'

interface ResultFrameProps<Results> {
  surveyId: number
  tab: ComponentProps<typeof ResultsTabs>['tab']
  title: string
  control: FilterControl
  /** What the page itself is of; its files are of that alone, too. */
  own?: Partial<Pick<ResultsFilter, 'agencyId' | 'sectorId'>>
  /** A key that the page itself lists all of: nothing is narrowed by it. */
  lists?: FilterKey
  /** The page's own files, where they aren't the tables of the results. */
  files?: (survey: Survey) => ReactNode
  query: UseQueryResult<Results, unknown>
  /** Forms behind the results: none is said, not drawn. */
  formsOf: (results: Results) => number
  children: (results: Results) => ReactNode
}

/** What every page behind the overview has around its results: filter, files, tabs, and in words what it is narrowed to. */
export function ResultFrame<Results extends { readonly provenance: Provenance }>({
  surveyId,
  tab,
  title,
  control: { filter, change, clear },
  own = {},
  lists,
  files,
  query,
  formsOf,
  children,
}: ResultFrameProps<Results>) {
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId })).data
  const without = own.agencyId !== undefined ? 'agencyId' : own.sectorId !== undefined ? 'sectorId' : lists
  return (
    <Page
      title={title}
      context={<SurveySwitch surveyId={surveyId} section="results" />}
      actions={
        survey !== undefined && (
          <>
            <FilterBar {...{ survey, filter, without }} onChange={change} onClear={clear} />
            {files?.(survey) ?? <ExportMenu survey={survey} filter={{ ...filter, ...own }} />}
            <ReportButton surveyId={surveyId} filter={{ ...filter, ...(own.sectorId && { agencyId: null }), ...own }} />
          </>
        )
      }
    >
      <div className={styles.stack}>
        <ResultsTabs surveyId={surveyId} tab={tab} />
        <NarrowedTo filter={query.data?.provenance.filter} />
        <QueryView query={query}>
          {(results) =>
            formsOf(results) > 0 ? (
              children(results)
            ) : isNarrowed(filter) ? (
              <NothingFound onClear={clear} />
            ) : (
              <NothingKeyed surveyId={surveyId} />
            )
          }
        </QueryView>
      </div>
    </Page>
  )
}
