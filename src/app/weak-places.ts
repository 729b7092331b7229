import { dissatisfiedPercents } from '../core/action/dissatisfied.ts'
import type { WeakScope, WeakSettings, WeakSubject } from '../core/action/weak-rules.ts'
import { domainsOf } from '../core/index/domains.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import { computeFor, judge, type Scope, type SurveyContext, settingsOf } from './survey-context.ts'

/** A place where criteria are looked at, with what is known of each node. */
export interface Place {
  readonly scope: Scope
  readonly agency: SurveyContext['parts']['agencies'][number] | null
  readonly sector: SurveyContext['parts']['sectors'][number] | null
  readonly estimates: readonly NodeEstimate[]
  readonly dissatisfied: readonly (number | null)[]
  /** By node: the indices of the agencies with enough respondents; empty but for an agency. */
  readonly peers: readonly (readonly number[])[]
}

export type Dimension = 'agency' | 'sector'

export const DIMENSIONS: Readonly<Record<WeakScope, readonly Dimension[]>> = {
  province: [],
  agency: ['agency'],
  sector: ['sector'],
}

/** Every place of a kind that has forms, in the order of the survey's list. */
export function placesBy(context: SurveyContext, { minimumN }: WeakSettings, by: readonly Dimension[]): Place[] {
  const { kept, plan, parts } = context
  const index = settingsOf(context, {})
  const groups = computeFor(context, index, { by: [...by] })
  const moments = kept.momentsOf(plan, index.formula, index.useWeights)
  const cells = new Map(domainsOf(kept.cells, [...by], {}).map((domain) => [domain.codes.join(), domain.cells]))
  const peers = plan.nodes.map((_, at) =>
    by.join() !== 'agency'
      ? []
      : groups.flatMap(({ estimates }) => {
          const one = estimates[at]
          return one === undefined || one.index === null || one.n < minimumN ? [] : [one.index]
        }),
  )
  return groups
    .toSorted((a, b) => (a.codes[0] ?? 0) - (b.codes[0] ?? 0))
    .map(({ codes, estimates }) => {
      const scope: Scope = Object.fromEntries(by.map((name, place) => [name, codes[place]]))
      return {
        scope,
        agency: parts.agencies.find(({ id }) => id === scope.agency) ?? null,
        sector: parts.sectors.find(({ id }) => id === scope.sector) ?? null,
        estimates,
        dissatisfied: dissatisfiedPercents(moments, cells.get(codes.join()) ?? []),
        peers,
      }
    })
}

/** What is known of a node in a place; nothing of what too few answered. */
export type Figures = Omit<WeakSubject, 'scope' | 'sinceBefore'>

const NOBODY = { index: null, lower95: null, upper95: null, n: 0 }

/** `at`: the node's place in the plan. */
export function figuresAt(context: SurveyContext, settings: WeakSettings, place: Place, at: number): Figures {
  const node = context.plan.nodes[at]
  const whole = place.estimates[at]
  if (node === undefined || whole === undefined) {
    return { ...NOBODY, isItem: (node?.slot ?? -1) >= 0, target: null, dissatisfiedPercent: null, peers: [] }
  }
  const estimate = hideTooFew(whole, context.smallCells)
  const { n, index, lower95, upper95 } = estimate
  return {
    ...{ isItem: node.slot >= 0, n, index, lower95, upper95 },
    target: targetFor(context, settings, place.scope, node, estimate),
    dissatisfiedPercent: index === null ? null : (place.dissatisfied[at] ?? null),
    peers: place.peers[at] ?? [],
  }
}

/** Its own target, else (where the office wants it so) the one of the nearest node above that has one. */
function targetFor(
  context: SurveyContext,
  settings: WeakSettings,
  scope: Scope,
  node: PlanNode,
  estimate: NodeEstimate,
): number | null {
  const { target } = judge(context, scope, node, estimate)
  const above = context.plan.nodes[node.parent]
  if (target !== null || above === undefined || !settings.belowTarget.isInherited) return target
  return targetFor(context, settings, scope, above, estimate)
}
