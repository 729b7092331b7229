import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { shortName } from '../../charts/short-name.ts'
import { Card } from '../../components/card.tsx'
import { formatIndex } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { useResultsAddress } from '../../results-address.ts'
import { isSure, rankedAgencies } from './agency-order.ts'
import styles from './results.module.css'
import type { IndexCell, Results } from './summary-cards.tsx'

const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const NARROW_FROM = 7

/** More factors than stand beside the ranking by their names: the table takes the whole width and says their codes. */
export function hasManyFactors({ factors }: Results): boolean {
  return factors.length >= NARROW_FROM
}

/** Agency × factor: where each is strong or weak against the overall target. A row's name opens the agency's own page. */
export function HeatTable({ surveyId, results }: { surveyId: number; results: Results }) {
  const address = useResultsAddress(surveyId)
  const { t } = useTranslation('results')
  const { factors, heat } = results
  const order = rankedAgencies(results.agencies).map((cell) => cell.by.agency?.id)
  const rows = heat.toSorted((a, b) => order.indexOf(a.agencyId) - order.indexOf(b.agencyId))
  const sure = new Set(results.agencies.filter(isSure).map((cell) => cell.by.agency?.id))
  const isNarrow = hasManyFactors(results)
  return (
    <Card title={t('heat')} aside={<HeatLegend target={results.overall.target} />}>
      <div className={styles.scroller}>
        <table className={styles.heat}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('agency')}</span>
              </th>
              {factors.map((factor) => (
                <th key={factor.node} scope="col" title={localText(factor.label)}>
                  {isNarrow ? factor.node : shortLabel(localText(factor.label))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <HeatRow name={t('all')} cells={factors} base={results.overall} isTotal isPale={!isSure(results.overall)} />
            {rows.map((row) => (
              <HeatRow
                key={row.agencyId}
                name={shortName(row.name)}
                title={row.name}
                isPale={!sure.has(row.agencyId)}
                cells={row.cells}
                base={results.overall}
                href={address.agency(row.agencyId)}
              />
            ))}
          </tbody>
        </table>
        {isNarrow && (
          <p className={styles.footnote}>{factors.map((one) => `${one.node} ${localText(one.label)}`).join(' · ')}</p>
        )}
      </div>
    </Card>
  )
}

interface HeatRowProps {
  name: string
  /** The name in full, where `name` is short. */
  title?: string
  cells: IndexCell[]
  base: IndexCell
  isTotal?: boolean
  /** Its index has no interval: too few forms to judge by. */
  isPale?: boolean
  /** The agency's page. */
  href?: string
}

function HeatRow({ name, title = name, cells, base, isTotal = false, isPale = false, href }: HeatRowProps) {
  return (
    <tr className={isTotal ? styles.total : isPale ? styles.pale : undefined}>
      <th scope="row" title={title}>
        {href === undefined ? (
          name
        ) : (
          <Link href={href} className={styles.drill} title={title}>
            {name}
          </Link>
        )}
      </th>
      {cells.map((cell) => (
        <td key={cell.node} className={styles[isPale ? 'level' : heatClass(cell, base)]} title={cellTitle(cell)}>
          {cell.index === null ? '–' : oneDecimal.format(cell.index)}
        </td>
      ))}
    </tr>
  )
}

function cellTitle(cell: IndexCell): string {
  const interval = cell.lower95 === null ? '' : ` (${formatIndex(cell.lower95)} – ${formatIndex(cell.upper95)})`
  return `${localText(cell.label)}: ${formatIndex(cell.index)}${interval}`
}

/** Distance from the target (or from the overall index where there is none) in steps a black-and-white print keeps apart. */
function heatClass(cell: IndexCell, base: IndexCell): string {
  const line = cell.target ?? base.target ?? base.index
  if (cell.index === null || line === null) return 'level'
  const gap = cell.index - line
  return HEAT_STEPS.find(([from]) => gap >= from)?.[1] ?? 'deepRed'
}

const HEAT_STEPS = [
  [5, 'deepGreen'],
  [2, 'green'],
  [0, 'paleGreen'],
  [-5, 'level'],
  [-10, 'paleRed'],
] as const

function HeatLegend({ target }: { target: number | null }) {
  const { t } = useTranslation('results')
  return (
    <span className={styles.label}>
      {t(target === null ? 'heatByOverall' : 'heatByTarget', { target: target ?? 0 })}
    </span>
  )
}

/** "F3. Công chức trực tiếp giải quyết" → the words that fit a column. */
function shortLabel(label: string): string {
  return label.length > 28 ? `${label.slice(0, 27)}…` : label
}
