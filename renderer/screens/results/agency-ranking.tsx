import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { IntervalChart, type IntervalRow, labelOf } from '../../charts/interval-chart.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/states.tsx'
import { formatIndex, formatShort } from '../../format.ts'
import { isSure, rankedAgencies } from './agency-order.ts'
import styles from './results.module.css'
import type { IndexCell, Results } from './summary-cards.tsx'

interface AgencyRankingProps {
  results: Results
  selectedId: number | null
  onSelect: (agencyId: number) => void
}

/** A picture can't go on over the next page of a print. */
const ROWS_A_PAGE = 34

/** More than these scroll in the card. */
const ROWS_SEEN = 13

/** Every agency from the best to the weakest, with its interval and the target line. */
export function AgencyRanking({ results, selectedId, onSelect }: AgencyRankingProps) {
  const { t } = useTranslation('results')
  const rows = useMemo(
    () => rankedAgencies(results.agencies).map((cell) => intervalRow(cell, t('forms', { n: cell.n }))),
    [results.agencies, t],
  )
  const target = mostCommon(results.agencies.map((cell) => cell.target))
  return (
    <Card title={t('agencies')}>
      {rows.length === 0 ? (
        <EmptyState title={t('noAgencies')} hint={t('noAgenciesHint')} />
      ) : (
        <section
          className={`${styles.scroller} ${rows.length > ROWS_A_PAGE ? styles.tooTall : ''}`}
          aria-label={t('agenciesPicture', { count: rows.length })}
          // What scrolls must be reachable by the keyboard.
          tabIndex={rows.length > ROWS_SEEN ? 0 : undefined}
        >
          <div className={styles.picture}>
            <IntervalChart
              rows={rows}
              target={target}
              targetLabel={t('targetLine', { target: formatShort(target) })}
              label={t('agenciesPicture', { count: rows.length })}
              selectedKey={selectedId === null ? null : String(selectedId)}
              onSelect={(key) => onSelect(Number(key))}
            />
          </div>
          <FigureTable rows={rows} />
        </section>
      )}
    </Card>
  )
}

/** The same figures for a screen reader: a picture says nothing to it. Printed too, where the picture is higher than A4. */
function FigureTable({ rows }: { rows: IntervalRow[] }) {
  const { t } = useTranslation(['results', 'common'])
  return (
    <div className={`visually-hidden ${styles.figures}`}>
      <table>
        <caption>{t('agencies')}</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{labelOf(row)}</th>
              <td>{formatIndex(row.index)}</td>
              <td>
                {row.lower95 === null
                  ? t('common:number.noInterval')
                  : t('common:number.interval', { lower: formatIndex(row.lower95), upper: formatIndex(row.upper95) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** An agency that can't be ranked surely says how few its forms are. */
function intervalRow(cell: IndexCell, forms: string): IntervalRow {
  const { index, lower95, upper95, verdict } = cell
  const name = cell.by.agency?.name ?? ''
  const row = { key: String(cell.by.agency?.id ?? 0), name, index, lower95, upper95, verdict }
  return { ...row, caution: isSure(cell) ? null : forms }
}

function mostCommon(values: (number | null)[]): number | null {
  const counts = Map.groupBy(values, (value) => value)
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null
}
