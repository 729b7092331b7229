import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import paper from '../../components/paper.module.css'
import { Signatures } from '../../components/signatures.tsx'
import { QueryView } from '../../components/states.tsx'
import { formatDate } from '../../format.ts'
import styles from './par.module.css'
import { ParResult } from './par-result.tsx'
import { yearOf } from './par-year.ts'

/** A year's table of points on paper, to be signed. */
export function ParPrintScreen() {
  const { t } = useTranslation('par')
  const [search] = useSearchParams()
  const year = yearOf(search.get('year'))
  const table = useQuery(trpc.par.get.queryOptions({ year }))
  return (
    <Page
      title={t('paper.title', { year })}
      actions={
        <>
          <Button component={Link} href={`/par-index?year=${year}`} variant="default">
            {t('paper.back')}
          </Button>
          <Button onClick={() => window.print()}>{t('paper.print')}</Button>
        </>
      }
    >
      <QueryView query={table}>
        {(data) => (
          <article className={`${paper.paper} ${styles.paper}`}>
            <header className={paper.heading}>
              <h2>{t('paper.title', { year })}</h2>
              <p>{t('paper.date', { date: formatDate(Date.now()) })}</p>
            </header>
            <ParResult table={data} />
            <Signatures />
          </article>
        )}
      </QueryView>
    </Page>
  )
}
