import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber } from '../../format.ts'
import styles from './side-panel.module.css'
import type { Opening } from './survey-store.ts'

type Detail = Outputs['batch']['get']

/** A batch with a code, read anew after every save; undefined where there is none, or it isn't known yet. */
export function useBatch(survey: Opening['survey'], batchId: number): Detail | undefined {
  const isOwn = (survey.batches.find(({ id }) => id === batchId)?.code ?? '') !== ''
  const { data } = useQuery(trpc.batch.get.queryOptions({ surveyId: survey.id, batchId }, { enabled: isOwn }))
  return isOwn && data?.id === batchId ? data : undefined
}

const keyedOf = ({ forms }: Detail): number => forms.valid + forms.void

/** How far a batch is keyed, and the serials that were passed over. */
export function BatchCard({ batch }: { batch: Detail }) {
  const { t } = useTranslation('entry')
  const { expected, missing } = batch
  const keyed = keyedOf(batch)
  const title = t('side.batch', { batch: batch.code })
  const over = passedOver(batch)
  return (
    <Card title={title}>
      <p className={styles.figure}>
        <b>{formatNumber(keyed)}</b>{' '}
        {expected === null ? t('side.forms') : t('side.ofForms', { of: formatNumber(expected) })}
      </p>
      {expected !== null && expected > 0 && (
        <progress className={styles.bar} aria-label={title} max={expected} value={Math.min(keyed, expected)} />
      )}
      {missing !== null && missing > 0 && (
        <p className="secondary">
          {over === '' ? t('side.left', { count: missing }) : t('side.missing', { serials: over })}
        </p>
      )}
    </Card>
  )
}

const MOST_NAMED = 3

/** The gaps below the last keyed serial: what comes after it is still to come. */
function passedOver({ serials, forms }: Detail): string {
  if (serials === null || forms.valid === 0) return ''
  const gaps = serials.missing.stretches.filter(({ last }) => serials.ranges.every((range) => range.last !== last))
  const names = gaps.slice(0, MOST_NAMED).map(({ first, last }) => (first === last ? first : `${first}–${last}`))
  return names.join(', ') + (gaps.length > MOST_NAMED ? '…' : '')
}

/** Said once the batch of the form before has all its papers. */
export function useFullBatch(survey: Opening['survey'], batchId: number): string | null {
  const { t } = useTranslation('entry')
  const batch = useBatch(survey, batchId)
  if (batch === undefined || batch.expected === null || batch.missing !== 0) return null
  const [count, of] = [formatNumber(keyedOf(batch)), formatNumber(batch.expected)]
  return t('side.batchFull', { batch: batch.code, count, of })
}
