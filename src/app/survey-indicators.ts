import { errorMessage } from '../core/errors.ts'
import type { ChoiceEstimate } from '../core/index/choice-estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import { computeIndicators, type Indicator, type IndicatorList } from '../core/index/indicators.ts'
import { isTooFew, type SmallCellRule } from '../core/index/small-cells.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { loadSurveyContext, populationsOf, type SurveyContext, settingsOf } from './survey-context.ts'
import { type Choice, choose, type Where } from './where.ts'

export interface LabelledIndicator extends Indicator {
  readonly label: Text
}

export interface LabelledList extends IndicatorList {
  readonly label: Text
  /** The question as it was asked. */
  readonly asked: Text
}

export interface LabelledIndicators {
  readonly figures: readonly LabelledIndicator[]
  readonly lists: readonly LabelledList[]
}

interface Settings {
  readonly useWeights: boolean
}

/** What the form tells of the service beside the index, among the chosen responses. */
export function indicatorsOf(context: SurveyContext, settings: Settings, choice: Choice = {}): LabelledIndicators {
  return indicatorGroups(context, settings, [], choice)[0]?.indicators ?? { figures: [], lists: [] }
}

function indicatorGroups(
  context: SurveyContext,
  { useWeights }: Settings,
  by: readonly ('agency' | 'sector')[],
  { only = {}, mask = null }: Choice = {},
) {
  const { dictionary, questionnaire } = context.model
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const askedBy = new Map(questions.map(({ code, label }) => [code, label]))
  const populations = populationsOf(context)
  const shownOf = <Share extends ChoiceEstimate>(share: Share): Share => hideShare(share, context.smallCells)
  const places = new Map(dictionary.variables.map(({ code }, place) => [code, place]))
  return computeIndicators(context.kept, { dictionary, useWeights, populations, by, only, mask }).map(
    ({ codes, indicators: { figures, lists } }) => ({
      codes,
      indicators: {
        figures: figures.map((one) => ({ ...shownOf(one), label: labelOf(`indicator-${one.key}`) })),
        lists: lists.map((one) => {
          const label = labelOf(`indicator-list-${one.key}`)
          return {
            ...one,
            rows: hiddenLast(one.rows.map(shownOf), places),
            label,
            asked: askedBy.get(one.question) ?? label,
          }
        }),
      },
    }),
  )
}

/** A share of too few answers keeps only how many they are. */
function hideShare<Share extends ChoiceEstimate>(share: Share, rule: SmallCellRule): Share {
  if (!isTooFew(share.of, rule)) return share
  const none = { percent: null, standardError: null, lower95: null, upper95: null }
  return { ...share, ...none, count: 0, note: 'too-few-to-show' }
}

/** Hidden rows at the end in the order of the paper: ranked, their order would tell what few respondents said. */
function hiddenLast<Row extends ChoiceEstimate & { readonly code: string }>(
  rows: readonly Row[],
  places: ReadonlyMap<string, number>,
): Row[] {
  const isHidden = ({ note }: Row): boolean => note === 'too-few-to-show'
  const placeOf = ({ code }: Row): number => places.get(code) ?? 0 // choices of one question keep their order
  const hidden = rows.filter(isHidden).toSorted((a, b) => placeOf(a) - placeOf(b))
  return [...rows.filter((row) => !isHidden(row)), ...hidden]
}

function labelOf(code: Parameters<typeof errorMessage>[0]): Text {
  return { vi: errorMessage(code, {}, 'vi'), en: errorMessage(code, {}, 'en') }
}

export interface IndicatorsInput {
  readonly surveyId: number
  readonly by?: 'agency' | 'sector' | undefined
  readonly where?: Where | undefined
  readonly weights?: boolean | undefined
}

export interface IndicatorsTable {
  readonly provenance: Provenance
  readonly weights: 'on' | 'off'
  /** In the survey's order; one group without a name when nothing is grouped by. */
  readonly groups: readonly (LabelledIndicators & {
    readonly by: { readonly id: number; readonly code: string; readonly name: Text } | null
  })[]
}

/**
 * The indicators of a whole survey, or of each agency or sector. Throws AppError `survey-not-found`, and those of
 * compileCondition.
 */
export async function computeSurveyIndicators(services: Services, input: IndicatorsInput): Promise<IndicatorsTable> {
  const context = await loadSurveyContext(services, input.surveyId)
  const settings = settingsOf(context, input)
  const { by, where = {} } = input
  const chosen = choose(context, where)
  const { weights } = settings
  const provenance = provenanceOf(context, settings, where)
  if (by === undefined) {
    return { provenance, weights, groups: [{ by: null, ...indicatorsOf(context, settings, chosen) }] }
  }
  const groups = new Map(
    indicatorGroups(context, settings, [by], chosen).map(({ codes: [id = 0], indicators }) => [id, indicators]),
  )
  return {
    provenance,
    weights,
    groups: partsOf(context, by).flatMap((part) => {
      const indicators = groups.get(part.id)
      return indicators === undefined ? [] : [{ by: part, ...indicators }]
    }),
  }
}

/** The agencies or sectors of a survey in its order, named alike. */
export function partsOf(
  { parts }: SurveyContext,
  kind: 'agency' | 'sector',
): { readonly id: number; readonly code: string; readonly name: Text }[] {
  if (kind === 'sector') return parts.sectors.map(({ id, code, name }) => ({ id, code, name }))
  return parts.agencies.map(({ id, code, name }) => ({ id, code, name: { vi: name, en: '' } }))
}
