import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { useCanReport } from '../../use-role.ts'
import { NothingKeyed } from '../results/results-screen.tsx'
import { ChoiceCard } from './choice-card.tsx'
import { FilesCard } from './files-card.tsx'
import { OfficeCard } from './office-card.tsx'
import { Preview } from './preview.tsx'
import styles from './report.module.css'
import { type Choices, reportLink, useReportChoice } from './report-choice.ts'
import { TemplatesCard } from './templates-card.tsx'

/** A report ready to sign: what it is of at the left, how it will look at the right, and one click to each file. */
export function ReportScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('report')
  const canReport = useCanReport()
  const isAsked = { enabled: canReport === true }
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  const choices = useQuery(trpc.report.choices.queryOptions({ surveyId }, isAsked))
  const office = useQuery(trpc.report.office.queryOptions(undefined, isAsked))
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="report" />} isFilled>
      {canReport === false ? (
        <Card>
          <EmptyState title={t('notYours.title')} hint={t('notYours.hint')} />
        </Card>
      ) : (
        <QueryView query={survey}>
          {({ code }) => (
            <QueryView query={choices}>
              {(known) =>
                known.n === 0 ? (
                  <NothingKeyed surveyId={surveyId} />
                ) : (
                  <QueryView query={office}>
                    {(stands) => <Desk surveyCode={code} choices={known} office={stands} />}
                  </QueryView>
                )
              }
            </QueryView>
          )}
        </QueryView>
      )}
    </Page>
  )
}

interface DeskProps {
  surveyCode: string
  choices: Choices
  office: Outputs['report']['office']
}

function Desk({ surveyCode, choices, office }: DeskProps) {
  const { choice, change } = useReportChoice()
  const [stamp, setStamp] = useState(0)
  const [isShown, setIsShown] = useState(false)
  const frame = useRef<HTMLIFrameElement>(null)
  return (
    <div className={styles.desk}>
      <div className={styles.panel}>
        <ChoiceCard choices={choices} choice={choice} onChange={change} />
        <FilesCard
          surveyCode={surveyCode}
          choice={choice}
          onPrint={isShown ? () => frame.current?.contentWindow?.print() : null}
        />
        <OfficeCard office={office} onSaved={() => setStamp(stamp + 1)} />
        <TemplatesCard surveyCode={surveyCode} choice={choice} />
      </div>
      <Preview link={reportLink(surveyCode, choice, 'html')} stamp={stamp} frame={frame} onShown={setIsShown} />
    </div>
  )
}
