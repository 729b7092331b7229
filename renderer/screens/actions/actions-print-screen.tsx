import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import paper from '../../components/paper.module.css'
import { Signatures } from '../../components/signatures.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { formatDate, formatIndex, formatIsoDate, formatNumber, formatShort } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './actions.module.css'
import { type CaseRow, readFilter } from './case-filter.ts'
import { usePlaceName, useWhy } from './case-words.ts'

/** What is sent to each agency: its own criteria on its own pages, each to be signed. */
export function ActionsPrintScreen() {
  const { t } = useTranslation('actions')
  const [search] = useSearchParams()
  const list = useQuery(trpc.action.list.queryOptions(readFilter(search)))
  const placeName = usePlaceName()
  return (
    <Page
      title={t('paper.title')}
      actions={
        <>
          <Button component={Link} href={`/actions?${search}`} variant="default">
            {t('paper.back')}
          </Button>
          <Button onClick={() => window.print()}>{t('paper.print')}</Button>
        </>
      }
    >
      <QueryView query={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t('noneFiltered')} hint={t('noneFilteredHint')} />
          ) : (
            [...Map.groupBy(rows, (row) => placeName(row))].map(([place, cases]) => (
              <Sheet key={place} place={place} cases={cases} />
            ))
          )
        }
      </QueryView>
    </Page>
  )
}

function Sheet({ place, cases }: { place: string; cases: readonly CaseRow[] }) {
  const { t } = useTranslation('actions')
  const surveys = [...new Set(cases.map(({ survey }) => `${survey.name} (${survey.code})`))]
  return (
    <article className={`${paper.paper} ${styles.sheet}`}>
      <header className={paper.heading}>
        <h2>{t('paper.title')}</h2>
        <p className="strong">{place}</p>
        <p>{surveys.join('; ')}</p>
        <p>
          {t('paper.date', { date: formatDate(Date.now()) })} ·{' '}
          {t('paper.count', { count: formatNumber(cases.length) })}
        </p>
      </header>
      <table className={paper.table}>
        <thead>
          <tr>
            <th scope="col">{t('paper.number')}</th>
            <th scope="col">{t('paper.criterion')}</th>
            <th scope="col" className="number">
              {t('column.index')}
            </th>
            <th scope="col" className={styles.stands}>
              {t('column.state')}
            </th>
            <th scope="col">{t('column.due')}</th>
            <th scope="col" className={styles.written}>
              {t('paper.cause')}
            </th>
            <th scope="col" className={styles.written}>
              {t('paper.remedy')}
            </th>
          </tr>
        </thead>
        <tbody>
          {cases.map((row, at) => (
            <PaperRow key={row.id} row={row} number={at + 1} />
          ))}
        </tbody>
      </table>
      <Signatures left="reporter" />
    </article>
  )
}

function PaperRow({ row, number }: { row: CaseRow; number: number }) {
  const { t } = useTranslation('actions')
  const why = useWhy()
  const { node, found, state, assignee, dueOn, isOverdue, cause, remedy } = row
  return (
    <tr>
      <td>{number}</td>
      <td>
        <span className="strong">{node}</span> {localText(found.label)}
        <div className="small">{why(row).join('; ')}</div>
      </td>
      <td className="number">
        {formatIndex(found.index)}
        {found.target !== null && ` / ${formatShort(found.target)}`}
      </td>
      <td className={styles.stands}>
        {t(`state.${state}`)}
        {assignee !== '' && <div className="small">{assignee}</div>}
      </td>
      <td className={styles.whole}>
        {formatIsoDate(dueOn)}
        {isOverdue && <div className="small">{t('late')}</div>}
      </td>
      <td>{cause}</td>
      <td>{remedy}</td>
    </tr>
  )
}
