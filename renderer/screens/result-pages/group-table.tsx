import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Card } from '../../components/card.tsx'
import { FigureNote } from '../../components/figure-note.tsx'
import { GroupVerdict } from '../../components/group-verdict.tsx'
import { IntervalMark } from '../../components/interval-mark.tsx'
import { scaleAround } from '../../components/interval-scale.tsx'
import { EmptyState } from '../../components/states.tsx'
import { formatNumber } from '../../format.ts'
import { NotedDissatisfied, NotedIndex } from './noted-figures.tsx'
import type { Estimate, IndexCell, Provenance } from './part-types.ts'
import styles from './result-pages.module.css'
import { ScrollBox } from './scroll-box.tsx'

export interface GroupRow {
  key: string
  name: string
  /** Before the name, in grey: the number on paper. */
  number?: string
  /** The page of the row. */
  to: string
  /** Null: no form yet. */
  cell: IndexCell | null
  dissatisfied?: Estimate | null
  /** What can be done about it, at the end of the row. */
  act?: { to: string; label: string; name: string }
}

interface GroupTableProps {
  title: string
  aside?: ReactNode
  /** What a row is: the heading of the first column. */
  kind: string
  rows: GroupRow[]
  provenance: Provenance
}

/** Agencies, sectors or items under each other: index with its interval drawn, target, forms; a row's name opens its page. */
export function GroupTable({ title, aside, kind, rows, provenance }: GroupTableProps) {
  const { t } = useTranslation('resultPages')
  const hasTargets = rows.some(({ cell }) => cell !== null && cell.target !== null)
  const hasShares = rows.some((row) => row.dissatisfied !== undefined)
  const hasActs = rows.some(({ act }) => act !== undefined)
  const scale = scaleOf(rows)
  if (rows.length === 0) {
    return (
      <Card title={title}>
        <EmptyState title={t('noGroups', { kind: kind.toLowerCase() })} />
      </Card>
    )
  }
  return (
    <Card title={title} aside={aside}>
      <ScrollBox label={title} isLow>
        <table>
          <thead>
            <tr>
              <th scope="col">{kind}</th>
              <th scope="col" className="number">
                {t('index')}
              </th>
              <th scope="col">{t('interval')}</th>
              {hasTargets && <th scope="col">{t('target')}</th>}
              {hasShares && (
                <th scope="col" className="number">
                  {t('dissatisfied')}
                </th>
              )}
              <th scope="col" className="number">
                {t('answered')}
              </th>
              {hasActs && (
                <th scope="col">
                  <span className="visually-hidden">{t('remedies')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} {...{ row, hasTargets, hasShares, scale, provenance }} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Card>
  )
}

interface RowProps {
  row: GroupRow
  hasTargets: boolean
  hasShares: boolean
  scale: { from: number; to: number }
  provenance: Provenance
}

function Row({
  row: { name, number, to, cell, dissatisfied, act },
  hasTargets,
  hasShares,
  scale,
  provenance,
}: RowProps) {
  const { t } = useTranslation('resultPages')
  const link = <Link href={to}>{name}</Link>
  return (
    <tr>
      <th scope="row" className={styles.name}>
        {number !== undefined && <span className={styles.treeNumber}>{number}</span>}
        {cell === null ? (
          link
        ) : (
          <FigureNote provenance={provenance} figure={cell} isStop={false}>
            {link}
          </FigureNote>
        )}
      </th>
      {cell === null ? (
        <td colSpan={2 + Number(hasTargets) + Number(hasShares)} className="secondary">
          {t('noForms')}
        </td>
      ) : (
        <>
          <td className="number">
            <NotedIndex {...{ cell, provenance }} />
          </td>
          <td className={styles.mark}>
            <IntervalMark {...cell} {...scale} />
          </td>
          {hasTargets && (
            <td>
              <GroupVerdict {...cell} />
            </td>
          )}
          {hasShares && (
            <td className="number">
              <NotedDissatisfied share={dissatisfied ?? null} provenance={provenance} />
            </td>
          )}
        </>
      )}
      <td className="number">{formatNumber(cell?.n ?? 0)}</td>
      {act !== undefined && (
        <td className={styles.act}>
          <Link href={act.to} aria-label={act.name}>
            {act.label}
          </Link>
        </td>
      )}
    </tr>
  )
}

/** One scale for all rows, so that their marks compare. */
function scaleOf(rows: GroupRow[]): { from: number; to: number } {
  const values = rows.flatMap(({ cell }) =>
    cell === null ? [] : [cell.index, cell.lower95, cell.upper95, cell.target],
  )
  return values.some((value) => value !== null) ? scaleAround(values) : { from: 0, to: 100 }
}
