import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { queryClient, trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { fileLink } from '../../file-link.ts'
import { formatNumber } from '../../format.ts'
import { useCanFollowCases } from '../../use-role.ts'
import { ActionViews } from './action-views.tsx'
import styles from './actions.module.css'
import { AssignDialog } from './assign-dialog.tsx'
import { type CaseRow, type FilterKey, fileParams, readFilter } from './case-filter.ts'
import { CaseTable } from './case-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { RulesDialog } from './rules-dialog.tsx'

/** Every weak criterion that somebody must explain and mend. */
export function ActionsScreen() {
  const { t } = useTranslation('actions')
  const canFollow = useCanFollowCases()
  const [isSetting, setIsSetting] = useState(false)
  return (
    <Page
      title={t('title')}
      isFilled
      actions={
        <>
          <Files />
          {canFollow && (
            <>
              <Button variant="default" onClick={() => setIsSetting(true)}>
                {t('rules')}
              </Button>
              <Button component={Link} href="/actions/new" variant="default">
                {t('byHand.button')}
              </Button>
              <Button component={Link} href="/actions/find">
                {t('find')}
              </Button>
            </>
          )}
        </>
      }
    >
      <ActionViews view="list">
        <Board canFollow={canFollow} />
      </ActionViews>
      {isSetting && <RulesDialog onClose={() => setIsSetting(false)} />}
    </Page>
  )
}

/** What is listed, on paper and as a file. */
function Files() {
  const { t } = useTranslation('actions')
  const [search] = useSearchParams()
  const params = fileParams(readFilter(search))
  return (
    <>
      {(['csv', 'xlsx'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          href={fileLink('actions', { ...params, format })}
          download
          aria-label={t('export', { format: t(format) })}
        >
          {t(format)}
        </Button>
      ))}
      <Button component={Link} href={`/actions/print?${search}`} variant="default">
        {t('print')}
      </Button>
    </>
  )
}

function Board({ canFollow }: { canFollow: boolean }) {
  const [search, setSearch] = useSearchParams()
  const filter = readFilter(search)
  const all = useQuery(trpc.action.list.queryOptions({}))
  const list = useQuery(trpc.action.list.queryOptions(filter, { placeholderData: keepPreviousData }))
  const change = (changes: Partial<Record<FilterKey, string>>): void =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('at')
        for (const [key, value] of Object.entries(changes)) {
          if (value === '') next.delete(key)
          else next.set(key, value)
        }
        return next
      },
      { replace: true },
    )
  return (
    <QueryView query={all}>
      {(every) =>
        every.rows.length === 0 ? (
          <NoCases canFollow={canFollow} />
        ) : (
          <QueryView query={list}>
            {({ rows, counts }) => (
              <Listed
                key={JSON.stringify(filter)}
                rows={rows}
                canFollow={canFollow}
                filters={<FilterBar all={every.rows} counts={counts} search={search} onChange={change} />}
              />
            )}
          </QueryView>
        )
      }
    </QueryView>
  )
}

function NoCases({ canFollow }: { canFollow: boolean }) {
  const { t } = useTranslation('actions')
  return (
    <EmptyState
      title={t('none')}
      hint={t('noneHint')}
      action={
        canFollow && (
          <Button component={Link} href="/actions/find">
            {t('find')}
          </Button>
        )
      }
    />
  )
}

interface ListedProps {
  rows: readonly CaseRow[]
  canFollow: boolean
  filters: React.ReactNode
}

/** The list under its filter, with what is selected and what can be done to that. */
function Listed({ rows, canFollow, filters }: ListedProps) {
  const { t } = useTranslation('actions')
  const [search] = useSearchParams()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [assigned, setAssigned] = useState<readonly CaseRow[] | null>(null)
  const chosen = rows.filter(({ id }) => selected.has(id))
  const toggle = ({ id }: CaseRow): void => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }
  const addressOf = ({ id }: CaseRow, at: number): string => {
    const params = new URLSearchParams(search)
    params.set('at', String(at))
    return `/actions/${id}?${params}`
  }
  const assign = (active?: CaseRow): void => {
    const wanted = chosen.length > 0 ? chosen : active === undefined ? [] : [active]
    if (wanted.length > 0) setAssigned(wanted)
  }
  return (
    <>
      <div className={styles.bar}>
        {filters}
        {canFollow && chosen.length > 0 && (
          <div className="row">
            <span className="secondary" role="status">
              {t('selectedCount', { count: formatNumber(chosen.length) })}
            </span>
            <Button size="xs" variant="subtle" onClick={() => setSelected(new Set())}>
              {t('clearSelection')}
            </Button>
            <Button size="xs" variant="default" onClick={() => assign()}>
              {t('assign.button')}
            </Button>
          </div>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState title={t('noneFiltered')} hint={t('noneFilteredHint')} />
      ) : (
        <CaseTable
          rows={rows}
          start={Math.min(rows.length - 1, Math.max(0, Number(search.get('at') ?? 0) || 0))}
          selected={canFollow ? selected : null}
          addressOf={addressOf}
          onToggle={toggle}
          onAssign={assign}
        />
      )}
      {assigned !== null && (
        <AssignDialog
          cases={assigned}
          onClose={() => setAssigned(null)}
          onDone={async () => {
            setSelected(new Set())
            await queryClient.invalidateQueries()
          }}
        />
      )}
    </>
  )
}
