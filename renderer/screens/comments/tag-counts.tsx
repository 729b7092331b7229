import { Button, Menu } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import { countPicture } from '../../charts/count-picture.ts'
import { Card } from '../../components/card.tsx'
import { Icon } from '../../components/icons.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { formatNumber, formatPercent } from '../../format.ts'
import type { FindInput, SurveyDetail, Tag } from './comment-filter.ts'
import styles from './comments.module.css'
import { TagDialog } from './tag-dialog.tsx'

type Counts = Outputs['comment']['counts']

interface TagCountsProps {
  survey: SurveyDetail
  tags: readonly Tag[]
  find: FindInput
}

/** How often each tag was given among the comments of the filter, as bars with their figures; then by agency. */
export function TagCounts({ survey, tags, find }: TagCountsProps) {
  const { t } = useTranslation('comments')
  const { tag: _, ...filter } = find
  const counts = useQuery(trpc.comment.counts.queryOptions(filter, { placeholderData: keepPreviousData }))
  if (tags.length === 0) return <EmptyState title={t('counts.none')} hint={t('counts.noneHint')} />
  return (
    <QueryView query={counts}>
      {(data) => (
        <div className="stack">
          <div>
            <ByTag counts={data} tags={tags} survey={survey} />
            <p className={styles.footnote}>{t('counts.note', { count: formatNumber(data.total) })}</p>
          </div>
          <Card title={t('counts.byAgency')}>
            <ByAgency counts={data} tags={tags} survey={survey} />
          </Card>
        </div>
      )}
    </QueryView>
  )
}

interface TagsOfCounts {
  counts: Counts
  tags: readonly Tag[]
  survey: SurveyDetail
}

/** As a picture, a table and files; tags are changed from a menu beside it. */
function ByTag({ survey, counts, tags }: TagsOfCounts) {
  const { t } = useTranslation('comments')
  const { total, untagged } = counts
  const countOf = new Map(counts.tags.map(({ tagId, count }) => [tagId, count]))
  const rowOf = (name: string, count: number, isRest: boolean) => {
    return { name, count, share: total === 0 ? null : count / total, isRest }
  }
  const rows = [
    ...tags
      .map(({ id, name }) => rowOf(name, countOf.get(id) ?? 0, false))
      .toSorted((one, other) => other.count - one.count),
    rowOf(t('counts.untagged'), untagged, true),
  ]
  const said = ({ name, count }: (typeof rows)[number]): string => `${name} ${formatNumber(count)}`
  return (
    <ChartFrame
      title={t('counts.title')}
      alt={t('counts.picture', { total: formatNumber(total), counts: rows.map(said).join('; ') })}
      table={{
        columns: [
          { label: t('counts.tag') },
          { label: t('counts.comments'), format: formatNumber },
          { label: t('counts.share'), format: (share) => formatPercent(share === null ? null : 100 * share) },
        ],
        rows: rows.map(({ name, count, share }) => [name, count, share]),
      }}
      picture={countPicture(rows)}
      footnote={`${survey.name} · ${t('counts.note', { count: formatNumber(total) })}`}
      actions={<ChangeTag tags={tags} />}
    />
  )
}

function ChangeTag({ tags }: { tags: readonly Tag[] }) {
  const { t } = useTranslation('comments')
  const [changed, setChanged] = useState<Tag | null>(null)
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
        <Menu.Target>
          <Button variant="default" size="compact-sm" rightSection={<Icon name="down" size={12} />}>
            {t('tag.changeAny')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={styles.tagMenu ?? ''}>
          {tags.map((tag) => (
            <Menu.Item key={tag.id} onClick={() => setChanged(tag)}>
              {tag.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {changed !== null && <TagDialog tag={changed} onClose={() => setChanged(null)} />}
    </>
  )
}

function ByAgency({ counts, tags, survey }: TagsOfCounts) {
  const { t } = useTranslation('comments')
  const nameOf = (id: number): string =>
    survey.agencies.find((agency) => agency.id === id)?.name ?? t('counts.noAgency')
  const shown = counts.tags.map(({ tagId }) => tags.find(({ id }) => id === tagId)?.name ?? '')
  const rule = useQuery(trpc.setting.smallCells.queryOptions()).data
  if (shown.length === 0) return <p className="secondary">{t('counts.noTagging')}</p>
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the arrow keys */}
      <div className={styles.wide} tabIndex={0}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('counts.agency')}</th>
              <th scope="col" className="number">
                {t('counts.comments')}
              </th>
              {counts.tags.map(({ tagId }, at) => (
                <th key={tagId} scope="col" className="number">
                  {shown[at]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counts.agencies.map((agency) => (
              <tr key={agency.agencyId}>
                <th scope="row">{nameOf(agency.agencyId)}</th>
                <td className="number">{formatNumber(agency.total)}</td>
                {agency.counts.map((count, at) => (
                  <td key={counts.tags[at]?.tagId} className="number">
                    {count === 0 ? '' : `${formatNumber(count)} (${formatPercent((100 * count) / agency.total)})`}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {counts.hiddenAgencies > 0 && rule !== undefined && (
        <p className={styles.footnote}>
          {t('counts.hidden', {
            number: formatNumber(counts.hiddenAgencies),
            minimum: formatNumber(rule.minimumShown),
          })}
        </p>
      )}
    </>
  )
}
