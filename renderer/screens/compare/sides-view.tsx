import { Button, Switch } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './compare.module.css'
import { CompareNotes } from './compare-notes.tsx'
import {
  type CompareRow,
  type Comparison,
  isLater,
  isSame,
  type Survey,
  sideInput,
  type useCompareState,
} from './compare-state.ts'
import { DifferenceCells, reachOf } from './difference-cells.tsx'
import { ExportButtons } from './export-buttons.tsx'

interface SidesViewProps {
  state: ReturnType<typeof useCompareState>
  /** Nodes above the single questions, of the survey of side A. */
  nodes: readonly string[]
  surveys: readonly Survey[]
}

/** Two sides node by node. What is shown is one family: single questions are judged only when they are asked for. */
export function SidesView({ state, nodes, surveys }: SidesViewProps) {
  const { t } = useTranslation('compare')
  const { a, b, hasItems, set } = state
  const same = isSame(a, b)
  const input = { a: sideInput(a), b: sideInput(b), nodes: hasItems ? ('all' as const) : [...nodes] }
  const found = useQuery({
    ...trpc.compare.get.queryOptions(input, { placeholderData: keepPreviousData }),
    enabled: !same,
  })
  return (
    <Card
      title={t('table')}
      aside={
        <span className={styles.aside}>
          <Switch
            size="xs"
            label={t('detail')}
            checked={hasItems}
            onChange={(event) => set({ items: event.currentTarget.checked ? '1' : '' })}
          />
          {!same && <ExportButtons path="compare" input={input} />}
        </span>
      }
    >
      {same ? (
        <EmptyState title={t('same')} hint={t('sameHint')} />
      ) : (
        <QueryView query={found}>{(data) => <Table comparison={data} isOverTime={isLater(a, b, surveys)} />}</QueryView>
      )}
    </Card>
  )
}

function Table({ comparison, isOverTime }: { comparison: Comparison; isOverTime: boolean }) {
  const { t } = useTranslation('compare')
  const { rows, minimumN } = comparison
  const reach = reachOf(rows)
  const depths = depthsOf(rows)
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('node')}</th>
            <th scope="col" className="number">
              {t('indexA')}
            </th>
            <th scope="col" className="number">
              {t('indexB')}
            </th>
            <th scope="col" className="number">
              {t('n')}
            </th>
            <th scope="col" className={styles.points}>
              {t('difference')}
            </th>
            <th scope="col" className={styles.picture}>
              {t('picture')}
            </th>
            <th scope="col" className={styles.verdict}>
              {t('verdict')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.node} className={row.parent === null ? styles.root : undefined}>
              <th scope="row" style={{ paddingLeft: 8 + 16 * (depths.get(row.node) ?? 0) }}>
                {localText(row.label)}
              </th>
              <td className="number">{formatIndex(row.a.index)}</td>
              <td className="number">{formatIndex(row.b.index)}</td>
              <td className="number">
                {formatNumber(row.a.n)} / {formatNumber(row.b.n)}
              </td>
              <DifferenceCells {...{ row, reach, minimumN, isOverTime }} />
            </tr>
          ))}
        </tbody>
      </table>
      <CompareNotes {...comparison} sources={[comparison.a.provenance, comparison.b.provenance]} />
    </>
  )
}

/** How far below the root a row stands; a row comes after the one above it. */
function depthsOf(rows: readonly CompareRow[]): ReadonlyMap<string, number> {
  const depths = new Map<string, number>()
  for (const { node, parent } of rows) depths.set(node, parent === null ? 0 : (depths.get(parent) ?? -1) + 1)
  return depths
}

/** A and B change places. */
export function SwapButton({ onSwap }: { onSwap: () => void }) {
  const { t } = useTranslation('compare')
  return (
    <Button variant="default" className={styles.swap ?? ''} onClick={onSwap}>
      {t('side.swap')}
    </Button>
  )
}
