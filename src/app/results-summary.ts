import { errorMessage } from '../core/errors.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import { type IndicatorKey, indicatorsOf } from '../core/index/indicators.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import type { Verdict } from '../core/index/targets.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import type { Services } from './services.ts'
import {
  computeFor,
  type IndexSettings,
  judge,
  loadSurveyContext,
  type Scope,
  type SurveyContext,
  settingsOf,
} from './survey-context.ts'
import { keyMask } from './survey-distribution.ts'
import { getSurvey, type SurveySummary } from './surveys.ts'

export interface ResultsInput extends IndexSettings {
  readonly surveyId: number
  /** Ids within the survey. */
  readonly where?:
    | {
        readonly agencyId?: number | undefined
        readonly sectorId?: number | undefined
        readonly groupId?: number | undefined
        readonly stratumId?: number | undefined
      }
    | undefined
}

export interface IndexCell extends NodeEstimate {
  readonly node: string
  readonly label: Text
  readonly by: {
    readonly agency?: { readonly id: number; readonly code: string; readonly name: string }
    readonly sector?: { readonly id: number; readonly code: string; readonly name: Text }
  }
  readonly target: number | null
  readonly verdict: Verdict | null
}

export interface ResultsSummary {
  readonly survey: SurveySummary
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly overall: IndexCell
  /** Every node between the root and the items, in the scheme's order. */
  readonly factors: readonly IndexCell[]
  /** The root by agency, by sector; in the survey's order. */
  readonly agencies: readonly IndexCell[]
  readonly sectors: readonly IndexCell[]
  /** The factors by agency. */
  readonly heat: readonly {
    readonly agencyId: number
    readonly code: string
    readonly name: string
    readonly cells: readonly IndexCell[]
  }[]
  /** The items with the lowest and the highest index, the most extreme first. */
  readonly weakestItems: readonly IndexCell[]
  readonly strongestItems: readonly IndexCell[]
  readonly indicators: readonly {
    readonly key: IndicatorKey
    readonly label: Text
    readonly percent: number
    readonly count: number
    readonly of: number
  }[]
  /** Of the whole survey, but `valid`: the valid responses that `where` leaves. */
  readonly counts: { readonly issued: number | null; readonly collected: number | null; readonly valid: number }
}

const EXTREME_ITEMS = 5

/** Everything the results screen shows, in one call. Throws AppError `survey-not-found`. */
export async function computeResults(services: Services, input: ResultsInput): Promise<ResultsSummary> {
  const survey = await getSurvey(services, input.surveyId)
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const { agencyId, sectorId, groupId, stratumId } = input.where ?? {}
  const only = { agency: agencyId, sector: sectorId, group: groupId, stratum: stratumId }
  const isTargeted = groupId === undefined && stratumId === undefined
  const tables = (by: readonly ('agency' | 'sector')[]): IndexCell[][] =>
    computeFor(context, settings, { by, only })
      .map(({ codes, estimates }) => ({
        scope: { ...only, ...Object.fromEntries(by.map((name, place) => [name, codes[place]])) },
        estimates,
      }))
      .sort((a, b) => (a.scope[by[0] ?? 'agency'] ?? 0) - (b.scope[by[0] ?? 'agency'] ?? 0))
      .map(({ scope, estimates }) => cellsOf(context, scope, by, isTargeted, estimates))
  const mask = keyMask(context.kept.answers, only)
  const [whole = []] = tables([])
  const byAgency = tables(['agency'])
  const items = ranked(pick(context, whole, (node) => node.slot >= 0))
  const factorsOf = (cells: readonly IndexCell[]) => pick(context, cells, (node) => node.inner > 0)
  return {
    survey,
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    overall: rootOf(whole),
    factors: factorsOf(whole),
    agencies: byAgency.map(rootOf),
    sectors: tables(['sector']).map(rootOf),
    heat: byAgency.map((cells) => ({ ...agencyOf(rootOf(cells)), cells: factorsOf(cells) })),
    weakestItems: items.slice(0, EXTREME_ITEMS),
    strongestItems: items.slice(-EXTREME_ITEMS).reverse(),
    indicators: labelledIndicators(context, mask, settings.weights === 'on'),
    counts: { issued: survey.issuedCount, collected: survey.collectedCount, valid: countValid(context, mask) },
  }
}

/** A group's estimates as cells, one for each node in the scheme's order; `by` names what the group was made by. */
function cellsOf(
  context: SurveyContext,
  scope: Scope,
  by: readonly ('agency' | 'sector')[],
  isTargeted: boolean,
  estimates: readonly NodeEstimate[],
): IndexCell[] {
  const agency = by.includes('agency') ? context.parts.agencies.find(({ id }) => id === scope.agency) : undefined
  const sector = by.includes('sector') ? context.parts.sectors.find(({ id }) => id === scope.sector) : undefined
  const named = {
    ...(agency === undefined ? {} : { agency: { id: agency.id, code: agency.code, name: agency.name } }),
    ...(sector === undefined ? {} : { sector: { id: sector.id, code: sector.code, name: sector.name } }),
  }
  return context.plan.nodes.flatMap((node, index) => {
    const estimate = estimates[index]
    if (estimate === undefined) return []
    const judgement = judge(context, isTargeted ? scope : null, node, estimate)
    return [{ node: node.id, label: node.label, by: named, ...estimate, ...judgement }]
  })
}

function countValid({ kept }: SurveyContext, mask: Uint8Array | null): number {
  const { count, isValid } = kept.answers
  let valid = 0
  for (let row = 0; row < count; row++) if (isValid[row] === 1 && mask?.[row] !== 0) valid++
  return valid
}

function pick(
  { plan }: SurveyContext,
  cells: readonly IndexCell[],
  isWanted: (node: PlanNode) => boolean,
): IndexCell[] {
  return cells.filter((_, index) => {
    const node = plan.nodes[index]
    return node !== undefined && isWanted(node)
  })
}

function rootOf(cells: readonly IndexCell[]): IndexCell {
  const [root] = cells
  if (root === undefined) throw new Error('Bug: a scheme has a root')
  return root
}

function agencyOf({ by }: IndexCell): { agencyId: number; code: string; name: string } {
  return { agencyId: by.agency?.id ?? 0, code: by.agency?.code ?? '', name: by.agency?.name ?? '' }
}

/** From the lowest index up; of two equal ones the first on paper. */
function ranked(items: readonly IndexCell[]): IndexCell[] {
  return items.filter(({ index }) => index !== null).sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
}

function labelledIndicators({ kept, model }: SurveyContext, mask: Uint8Array | null, useWeights: boolean) {
  return indicatorsOf(kept.answers, model.dictionary, mask, useWeights).map((indicator) => {
    const code = `indicator-${indicator.key}` as const
    return { ...indicator, label: { vi: errorMessage(code, {}, 'vi'), en: errorMessage(code, {}, 'en') } }
  })
}
