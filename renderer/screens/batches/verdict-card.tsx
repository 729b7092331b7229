import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { formatNumber } from '../../format.ts'
import { estimateWords, lacksOf } from './batch-state.ts'
import styles from './batches.module.css'
import { useBatchReport } from './use-batch-report.ts'

type Batch = Outputs['batch']['get']

/** The answer to the supervisor's question in one line, then what stands against it, then the count that must agree. */
export function VerdictCard({ surveyId, batch }: { surveyId: number; batch: Batch }) {
  const { t } = useTranslation('batches')
  const lacks = lacksOf(batch)
  const isEqual = lacks.length === 0
  return (
    <Card>
      <div className={styles.verdict}>
        <div>
          <h2 className={isEqual ? styles['is-equal'] : styles['not-equal']}>
            <Icon name={isEqual ? 'check' : 'note'} size={20} />
            {t(isEqual ? 'equal' : 'notEqual')}
          </h2>
          {isEqual ? (
            <p>
              {t('equalHint', { n: formatNumber(batch.expected) })} <Left surveyId={surveyId} batchId={batch.id} />
            </p>
          ) : (
            <ul className={styles.lacks}>
              {lacks.map(({ kind, n }) => (
                <li key={kind}>{t(`lack.${kind}`, { n: formatNumber(n) })}</li>
              ))}
            </ul>
          )}
        </div>
        <Figures batch={batch} />
      </div>
      <div className="row small" style={{ marginTop: 10 }}>
        <p className="secondary">
          <Sum batch={batch} />
        </p>
        <Anchor
          component={Link}
          className="screen-only"
          href={`/surveys/${surveyId}/responses?batch=${batch.id}`}
          fz={13}
        >
          {t('action.responses')}
        </Anchor>
      </div>
    </Card>
  )
}

/** What the second keying leaves uncertain, said with the verdict and not below it only; nothing to those who may not read it. */
function Left({ surveyId, batchId }: { surveyId: number; batchId: number }) {
  const { t } = useTranslation('batches')
  const report = useBatchReport(surveyId, batchId).data
  if (report === undefined) return null
  return report.remaining === null ? t('leftUnknown') : t('left', estimateWords(report.remaining))
}

function Figures({ batch }: { batch: Batch }) {
  const { t } = useTranslation('batches')
  const { expected, forms, missing, printed } = batch
  const figures = [
    { key: 'expected', value: expected, isWrong: false },
    { key: 'valid', value: forms.valid, isWrong: false },
    ...(forms.void > 0 ? ([{ key: 'void', value: forms.void, isWrong: false }] as const) : []),
    { key: 'missing', value: missing, isWrong: missing !== null && missing > 0 },
    ...(printed > 0 && printed !== expected ? ([{ key: 'printed', value: printed, isWrong: false }] as const) : []),
  ] as const
  return (
    <dl className={styles.figures} aria-label={t('figure.title')}>
      {figures.map(({ key, value, isWrong }) => (
        <div key={key}>
          <dt>{t(`figure.${key}`)}</dt>
          <dd data-is-wrong={isWrong}>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Written out, so that anybody can add it up. */
function Sum({ batch }: { batch: Batch }) {
  const { t } = useTranslation('batches')
  const { expected, forms, missing, excess } = batch
  if (expected === null) return t('figure.noExpected')
  return t(excess > 0 ? 'figure.sumExcess' : 'figure.sum', {
    expected: formatNumber(expected),
    valid: formatNumber(forms.valid),
    void: formatNumber(forms.void),
    missing: formatNumber(missing),
    excess: formatNumber(excess),
  })
}
