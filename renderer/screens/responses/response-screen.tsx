import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearchParams } from 'wouter'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { Loading } from '../../components/states.tsx'
import { AnswerPaper } from './answer-paper.tsx'
import { ChangeState } from './change-state.tsx'
import { ReadFailure } from './read-failure.tsx'
import { ResponseFacts } from './response-facts.tsx'
import { ResponseFlags } from './response-flags.tsx'
import { ResponseHistory } from './response-history.tsx'
import type { ResponseDetail, SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'
import { listAddress, useNeighbours } from './use-neighbours.ts'

/** One form read as on paper, with everything that ever happened to it. */
export function ResponseScreen({ surveyId, id }: { surveyId: number; id: string }) {
  const { t } = useTranslation(['responses', 'common'])
  const [search] = useSearchParams()
  const list = search.size === 0 ? '' : `?${search}`
  const { previous, next } = useNeighbours(surveyId, id, search)
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const response = useQuery(trpc.response.get.queryOptions({ surveyId, id }))
  const questionnaire = useQuery({
    ...trpc.questionnaire.get.queryOptions({
      code: survey.data?.questionnaireCode ?? '',
      version: response.data?.questionnaireVersion ?? 1,
    }),
    enabled: survey.data !== undefined && response.data !== undefined,
  })
  const failed = [survey, response, questionnaire].find((query) => query.error !== null)
  const isReady = survey.data !== undefined && response.data !== undefined && questionnaire.data !== undefined
  const isChangeable = response.data?.state === 'valid' && !response.data.isHeld && survey.data?.state === 'open'
  return (
    <Page
      title={response.data === undefined ? t('one') : t('oneSerial', { serial: response.data.serial })}
      context={survey.data?.name}
      actions={
        <>
          <Step to={previous} label="previous" arrow="ArrowUp" />
          <Step to={next} label="next" arrow="ArrowDown" />
          <Button component={Link} href={listAddress(surveyId, String(search))} variant="default">
            {t('backToList')}
          </Button>
          {isChangeable && (
            <Button component={Link} href={`/surveys/${surveyId}/responses/${id}/correct${list}`}>
              {t('correct')}
            </Button>
          )}
        </>
      }
    >
      {failed !== undefined && (
        <ReadFailure surveyId={surveyId} error={failed.error} onRetry={() => void failed.refetch()} />
      )}
      {failed === undefined && !isReady && <Loading />}
      {failed === undefined && isReady && (
        <Read survey={survey.data} response={response.data} questionnaire={questionnaire.data.questionnaire} />
      )}
    </Page>
  )
}

interface StepProps {
  to: string | null
  label: 'previous' | 'next'
  arrow: 'ArrowUp' | 'ArrowDown'
}

/** The form before or after in the list, also by Alt with the arrow that goes there in the list. */
function Step({ to, label, arrow }: StepProps) {
  const { t } = useTranslation('responses')
  const [, navigate] = useLocation()
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (to === null || !event.altKey || event.ctrlKey || event.shiftKey || event.key !== arrow) return
      event.preventDefault()
      navigate(to)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [to, arrow, navigate])
  if (to === null) return null
  return (
    <Button component={Link} href={to} variant="default" title={t(`step.${label}Key`)}>
      {t(`step.${label}`)}
    </Button>
  )
}

interface ReadProps {
  survey: SurveyDetail
  response: ResponseDetail
  questionnaire: Questionnaire
}

function Read({ survey, response, questionnaire }: ReadProps) {
  const { t } = useTranslation('responses')
  const [isChanging, setIsChanging] = useState(false)
  return (
    <div className={styles.layout}>
      <AnswerPaper questionnaire={questionnaire} record={response.record} texts={response.texts} />
      <div className={styles.side}>
        <ResponseFacts survey={survey} response={response} />
        <ResponseFlags surveyId={survey.id} responseId={response.id} />
        {response.isHeld && <p className="secondary">{t('sealed.held')}</p>}
        {survey.state === 'open' && !response.isHeld && (
          <ChangeState survey={survey} response={response} isOpen={isChanging} onOpen={setIsChanging} />
        )}
        <ResponseHistory response={response} questionnaire={questionnaire} />
      </div>
    </div>
  )
}
