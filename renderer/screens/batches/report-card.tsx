import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { IntervalScale, scaleTo } from '../../components/interval-scale.tsx'
import { QueryView } from '../../components/states.tsx'
import { formatNumber } from '../../format.ts'
import { estimateWords, formatEstimate } from './batch-state.ts'
import styles from './batches.module.css'
import { FieldAgreement } from './field-agreement.tsx'
import { useBatchReport } from './use-batch-report.ts'

type Report = Outputs['verification']['report']
type Figures = Report['keyers'][number]['first']

/** What the second keying says of the data: errors that are left, who errs, which fields; for those who may read it. */
export function ReportCard({ surveyId, batchId }: { surveyId: number; batchId: number }) {
  const { t } = useTranslation('batches')
  const report = useBatchReport(surveyId, batchId)
  if (!report.isReadable) return null
  return (
    <Card title={t('report.title')} className={styles.report}>
      <QueryView query={report}>
        {(data) => (
          <>
            <Remaining report={data} />
            {data.remaining !== null && (
              <div className={styles.columns}>
                <Keyers keyers={data.keyers} />
                <FieldAgreement surveyId={surveyId} fields={data.fields} />
              </div>
            )}
            <Due missing={data.missing} />
          </>
        )}
      </QueryView>
    </Card>
  )
}

/** How much is still wrong, how sure that is, and what it rests on. */
function Remaining({ report: { remaining } }: { report: Report }) {
  const { t } = useTranslation('batches')
  if (remaining === null) return <p className="secondary">{t('report.nothing')}</p>
  const words = {
    ...estimateWords(remaining),
    count: formatNumber(Math.round(remaining.count)),
    lowerCount: formatNumber(remaining.lowerCount),
    upperCount: formatNumber(remaining.upperCount),
    answers: formatNumber(remaining.answers),
    forms: formatNumber(remaining.verifiedForms),
    verified: formatNumber(remaining.verifiedAnswers),
    errors: formatNumber(remaining.firstErrors),
    open: formatNumber(remaining.openAnswers),
    unknown: formatNumber(remaining.unknownAnswers),
  }
  return (
    <div className={styles.rate}>
      <div>
        <p className={styles.big}>{t('report.rate', words)}</p>
        <p>{t('report.interval', words)}</p>
        <p className="secondary small">
          {t(`report.method.${remaining.method}`, words)}
          {remaining.openAnswers > 0 && ` ${t('report.open', words)}`}
          {remaining.unknownAnswers > 0 && ` ${t('report.unknown', words)}`}
        </p>
      </div>
      <IntervalScale
        className={styles.scale}
        label={t('report.chart')}
        value={remaining.per10000 / 10}
        lower95={remaining.lower95 / 10}
        upper95={remaining.upper95 / 10}
        scale={scaleTo(Math.max(remaining.per10000, remaining.upper95) / 10)}
      />
    </div>
  )
}

/** Errors of what agrees or is settled; what is open is nobody's yet. */
function errorsText(t: TFunction<'batches'>, { per1000, errors, compared, open }: Figures): string {
  if (per1000 === null && open === 0) return '–'
  const rate = per1000 === null ? '–' : formatEstimate(per1000)
  const settled = t('report.errors', { rate, errors: formatNumber(errors), compared: formatNumber(compared) })
  return open === 0 ? settled : t('report.openErrors', { errors: settled, open: formatNumber(open) })
}

function Keyers({ keyers }: { keyers: Report['keyers'] }) {
  const { t } = useTranslation('batches')
  return (
    <div>
      <table>
        <caption className={styles.caption}>{t('report.keyers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('report.keyer')}</th>
            <th scope="col" className="number">
              {t('report.first')}
            </th>
            <th scope="col" className="number">
              {t('report.second')}
            </th>
          </tr>
        </thead>
        <tbody>
          {keyers.map(({ operatorId, name, first, second }, at) => (
            <tr key={operatorId}>
              <td>{name ?? t('report.unnamed', { n: formatNumber(at + 1) })}</td>
              {[first, second].map((figures, which) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: first keying and second, always in this order
                <td key={which} className="number">
                  {errorsText(t, figures)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="secondary small">{t('report.keyersNote')}</p>
    </div>
  )
}

const DUE = ['wholeDue', 'identifiersDue', 'secondOnly', 'differing'] as const
const DUE_WORDS = {
  wholeDue: 'wholeDue',
  identifiersDue: 'identifiersDue',
  secondOnly: 'secondOnly',
  differing: 'differingForms',
} as const
const MOST_SHOWN = 20

/** What is still to do, of which kind, with the serials to look for. */
function Due({ missing }: { missing: Report['missing'] }) {
  const { t } = useTranslation('batches')
  const lines = missing
    .flatMap((batch) => DUE.map((kind) => ({ kind, ...batch[kind] })))
    .filter(({ count }) => count > 0)
  if (lines.length === 0) return null
  return (
    <dl className={styles.due}>
      {lines.map(({ kind, count, serials }) => (
        <div key={kind}>
          <dt>{t(`report.${DUE_WORDS[kind]}`, { n: formatNumber(count) })}</dt>
          <dd className="secondary small">
            {serials.slice(0, MOST_SHOWN).join(', ')}
            {count > MOST_SHOWN && ` ${t('missing.more', { n: formatNumber(count - MOST_SHOWN) })}`}
          </dd>
        </div>
      ))}
    </dl>
  )
}
