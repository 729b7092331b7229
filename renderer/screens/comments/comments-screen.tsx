import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import { ChoiceSwitch } from '../../components/view-switch.tsx'
import { useCanReadComments } from '../../use-role.ts'
import { type Question, type SurveyDetail, useCommentFilter, VIEWS } from './comment-filter.ts'
import styles from './comments.module.css'
import { ExportMenu } from './export-menu.tsx'
import { FilterBar } from './filter-bar.tsx'
import { QuoteList } from './quote-list.tsx'
import { Reader } from './reader.tsx'
import { TagCounts } from './tag-counts.tsx'

/** What people wrote: read one after another, sorted by tags, counted, and quoted without a name. */
export function CommentsScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('comments')
  const canRead = useCanReadComments()
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const questions = useQuery({ ...trpc.comment.questions.queryOptions({ surveyId }), enabled: canRead === true })
  const { view, find } = useCommentFilter(surveyId)
  return (
    <Page
      title={t('title')}
      context={<SurveySwitch surveyId={surveyId} section="results/comments" />}
      isFilled={view === 'read'}
      actions={survey.data !== undefined && canRead === true && <ExportMenu survey={survey.data} find={find} />}
    >
      <div className={view === 'read' ? styles.screen : 'stack'}>
        <ResultsTabs surveyId={surveyId} tab="comments" />
        {canRead === false ? (
          <Card>
            <EmptyState title={t('notYours.title')} hint={t('notYours.hint')} />
          </Card>
        ) : (
          <QueryView query={survey}>
            {(detail) => (
              <QueryView query={questions}>{(asked) => <Views survey={detail} questions={asked} />}</QueryView>
            )}
          </QueryView>
        )}
      </div>
    </Page>
  )
}

function Views({ survey, questions }: { survey: SurveyDetail; questions: readonly Question[] }) {
  const { t } = useTranslation('comments')
  const { view, find, change } = useCommentFilter(survey.id)
  const tags = useQuery(trpc.comment.tags.queryOptions())
  const search = useRef<HTMLInputElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const toList = (): void => {
    frame.current?.querySelector<HTMLElement>('[role="option"][tabindex="0"]')?.focus()
  }
  return (
    <QueryView query={tags}>
      {(list) => (
        <>
          <div className={styles.bar}>
            <ChoiceSwitch
              label={t('view.label')}
              value={view}
              onChange={(value) => change('view', value === 'read' ? null : value)}
              choices={VIEWS.map((value) => ({ value, word: t(`view.${value}`) }))}
            />
            {view !== 'quotes' && (
              <FilterBar
                {...{ survey, questions, find, search }}
                tags={view === 'read' ? list : null}
                onChange={change}
                onLeave={toList}
              />
            )}
          </div>
          {view === 'read' && <Reader {...{ survey, questions, find, search, frame }} tags={list} onFocus={toList} />}
          {view === 'counts' && <TagCounts {...{ survey, find }} tags={list} />}
          {view === 'quotes' && <QuoteList survey={survey} />}
        </>
      )}
    </QueryView>
  )
}
