import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formsToBeNamed } from '../../../src/core/comments/anonymity.ts'
import { client, errorText, queryClient, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { formatDate, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { notifyDone, notifyError } from '../../notices.ts'
import { keyOf, type SurveyDetail } from './comment-filter.ts'
import styles from './comments.module.css'

/** The passages that reports print: without agency, and with the sector only where many forms share it. */
export function QuoteList({ survey }: { survey: SurveyDetail }) {
  const { t } = useTranslation('comments')
  const quotes = useQuery(trpc.comment.quotes.queryOptions({ surveyId: survey.id }))
  const rule = useQuery(trpc.setting.smallCells.queryOptions()).data
  const remove = async (responseId: string, variable: string): Promise<void> => {
    await client.comment.removeQuote.mutate({ surveyId: survey.id, responseId, variable })
    await queryClient.invalidateQueries({ queryKey: trpc.comment.quotes.queryKey() })
    notifyDone(t('quote.removed'))
  }
  const sectorName = (id: number): string => {
    const sector = survey.sectors.find((one) => one.id === id)
    return sector === undefined ? t('quote.noSector') : localText(sector.name)
  }
  return (
    <Card title={t('quote.list')}>
      <QueryView query={quotes}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState title={t('quote.none')} hint={t('quote.noneHint')} />
          ) : (
            <>
              {rule !== undefined && (
                <p className="secondary small">
                  {t('quote.listHint', { minimum: formatNumber(formsToBeNamed(rule)) })}
                </p>
              )}
              <ul className={styles.quotes}>
                {list.map((quote) => (
                  <li key={keyOf(quote)}>
                    <blockquote>“{quote.body}”</blockquote>
                    <span className="secondary small">
                      {t('quote.from', {
                        sector: sectorName(quote.sectorId),
                        who: quote.operatorName,
                        when: formatDate(quote.atMs),
                      })}
                    </span>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('quote.removeOne', { text: quote.body.slice(0, 40) })}
                      onClick={() =>
                        void remove(quote.responseId, quote.variable).catch((error) => notifyError(errorText(error)))
                      }
                    >
                      {t('quote.remove')}
                    </Button>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </QueryView>
    </Card>
  )
}
