import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { batchName } from '../../batch-name.ts'
import { useCanManage, useOperator } from '../../use-role.ts'
import { type BatchSummary, keyedOnce } from './batch-state.ts'

/** What is left to do with a batch, and may be done by whoever sits here: nothing else is offered. */
export function BatchActions({ surveyId, batch }: { surveyId: number; batch: BatchSummary }) {
  const { t } = useTranslation('batches')
  const role = useOperator()?.role
  const keys = role !== undefined && role !== 'analyst'
  const settles = keys && role !== 'keyer'
  const prints = useCanManage() && batch.code !== '' && batch.forms.valid + batch.forms.void === 0
  const { id, missing, verifications } = batch
  const offers = [
    { key: 'forms', to: 'print', isOffered: prints },
    { key: 'settle', to: 'discrepancies', isOffered: settles && verifications.differs > 0 },
    { key: 'verify', to: 'verify', isOffered: keys && keyedOnce(batch) > 0 },
    { key: 'key', to: 'entry', isOffered: keys && missing !== 0 },
  ] as const
  return offers
    .filter(({ isOffered }) => isOffered)
    .map(({ key, to }) => (
      <Button
        key={key}
        component={Link}
        variant="default"
        href={`/surveys/${surveyId}/${to}?batch=${to === 'print' ? encodeURIComponent(batch.code) : id}`}
        aria-label={`${t(`action.${key}`)}: ${batchName(batch)}`}
      >
        {t(`action.${key}`)}
      </Button>
    ))
}
