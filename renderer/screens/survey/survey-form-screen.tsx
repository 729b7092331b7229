import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { client, errorText, type Outputs, queryClient, trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { ErrorState, Loading } from '../../components/states.tsx'
import { editOf, type Target, type TargetEdit, targetSave } from '../../components/target-edit.ts'
import { notifyDone } from '../../notices.ts'
import { draftOf, emptyDraft, inputOf, type SurveyDraft } from './survey-draft.ts'
import { SurveyForm } from './survey-form.tsx'
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
      context={survey.data?.name}
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
          takenCodes={surveys.data.filter((one) => one.id !== surveyId).map((one) => one.code)}
          questionnaires={questionnaires.data}
          targets={targets.data}
        />
      )}
    </Page>
  )
}

interface LoadedFormProps {
  survey: SurveyDetail | null
  takenCodes: string[]
  questionnaires: Outputs['questionnaire']['list']
  targets: Target[]
}

function LoadedForm({ survey, takenCodes, questionnaires, targets }: LoadedFormProps) {
  const { t } = useTranslation('survey')
  const [, navigate] = useLocation()
  const year = survey?.year ?? new Date().getFullYear()
  const shownTargets = targets.filter((target) => target.year === null || target.year === year)
  const save = useMutation({
    mutationFn: (typed: { draft: SurveyDraft; targets: TargetEdit[] }) =>
      saveSurvey(survey, typed.draft, typed.targets, shownTargets),
    meta: { isShownInPlace: true },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries()
      notifyDone(t(survey === null ? 'created' : 'saved', { name: saved.name }))
      navigate('/')
    },
  })
  return (
    <SurveyForm
      start={survey === null ? emptyDraft(year) : draftOf(survey)}
      startTargets={shownTargets.map(editOf)}
      isNew={survey === null}
      questionnaires={questionnaires}
      takenCodes={takenCodes}
      onSave={(draft, edits) => save.mutate({ draft, targets: edits })}
      isSaving={save.isPending}
      failure={save.error === null ? null : errorText(save.error)}
    />
  )
}

/** The survey first: should its targets be refused, they can be mended in the table of targets. */
async function saveSurvey(
  survey: SurveyDetail | null,
  draft: SurveyDraft,
  edits: readonly TargetEdit[],
  before: readonly Target[],
): Promise<SurveyDetail> {
  const input = inputOf(draft)
  const { code: _code, questionnaireCode: _questionnaire, questionnaireVersion: _version, ...changes } = input
  const saved =
    survey === null
      ? await client.survey.create.mutate(input)
      : await client.survey.update.mutate({ id: survey.id, ...changes })
  await client.target.save.mutate(targetSave(edits, before))
  return saved
}
