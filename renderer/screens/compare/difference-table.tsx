import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { formatIndex, formatNumber } from '../../format.ts'
import styles from './compare.module.css'
import { DifferenceCells, reachOf } from './difference-cells.tsx'

interface ComparedLine {
  key: string | number
  name: string
  /** How far below the root; the root itself stands out. Absent: the lines are of one level. */
  depth?: number
  row: Pick<Outputs['compare']['get']['rows'][number], 'a' | 'b'> & Parameters<typeof DifferenceCells>[0]['row']
}

interface DifferenceTableProps {
  /** Of the first four columns: what is compared, the two indices, the two counts. */
  headings: readonly [name: string, a: string, b: string, n: string]
  lines: readonly ComparedLine[]
  minimumN: number
  isOverTime: boolean
}

/** Two indices a line with their difference, all drawn to one scale. */
export function DifferenceTable({ headings: [name, a, b, n], lines, minimumN, isOverTime }: DifferenceTableProps) {
  const { t } = useTranslation('compare')
  const reach = reachOf(lines.map(({ row }) => row))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          {[a, b, n].map((heading) => (
            <th key={heading} scope="col" className="number">
              {heading}
            </th>
          ))}
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
        {lines.map(({ key, name: lineName, depth, row }) => (
          <tr key={key} className={depth === 0 ? styles.root : undefined}>
            <th scope="row" style={depth === undefined ? undefined : { paddingLeft: 8 + 16 * depth }}>
              {lineName}
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
  )
}
