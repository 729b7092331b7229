import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { RowTable } from '../../components/row-table.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { useRowList, withActs } from '../../components/use-row-list.ts'
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

/** Two lines of text. */
const ROW_PX = 50

/** A list of any length: only what is seen is drawn. Arrows move along the list, Enter opens a case, Space selects, G assigns. */
export function CaseTable({ rows, start, selected, addressOf, onToggle, onAssign }: CaseTableProps) {
  const { t } = useTranslation('actions')
  const list = useRowList({ total: rows.length, rowPx: ROW_PX, start })
  const { active } = list
  const row = rows[active]
  const acts = { g: () => onAssign(row), ' ': () => row && onToggle(row) }
  const late = rows.filter(({ isOverdue }) => isOverdue).length
  return (
    <RowTable
      list={list}
      className={`${styles.table} ${styles.cases}`}
      head={<Head canSelect={selected !== null} />}
      columns={COLUMNS}
      cellsOf={(at) => {
        const one = rows[at]
        if (one === undefined) return null
        const isSelected = selected?.has(one.id) ?? null
        const address = addressOf(one, at)
        const toggle = (): void => onToggle(one)
        return (
          <Cells key={one.id} {...{ row: one, at, address, isSelected }} isActive={at === active} onToggle={toggle} />
        )
      }}
      foot={
        <>
          <span role="status">
            {t('total', { count: formatNumber(rows.length) })}
            {late > 0 && ` · ${t('overdueTotal', { count: formatNumber(late) })}`}
          </span>
          <span>{t(selected === null ? 'keysRead' : 'keys')}</span>
        </>
      }
      onKeyDown={withActs(list.onKeyDown, selected === null ? null : acts)}
    />
  )
}

const COLUMNS = 7

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

function Cells({ row, at, address, isActive, isSelected, onToggle }: RowProps) {
  const { t } = useTranslation('actions')
  const why = useWhy()
  const placeName = usePlaceName()
  const { node, found, survey, state, assignee, dueOn, isOverdue } = row
  const place = placeName(row)
  const reasons = why(row).join(' · ')
  return (
    <>
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
        <Link
          href={address}
          className={`${styles.open} ${styles.cut}`}
          title={localText(found.label)}
          data-row={at}
          tabIndex={isActive ? 0 : -1}
        >
          <span className={styles.node}>{node}</span> {localText(found.label)}
        </Link>
        <div className={`${styles.why} ${styles.cut}`} title={reasons}>
          {reasons}
        </div>
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
    </>
  )
}
