import type { NodeEstimate } from '../core/index/estimate.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import type { Verdict } from '../core/index/targets.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { computeFor, judge, type Scope, type SurveyContext } from './survey-context.ts'
import type { Choice } from './where.ts'

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

type PartName = 'agency' | 'sector'
type Settings = Parameters<typeof computeFor>[1]

/** Every node of every group, groups in the survey's order; of cells with too few respondents only how many. */
export function tableOf(
  context: SurveyContext,
  settings: Settings,
  by: readonly PartName[],
  { only = {}, mask = null, isTargeted = true }: Choice = {},
): IndexCell[][] {
  return computeFor(context, settings, { by, only, mask })
    .map(({ codes, estimates }) => ({
      scope: { ...only, ...Object.fromEntries(by.map((name, place) => [name, codes[place]])) },
      codes,
      estimates,
    }))
    .sort(({ codes: [a = 0, c = 0] }, { codes: [b = 0, d = 0] }) => a - b || c - d)
    .map(({ scope, estimates }) => cellsOf(context, scope, by, isTargeted, estimates))
}

/** The share of dissatisfied answers (the lowest levels) of every node, by group; the group's codes in `by`'s order. */
export function dissatisfiedTable(
  context: SurveyContext,
  { useWeights }: Settings,
  by: readonly PartName[],
  { only = {}, mask = null }: Choice = {},
): { readonly codes: readonly number[]; readonly byNode: ReadonlyMap<string, NodeEstimate> }[] {
  const settings = { formula: 'dissatisfied-share', aggregate: 'pooled', useWeights } as const
  return computeFor(context, settings, { by, only, mask }).map(({ codes, estimates }) => ({
    codes,
    byNode: new Map(
      context.plan.nodes.flatMap(({ id }, place) => {
        const estimate = estimates[place]
        return estimate === undefined ? [] : [[id, hideTooFew(estimate, context.smallCells)] as const]
      }),
    ),
  }))
}

/** A group's estimates as cells, one for each node in the scheme's order; `by` names what the group was made by. */
function cellsOf(
  context: SurveyContext,
  scope: Scope,
  by: readonly PartName[],
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
    const shown = hideTooFew(estimate, context.smallCells)
    const judgement = judge(context, isTargeted ? scope : null, node, shown)
    return [{ node: node.id, label: node.label, by: named, ...shown, ...judgement }]
  })
}

/** The cells of some nodes. */
export function pickCells(
  { plan }: SurveyContext,
  cells: readonly IndexCell[],
  isWanted: (node: PlanNode) => boolean,
): IndexCell[] {
  return cells.filter((_, index) => {
    const node = plan.nodes[index]
    return node !== undefined && isWanted(node)
  })
}

export function rootOf(cells: readonly IndexCell[]): IndexCell {
  const [root] = cells
  if (root === undefined) throw new Error('Bug: a scheme has a root')
  return root
}

/** From the lowest index up; of two equal ones the first on paper. */
export function rankedCells(items: readonly IndexCell[]): IndexCell[] {
  return items.filter(({ index }) => index !== null).sort((a, b) => (a.index ?? 0) - (b.index ?? 0))
}
