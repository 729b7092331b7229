import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import { formatIndex } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { ListCard } from './indicator-cards.tsx'
import { PriorityMap } from './priority-map.tsx'
import styles from './result-pages.module.css'

type Survey = Outputs['survey']['get']
type Priorities = Outputs['results']['priorities']

/** What to improve first: importance against performance of every item, beside what people say themselves. */
export function PrioritiesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('resultPages')
  const [params, setParams] = useSearchParams()
  const scope = params.get('scope') ?? ''
  const query = useQuery(
    trpc.results.priorities.queryOptions({ surveyId, ...idsOf(scope) }, { placeholderData: keepPreviousData }),
  )
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  return (
    <Page
      title={t('prioritiesTitle')}
      context={<SurveySwitch surveyId={surveyId} section="results" />}
      actions={
        survey.data !== undefined && (
          <ScopeSelect
            survey={survey.data}
            scope={scope}
            onChange={(next) => setParams(next === '' ? {} : { scope: next })}
          />
        )
      }
    >
      <div className={styles.stack}>
        <ResultsTabs surveyId={surveyId} tab="priorities" />
        <QueryView query={query}>{(results) => <Priority {...{ surveyId, results }} />}</QueryView>
      </div>
    </Page>
  )
}

/** `agency-3` → the agency's id; anything else is the whole survey. */
function idsOf(scope: string): { agencyId?: number; sectorId?: number } {
  const [kind, text] = scope.split('-')
  const id = Number(text)
  if (!Number.isInteger(id) || id < 1) return {}
  return kind === 'agency' ? { agencyId: id } : kind === 'sector' ? { sectorId: id } : {}
}

interface ScopeSelectProps {
  survey: Survey
  scope: string
  onChange: (scope: string) => void
}

function ScopeSelect({ survey, scope, onChange }: ScopeSelectProps) {
  const { t } = useTranslation('resultPages')
  return (
    <select
      className="small-field"
      aria-label={t('narrow')}
      value={scope}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t('all')}</option>
      <optgroup label={t('agency')}>
        {survey.agencies.map(({ id, name }) => (
          <option key={id} value={`agency-${id}`}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label={t('sector')}>
        {survey.sectors.map(({ id, name }) => (
          <option key={id} value={`sector-${id}`}>
            {localText(name)}
          </option>
        ))}
      </optgroup>
    </select>
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
