import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SchemeNode } from '../../../src/core/questionnaire/questionnaire.ts'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { EmptyState, QueryView } from '../../components/states.tsx'
import { SurveySwitch } from '../../components/survey-gate.tsx'
import { ResultsTabs } from '../../components/tabs.tsx'
import { ChoiceSwitch } from '../../components/view-switch.tsx'
import { localText } from '../../i18n/i18n.ts'
import { useCanManage } from '../../use-role.ts'
import { FilterIgnored } from '../results/filter-ignored.tsx'
import { SPLITS, type Split, type TrendKey, useTrendState } from './trend-state.ts'
import { TrendView } from './trend-view.tsx'

type SurveyDetail = Outputs['survey']['get']

/** How an index moved: from survey to survey, or through the quarters and months of one. */
export function TrendScreen({ surveyId }: { surveyId: number }) {
  const { t } = useTranslation('trend')
  const survey = useQuery(trpc.survey.get.queryOptions({ id: surveyId }))
  return (
    <Page title={t('title')} context={<SurveySwitch surveyId={surveyId} section="results/trend" />}>
      <div className="stack">
        <ResultsTabs surveyId={surveyId} tab="trend" />
        <FilterIgnored />
        <QueryView query={survey}>{(detail) => <Followed survey={detail} />}</QueryView>
      </div>
    </Page>
  )
}

function Followed({ survey }: { survey: SurveyDetail }) {
  const { node, agencyUnitId, sectorId, split, change } = useTrendState()
  const asked = { code: survey.questionnaireCode, version: survey.questionnaireVersion }
  const paper = useQuery(trpc.questionnaire.get.queryOptions(asked)).data
  const scheme = paper?.questionnaire.schemes.find(({ code }) => code === survey.schemeCode)
  const nodes = scheme === undefined ? [] : nodesOf(scheme.root)
  const followed = nodes.find(({ id }) => id === node) ?? nodes[0]
  const scope = {
    ...(agencyUnitId === null ? {} : { agencyUnitId }),
    ...(sectorId === null ? {} : { sectorId }),
  }
  const found = useQuery({
    ...trpc.trend.get.queryOptions(
      {
        schemeCode: survey.schemeCode,
        scope,
        ...(followed === undefined ? {} : { node: followed.id }),
        ...(split === 'survey' ? {} : { split, surveyIds: [survey.id] }),
      },
      { placeholderData: keepPreviousData },
    ),
    enabled: followed !== undefined,
  })
  const of = [
    followed?.label,
    survey.agencies.find(({ unitId }) => unitId === agencyUnitId)?.name,
    sectorName(survey, sectorId),
  ]
  return (
    <>
      <Choices {...{ survey, nodes, split, change }} node={followed?.id ?? ''} {...{ agencyUnitId, sectorId }} />
      <QueryView query={found}>
        {(trend) =>
          trend.points.length < 2 ? (
            <TooFew split={split} />
          ) : (
            <TrendView trend={trend} title={of.filter(Boolean).join(' · ')} />
          )
        }
      </QueryView>
    </>
  )
}

interface ChoicesProps {
  survey: SurveyDetail
  nodes: readonly { readonly id: string; readonly label: string }[]
  node: string
  agencyUnitId: number | null
  sectorId: number | null
  split: Split
  change: (key: TrendKey, value: string) => void
}

function Choices({ survey, nodes, node, agencyUnitId, sectorId, split, change }: ChoicesProps) {
  const { t } = useTranslation('trend')
  const select = (
    key: 'node' | 'agency' | 'sector',
    value: string | number,
    choices: readonly { id: string | number; label: string }[],
  ) => (
    <select
      className="small-field"
      aria-label={t(`choose.${key}`)}
      value={value}
      onChange={(event) => change(key, event.target.value)}
    >
      {key !== 'node' && <option value="">{t(`choose.any.${key}`)}</option>}
      {choices.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  )
  return (
    <div className="row">
      <ChoiceSwitch
        label={t('split.label')}
        value={split}
        onChange={(value) => change('split', value === 'survey' ? '' : value)}
        choices={SPLITS.map((value) => ({ value, word: t(`split.${value}`) }))}
      />
      {select('node', node, nodes)}
      {survey.agencies.length > 1 &&
        select(
          'agency',
          agencyUnitId ?? '',
          survey.agencies.map(({ unitId, name }) => ({ id: unitId, label: name })),
        )}
      {survey.sectors.length > 1 &&
        select(
          'sector',
          sectorId ?? '',
          survey.sectors.map((sector) => ({ id: sector.sectorId, label: localText(sector.name) })),
        )}
    </div>
  )
}

/** One point makes no line: says what would make one. */
function TooFew({ split }: { split: Split }) {
  const { t } = useTranslation('trend')
  const canManage = useCanManage()
  return (
    <Card>
      <EmptyState
        title={t(split === 'survey' ? 'oneSurvey' : 'oneSpan')}
        hint={t(split === 'survey' ? 'oneSurveyHint' : 'oneSpanHint')}
        action={
          split === 'survey' &&
          canManage && (
            <Button component={Link} href="/surveys/new">
              {t('newSurvey')}
            </Button>
          )
        }
      />
    </Card>
  )
}

function sectorName(survey: SurveyDetail, sectorId: number | null): string | undefined {
  const sector = survey.sectors.find((one) => one.sectorId === sectorId)
  return sector === undefined ? undefined : localText(sector.name)
}

/** The nodes above single questions, the root first. */
function nodesOf({ id, label, children = [] }: SchemeNode): { id: string; label: string }[] {
  return [{ id, label: localText(label) }, ...children.flatMap(nodesOf)]
}
