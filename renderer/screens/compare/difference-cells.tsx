import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../src/core/errors.ts'
import { Icon } from '../../components/icons.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatIndex } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './compare.module.css'
import type { CompareRow } from './compare-state.ts'

/** `+1,28`; a minus that lines up with the plus. */
export function formatDifference(value: number | null): string {
  if (value === null) return formatIndex(null)
  const size = formatIndex(Math.abs(value))
  if (size === formatIndex(0)) return size
  return `${value > 0 ? '+' : '−'}${size}`
}

/** What is drawn and judged of a difference: of a comparison's row, or of a step in time. */
export type JudgedDifference = Pick<CompareRow, 'difference' | 'lower95' | 'upper95' | 'verdict' | 'note'>

interface DifferenceCellsProps {
  row: JudgedDifference
  /** Points at either end of the drawn scale. */
  reach: number
  minimumN: number
  /** Two times are compared: what is higher has risen. */
  isOverTime: boolean
}

/** A difference as three cells: in words, drawn around 0, and what may be said of it. */
export function DifferenceCells({ row, reach, minimumN, isOverTime }: DifferenceCellsProps) {
  const { t } = useTranslation('compare')
  const { difference, lower95, upper95 } = row
  const interval =
    lower95 === null || upper95 === null
      ? undefined
      : t('interval', { lower: formatDifference(lower95), upper: formatDifference(upper95) })
  return (
    <>
      <td className={styles.points}>
        {difference === null ? t('nothing') : t('points', { value: formatDifference(difference) })}
        {interval !== undefined && <span className="visually-hidden">, {interval}</span>}
      </td>
      <td>
        <IntervalAroundZero row={row} reach={reach} {...(interval === undefined ? {} : { interval })} />
      </td>
      <td>
        <VerdictWords {...{ row, minimumN, isOverTime }} />
      </td>
    </>
  )
}

function VerdictWords({ row, minimumN, isOverTime }: Omit<DifferenceCellsProps, 'reach'>) {
  const { t } = useTranslation('compare')
  if (row.note === 'below-minimum') return <span className="secondary">{t('few', { minimum: minimumN })}</span>
  if (row.verdict === null) {
    return row.note === null ? null : (
      <span className="secondary">{errorMessage(`index-note-${row.note}`, {}, currentLanguage())}</span>
    )
  }
  if (row.verdict === 'unsure') return <StatusPill tone="neutral">{t('unsure')}</StatusPill>
  const isHigher = row.verdict === 'higher'
  const word = isOverTime ? t(isHigher ? 'up' : 'down') : t(row.verdict)
  return (
    <StatusPill tone={isHigher ? 'met' : 'not-met'}>
      <Icon name={isHigher ? 'up' : 'down'} size={11} /> {word}
    </StatusPill>
  )
}

const TONES = { higher: styles.higher, lower: styles.lower, unsure: styles.unsure } as const

/** The interval as a line, the difference as a point, 0 as the middle. Words beside it say the same. */
function IntervalAroundZero({ row, reach, interval }: { row: JudgedDifference; reach: number; interval?: string }) {
  const { difference, lower95, upper95, verdict, note } = row
  if (difference === null) return null
  const place = (value: number): string => `${50 + (50 * Math.max(-reach, Math.min(reach, value))) / reach}%`
  const width = (low: number, high: number): string => `calc(${place(high)} - ${place(low)})`
  const tone = note === null && verdict !== null ? TONES[verdict] : styles.unsure
  return (
    <span className={`${styles.around} ${tone}`} title={interval} aria-hidden="true">
      <span className={styles.zero} />
      {lower95 !== null && upper95 !== null && (
        <span className={styles.line} style={{ left: place(lower95), width: width(lower95, upper95) }} />
      )}
      <span className={styles.point} style={{ left: place(difference) }} />
    </span>
  )
}

/** So wide that every drawn interval fits, in whole fives. */
export function reachOf(rows: readonly JudgedDifference[]): number {
  const ends = rows.flatMap(({ difference, lower95, upper95 }) => [difference, lower95, upper95])
  const most = Math.max(1, ...ends.map((end) => Math.abs(end ?? 0)))
  return Math.min(100, Math.ceil(most / 5) * 5)
}
