import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './compare.module.css'
import { CompareNotes } from './compare-notes.tsx'
import { GROUPINGS, type Grouping } from './compare-state.ts'
import { DifferenceCells, reachOf } from './difference-cells.tsx'
import { ExportButtons } from './export-buttons.tsx'

interface GroupsViewProps {
  surveyId: number
  by: Grouping
  onBy: (by: Grouping) => void
}

/** Every agency (sector, group) against all the others together, by the overall index. */
export function GroupsView({ surveyId, by, onBy }: GroupsViewProps) {
  const { t } = useTranslation('compare')
  const input = { surveyId, by, against: 'rest' as const }
  const found = useQuery(trpc.compare.groups.queryOptions(input, { placeholderData: keepPreviousData }))
  return (
    <Card
      title={t('groups.title')}
      aside={
        <span className={styles.aside}>
          <select
            className={`small-field ${styles.select}`}
            aria-label={t('groups.by')}
            value={by}
            onChange={(event) => onBy(GROUPINGS.find((one) => one === event.target.value) ?? 'agency')}
          >
            {GROUPINGS.map((one) => (
              <option key={one} value={one}>
                {t(`groups.${one}`)}
              </option>
            ))}
          </select>
          <ExportButtons path="compare-groups" input={input} />
        </span>
      }
    >
      <QueryView query={found}>
        {(data) =>
          data.groups.length < 2 ? (
            <EmptyState title={t('groups.one')} hint={t('groups.oneHint')} />
          ) : (
            <GroupTable comparison={data} />
          )
        }
      </QueryView>
    </Card>
  )
}

function GroupTable({ comparison }: { comparison: Outputs['compare']['groups'] }) {
  const { t } = useTranslation('compare')
  const { groups, minimumN } = comparison
  const reach = reachOf(groups.flatMap(({ rows }) => rows))
  const differenceOf = (group: (typeof groups)[number]): number => group.rows[0]?.difference ?? -Infinity
  const ordered = groups.toSorted((one, other) => differenceOf(other) - differenceOf(one))
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('groups.name')}</th>
            <th scope="col" className="number">
              {t('groups.index')}
            </th>
            <th scope="col" className="number">
              {t('groups.rest')}
            </th>
            <th scope="col" className="number">
              {t('groups.n')}
            </th>
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
          {ordered.map(({ id, code, name, rows: [row] }) =>
            row === undefined ? null : (
              <tr key={id}>
                <th scope="row">{name === null ? code : localText(name)}</th>
                <td className="number">{formatIndex(row.a.index)}</td>
                <td className="number">{formatIndex(row.b.index)}</td>
                <td className="number">
                  {formatNumber(row.a.n)} / {formatNumber(row.b.n)}
                </td>
                <DifferenceCells {...{ row, reach, minimumN }} isOverTime={false} />
              </tr>
            ),
          )}
        </tbody>
      </table>
      <CompareNotes {...comparison} sources={[comparison.provenance]} />
    </>
  )
}
