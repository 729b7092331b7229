import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { IntervalChart, type IntervalRow } from '../../charts/interval-chart.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/states.tsx'
import { formatIndex, formatShort } from '../../format.ts'
import styles from './results.module.css'
import type { IndexCell, Results } from './summary-cards.tsx'

interface AgencyRankingProps {
  results: Results
  selectedId: number | null
  onSelect: (agencyId: number) => void
}

/** Every agency from the best to the weakest, with its interval and the target line. */
export function AgencyRanking({ results, selectedId, onSelect }: AgencyRankingProps) {
  const { t } = useTranslation('results')
  const rows = useMemo(() => rankedAgencies(results.agencies).map(intervalRow), [results.agencies])
  const target = mostCommon(results.agencies.map((cell) => cell.target))
  return (
    <Card title={t('agencies')}>
      {rows.length === 0 ? (
        <EmptyState title={t('noAgencies')} hint={t('noAgenciesHint')} />
      ) : (
        <div className={styles.scroller}>
          <IntervalChart
            rows={rows}
            target={target}
            targetLabel={t('targetLine', { target: formatShort(target) })}
            label={t('agenciesPicture', { count: rows.length })}
            selectedKey={selectedId === null ? null : String(selectedId)}
            onSelect={(key) => onSelect(Number(key))}
          />
          <FigureTable rows={rows} />
        </div>
      )}
    </Card>
  )
}

/** The same figures for a screen reader: a picture says nothing to it. */
function FigureTable({ rows }: { rows: IntervalRow[] }) {
  const { t } = useTranslation(['results', 'common'])
  return (
    <table className="visually-hidden">
      <caption>{t('agencies')}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
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
  )
}

/** Highest first; agencies without an index last, in their own order. */
export function rankedAgencies(cells: IndexCell[]): IndexCell[] {
  return cells.toSorted((a, b) => (b.index ?? -1) - (a.index ?? -1))
}

function intervalRow(cell: IndexCell): IntervalRow {
  const { index, lower95, upper95, verdict } = cell
  return { key: String(cell.by.agency?.id ?? 0), label: cell.by.agency?.name ?? '', index, lower95, upper95, verdict }
}

function mostCommon(values: (number | null)[]): number | null {
  const counts = Map.groupBy(values, (value) => value)
  return [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null
}
