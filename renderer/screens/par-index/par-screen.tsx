import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { client, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { ExportLinks } from '../../components/export-links.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { ActionTabs } from '../../components/tabs.tsx'
import { useCanAct } from '../../use-role.ts'
import styles from './par.module.css'
import { copiedEdit, editOf, newEdit, type ParEdit, type ParTable } from './par-edit.ts'
import { ParEditor } from './par-editor.tsx'
import { ParResult } from './par-result.tsx'
import { yearOf } from './par-year.ts'

/** The points of a year's PAR INDEX that come from an index. */
export function ParIndexScreen() {
  const { t } = useTranslation('par')
  const [search, setSearch] = useSearchParams()
  const year = yearOf(search.get('year'))
  const table = useQuery(trpc.par.get.queryOptions({ year }))
  const [editing, setEditing] = useState<Editing | null>(null)
  const canEdit = useCanAct()
  const hasRows = (table.data?.components.length ?? 0) > 0
  const begin = ({ stamp, components }: ParTable, first = components.map(editOf)): void => setEditing({ stamp, first })
  const choose = (to: number): void => {
    setEditing(null)
    setSearch({ year: String(to) })
  }
  return (
    <Page
      title={t('title')}
      context={
        <YearSelect year={year} years={table.data?.years ?? []} onChange={choose} isDisabled={editing !== null} />
      }
      actions={
        editing === null &&
        hasRows && (
          <>
            <ExportLinks path="par-index" params={{ year }} />
            <Button component={Link} href={`/par-index/print?year=${year}`} variant="default">
              {t('print')}
            </Button>
            {canEdit && <Button onClick={() => table.data && begin(table.data)}>{t('edit')}</Button>}
          </>
        )
      }
    >
      <div className="stack">
        <ActionTabs tab="par-index" />
        <QueryView query={table}>
          {(data) => {
            if (editing !== null) return <ParEditor year={year} {...editing} onClose={() => setEditing(null)} />
            if (data.components.length === 0) {
              return <NothingYet table={data} canEdit={canEdit} onBegin={(first) => begin(data, first)} />
            }
            return (
              <Card>
                <ParResult table={data} />
              </Card>
            )
          }}
        </QueryView>
      </div>
    </Page>
  )
}

/** The rows as they were when editing began, and the stamp of the table they are of. */
interface Editing {
  readonly stamp: string
  readonly first: readonly ParEdit[]
}

interface YearSelectProps {
  year: number
  years: readonly number[]
  onChange: (year: number) => void
  isDisabled: boolean
}

function YearSelect({ year, years, onChange, isDisabled }: YearSelectProps) {
  const { t } = useTranslation('par')
  const now = new Date().getFullYear()
  const all = [...new Set([now + 1, now, now - 1, year, ...years])].sort((a, b) => b - a)
  return (
    <select
      className="quiet-select"
      aria-label={t('year')}
      value={year}
      disabled={isDisabled}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {all.map((one) => (
        <option key={one} value={one}>
          {t('ofYear', { year: one })}
        </option>
      ))}
    </select>
  )
}

interface NothingYetProps {
  table: ParTable
  canEdit: boolean
  onBegin: (edits: ParEdit[]) => void
}

/** A year without a table: last year's is copied, or an example is begun with. */
function NothingYet({ table: { year, years }, canEdit, onBegin }: NothingYetProps) {
  const { t } = useTranslation('par')
  const surveys = useQuery(trpc.survey.list.queryOptions()).data ?? []
  const before = years.find((one) => one < year)
  const example = (): void => {
    const survey = surveys.findLast((one) => one.year === year)
    const names = { name: t('example.name'), document: t('example.document') }
    onBegin([{ ...newEdit('SIPAS'), ...names, node: 'SIPAS', maxPoints: '10', surveyId: survey?.id ?? null }])
  }
  const copy = async (from: number): Promise<void> => {
    const { components } = await client.par.get.query({ year: from })
    onBegin(components.map(copiedEdit))
  }
  return (
    <EmptyState
      title={t('empty.title', { year })}
      hint={t('empty.hint')}
      action={
        canEdit && (
          <span className={styles.choices}>
            {before !== undefined && (
              <Button onClick={() => void copy(before)}>{t('empty.copy', { year: before })}</Button>
            )}
            <Button variant={before === undefined ? 'filled' : 'default'} onClick={example}>
              {t('empty.example')}
            </Button>
            <Button variant="default" onClick={() => onBegin([newEdit('1')])}>
              {t('empty.own')}
            </Button>
          </span>
        )
      }
    />
  )
}
