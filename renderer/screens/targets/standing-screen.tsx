import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { ExportLinks } from '../../components/export-links.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { SurveySelect } from '../../components/survey-select.tsx'
import { ActionTabs } from '../../components/tabs.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { keepSurveyId, readSurveyId } from '../../session.ts'
import { type StandingRow, StandingTable } from './standing-table.tsx'
import { TargetViews } from './target-views.tsx'
import styles from './targets.module.css'

type Standing = Outputs['target']['standing']

/** Of one survey: every target in force beside what was reached, and what is lacking. */
export function StandingScreen() {
  const { t } = useTranslation('targets')
  const [search, setSearch] = useSearchParams()
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const asked = Number(search.get('survey') ?? readSurveyId())
  const survey = surveys.data?.find(({ id }) => id === asked) ?? surveys.data?.[0]
  const choose = (id: number): void => {
    keepSurveyId(id)
    setSearch({ view: 'standing', survey: String(id) })
  }
  return (
    <Page
      title={t('title')}
      context={survey && <SurveySelect surveys={surveys.data ?? []} value={survey.id} onChange={choose} />}
      actions={survey && <ExportLinks path="target-standing" params={{ survey: survey.code }} />}
    >
      <div className="stack">
        <ActionTabs tab="targets" />
        <div>
          <TargetViews view="standing" />
        </div>
        <QueryView query={surveys}>
          {() =>
            survey === undefined ? (
              <EmptyState title={t('standing.noSurvey')} hint={t('standing.noSurveyHint')} />
            ) : (
              <OneSurvey key={survey.id} surveyId={survey.id} />
            )
          }
        </QueryView>
      </div>
    </Page>
  )
}

function OneSurvey({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('targets')
  const standing = useQuery(trpc.target.standing.queryOptions({ surveyId }))
  return (
    <QueryView query={standing}>
      {(data) => (
        <>
          <Summary standing={data} />
          <Card title={t('standing.whole')}>
            {data.whole.length === 0 ? (
              <p className="secondary">{t('standing.none')}</p>
            ) : (
              <StandingTable rows={data.whole} place="whole" />
            )}
          </Card>
          <Agencies rows={data.agencies} />
        </>
      )}
    </QueryView>
  )
}

const VERDICTS = ['met', 'not-met', 'unsure'] as const

function Summary({ standing }: { standing: Standing }) {
  const { t } = useTranslation(['targets', 'common'])
  const rows = [...standing.whole, ...standing.agencies]
  const { formula, aggregate, weights, unused } = standing
  return (
    <Card>
      <div className="row">
        <span className="strong">{t('standing.count', { n: formatNumber(rows.length) })}</span>
        {VERDICTS.map((verdict) => (
          <StatusPill key={verdict} tone={verdict}>
            {t(`standing.verdict.${verdict}`, {
              n: formatNumber(rows.filter((row) => row.verdict === verdict).length),
            })}
          </StatusPill>
        ))}
      </div>
      <p className={`secondary small ${styles.note}`}>
        {t('standing.settings', {
          formula: t(`common:formula.${formula}`),
          aggregate: t(`common:aggregate.${aggregate}`),
        })}{' '}
        {aggregate === 'mean-of-children' && formula !== 'all-satisfied'
          ? t('standing.howMean')
          : t(`standing.how.${formula}`)}{' '}
        {weights === 'on' && formula !== 'all-satisfied' && t('standing.howWeighted')}
      </p>
      {unused.length > 0 && (
        <p className={`secondary small ${styles.note}`}>
          {t('standing.unused', { n: formatNumber(unused.length), nodes: unusedNodes(unused) })}
        </p>
      )}
    </Card>
  )
}

function unusedNodes(unused: Standing['unused']): string {
  return [...new Set(unused.map(({ node, value }) => `${node} ${String(value).replace('.', ',')}`))]
    .slice(0, 6)
    .join(' · ')
}

/** Every agency against the target that holds for it, what is farthest below first. */
function Agencies({ rows }: { rows: readonly StandingRow[] }) {
  const { t } = useTranslation('targets')
  const nodes = new Map(rows.map(({ node, label }) => [node, localText(label)]))
  const [chosen, setChosen] = useState<string | null>(null)
  const node = chosen ?? nodes.keys().next().value
  const shown = rows.filter((row) => row.node === node).toSorted((a, b) => (a.gap ?? 101) - (b.gap ?? 101))
  if (rows.length === 0) return null
  return (
    <Card
      title={t('standing.agencies')}
      aside={
        nodes.size > 1 && (
          <select
            className="small-field"
            aria-label={t('column.node')}
            value={node}
            onChange={(event) => setChosen(event.target.value)}
          >
            {[...nodes].map(([id, label]) => (
              <option key={id} value={id}>
                {id} · {label}
              </option>
            ))}
          </select>
        )
      }
    >
      <StandingTable rows={shown} place="agency" />
    </Card>
  )
}
