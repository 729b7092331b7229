import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { Icon } from '../../components/icons.tsx'
import { RowTable } from '../../components/row-table.tsx'
import { EmptyState, ErrorState, Loading } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { FIRST_SHOWN, useRowList } from '../../components/use-row-list.ts'
import { formatIsoDate, formatMoment, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { FILTER_KEYS, type FilterText, pageFilter } from './response-filter.ts'
import type { SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'
import { formAddress } from './use-neighbours.ts'
import { type ResponseRow, useResponseRows } from './use-response-rows.ts'

type Sort = 'serial' | 'savedAtMs'

interface ResponseTableProps {
  survey: SurveyDetail
  filter: FilterText
  sort: Sort
  isDescending: boolean
  onSort: (sort: Sort) => void
}

const ROW_PX = 34
const COLUMNS = 9

/** A list of any length: only what is seen is drawn. Arrows move along it, Enter opens the form. */
export function ResponseTable({ survey, filter, sort, isDescending, onSort }: ResponseTableProps) {
  const { t } = useTranslation('responses')
  const [shown, setShown] = useState(FIRST_SHOWN)
  const rows = useResponseRows(
    { surveyId: survey.id, filter: pageFilter(filter), sort, descending: isDescending },
    shown.first,
    shown.last,
  )
  const total = rows.total ?? 0
  const [search] = useSearchParams()
  const start = Math.max(0, Number(search.get('at') ?? 0) || 0)
  const list = useRowList({ total, rowPx: ROW_PX, start, onShown: setShown })
  if (rows.error !== null) return <ErrorState error={rows.error} onRetry={rows.retry} />
  if (rows.total === null) return <Loading />
  if (rows.total === 0) return <NoRows survey={survey} isFiltered={FILTER_KEYS.some((key) => filter[key] !== '')} />
  return (
    <RowTable
      list={list}
      className={styles.table}
      head={<Head sort={sort} isDescending={isDescending} onSort={onSort} hasGroups={survey.groups.length > 0} />}
      columns={COLUMNS}
      rowClass={(index) => (rows.rowAt(index)?.state === 'void' ? styles.void : undefined)}
      cellsOf={(index) => {
        const row = rows.rowAt(index)
        return row && <Cells key={index} {...{ index, row, survey, search }} isActive={index === list.active} />
      }}
      loading={t('loadingRow')}
      foot={<span role="status">{t('total', { count: formatNumber(total) })}</span>}
    />
  )
}

interface HeadProps {
  sort: Sort
  isDescending: boolean
  onSort: (sort: Sort) => void
  hasGroups: boolean
}

function Head({ sort, isDescending, onSort, hasGroups }: HeadProps) {
  const { t } = useTranslation('responses')
  const sortable = (column: Sort): ReactNode => (
    <th scope="col" aria-sort={sort === column ? (isDescending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className={styles.sort} onClick={() => onSort(column)}>
        {t(`column.${column}`)}
        {sort === column && (
          <span className={isDescending ? styles.down : styles.up}>
            <Icon name="down" size={12} />
          </span>
        )}
      </button>
    </th>
  )
  return (
    <thead>
      <tr>
        {sortable('serial')}
        <th scope="col">{t('column.agency')}</th>
        <th scope="col">{t('column.sector')}</th>
        {hasGroups && <th scope="col">{t('column.group')}</th>}
        <th scope="col">{t('column.collectedOn')}</th>
        <th scope="col" className="number">
          {t('column.missing')}
        </th>
        <th scope="col">{t('column.operator')}</th>
        {sortable('savedAtMs')}
        <th scope="col">{t('column.state')}</th>
      </tr>
    </thead>
  )
}

interface RowProps {
  index: number
  row: ResponseRow
  survey: SurveyDetail
  search: URLSearchParams
  isActive: boolean
}

function Cells({ index, row, survey, search, isActive }: RowProps) {
  const { t } = useTranslation('responses')
  const sector = survey.sectors.find((one) => one.id === row.sectorId)
  return (
    <>
      <td>
        <Link
          href={formAddress(survey.id, row.id, search, index)}
          className={styles.open ?? ''}
          data-row={index}
          tabIndex={isActive ? 0 : -1}
        >
          {row.serial}
        </Link>
      </td>
      <td>{survey.agencies.find((one) => one.id === row.agencyId)?.name}</td>
      <td>{sector && localText(sector.name)}</td>
      {survey.groups.length > 0 && <td>{survey.groups.find((one) => one.id === row.groupId)?.name}</td>}
      <td>{formatIsoDate(row.collectedOn)}</td>
      <td className="number">{row.missing > 0 ? formatNumber(row.missing) : ''}</td>
      <td>{row.isImported ? t('fromFile', { name: row.keyerName }) : row.keyerName}</td>
      <td title={row.rev === 1 ? undefined : t('changedBy', { name: row.editorName })}>
        {formatMoment(row.savedAtMs)}
      </td>
      <td>
        <StatusPill tone={row.isUndone ? 'neutral' : row.state === 'void' ? 'not-met' : 'met'}>
          {t(`state.${row.isUndone ? 'undone' : row.state}`)}
        </StatusPill>
      </td>
    </>
  )
}

function NoRows({ survey, isFiltered }: { survey: SurveyDetail; isFiltered: boolean }) {
  const { t } = useTranslation('responses')
  if (isFiltered) return <EmptyState title={t('noMatch')} hint={t('noMatchHint')} />
  return (
    <EmptyState
      title={t('none')}
      hint={t('noneHint')}
      action={
        <Button component={Link} href={`/surveys/${survey.id}/entry`}>
          {t('keyForms')}
        </Button>
      }
    />
  )
}
