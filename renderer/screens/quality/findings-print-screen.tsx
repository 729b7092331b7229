import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { findingInWords, ruleName } from '../../../src/core/quality/finding-in-words.ts'
import { client, trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Page } from '../../components/page.tsx'
import styles from '../../components/paper.module.css'
import { Signatures } from '../../components/signatures.tsx'
import { QueryView } from '../../components/states.tsx'
import { formatDate, formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { type FindingRow, readFilter, type SurveyDetail } from './quality-filter.ts'

/** Pages of the program's list, and how many of them make a list that somebody can still work through on paper. */
const PAGE = 500
const PAGES = 4

/** The list that is taken to the cabinet of paper forms: what to look at, room for what was decided, and who signs. */
export function FindingsPrintScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('quality')
  const [search] = useSearchParams()
  const filter = readFilter(surveyId, search)
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const rules = useQuery(trpc.quality.overview.queryOptions({ surveyId }))
  const list = useQuery({ queryKey: ['findings-print', filter], queryFn: () => readAll(filter) })
  const rule = rules.data?.rules.find(({ code }) => code === filter.rule)
  return (
    <Page
      title={t('paper.title')}
      actions={
        <>
          <Button component={Link} href={`/surveys/${surveyId}/quality?${search}`} variant="default">
            {t('paper.back')}
          </Button>
          <Button onClick={() => window.print()}>{t('paper.print')}</Button>
        </>
      }
    >
      <QueryView query={survey}>
        {(detail) => (
          <QueryView query={list}>
            {({ rows, total }) => (
              <article className={styles.paper}>
                <Heading
                  survey={detail}
                  filter={filter}
                  rule={rule === undefined ? t('allRules') : ruleName(rule, currentLanguage())}
                  shown={rows.length}
                  total={total}
                />
                <Table survey={detail} rows={rows} />
                <Signatures />
              </article>
            )}
          </QueryView>
        )}
      </QueryView>
    </Page>
  )
}

async function readAll(filter: ReturnType<typeof readFilter>): Promise<{ rows: FindingRow[]; total: number }> {
  const rows: FindingRow[] = []
  let total = 0
  for (let page = 0; page < PAGES && (page === 0 || rows.length < total); page += 1) {
    const part = await client.quality.findings.query({ ...filter, offset: page * PAGE, limit: PAGE })
    total = part.total
    rows.push(...part.rows)
  }
  return { rows, total }
}

interface HeadingProps {
  survey: SurveyDetail
  filter: ReturnType<typeof readFilter>
  rule: string
  shown: number
  total: number
}

function Heading({ survey, filter, rule, shown, total }: HeadingProps) {
  const { t } = useTranslation('quality')
  const known = survey.batches.find(({ id }) => id === filter.batchId)
  const batch = known === undefined ? t('anyBatch') : batchName(known)
  const state = filter.state === undefined ? t('anyState') : t(`state.${filter.state}`)
  const counts = { shown: formatNumber(shown), count: formatNumber(total) }
  return (
    <header className={styles.heading}>
      <h2>{t('paper.title')}</h2>
      <p className="strong">
        {survey.name} ({survey.code})
      </p>
      <p>{t('paper.filter', { rule, batch, state })}</p>
      <p>
        {t('paper.date', { date: formatDate(Date.now()) })} · {t('paper.count', counts)}
      </p>
      {shown < total && <p className="caution">{t('paper.cut', counts)}</p>}
    </header>
  )
}

function Table({ survey, rows }: { survey: SurveyDetail; rows: readonly FindingRow[] }) {
  const { t } = useTranslation('quality')
  const hasBatches = survey.batches.length > 1
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('paper.number')}</th>
          <th scope="col">{t('column.serial')}</th>
          <th scope="col">{t('column.agency')}</th>
          {hasBatches && <th scope="col">{t('column.batch')}</th>}
          <th scope="col">{t('column.found')}</th>
          <th scope="col" className={styles.decided}>
            {t('paper.decided')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => {
          const batch = survey.batches.find(({ id }) => id === row.batchId)
          return (
            <tr key={`${row.rule} ${row.responseId} ${row.place}`}>
              <td>{at + 1}</td>
              <td className={styles.serial}>{row.serial ?? '–'}</td>
              <td>{survey.agencies.find(({ id }) => id === row.agencyId)?.name}</td>
              {hasBatches && <td>{batch?.code}</td>}
              <td>{findingInWords(row.rule, row.detail, currentLanguage())}</td>
              <td>{row.reason}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
