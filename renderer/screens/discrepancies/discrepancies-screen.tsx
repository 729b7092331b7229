import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { errorMessage } from '../../../src/core/errors.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { ControlTabs } from '../../components/control-tabs.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { formatMoment, formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useOperator } from '../../use-role.ts'

/** Forms whose two keyings differ and wait for a third person. */
export function DiscrepanciesScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation(['control', 'discrepancies'])
  const role = useOperator()?.role
  const maySettle = role === 'verifier' || role === 'supervisor' || role === 'administrator'
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="discrepancies" />}>
      <ControlTabs surveyId={surveyId} tab="discrepancies" />
      <Card>
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
  const batches = new Map(survey.data?.batches.map((batch) => [batch.id, batchName(batch)]))
  return (
    <QueryView query={waiting}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState
            title={t('none.title')}
            hint={t('none.hint')}
            action={<Link href={`/surveys/${surveyId}/batches`}>{t('none.button')}</Link>}
          />
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('column.serial')}</th>
                <th scope="col">{t('column.batch')}</th>
                <th scope="col">{t('column.places')}</th>
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
      <th scope="row">{serial}</th>
      <td>{batch}</td>
      <td>{formatNumber(differenceCount)}</td>
      <td>{formatMoment(keyedAtMs)}</td>
      {keyers !== null && <td>{keyers.join(' · ')}</td>}
      <td>
        {canSettle ? (
          <Link href={`/surveys/${surveyId}/discrepancies/${id}`}>{t('settle')}</Link>
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
