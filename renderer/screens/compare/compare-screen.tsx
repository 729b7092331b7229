import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { SchemeNode } from '../../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../../api-client.ts'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import { ChoiceSwitch } from '../../components/view-switch.tsx'
import { FilterIgnored } from '../results/filter-ignored.tsx'
import styles from './compare.module.css'
import { firstComparison, isSame, type Survey, type SurveyDetail, sideInput, useCompareState } from './compare-state.ts'
import { GroupsView } from './groups-view.tsx'
import { SidePicker } from './side-picker.tsx'
import { SidesView, SwapButton } from './sides-view.tsx'

/** Two sides set against each other, or every group against the rest; nothing is claimed that the interval doesn't carry. */
export function CompareScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('compare')
  const surveys = useQuery(trpc.survey.list.queryOptions())
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="results/compare" />}>
      <div className="stack">
        <ResultsTabs surveyId={surveyId} tab="compare" />
        <FilterIgnored />
        <QueryView query={surveys}>
          {(list) => <QueryView query={survey}>{(detail) => <Compared survey={detail} surveys={list} />}</QueryView>}
        </QueryView>
      </div>
    </Page>
  )
}

function Compared({ survey, surveys }: { survey: SurveyDetail; surveys: readonly Survey[] }) {
  const { t } = useTranslation('compare')
  const state = useCompareState(survey.id)
  const { a, b, isChosen, isGroups, by, set, change, swap } = state
  useEffect(() => {
    if (!isChosen) set(firstComparison(survey, surveys))
  }, [isChosen, survey, surveys, set])
  const nodes = useNodes(Number(a.survey))
  // The same question as the table's own, where that is asked: it counts the sides.
  const counts = useQuery({
    ...trpc.compare.get.queryOptions({ a: sideInput(a), b: sideInput(b), nodes: nodes.slice(0, 1) }),
    enabled: !isGroups && nodes.length > 0 && !isSame(a, b),
  })
  return (
    <>
      <div>
        <ChoiceSwitch
          label={t('mode.label')}
          value={isGroups ? 'groups' : 'sides'}
          onChange={(value) => set({ mode: value === 'groups' ? 'groups' : '' })}
          choices={(['sides', 'groups'] as const).map((value) => ({ value, word: t(`mode.${value}`) }))}
        />
      </div>
      {isGroups ? (
        <GroupsView surveyId={survey.id} by={by} onBy={(one) => set({ by: one === 'agency' ? '' : one })} />
      ) : (
        <>
          <div className={styles.pair}>
            <SidePicker
              name="a"
              side={a}
              surveys={surveys}
              n={counts.data?.a.n ?? null}
              onChange={(key, value) => change('a', key, value)}
            />
            <SwapButton onSwap={swap} />
            <SidePicker
              name="b"
              side={b}
              surveys={surveys}
              n={counts.data?.b.n ?? null}
              onChange={(key, value) => change('b', key, value)}
            />
          </div>
          {isChosen && nodes.length > 0 && <SidesView {...{ state, nodes, surveys }} />}
        </>
      )}
    </>
  )
}

/** Nodes of a survey's scheme above its single questions, the root first; none while they are not known. */
function useNodes(surveyId: number): readonly string[] {
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId })).data
  const asked = { code: survey?.questionnaireCode ?? '', version: survey?.questionnaireVersion ?? 1 }
  const paper = useQuery({ ...trpc.questionnaire.get.queryOptions(asked), enabled: survey !== undefined }).data
  const scheme = paper?.questionnaire.schemes.find(({ code }) => code === survey?.schemeCode)
  return scheme === undefined ? [] : idsOf(scheme.root)
}

function idsOf({ id, children = [] }: SchemeNode): string[] {
  return [id, ...children.flatMap(idsOf)]
}
