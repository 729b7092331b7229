import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
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
          <Card title={t('counts.title')}>
            <ByTag counts={data} tags={tags} />
          </Card>
          <Card title={t('counts.byAgency')}>
            <ByAgency counts={data} tags={tags} survey={survey} />
          </Card>
        </div>
      )}
    </QueryView>
  )
}

function ByTag({ counts, tags }: { counts: Counts; tags: readonly Tag[] }) {
  const { t } = useTranslation('comments')
  const [changed, setChanged] = useState<Tag | null>(null)
  const countOf = new Map(counts.tags.map(({ tagId, count }) => [tagId, count]))
  const rows = tags.toSorted((a, b) => (countOf.get(b.id) ?? 0) - (countOf.get(a.id) ?? 0))
  const most = Math.max(1, counts.untagged, ...countOf.values())
  const cells = (count: number) => (
    <>
      <td>
        <span className={styles.share} style={{ width: `${(100 * count) / most}%` }} />
      </td>
      <td className="number">{formatNumber(count)}</td>
      <td className="number">{formatPercent(counts.total === 0 ? null : (100 * count) / counts.total)}</td>
    </>
  )
  return (
    <>
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">{t('counts.tag')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('counts.bar')}</span>
            </th>
            <th scope="col" className="number">
              {t('counts.comments')}
            </th>
            <th scope="col" className="number">
              {t('counts.share')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('counts.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((tag) => (
            <tr key={tag.id}>
              <th scope="row">{tag.name}</th>
              {cells(countOf.get(tag.id) ?? 0)}
              <td>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('tag.changeOne', { name: tag.name })}
                  onClick={() => setChanged(tag)}
                >
                  {t('tag.change')}
                </Button>
              </td>
            </tr>
          ))}
          <tr className={styles.untagged}>
            <th scope="row">{t('counts.untagged')}</th>
            {cells(counts.untagged)}
            <td />
          </tr>
        </tbody>
      </table>
      <p className={styles.footnote}>{t('counts.note', { count: formatNumber(counts.total) })}</p>
      {changed !== null && <TagDialog tag={changed} onClose={() => setChanged(null)} />}
    </>
  )
}

function ByAgency({ counts, tags, survey }: { counts: Counts; tags: readonly Tag[]; survey: SurveyDetail }) {
  const { t } = useTranslation('comments')
  const nameOf = (id: number): string =>
    survey.agencies.find((agency) => agency.id === id)?.name ?? t('counts.noAgency')
  const shown = counts.tags.map(({ tagId }) => tags.find(({ id }) => id === tagId)?.name ?? '')
  if (shown.length === 0) return <p className="secondary">{t('counts.noTagging')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by the arrow keys
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
  )
}
