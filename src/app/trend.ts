import type { TimeSpan } from '../core/index/days.ts'
import {
  type Difference,
  differenceBetween,
  differencesWithin,
  type Judged,
  judgeKnown,
  type NodeDifference,
} from '../core/index/difference.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import { type ComparedSide, type CompareSettings, describeSide, measured } from './compare.ts'
import { type ComparisonNote, type Measured, methodChanges } from './comparison-notes.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type AskedNode, nodesOf } from './survey-index.ts'
import { pointsOfSurvey, type RawPoint, type TrendScope, type TrendUnit } from './trend-points.ts'
import { slopesOf, type TrendSlope } from './trend-slopes.ts'
import { surveysOfTrend } from './trend-surveys.ts'

export interface TrendInput extends CompareSettings {
  /** Nodes of the newest survey's scheme, matched by id in the others; the root when neither is given. */
  readonly node?: string | undefined
  readonly nodes?: 'all' | readonly string[] | undefined
  /** The whole when absent. */
  readonly scope?: TrendScope | undefined
  /** All surveys of the newest one's scheme when absent. */
  readonly surveyIds?: readonly number[] | undefined
  /** Points by when forms were collected; those without a day are in none. One point a survey when absent. */
  readonly split?: TimeSpan | undefined
}

export interface TrendRow {
  readonly node: string
  /** Null where the survey's scheme has no such node. */
  readonly estimate: NodeEstimate | null
  /** This point less the one before, in percentage points; null at the first, and where either has no such node. */
  readonly change: (Difference & Judged) | null
}

export interface TrendPoint {
  readonly survey: ComparedSide['survey']
  /** How the figures of its survey were made. */
  readonly provenance: Provenance
  /** `2026`, `2026-H1`, `2026-Q2`, `2026-05`. */
  readonly code: string
  /** The middle of its time, in years. */
  readonly at: number
  /** Valid responses. */
  readonly n: number
  /** In an agency's trend: the units of the survey whose forms these are. */
  readonly units: readonly TrendUnit[]
  /** Forms of a unit before a merger or division are among them. */
  readonly hasSuccession: boolean
  /** A unit before it was divided among several: its forms are of other units of today, too. */
  readonly isShared: boolean
  /** In what the method differs from the point before (`a`): then the change is not one of satisfaction alone. */
  readonly methodChanges: readonly ComparisonNote[]
  readonly rows: readonly TrendRow[]
}

export interface Trend {
  /** Every point is computed by these; null without a survey. */
  readonly formula: Formula | null
  readonly aggregate: Aggregate | null
  readonly minimumN: number | null
  readonly split: TimeSpan | null
  readonly nodes: readonly { readonly node: string; readonly label: Text; readonly isItem: boolean }[]
  /** In the order of time. */
  readonly points: readonly TrendPoint[]
  /** One a node, over all points; nothing with fewer than three. */
  readonly slopes: readonly TrendSlope[]
}

/**
 * How indices moved from survey to survey: points in the order of year and period, the change to the point before with
 * Holm's verdict over all that is shown, and the slope a year. All points by one formula: what is asked, else what the
 * newest survey reports. Surveys that the agency (with its predecessors) or the sector isn't in have no point.
 * Throws AppError `survey-not-found`, `scheme-not-found`, `node-unknown`.
 */
export async function computeTrend(services: Services, input: TrendInput): Promise<Trend> {
  const { split = null } = input
  const surveys = await surveysOfTrend(services, input.surveyIds, input.schemeCode)
  const newest = surveys.at(-1)
  const none = { minimumN: null, split, nodes: [], points: [], slopes: [] }
  if (newest === undefined) return { formula: null, aggregate: null, ...none }
  const ofNewest = await measured(services, newest.id, input)
  const { formula, aggregate } = ofNewest.settings
  const minimumN = input.minimumN ?? ofNewest.context.smallCells.minimumRanked
  const nodes = askedNodes(ofNewest, input)
  const found: RawPoint[] = []
  for (const survey of surveys) {
    const one = survey === newest ? ofNewest : await measured(services, survey.id, { ...input, formula, aggregate })
    found.push(...(await pointsOfSurvey(services, one, input.scope ?? {}, split)))
  }
  const raw = found.sort((a, b) => a.at - b.at) // stable: surveys of one time stay in their order
  const changes = raw.map((point, place) => changesOf(raw[place - 1], point, nodes))
  const judgements = judgeAll(changes, minimumN)
  return {
    formula,
    aggregate,
    minimumN,
    split,
    nodes: nodes.map(({ node: { id, label, slot } }) => ({ node: id, label, isItem: slot >= 0 })),
    points: raw.map((point, place) => pointOf(point, raw[place - 1], nodes, judgements[place] ?? [])),
    slopes: slopesOf(
      raw,
      nodes.map(({ node }) => node.id),
      minimumN,
    ),
  }
}

function askedNodes({ context }: Measured, { node, nodes }: TrendInput): AskedNode[] {
  const root = context.plan.nodes.slice(0, 1).map(({ id }) => id)
  return nodesOf(context, nodes ?? (node === undefined ? root : [node]))
}

interface Change extends NodeDifference {
  /** Respondents of the smaller point. */
  readonly n: number
}

function changesOf(before: RawPoint | undefined, point: RawPoint, nodes: readonly AskedNode[]): (Change | null)[] {
  if (before === undefined) return nodes.map(() => null)
  const isWithin = before.estimation === point.estimation
  const within = isWithin ? differencesWithin(point.estimation, point.side, before.side) : null
  const degreesOfFreedom = point.estimation.design.degreesOfFreedom + before.estimation.design.degreesOfFreedom
  return nodes.map(({ node }) => {
    const [now, then] = [estimateAt(point, node.id), estimateAt(before, node.id)]
    if (now === null || then === null) return null
    const difference = within?.[point.placeOf(node.id)] ?? differenceBetween(now, then, degreesOfFreedom)
    return { ...difference, n: Math.min(now.n, then.n) }
  })
}

function estimateAt({ side, placeOf }: RawPoint, node: string): NodeEstimate | null {
  return side.estimates[placeOf(node)] ?? null
}

/** All changes shown are one family. */
function judgeAll(changes: readonly (readonly (Change | null)[])[], minimumN: number) {
  const judgements = judgeKnown(changes.flat(), minimumN).values()
  return changes.map((ofPoint) =>
    ofPoint.map((change): (Difference & Judged) | null => {
      const judgement = judgements.next().value ?? null
      if (change === null || judgement === null) return null
      const { difference, standardError, lower95, upper95, p } = change
      return { difference, standardError, lower95, upper95, p, ...judgement }
    }),
  )
}

function pointOf(
  point: RawPoint,
  before: RawPoint | undefined,
  nodes: readonly AskedNode[],
  changes: readonly ((Difference & Judged) | null)[],
): TrendPoint {
  const { measured: here, code, at, n, units, hasSuccession, isShared } = point
  const isMoved = before !== undefined && before.measured !== here
  return {
    survey: describeSide(here.context, {}, n).survey,
    provenance: provenanceOf(here.context, here.settings),
    code,
    at,
    n,
    units,
    hasSuccession,
    isShared,
    methodChanges: isMoved ? methodChanges(before.measured, here) : [],
    rows: nodes.map(({ node }, place) => ({
      node: node.id,
      estimate: estimateAt(point, node.id),
      change: changes[place] ?? null,
    })),
  }
}
