import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { localText } from '../../i18n/i18n.ts'
import styles from './compare.module.css'
import { CompareNotes } from './compare-notes.tsx'
import { GROUPINGS, type Grouping } from './compare-state.ts'
import { DifferenceTable } from './difference-table.tsx'
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
  const differenceOf = (group: (typeof groups)[number]): number => group.rows[0]?.difference ?? -Infinity
  const ordered = groups.toSorted((one, other) => differenceOf(other) - differenceOf(one))
  return (
    <>
      <DifferenceTable
        headings={[t('groups.name'), t('groups.index'), t('groups.rest'), t('groups.n')]}
        lines={ordered.flatMap(({ id, code, name, rows: [row] }) =>
          row === undefined ? [] : [{ key: id, name: name === null ? code : localText(name), row }],
        )}
        minimumN={minimumN}
        isOverTime={false}
      />
      <CompareNotes {...comparison} sources={[comparison.provenance]} />
    </>
  )
}
