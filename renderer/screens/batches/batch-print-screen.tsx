import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Page } from '../../components/page.tsx'
import paper from '../../components/paper.module.css'
import { Signatures } from '../../components/signatures.tsx'
import { QueryView } from '../../components/states.tsx'
import { formatDate } from '../../format.ts'
import { MissingCard } from './missing-card.tsx'
import { PlanCard } from './plan-card.tsx'
import { ReportCard } from './report-card.tsx'
import { VerdictCard } from './verdict-card.tsx'

/** What is signed for a batch: the verdict, the counts, the serials still missing, what the second keying says. */
export function BatchPrintScreen({ surveyId, batchId }: { surveyId: number; batchId: number }) {
  const { t } = useTranslation('batches')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const batch = useQuery(trpc.batch.get.queryOptions({ surveyId, batchId }))
  return (
    <Page
      title={t('paper.title')}
      actions={
        <>
          <Button component={Link} href={`/surveys/${surveyId}/batches/${batchId}`} variant="default">
            {t('paper.back')}
          </Button>
          <Button onClick={() => window.print()}>{t('paper.print')}</Button>
        </>
      }
    >
      <QueryView query={survey}>
        {({ name, code }) => (
          <QueryView query={batch}>
            {(data) => (
              <article className={paper.paper}>
                <header className={paper.heading}>
                  <h2>{t('paper.title')}</h2>
                  <p className="strong">
                    {name} ({code})
                  </p>
                  <p>{t('paper.batch', { batch: batchName(data), date: formatDate(Date.now()) })}</p>
                </header>
                <div className="stack">
                  <VerdictCard surveyId={surveyId} batch={data} />
                  {data.code !== '' && <MissingCard batch={data} isOnPaper />}
                  <PlanCard batch={data} />
                  <ReportCard surveyId={surveyId} batchId={batchId} />
                </div>
                <Signatures />
              </article>
            )}
          </QueryView>
        )}
      </QueryView>
    </Page>
  )
}
