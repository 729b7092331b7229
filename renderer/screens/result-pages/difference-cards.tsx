import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import compare from '../compare/compare.module.css'
import { DifferenceCells, type JudgedDifference, reachOf } from '../compare/difference-cells.tsx'
import type { PartResults } from './part-types.ts'
import styles from './result-pages.module.css'
import { ScrollBox } from './scroll-box.tsx'

type Change = NonNullable<Outputs['results']['change']>

interface Row extends JudgedDifference {
  node: string
  label: string
  own: number | null
  other: number | null
}

/** Each factor of an agency or a sector less that of everybody else, and what may be said of it. */
export function RestCard({
  againstRest: { rows, minimumN },
  name,
}: Pick<PartResults, 'againstRest'> & { name: string }) {
  const { t } = useTranslation('resultPages')
  if (rows.length === 0) return null
  const [first] = rows
  return (
    <DifferenceTable
      title={t('rest')}
      own={name}
      other={t('restName')}
      aside={t('formsOfBoth', { own: formatNumber(first?.a.n ?? 0), other: formatNumber(first?.b.n ?? 0) })}
      rows={rows.map((row) => ({ ...row, label: localText(row.label), own: row.a.index, other: row.b.index }))}
      minimumN={minimumN}
      isOverTime={false}
    />
  )
}

interface ChangeCardProps {
  surveyId: number
  kind: 'agency' | 'sector'
  id: number
}

/** The same less the last survey of the scheme in which it was measured. Nothing where there is none. */
export function ChangeCard(part: ChangeCardProps) {
  const change = useQuery(trpc.results.change.queryOptions(part)).data
  return change == null ? null : <ChangeTable change={change} />
}

function ChangeTable({ change: { before, methodChanges, minimumN, rows } }: { change: Change }) {
  const { t } = useTranslation(['resultPages', 'compare'])
  const words = (value: string | number | undefined): string =>
    typeof value === 'number' ? formatNumber(value) : (value ?? '')
  const cautions = [
    ...(before.hasSuccession ? [t('succession', { units: before.units.map(({ name }) => name).join(', ') })] : []),
    ...(before.isShared ? [t('shared')] : []),
    ...methodChanges.map(({ code, params: { a, b } }) => t(`compare:notes.${code}`, { a: words(a), b: words(b) })),
  ]
  return (
    <DifferenceTable
      title={t('change')}
      own={t('thisTime')}
      other={t('lastTime')}
      aside={t('beforeForms', { survey: before.survey.name, time: before.code, n: formatNumber(before.n) })}
      rows={rows.flatMap(({ node, label, now, before: then, change }) =>
        change === null
          ? []
          : [{ ...change, node, label: localText(label), own: now?.index ?? null, other: then?.index ?? null }],
      )}
      minimumN={minimumN}
      isOverTime
    >
      {cautions.length > 0 && (
        <ul className="caution">
          {cautions.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </DifferenceTable>
  )
}

interface DifferenceTableProps {
  title: string
  aside: string
  own: string
  other: string
  rows: readonly Row[]
  minimumN: number
  isOverTime: boolean
  children?: ReactNode
}

function DifferenceTable({ title, aside, own, other, rows, minimumN, isOverTime, children }: DifferenceTableProps) {
  const { t } = useTranslation(['resultPages', 'compare'])
  const reach = reachOf(rows)
  return (
    <Card title={title} aside={<span className={styles.label}>{aside}</span>}>
      {children}
      <ScrollBox label={title}>
        <table className={`${compare.table} ${styles.differences}`}>
          <thead>
            <tr>
              <th scope="col">{t('factor')}</th>
              <th scope="col" className="number">
                {own}
              </th>
              <th scope="col" className="number">
                {other}
              </th>
              <th scope="col" className={compare.points}>
                {t('compare:difference')}
              </th>
              <th scope="col" className={compare.picture}>
                {t('compare:picture')}
              </th>
              <th scope="col" className={compare.verdict}>
                {t('compare:verdict')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={row.node} className={place === 0 ? compare.root : undefined}>
                <th scope="row">{row.label}</th>
                <td className="number">{formatIndex(row.own)}</td>
                <td className="number">{formatIndex(row.other)}</td>
                <DifferenceCells {...{ row, reach, minimumN, isOverTime }} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className={styles.fine}>{t('judged')}</p>
    </Card>
  )
}
