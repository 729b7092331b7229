import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { findingInWords } from '../../../src/core/quality/finding-in-words.ts'
import { batchName } from '../../batch-name.ts'
import { EmptyState, ErrorState, Loading } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { useActiveRow } from '../../components/use-active-row.ts'
import { formatMoment, formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './quality.module.css'
import {
  type FindingRow,
  type FindingState,
  formAddress,
  keyOf,
  type readFilter,
  type SurveyDetail,
} from './quality-filter.ts'
import { useFindingRows } from './use-finding-rows.ts'

interface FindingTableProps {
  survey: SurveyDetail
  filter: ReturnType<typeof readFilter>
  /** The row that has the focus first. */
  start: number
  /** Null where nothing can be settled, so nothing is selected. */
  selected: ReadonlyMap<string, FindingRow> | null
  onToggle: (row: FindingRow) => void
  onActive: (active: { readonly index: number; readonly row: FindingRow | undefined }) => void
  onAsk: (act: 'excuse' | 'void') => void
  none: ReactNode
  isFiltered: boolean
}

const ROW_PX = 36
const OVERSCAN = 10

/** A list of any length: only what is seen is drawn. Arrows move along it, Enter opens the form at the desk. */
export function FindingTable(props: FindingTableProps) {
  const { survey, filter, start, selected, onToggle, onActive, onAsk, none, isFiltered } = props
  const { t } = useTranslation('quality')
  const frame = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState({ first: 0, last: 60 })
  const rows = useFindingRows(filter, shown.first, shown.last)
  const total = rows.total ?? 0
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 60
  useEffect(() => setShown({ first, last }), [first, last])
  const { active, onKeyDown } = useActiveRow(start, total, frame, (index) => virtual.scrollToIndex(index))
  const row = rows.rowAt(active)
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the row changes, not with every drawing
  useEffect(() => onActive({ index: active, row }), [active, row])
  const onKey = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    const act = { c: () => onAsk('excuse'), h: () => onAsk('void'), ' ': () => row && onToggle(row) }[event.key]
    if (act === undefined || !isPlain || selected === null || event.target instanceof HTMLInputElement) {
      onKeyDown(event)
      return
    }
    event.preventDefault()
    act()
  }
  if (rows.error !== null) return <ErrorState error={rows.error} onRetry={rows.retry} />
  if (rows.total === null) return <Loading />
  if (rows.total === 0) return isFiltered ? <EmptyState title={t('noneFiltered')} /> : none
  const spare = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className={styles.card}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the links within, wherever the focus rests */}
      <div ref={frame} className={styles.frame} tabIndex={-1} onKeyDown={onKey}>
        <table className={styles.table} aria-rowcount={total + 1}>
          <Head hasBatches={survey.batches.length > 1} canSelect={selected !== null} />
          <tbody>
            <Spacer height={items[0]?.start ?? 0} />
            {items.map(({ index }) => (
              <Row
                key={index}
                index={index}
                row={rows.rowAt(index)}
                survey={survey}
                selected={selected}
                onToggle={onToggle}
                isActive={index === active}
              />
            ))}
            <Spacer height={spare} />
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span role="status">{t('total', { count: formatNumber(total) })}</span>
        <span>{t(selected === null ? 'keysRead' : 'keys')}</span>
      </div>
    </div>
  )
}

const COLUMNS = 6

/** Space that the rows not drawn would take. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr>
      <td colSpan={COLUMNS} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null
}

function Head({ hasBatches, canSelect }: { hasBatches: boolean; canSelect: boolean }) {
  const { t } = useTranslation('quality')
  return (
    <thead>
      <tr>
        {canSelect && (
          <th scope="col" className={styles.pick}>
            <span className="visually-hidden">{t('column.select')}</span>
          </th>
        )}
        <th scope="col" className={styles.serial}>
          {t('column.serial')}
        </th>
        <th scope="col">{t('column.found')}</th>
        <th scope="col" className={styles.agency}>
          {t('column.agency')}
        </th>
        {hasBatches && (
          <th scope="col" className={styles.batch}>
            {t('column.batch')}
          </th>
        )}
        <th scope="col" className={styles.state}>
          {t('column.state')}
        </th>
      </tr>
    </thead>
  )
}

interface RowProps {
  index: number
  row: FindingRow | undefined
  survey: SurveyDetail
  selected: ReadonlyMap<string, FindingRow> | null
  onToggle: (row: FindingRow) => void
  isActive: boolean
}

const TONES: Readonly<Record<FindingState, 'unsure' | 'neutral' | 'met' | 'not-met'>> = {
  open: 'unsure',
  excused: 'neutral',
  fixed: 'met',
  void: 'not-met',
}

function Row({ index, row, survey, selected, onToggle, isActive }: RowProps) {
  const { t } = useTranslation('quality')
  if (row === undefined) {
    return (
      <tr style={{ height: ROW_PX }} aria-rowindex={index + 2}>
        <td colSpan={COLUMNS} className="secondary">
          {t('loadingRow')}
        </td>
      </tr>
    )
  }
  const found = findingInWords(row.rule, row.detail, currentLanguage())
  const agency = survey.agencies.find((one) => one.id === row.agencyId)?.name
  const batch = survey.batches.find((one) => one.id === row.batchId)
  const settled = row.reason || (row.state === 'fixed' && row.operatorName)
  const isSettled = row.operatorName !== '' && row.state !== 'open'
  const when = isSettled ? t('settled', { who: row.operatorName, when: formatMoment(row.settledAtMs) }) : undefined
  return (
    <tr style={{ height: ROW_PX }} aria-rowindex={index + 2}>
      {selected !== null && (
        <td className={styles.pick}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('selectRow', { serial: row.serial ?? '', found })}
            checked={selected.has(keyOf(row))}
            onChange={() => onToggle(row)}
          />
        </td>
      )}
      <td className={styles.serial}>
        <SerialCell index={index} row={row} survey={survey} isActive={isActive} />
      </td>
      <td className={styles.found} title={found}>
        {found}
      </td>
      <td className={styles.agency} title={agency}>
        {agency}
      </td>
      {survey.batches.length > 1 && (
        <td className={styles.batch} title={batch && batchName(batch)}>
          {batch && (batch.code || batchName(batch))}
        </td>
      )}
      <td className={styles.state} title={when}>
        <StatusPill tone={TONES[row.state]}>{t(`state.${row.state}`)}</StatusPill>
        {settled && <span className={styles.reason}>{settled}</span>}
      </td>
    </tr>
  )
}

/** A link to the form; what is of no single form is a stop of the keys all the same. */
function SerialCell({
  index,
  row,
  survey,
  isActive,
}: Omit<RowProps, 'row' | 'selected' | 'onToggle'> & { row: FindingRow }) {
  const [search] = useSearchParams()
  const tabIndex = isActive ? 0 : -1
  const batch = survey.batches.find(({ id }) => row.place === `@batch:${id}`)
  if (batch !== undefined) {
    return (
      <Link
        href={`/surveys/${survey.id}/batches/${batch.id}`}
        className={styles.open ?? ''}
        data-row={index}
        tabIndex={tabIndex}
      >
        {batchName(batch)}
      </Link>
    )
  }
  if (row.responseId === '') {
    return (
      <span data-row={index} tabIndex={tabIndex} className={styles.whole}>
        –
      </span>
    )
  }
  const href = formAddress(survey, row, search, index)
  return (
    <Link href={href} className={styles.open ?? ''} data-row={index} tabIndex={tabIndex}>
      {row.serial}
    </Link>
  )
}
