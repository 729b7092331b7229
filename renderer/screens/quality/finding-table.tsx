import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { findingInWords } from '../../../src/core/quality/finding-in-words.ts'
import { batchName } from '../../batch-name.ts'
import { RowTable } from '../../components/row-table.tsx'
import { EmptyState, ErrorState, Loading } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { FIRST_SHOWN, useRowList, withActs } from '../../components/use-row-list.ts'
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

/** A list of any length: only what is seen is drawn. Arrows move along it, Enter opens the form at the desk. */
export function FindingTable(props: FindingTableProps) {
  const { survey, filter, start, selected, onToggle, onActive, onAsk, none, isFiltered } = props
  const { t } = useTranslation('quality')
  const [shown, setShown] = useState(FIRST_SHOWN)
  const rows = useFindingRows(filter, shown.first, shown.last)
  const total = rows.total ?? 0
  const list = useRowList({ total, rowPx: ROW_PX, start, onShown: setShown })
  const { active } = list
  const row = rows.rowAt(active)
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the row changes, not with every drawing
  useEffect(() => onActive({ index: active, row }), [active, row])
  const acts = { c: () => onAsk('excuse'), h: () => onAsk('void'), ' ': () => row && onToggle(row) }
  if (rows.error !== null) return <ErrorState error={rows.error} onRetry={rows.retry} />
  if (rows.total === null) return <Loading />
  if (rows.total === 0) return isFiltered ? <EmptyState title={t('noneFiltered')} /> : none
  return (
    <RowTable
      list={list}
      className={styles.table}
      head={<Head hasBatches={survey.batches.length > 1} canSelect={selected !== null} />}
      columns={COLUMNS}
      cellsOf={(index) => {
        const row = rows.rowAt(index)
        return row && <Cells key={index} {...{ index, row, survey, selected, onToggle }} isActive={index === active} />
      }}
      loading={t('loadingRow')}
      foot={
        <>
          <span role="status">{t('total', { count: formatNumber(total) })}</span>
          <span>{t(selected === null ? 'keysRead' : 'keys')}</span>
        </>
      }
      onKeyDown={withActs(list.onKeyDown, selected === null ? null : acts)}
    />
  )
}

const COLUMNS = 6

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
  row: FindingRow
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

function Cells({ index, row, survey, selected, onToggle, isActive }: RowProps) {
  const { t } = useTranslation('quality')
  const found = findingInWords(row.rule, row.detail, currentLanguage())
  const agency = survey.agencies.find((one) => one.id === row.agencyId)?.name
  const batch = survey.batches.find((one) => one.id === row.batchId)
  const settled = row.reason || (row.state === 'fixed' && row.operatorName)
  const isSettled = row.operatorName !== '' && row.state !== 'open'
  const when = isSettled ? t('settled', { who: row.operatorName, when: formatMoment(row.settledAtMs) }) : undefined
  return (
    <>
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
    </>
  )
}

/** A link to the form; what is of no single form is a stop of the keys all the same. */
function SerialCell({ index, row, survey, isActive }: Omit<RowProps, 'selected' | 'onToggle'>) {
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
