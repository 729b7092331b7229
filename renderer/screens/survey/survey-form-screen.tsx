import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useSearch } from 'wouter'
import { client, errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { MoveVersion } from '../../components/move-version.tsx'
import { Page } from '../../components/page.tsx'
import { ErrorState, Loading } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { editOf, type Target, type TargetEdit, targetSave } from '../../components/target-edit.ts'
import { notifyDone } from '../../notices.ts'
import { keepSurveyId } from '../../session.ts'
import { draftOf, emptyDraft, inputOf, type SurveyDraft } from './survey-draft.ts'
import { SurveyForm, withQuestionnaire } from './survey-form.tsx'
import { SurveyState } from './survey-state.tsx'

type SurveyDetail = Outputs['survey']['get']

/** A new survey, or an existing one to change: the same page. */
export function SurveyFormScreen({ surveyId }: { surveyId: number | null }) {
  const { t } = useTranslation(['survey', 'common'])
  const survey = useQuery({ ...trpc.survey.get.queryOptions({ id: surveyId ?? 0 }), enabled: surveyId !== null })
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const questionnaires = useQuery(trpc.questionnaire.list.queryOptions())
  const targets = useQuery(trpc.target.list.queryOptions({}))
  // The steps read these two themselves; asked for here, the page appears once and whole, and no field moves.
  const units = useQuery(trpc.unit.list.queryOptions())
  const sectors = useQuery(trpc.sector.list.queryOptions())
  const queries = [surveys, questionnaires, targets, units, sectors, ...(surveyId === null ? [] : [survey])]
  const failed = queries.find((query) => query.error !== null)
  const isReady =
    surveys.data !== undefined &&
    questionnaires.data !== undefined &&
    targets.data !== undefined &&
    units.data !== undefined &&
    sectors.data !== undefined &&
    (surveyId === null || survey.data !== undefined)
  return (
    <Page
      title={t(surveyId === null ? 'titleNew' : 'titleEdit')}
      context={
        <span className="row">
          {survey.data?.name}
          {survey.data?.isDemonstration === true && (
            <StatusPill tone="unsure">{t('common:survey.demonstration')}</StatusPill>
          )}
        </span>
      }
      actions={
        <>
          {survey.data !== undefined && <SurveyState survey={survey.data} />}
          <Button component={Link} href="/" variant="default">
            {t('common:action.cancel')}
          </Button>
        </>
      }
    >
      {failed !== undefined && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {failed === undefined && !isReady && <Loading />}
      {failed === undefined && isReady && (
        <LoadedForm
          survey={survey.data ?? null}
          surveys={surveys.data}
          questionnaires={questionnaires.data}
          targets={targets.data}
        />
      )}
    </Page>
  )
}

interface LoadedFormProps {
  survey: SurveyDetail | null
  surveys: readonly { id: number; code: string }[]
  questionnaires: Outputs['questionnaire']['list']
  targets: Target[]
}

function LoadedForm({ survey: opened, surveys, questionnaires, targets }: LoadedFormProps) {
  const { t } = useTranslation('survey')
  /** A survey that was made although its targets were refused: saving again changes it. */
  const [made, setMade] = useState<SurveyDetail | null>(null)
  const survey = opened ?? made
  const [, navigate] = useLocation()
  const year = survey?.year ?? new Date().getFullYear()
  const shownTargets = targets.filter((target) => target.year === null || target.year === year)
  const asked = new URLSearchParams(useSearch())
  const chosen = questionnaires.find(
    (one) =>
      one.state === 'published' &&
      one.code === asked.get('questionnaire') &&
      one.version === Number(asked.get('version')),
  )
  const codes = surveys.filter((one) => one.id !== survey?.id).map((one) => one.code)
  const start =
    chosen === undefined
      ? emptyDraft(year)
      : withQuestionnaire(emptyDraft(year), chosen, codes, t('identity.suggested'))
  const save = useMutation({
    mutationFn: (typed: { draft: SurveyDraft; targets: TargetEdit[] }) =>
      saveSurvey(survey, typed.draft, typed.targets, shownTargets, setMade),
    meta: { isShownInPlace: true },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries()
      notifyDone(t(opened === null ? 'created' : 'saved', { name: saved.name }))
      if (opened === null) keepSurveyId(saved.id)
      navigate('/')
    },
    onError: () => queryClient.invalidateQueries(),
  })
  return (
    <>
      {survey !== null && <MoveVersion survey={survey} />}
      <SurveyForm
        start={opened === null ? start : draftOf(opened)}
        startTargets={shownTargets.map(editOf)}
        isNew={survey === null}
        questionnaires={questionnaires}
        takenCodes={codes}
        onSave={(draft, edits) => save.mutate({ draft, targets: edits })}
        isSaving={save.isPending}
        failure={save.error && [made && t('targetsNotSaved'), errorText(save.error)].filter(Boolean).join(' ')}
      />
    </>
  )
}

/** The survey first, told to `onMade`: should its targets be refused, the next save changes it. */
async function saveSurvey(
  survey: SurveyDetail | null,
  draft: SurveyDraft,
  edits: readonly TargetEdit[],
  before: readonly Target[],
  onMade: (survey: SurveyDetail) => void,
): Promise<SurveyDetail> {
  const input = inputOf(draft)
  const { code: _code, questionnaireCode: _questionnaire, questionnaireVersion: _version, ...changes } = input
  const saved =
    survey === null
      ? await client.survey.create.mutate(input)
      : await client.survey.update.mutate({ id: survey.id, ...changes })
  if (survey === null) onMade(saved)
  await client.target.save.mutate(targetSave(edits, before))
  return saved
}
