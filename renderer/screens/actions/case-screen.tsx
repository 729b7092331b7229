import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { useCanFollowCases, useOperator } from '../../use-role.ts'
import styles from './actions.module.css'
import type { CaseDetail } from './case-filter.ts'
import { STATE_TONES, usePlaceName } from './case-words.ts'
import { EffectCard } from './effect-card.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import { ExplainCard } from './explain-card.tsx'
import { FoundCard } from './found-card.tsx'
import { HistoryCard } from './history-card.tsx'
import { StepButtons } from './step-buttons.tsx'
import { useExplanation } from './use-explanation.tsx'

/** One weak criterion: what was found, who explains and mends it by when, what shows it, and everything that was done. */
export function CaseScreen({ id }: { id: string }) {
  const { t } = useTranslation('actions')
  const role = useOperator()?.role
  const found = useQuery({ ...trpc.action.get.queryOptions({ id }), enabled: role !== undefined && role !== 'keyer' })
  if (role === 'keyer') {
    return (
      <Page title={t('title')}>
        <Card>
          <EmptyState title={t('notYours.title')} hint={t('notYours.hint')} />
        </Card>
      </Page>
    )
  }
  return <QueryView query={found}>{(data) => <Case key={data.id} data={data} />}</QueryView>
}

function Case({ data }: { data: CaseDetail }) {
  const { t } = useTranslation('actions')
  const [search] = useSearchParams()
  const placeName = usePlaceName()
  const canFollow = useCanFollowCases()
  const isOver = data.state === 'closed' || data.state === 'dropped'
  const [refusal, setRefusal] = useState<string | null>(null)
  const explanation = useExplanation(data, () => setRefusal(null))
  return (
    <Page
      title={t('case.heading', { node: data.node })}
      context={
        <>
          {placeName(data)} · {data.survey.name}{' '}
          <span role="status">
            <StatusPill tone={STATE_TONES[data.state]}>{t(`state.${data.state}`)}</StatusPill>
          </span>{' '}
          {data.isOverdue && <StatusPill tone="not-met">{t('late')}</StatusPill>}
        </>
      }
      actions={
        <>
          <Button component={Link} href={`/actions?${search}`} variant="default">
            {t('case.back')}
          </Button>
          {canFollow && <StepButtons data={data} explanation={explanation} onRefused={setRefusal} />}
        </>
      }
    >
      <div className={styles.case}>
        <div className="stack">
          {refusal !== null && (
            <p role="alert" className="caution">
              {refusal}
            </p>
          )}
          <FoundCard data={data} />
          <EffectCard effects={data.effects} unmeasured={data.unmeasured} />
          <ExplainCard explanation={explanation} canEdit={canFollow && !isOver} />
        </div>
        <div className="stack">
          <EvidenceCard data={data} canEdit={canFollow && !isOver} />
          <HistoryCard data={data} canNote={canFollow} />
        </div>
      </div>
      {explanation.question}
    </Page>
  )
}
