import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { StatusPill } from '../../components/status-pill.tsx'
import { useActiveRow } from '../../components/use-active-row.ts'
import { formatIndex, formatIsoDate, formatNumber, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './actions.module.css'
import type { CaseRow } from './case-filter.ts'
import { STATE_TONES, usePlaceName, useWhy } from './case-words.ts'

interface CaseTableProps {
  rows: readonly CaseRow[]
  /** The row that has the focus first. */
  start: number
  /** Null where nothing can be assigned, so nothing is selected. */
  selected: ReadonlySet<string> | null
  addressOf: (row: CaseRow, at: number) => string
  onToggle: (row: CaseRow) => void
  onAssign: (active: CaseRow | undefined) => void
}

/** Arrows move along the list, Enter opens a case, Space selects, G assigns. */
export function CaseTable({ rows, start, selected, addressOf, onToggle, onAssign }: CaseTableProps) {
  const { t } = useTranslation('actions')
  const frame = useRef<HTMLDivElement>(null)
  const scrollTo = (at: number): void =>
    frame.current?.querySelector(`[data-row="${at}"]`)?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  const { active, onKeyDown } = useActiveRow(start, rows.length, frame, scrollTo)
  const row = rows[active]
  const onKey = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    const act = { g: () => onAssign(row), ' ': () => row && onToggle(row) }[event.key]
    if (act === undefined || !isPlain || selected === null || event.target instanceof HTMLInputElement) {
      onKeyDown(event)
      return
    }
    event.preventDefault()
    act()
  }
  const late = rows.filter(({ isOverdue }) => isOverdue).length
  return (
    <div className={styles.card}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the links within, wherever the focus rests */}
      <div ref={frame} className={styles.frame} tabIndex={-1} onKeyDown={onKey}>
        <table className={styles.table}>
          <Head canSelect={selected !== null} />
          <tbody>
            {rows.map((one, at) => (
              <Row
                key={one.id}
                row={one}
                at={at}
                address={addressOf(one, at)}
                isActive={at === active}
                isSelected={selected?.has(one.id) ?? null}
                onToggle={() => onToggle(one)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span role="status">
          {t('total', { count: formatNumber(rows.length) })}
          {late > 0 && ` · ${t('overdueTotal', { count: formatNumber(late) })}`}
        </span>
        <span>{t(selected === null ? 'keysRead' : 'keys')}</span>
      </div>
    </div>
  )
}

function Head({ canSelect }: { canSelect: boolean }) {
  const { t } = useTranslation('actions')
  return (
    <thead>
      <tr>
        {canSelect && (
          <th scope="col" className={styles.pick}>
            <span className="visually-hidden">{t('column.select')}</span>
          </th>
        )}
        <th scope="col">{t('column.criterion')}</th>
        <th scope="col" className={styles.place}>
          {t('column.place')}
        </th>
        <th scope="col" className={`number ${styles.index}`}>
          {t('column.index')}
        </th>
        <th scope="col" className={styles.state}>
          {t('column.state')}
        </th>
        <th scope="col" className={styles.assignee}>
          {t('column.assignee')}
        </th>
        <th scope="col" className={styles.due}>
          {t('column.due')}
        </th>
      </tr>
    </thead>
  )
}

interface RowProps {
  row: CaseRow
  at: number
  address: string
  isActive: boolean
  /** Null where nothing is selected. */
  isSelected: boolean | null
  onToggle: () => void
}

function Row({ row, at, address, isActive, isSelected, onToggle }: RowProps) {
  const { t } = useTranslation('actions')
  const why = useWhy()
  const placeName = usePlaceName()
  const { node, found, survey, state, assignee, dueOn, isOverdue } = row
  const place = placeName(row)
  return (
    <tr>
      {isSelected !== null && (
        <td className={styles.pick}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('selectRow', { node, place })}
            checked={isSelected}
            onChange={onToggle}
          />
        </td>
      )}
      <td>
        <Link href={address} className={styles.open ?? ''} data-row={at} tabIndex={isActive ? 0 : -1}>
          <span className={styles.node}>{node}</span> {localText(found.label)}
        </Link>
        <div className={styles.why}>{why(row).join(' · ')}</div>
      </td>
      <td>
        <div className={styles.cut} title={place}>
          {place}
        </div>
        <div className={styles.why} title={survey.name}>
          {survey.code}
        </div>
      </td>
      <td className="number">
        {formatIndex(found.index)}
        {found.target !== null && <div className={styles.why}>/ {formatShort(found.target)}</div>}
      </td>
      <td>
        <StatusPill tone={STATE_TONES[state]}>{t(`state.${state}`)}</StatusPill>
      </td>
      <td>
        <div className={styles.cut} title={assignee}>
          {assignee}
        </div>
      </td>
      <td>
        {formatIsoDate(dueOn)}
        {isOverdue && <div className={styles.late}>{t('late')}</div>}
      </td>
    </tr>
  )
}
