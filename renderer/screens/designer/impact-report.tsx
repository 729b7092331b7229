import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { StatusPill, type Verdict } from '../../components/status-pill.tsx'
import { formatNumber } from '../../format.ts'
import styles from './impact-report.module.css'

export type Impact = Outputs['questionnaire']['impact']
type Change = Impact['changes'][number]

const TONES: Record<Impact['impact'], Verdict | 'neutral'> = { none: 'met', label: 'neutral', loss: 'not-met' }
const HEAVIEST_FIRST = ['loss', 'label', 'none'] as const

/** What a version changes for the answers that are there: possible losses first, each in words with before and after. */
export function ImpactReport({ report }: { report: Impact }) {
  const { t } = useTranslation('designer')
  if (report.earlierVersion === null) return <p>{t('impact.first')}</p>
  if (report.changes.length === 0) return <p>{t('impact.same', { version: report.earlierVersion })}</p>
  return (
    <>
      <p className="row">
        {t('impact.against', { version: report.earlierVersion })}
        <StatusPill tone={TONES[report.impact]}>{t(`impact.${report.impact}`)}</StatusPill>
      </p>
      <table className={styles.changes}>
        <thead>
          <tr>
            <th scope="col">{t('impact.code')}</th>
            <th scope="col">{t('impact.change')}</th>
            <th scope="col">{t('impact.effect')}</th>
            <th scope="col" className="number">
              {t('impact.responses')}
            </th>
          </tr>
        </thead>
        <tbody>
          {HEAVIEST_FIRST.flatMap((impact) => report.changes.filter((change) => change.impact === impact)).map(
            (change) => (
              <ChangeRow key={`${change.kind} ${change.code} ${change.choice} ${change.after}`} change={change} />
            ),
          )}
        </tbody>
      </table>
    </>
  )
}

function ChangeRow({ change }: { change: Change }) {
  const { t } = useTranslation('designer')
  return (
    <tr>
      <td>
        <code>{change.code}</code>
      </td>
      <td>
        <div>{t(`change.${change.kind}`)}</div>
        {change.before !== '' && <del className={styles.before}>{change.before}</del>}
        {change.after !== '' && <ins className={styles.after}>{change.after}</ins>}
      </td>
      <td>
        <StatusPill tone={TONES[change.impact]}>{t(`impact.${change.impact}`)}</StatusPill>
      </td>
      <td className="number">{change.impact === 'loss' ? formatNumber(change.responses) : ''}</td>
    </tr>
  )
}
