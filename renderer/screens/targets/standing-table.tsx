import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { IndexNumber } from '../../components/index-number.tsx'
import { VerdictPill } from '../../components/status-pill.tsx'
import { formatNumber, formatPoints, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './targets.module.css'

export type StandingRow = Outputs['target']['standing']['whole'][number]

interface StandingTableProps {
  rows: readonly StandingRow[]
  /** What the first column names. */
  place: 'whole' | 'agency'
}

/** Index and interval against the target: the verdict, the gap, and how many better answers it takes. */
export function StandingTable({ rows, place }: StandingTableProps) {
  const { t } = useTranslation('targets')
  return (
    <table className={styles.standing}>
      <thead>
        <tr>
          <th scope="col">{t(place === 'whole' ? 'standing.column.place' : 'column.agency')}</th>
          {place === 'whole' && <th scope="col">{t('column.node')}</th>}
          <th scope="col" className="number">
            {t('standing.column.n')}
          </th>
          <th scope="col" className="number">
            {t('standing.column.index')}
          </th>
          <th scope="col">{t('standing.column.verdict')}</th>
          <th scope="col" className="number">
            {t('standing.column.gap')}
          </th>
          <th scope="col">{t('standing.column.lacking')}</th>
          <th scope="col">{t('column.document')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.agency?.id} ${row.sector?.id} ${row.node}`}>
            <th scope="row">{placeOf(row, t('standing.province'))}</th>
            {place === 'whole' && (
              <td title={localText(row.label)}>
                <span className={styles.clipped}>{localText(row.label)}</span>
              </td>
            )}
            <td className="number">{formatNumber(row.n)}</td>
            <td className="number">
              <IndexNumber index={row.index} lower95={row.lower95} upper95={row.upper95} />
            </td>
            <td>
              <VerdictPill verdict={row.verdict} target={row.target} />
              {row.verdict === null && (
                <span className="secondary">{t('standing.noIndex', { target: formatShort(row.target) })}</span>
              )}
            </td>
            <td className="number">{formatPoints(row.gap)}</td>
            <td>
              <Lacking {...row} />
            </td>
            <td className="secondary" title={row.from?.document}>
              <span className={styles.clipped}>{row.from === null ? t('standing.ofScheme') : row.from.document}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Lacking({ steps, verdict }: Pick<StandingRow, 'steps' | 'verdict'>) {
  const { t } = useTranslation('targets')
  if (steps.length === 0) return <span className="secondary">–</span>
  if (steps.every(({ count }) => count === 0)) {
    const words = verdict === 'unsure' ? 'standing.enoughUnsure' : 'standing.enough'
    return <span className="secondary">{t(words)}</span>
  }
  return (
    <>
      {steps.map(({ way, count }) => (
        <span key={way} className={styles.step}>
          {t(`standing.way.${way}`, { n: count === null ? t('standing.unreachable') : formatNumber(count) })}
        </span>
      ))}
    </>
  )
}

function placeOf({ agency, sector }: StandingRow, province: string): string {
  const parts = [agency?.name, sector === null ? undefined : localText(sector.name)].filter(
    (part) => part !== undefined,
  )
  return parts.length === 0 ? province : parts.join(' · ')
}
