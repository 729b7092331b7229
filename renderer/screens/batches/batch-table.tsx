import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { batchName } from '../../batch-name.ts'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatNumber } from '../../format.ts'
import { useCanManage } from '../../use-role.ts'
import { BatchActions } from './batch-actions.tsx'
import { type BatchSummary, keyedOnce, verifyState } from './batch-state.ts'
import styles from './batches.module.css'
import { KeyedBar } from './keyed-bar.tsx'

interface BatchTableProps {
  surveyId: number
  batches: readonly BatchSummary[]
  onChange: (batch: BatchSummary) => void
}

/** One row a batch; what belongs to none comes last, since it is what remains to be sorted. */
export function BatchTable({ surveyId, batches, onChange }: BatchTableProps) {
  const { t } = useTranslation('batches')
  const [first, ...named] = batches
  const rows = first === undefined ? named : [...named, first]
  const hasUnits = batches.some(({ unitName }) => unitName !== null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('list')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('column.batch')}</th>
            {hasUnits && <th scope="col">{t('column.unit')}</th>}
            <th scope="col">{t('column.range')}</th>
            <th scope="col">{t('column.keyed')}</th>
            <th scope="col" className="number">
              {t('column.missing')}
            </th>
            <th scope="col">{t('column.verification')}</th>
            <th scope="col" className="number">
              {t('column.differs')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((batch) => (
            <BatchRow
              key={batch.id}
              surveyId={surveyId}
              batch={batch}
              hasUnits={hasUnits}
              onChange={() => onChange(batch)}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface BatchRowProps {
  surveyId: number
  batch: BatchSummary
  hasUnits: boolean
  onChange: () => void
}

function BatchRow({ surveyId, batch, hasUnits, onChange }: BatchRowProps) {
  const { t } = useTranslation('batches')
  const canManage = useCanManage()
  const { code, name, unitName, firstSerial, lastSerial, missing, excess, verifications } = batch
  return (
    <tr>
      <td className={styles.name}>
        <Link href={`/surveys/${surveyId}/batches/${batch.id}`} className={styles.code ?? ''}>
          {code === '' ? batchName(batch) : code}
        </Link>
        {name !== '' && name !== code && <div className="secondary">{name}</div>}
      </td>
      {hasUnits && <td className={styles.unit}>{unitName}</td>}
      <td className={styles.range}>
        {firstSerial !== '' && t('missing.range', { first: firstSerial, last: lastSerial })}
      </td>
      <td>
        <KeyedBar batch={batch} />
      </td>
      <td className="number">
        {formatNumber(missing)}
        {excess > 0 && <div className={styles.excess}>{t('excess', { n: formatNumber(excess) })}</div>}
      </td>
      <td>
        <VerifyPill batch={batch} />
      </td>
      <td className="number">
        {verifications.differs > 0 ? (
          <StatusPill tone="not-met">{formatNumber(verifications.differs)}</StatusPill>
        ) : (
          formatNumber(0)
        )}
      </td>
      <td>
        <div className={styles.actions}>
          <BatchActions surveyId={surveyId} batch={batch} />
          {canManage && (
            <Button variant="subtle" aria-label={`${t('change')}: ${batchName(batch)}`} onClick={onChange}>
              {t('change')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  )
}

export function VerifyPill({ batch }: { batch: BatchSummary }) {
  const { t } = useTranslation('batches')
  const { key, tone } = verifyState(batch)
  const { forms, verifications } = batch
  const n = key === 'unmatched' ? verifications.unmatched : forms.valid - keyedOnce(batch)
  return (
    <StatusPill tone={tone}>{t(`state.${key}`, { n: formatNumber(n), all: formatNumber(forms.valid) })}</StatusPill>
  )
}
