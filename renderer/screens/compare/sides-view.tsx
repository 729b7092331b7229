import { Button, Switch } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
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
import { DifferenceTable } from './difference-table.tsx'
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
  const depths = depthsOf(rows)
  return (
    <>
      <DifferenceTable
        headings={[t('node'), t('indexA'), t('indexB'), t('n')]}
        lines={rows.map((row) => ({
          key: row.node,
          name: localText(row.label),
          depth: depths.get(row.node) ?? 0,
          row,
        }))}
        minimumN={minimumN}
        isOverTime={isOverTime}
      />
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
