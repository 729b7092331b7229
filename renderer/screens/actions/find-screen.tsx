import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'wouter'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { keepSurveyId, readSurveyId } from '../../session.ts'
import styles from './actions.module.css'
import { Candidates } from './candidates.tsx'
import { RulesDialog } from './rules-dialog.tsx'

/** Runs the office's rules over a survey and shows what they find before anything is opened. */
export function FindScreen() {
  const { t } = useTranslation('actions')
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const [search, setSearch] = useSearchParams()
  const [isSetting, setIsSetting] = useState(false)
  const wanted = Number(search.get('survey') ?? readSurveyId())
  const list = surveys.data ?? []
  const survey = list.find(({ id }) => id === wanted) ?? list[0]
  return (
    <Page
      title={t('candidates.title')}
      context={
        survey !== undefined && (
          <NativeSelect
            size="xs"
            className={styles.survey ?? ''}
            aria-label={t('candidates.survey')}
            value={survey.id}
            data={list.map(({ id, name }) => ({ value: String(id), label: name }))}
            onChange={({ currentTarget: { value } }) => {
              keepSurveyId(Number(value))
              setSearch({ survey: value }, { replace: true })
            }}
          />
        )
      }
      isFilled
      actions={
        <>
          <Button component={Link} href="/actions" variant="default">
            {t('candidates.back')}
          </Button>
          <Button variant="default" onClick={() => setIsSetting(true)}>
            {t('rules')}
          </Button>
        </>
      }
    >
      <QueryView query={surveys}>
        {() =>
          survey === undefined ? (
            <Card>
              <EmptyState title={t('candidates.noSurvey')} hint={t('candidates.noSurveyHint')} />
            </Card>
          ) : (
            <Found key={survey.id} surveyId={survey.id} onSet={() => setIsSetting(true)} />
          )
        }
      </QueryView>
      {isSetting && <RulesDialog onClose={() => setIsSetting(false)} />}
    </Page>
  )
}

function Found({ surveyId, onSet }: { surveyId: number; onSet: () => void }) {
  const found = useQuery({ ...trpc.action.candidates.queryOptions({ surveyId }), gcTime: 0 })
  return (
    <QueryView query={found}>
      {(data) => <Candidates key={JSON.stringify(data.settings)} surveyId={surveyId} found={data} onSet={onSet} />}
    </QueryView>
  )
}
