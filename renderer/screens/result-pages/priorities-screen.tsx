import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/states.tsx'
import { formatIndex } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { useResultsFilter, whereIds } from '../results/results-filter.ts'
import { ListCard } from './indicator-cards.tsx'
import { PriorityMap } from './priority-map.tsx'
import { ResultFrame } from './result-frame.tsx'

type Priorities = Outputs['results']['priorities']

/** What to improve first: importance against performance of every item, beside what people say themselves. */
export function PrioritiesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('resultPages')
  const control = useResultsFilter()
  const input = { surveyId, where: whereIds(control.filter) }
  const query = useQuery(trpc.results.priorities.queryOptions(input, { placeholderData: keepPreviousData }))
  return (
    <ResultFrame title={t('prioritiesTitle')} tab="priorities" formsOf={({ n }) => n} {...{ surveyId, control, query }}>
      {(results) => <Priority {...{ surveyId, results }} />}
    </ResultFrame>
  )
}

function Priority({ surveyId, results }: { surveyId: number; results: Priorities }) {
  const { t } = useTranslation('resultPages')
  const { division, wishes, overall, left, provenance } = results
  const words = (
    <>
      <Card>
        <p>{overall === null ? t('byOthers') : t('byOverall', { question: localText(overall) })}</p>
        {division !== null && (
          <p>
            {t('split', {
              importance: formatIndex(division.importance),
              performance: formatIndex(division.performance),
            })}
          </p>
        )}
        {left.length > 0 && <p>{t('left', { items: left.map(({ number }) => number).join(', ') })}</p>}
      </Card>
      {wishes !== null && <ListCard list={wishes} provenance={provenance} />}
    </>
  )
  if (division !== null) return <PriorityMap {...{ surveyId, results, division }}>{words}</PriorityMap>
  return (
    <>
      <Card>
        <EmptyState title={t('nothingPlaced')} hint={t('nothingPlacedHint')} />
      </Card>
      {words}
    </>
  )
}
