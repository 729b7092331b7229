import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, useLocation } from 'wouter'
import { trpc } from '../api-client.ts'
import { keepSurveyId, readSurveyId } from '../session.ts'
import { Card } from './card.tsx'
import { Page } from './page.tsx'
import { EmptyState, QueryView } from './states.tsx'
import { SurveySelect } from './survey-select.tsx'

export type SurveySection = 'entry' | 'batches' | 'responses' | 'results' | 'report'

/** What a survey has beside the words of the navigation. */
type Section =
  | SurveySection
  | 'discrepancies'
  | 'quality'
  | 'keying'
  | 'results/comments'
  | 'results/compare'
  | 'results/trend'
  | 'files'
  | 'print'

/** Where a section of a survey lives. */
function addressOf(section: Section, id: number | string): string {
  return section === 'files' ? `/files?survey=${id}` : `/surveys/${id}/${section}`
}

/** A word of the navigation that works on one survey: opens the last or only one, else asks which. */
export function SurveyGate({ section }: { section: SurveySection }) {
  const { t } = useTranslation()
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const last = readSurveyId()
  const known = surveys.data?.find((survey) => survey.id === last)
  const only = surveys.data?.length === 1 ? surveys.data[0] : undefined
  const target = known ?? only
  if (target !== undefined) return <Redirect to={addressOf(section, target.id)} replace />
  return (
    <Page title={t(`nav.${section}`)} isNarrow>
      <Card>
        <QueryView query={surveys}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState
                title={t('survey.noneTitle')}
                hint={t('survey.noneHint')}
                action={
                  <Button component={Link} href="/surveys/new">
                    {t('survey.create')}
                  </Button>
                }
              />
            ) : (
              <>
                <h2>{t('survey.chooseTitle')}</h2>
                <p className="secondary">{t('survey.chooseHint')}</p>
                <ul>
                  {list.map((survey) => (
                    <li key={survey.id}>
                      <Anchor component={Link} href={addressOf(section, survey.id)}>
                        {survey.name}
                      </Anchor>
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </QueryView>
      </Card>
    </Page>
  )
}

/**
 * The survey in the grey words of the header; where there are several, a list to go to another. A long name is cut, the
 * mark of sample data never.
 */
export function SurveySwitch({ surveyId, section }: { surveyId: number; section: Section }) {
  const [, navigate] = useLocation()
  const surveys = useQuery(trpc.survey.list.queryOptions()).data ?? []
  useEffect(() => keepSurveyId(surveyId), [surveyId])
  return <SurveySelect surveys={surveys} value={surveyId} onChange={(id) => navigate(addressOf(section, id))} />
}
