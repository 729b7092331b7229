import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { layOutForm } from '../../../src/core/print/lay-out-form.ts'
import { readPrintedSerial } from '../../../src/core/print/serial.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { PreviewCard } from './preview-card.tsx'
import styles from './print.module.css'
import { PrintCard, type PrintDraft } from './print-card.tsx'
import { RunList } from './run-list.tsx'

const START: PrintDraft = { copies: '10', batch: '', variant: 'standard', isBlank: false }

/** Paper forms of one survey: what to print, how it will look, and what was printed before. */
export function PrintScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('print')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="print" />}>
      <QueryView query={survey}>{(data) => <Questionnaire survey={data} />}</QueryView>
    </Page>
  )
}

type Survey = Outputs['survey']['get']

function Questionnaire({ survey }: { survey: Survey }) {
  const { questionnaireCode: code, questionnaireVersion: version } = survey
  const query = useQuery(trpc.questionnaire.get.queryOptions({ code, version }))
  const overview = useQuery(trpc.print.overview.queryOptions({ surveyId: survey.id }))
  return (
    <QueryView query={query}>
      {({ questionnaire }) => (
        <QueryView query={overview}>
          {(printed) => <Desk survey={survey} questionnaire={questionnaire} printed={printed} />}
        </QueryView>
      )}
    </QueryView>
  )
}

interface DeskProps {
  survey: Survey
  questionnaire: Outputs['questionnaire']['get']['questionnaire']
  printed: Outputs['print']['overview']
}

function Desk({ survey, questionnaire, printed }: DeskProps) {
  const [search] = useSearchParams()
  const [draft, setDraft] = useState({ ...START, batch: search.get('batch') ?? '' })
  const office = useQuery(trpc.home.get.queryOptions()).data?.office ?? ''
  const { variant, batch, isBlank } = draft
  const form = useMemo(
    () => layOutForm(questionnaire, { variant, batch: batch.trim(), office, survey: survey.name }),
    [questionnaire, variant, batch, office, survey.name],
  )
  const nextNumber = printed.nextSerial === null ? null : (readPrintedSerial(printed.nextSerial)?.number ?? null)
  return (
    <div className={styles.columns}>
      <div className="stack">
        <PrintCard
          surveyCode={survey.code}
          draft={draft}
          onChange={setDraft}
          pages={form.pages.length}
          nextNumber={nextNumber}
          batches={survey.batches.filter(({ code }) => code !== '')}
        />
        <RunList runs={printed.runs} />
      </div>
      <PreviewCard form={form} serial={isBlank ? null : nextNumber} />
    </div>
  )
}
