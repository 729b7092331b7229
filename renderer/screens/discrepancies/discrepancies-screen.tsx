import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { errorMessage } from '../../../src/core/errors.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ControlTabs } from '../../components/tabs.tsx'
import { formatMoment, formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useOperator } from '../../use-role.ts'
import styles from './discrepancies.module.css'

/** Forms whose two keyings differ and wait for a third person. */
export function DiscrepanciesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['control', 'discrepancies'])
  const role = useOperator()?.role
  const maySettle = role === 'verifier' || role === 'supervisor' || role === 'administrator'
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="discrepancies" />}>
      <ControlTabs surveyId={surveyId} tab="discrepancies" />
      <Card className={styles.list}>
        {maySettle ? (
          <Waiting surveyId={surveyId} />
        ) : role === undefined ? null : (
          <EmptyState title={t('discrepancies:notYours.title')} hint={t('discrepancies:notYours.hint')} />
        )}
      </Card>
    </Page>
  )
}

type Discrepancy = Outputs['verification']['discrepancies'][number]

function Waiting({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('discrepancies')
  const waiting = useQuery(trpc.verification.discrepancies.queryOptions({ surveyId }))
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const isThere = waiting.isSuccess
  useEffect(() => {
    // Back from the last form that was settled: the hands are nowhere else.
    if (isThere && document.activeElement === document.body)
      document.querySelector<HTMLElement>('[data-settle]')?.focus()
  }, [isThere])
  const batches = new Map(survey.data?.batches.map((batch) => [batch.id, batchName(batch)]))
  return (
    <QueryView query={waiting}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState
            title={t('none.title')}
            hint={t('none.hint')}
            action={
              <Button component={Link} data-settle href={`/surveys/${surveyId}/batches`}>
                {t('none.button')}
              </Button>
            }
          />
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('column.serial')}</th>
                <th scope="col">{t('column.batch')}</th>
                <th scope="col" className="number">
                  {t('column.places')}
                </th>
                <th scope="col">{t('column.keyedAt')}</th>
                {rows.some(({ keyers }) => keyers !== null) && <th scope="col">{t('column.keyers')}</th>}
                <th scope="col">{t('column.who')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} surveyId={surveyId} row={row} batch={batches.get(row.batchId) ?? ''} />
              ))}
            </tbody>
          </table>
        )
      }
    </QueryView>
  )
}

function Row({ surveyId, row, batch }: { surveyId: number; row: Discrepancy; batch: string }) {
  const { t } = useTranslation('discrepancies')
  const { id, serial, differenceCount, keyedAtMs, keyers, canSettle, whyNot } = row
  return (
    <tr>
      <th scope="row" className={styles.serial}>
        {serial}
      </th>
      <td>{batch}</td>
      <td className="number">{formatNumber(differenceCount)}</td>
      <td>{formatMoment(keyedAtMs)}</td>
      {keyers !== null && <td>{keyers.join(' · ')}</td>}
      <td>
        {canSettle ? (
          <Button component={Link} variant="subtle" data-settle href={`/surveys/${surveyId}/discrepancies/${id}`}>
            {t('settle')}
          </Button>
        ) : (
          <span className="secondary">
            {whyNot === 'settle-own-form'
              ? t('own')
              : whyNot !== null && errorMessage(whyNot, { code: '' }, currentLanguage())}
          </span>
        )}
      </td>
    </tr>
  )
}
