import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import type { FrameTable } from '../../charts/frame-table.tsx'
import { IntervalChart, type IntervalRow, intervalPicture, labelOf } from '../../charts/interval-chart.tsx'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/states.tsx'
import { formatIndex, formatShort } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { isSure, rankedAgencies } from './agency-order.ts'
import type { IndexCell, Results } from './summary-cards.tsx'

interface AgencyRankingProps {
  results: Results
  selectedId: number | null
  onSelect: (agencyId: number) => void
}

/** Every agency from the best to the weakest, with its interval and the target line. */
export function AgencyRanking({ results, selectedId, onSelect }: AgencyRankingProps) {
  const { t } = useTranslation('results')
  const rows = useMemo(
    () => rankedAgencies(results.agencies).map((cell) => intervalRow(cell, t('forms', { n: cell.n }))),
    [results.agencies, t],
  )
  const target = mostCommon(results.agencies.map((cell) => cell.target))
  const targetLabel = t('targetLine', { target: formatShort(target) })
  const table = useMemo(() => tableOf(rows, t), [rows, t])
  const [best] = rows
  const weakest = rows.at(-1)
  if (best === undefined || weakest === undefined)
    return (
      <Card title={t('agencies')}>
        <EmptyState title={t('noAgencies')} hint={t('noAgenciesHint')} />
      </Card>
    )
  return (
    <ChartFrame
      title={t('agencies')}
      alt={t('agenciesPicture', { count: rows.length, best: saidOf(best), weakest: saidOf(weakest) })}
      table={table}
      picture={intervalPicture(rows, target, targetLabel)}
      footnote={figureNote(results.provenance, null, currentLanguage())}
    >
      <IntervalChart
        {...{ rows, target, targetLabel }}
        selectedKey={selectedId === null ? null : String(selectedId)}
        onSelect={(key) => onSelect(Number(key))}
      />
    </ChartFrame>
  )
}

function saidOf(row: IntervalRow): string {
  return `${labelOf(row)} ${formatIndex(row.index)}`
}

type Translate = ReturnType<typeof useTranslation<'results'>>['t']

function tableOf(rows: IntervalRow[], t: Translate): FrameTable {
  const format = formatIndex
  return {
    columns: [
      { label: t('agency') },
      { label: t('index'), format },
      { label: t('lower'), format },
      { label: t('upper'), format },
    ],
    rows: rows.map((row) => [labelOf(row), row.index, row.lower95, row.upper95]),
  }
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
