import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ControlTabs } from '../../components/tabs.tsx'
import { useCanManage } from '../../use-role.ts'
import { BatchDialog } from './batch-dialog.tsx'
import type { BatchSummary } from './batch-state.ts'
import { BatchTable } from './batch-table.tsx'
import styles from './batches.module.css'
import { PasteBatches } from './paste-batches.tsx'

type Opened = { readonly what: 'new' | 'many' } | { readonly what: 'change'; readonly batch: BatchSummary } | null

/** Every batch of a survey: how many papers, how many keyed, keyed again, differing. */
export function BatchesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['batches', 'control'])
  const batches = useQuery(trpc.batch.list.queryOptions({ surveyId }))
  const canManage = useCanManage()
  const [opened, setOpened] = useState<Opened>(null)
  const close = (): void => setOpened(null)
  return (
    <Page
      title={t('control:title')}
      context={<SurveySwitch surveyId={surveyId} section="batches" />}
      actions={
        canManage && (
          <>
            <Button variant="default" onClick={() => setOpened({ what: 'many' })}>
              {t('many')}
            </Button>
            <Button onClick={() => setOpened({ what: 'new' })}>{t('new')}</Button>
          </>
        )
      }
    >
      <ControlTabs surveyId={surveyId} tab="batches" />
      <Card className={styles.list}>
        <QueryView query={batches}>
          {(list) => (
            <>
              <BatchTable
                surveyId={surveyId}
                batches={list}
                onChange={(batch) => setOpened({ what: 'change', batch })}
              />
              {list.length === 1 && (
                <EmptyState
                  title={t('noneTitle')}
                  hint={canManage ? t('noneHint') : t('noneWait')}
                  action={canManage && <Button onClick={() => setOpened({ what: 'new' })}>{t('new')}</Button>}
                />
              )}
            </>
          )}
        </QueryView>
      </Card>
      {opened?.what === 'many' && <PasteBatches surveyId={surveyId} batches={batches.data ?? []} onClose={close} />}
      {opened?.what === 'new' && <BatchDialog surveyId={surveyId} batch={null} onClose={close} />}
      {opened?.what === 'change' && <BatchDialog surveyId={surveyId} batch={opened.batch} onClose={close} />}
    </Page>
  )
}
