import type { NodeEstimate } from '../core/index/estimate.ts'
import { type DomainLevels, levelCounts } from '../core/index/level-counts.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import { type GapStep, stepsToTarget } from '../core/index/target-gap.ts'
import { decidingRow, type Verdict, verdictOf } from '../core/index/targets.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import type { Target } from '../data/target-repository.ts'
import type { Services } from './services.ts'
import {
  computeFor,
  loadSurveyContext,
  type Scope,
  type SurveyContext,
  settingsOf,
  targetScopeOf,
} from './survey-context.ts'

/** How far an index is from its target. */
export interface StandingRow extends NodeEstimate {
  readonly node: string
  readonly label: Text
  /** Null: over all of them. */
  readonly agency: { readonly id: number; readonly code: string; readonly name: string } | null
  readonly sector: { readonly id: number; readonly code: string; readonly name: Text } | null
  readonly target: number
  /** The row of the office's targets that says so; null where the measuring scheme itself does. */
  readonly from: Pick<Target, 'id' | 'year' | 'level' | 'document'> | null
  readonly verdict: Verdict | null
  /** Index less target, in percentage points; null without an index. */
  readonly gap: number | null
  /** Empty without answers, and for a mean of children, where it depends on which item an answer is of. */
  readonly steps: readonly GapStep[]
}

export interface TargetStanding {
  readonly survey: { readonly id: number; readonly code: string; readonly name: string; readonly year: number }
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  /** The whole survey, its sectors, and the agencies' sectors that a target names. */
  readonly whole: readonly StandingRow[]
  /** Every agency with every node it has a target for. */
  readonly agencies: readonly StandingRow[]
  /** Targets of the survey's year or of every year that decide nothing in it. */
  readonly unused: readonly Target[]
}

const DIMENSIONS = [[], ['sector'], ['agency'], ['agency', 'sector']] as const

/**
 * Every target in force for a survey beside what was reached, and how many better answers would have met it; where
 * too few answered, only how many they are. Throws AppError
 * `survey-not-found`, `scheme-not-found`.
 */
export async function targetStanding(services: Services, surveyId: number): Promise<TargetStanding> {
  const context = await loadSurveyContext(services, surveyId)
  const { survey, targets } = context
  const settings = settingsOf(context, {})
  const tables = DIMENSIONS.map((by) => standings(context, settings, by))
  const [whole = [], sectors = [], agencies = [], pairs = []] = tables
  const deciding = new Set(tables.flat().map(({ from }) => from?.id))
  return {
    survey: { id: survey.id, code: survey.code, name: survey.name, year: survey.year },
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    whole: [...whole, ...sectors, ...pairs],
    agencies,
    unused: targets.filter(({ id }) => !deciding.has(id)),
  }
}

type Settings = ReturnType<typeof settingsOf>
type Dimensions = (typeof DIMENSIONS)[number]

function standings(context: SurveyContext, settings: Settings, by: Dimensions): StandingRow[] {
  const { plan, kept } = context
  const levels = new Map(levelCounts(kept, { ...settings, plan, by }).map((domain) => [domain.codes.join(), domain]))
  return computeFor(context, settings, { by })
    .toSorted((a, b) => (a.codes[0] ?? 0) - (b.codes[0] ?? 0) || (a.codes[1] ?? 0) - (b.codes[1] ?? 0))
    .flatMap(({ codes, estimates }) => {
      const scope = Object.fromEntries(by.map((name, place) => [name, codes[place]]))
      return plan.nodes.flatMap((node, at) => {
        const given = estimates[at]
        const estimate = given && hideTooFew(given, context.smallCells)
        const found = targetIn(context, scope, node)
        if (estimate === undefined || found === null || !isNamed(found.from, by)) return []
        const steps = stepsOf(settings, node, estimate, found.target, levels.get(codes.join()))
        return [rowOf(context, scope, node, { ...estimate, ...found, steps })]
      })
    })
}

/** A pair of agency and sector is listed only where a target names both: each has its own row without. */
function isNamed(from: Target | null, by: Dimensions): boolean {
  return by.length < 2 || (from !== null && from.agencyUnitId !== null && from.sectorId !== null)
}

function targetIn(
  context: SurveyContext,
  scope: Scope,
  node: PlanNode,
): { readonly target: number; readonly from: Target | null } | null {
  const from = decidingRow(context.targets, targetScopeOf(context, scope, node))
  const target = from?.value ?? node.target
  return target === null ? null : { target, from }
}

function stepsOf(
  { formula, aggregate }: Settings,
  node: PlanNode,
  { n, index }: NodeEstimate,
  target: number,
  levels: DomainLevels | undefined,
): GapStep[] {
  if (index === null || levels === undefined) return []
  if (formula === 'all-satisfied') {
    const satisfied = (index / 100) * n
    const whole = Math.abs(satisfied - Math.round(satisfied)) < 1e-6 ? Math.round(satisfied) : satisfied
    return stepsToTarget({ formula, target, levels: [n - whole, whole] })
  }
  if (aggregate === 'mean-of-children' && node.slot < 0) return []
  const { counts, weights } = levels.of(node)
  const mean = sum(weights) / sum(counts)
  return stepsToTarget({ formula, target, levels: mean === 1 ? weights : weights.map((weight) => weight / mean) })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

function rowOf(
  { parts }: SurveyContext,
  scope: Scope,
  { id, label }: PlanNode,
  { from, steps, target, ...estimate }: NodeEstimate & { from: Target | null; steps: GapStep[]; target: number },
): StandingRow {
  const agency = parts.agencies.find((one) => one.id === scope.agency)
  const sector = parts.sectors.find((one) => one.id === scope.sector)
  return {
    ...estimate,
    node: id,
    label,
    agency: agency === undefined ? null : { id: agency.id, code: agency.code, name: agency.name },
    sector: sector === undefined ? null : { id: sector.id, code: sector.code, name: sector.name },
    target,
    from: from === null ? null : { id: from.id, year: from.year, level: from.level, document: from.document },
    verdict: verdictOf(estimate, target),
    gap: estimate.index === null ? null : estimate.index - target,
    steps,
  }
}
