import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { useCanManage } from '../../use-role.ts'
import { BatchActions } from './batch-actions.tsx'
import { BatchDialog } from './batch-dialog.tsx'
import styles from './batches.module.css'
import { MissingCard } from './missing-card.tsx'
import { PlanCard } from './plan-card.tsx'
import { ReportCard } from './report-card.tsx'
import { VerdictCard } from './verdict-card.tsx'

/** One batch: does the data equal the paper, and if not, what is missing of which kind. */
export function BatchScreen({ surveyId, batchId }: { surveyId: number; batchId: number }) {
  const { t } = useTranslation('batches')
  const batch = useQuery(trpc.batch.get.queryOptions({ surveyId, batchId }))
  const canManage = useCanManage()
  const [isChanging, setIsChanging] = useState(false)
  return (
    <Page
      title={batch.data === undefined ? t('column.batch') : batchName(batch.data)}
      context={<SurveySwitch surveyId={surveyId} section="batches" />}
      actions={
        <>
          <Button component={Link} variant="subtle" href={`/surveys/${surveyId}/batches`}>
            {t('action.back')}
          </Button>
          <Button component={Link} variant="default" href={`/surveys/${surveyId}/batches/${batchId}/print`}>
            {t('action.paper')}
          </Button>
          {canManage && (
            <Button variant="default" disabled={batch.data === undefined} onClick={() => setIsChanging(true)}>
              {t('change')}
            </Button>
          )}
          {batch.data !== undefined && <BatchActions surveyId={surveyId} batch={batch.data} isMain />}
        </>
      }
    >
      <QueryView query={batch}>{(data) => <Body surveyId={surveyId} batch={data} />}</QueryView>
      {isChanging && batch.data !== undefined && (
        <BatchDialog surveyId={surveyId} batch={batch.data} onClose={() => setIsChanging(false)} />
      )}
    </Page>
  )
}

function Body({ surveyId, batch }: { surveyId: number; batch: Outputs['batch']['get'] }) {
  return (
    <>
      <VerdictCard surveyId={surveyId} batch={batch} />
      <div className={styles.columns}>
        {batch.code !== '' && <MissingCard batch={batch} />}
        <PlanCard batch={batch} />
      </div>
      <ReportCard surveyId={surveyId} batchId={batch.id} />
    </>
  )
}
