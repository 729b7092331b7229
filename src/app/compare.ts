import { AppError } from '../core/errors.ts'
import type { Column } from '../core/index/cells.ts'
import { type DesignEffect, designEffectsOf } from '../core/index/design-effect.ts'
import {
  type Difference,
  type DifferenceVerdict,
  differenceBetween,
  differencesWithin,
  type Judged,
  judgeDifferences,
  type NodeDifference,
  type Side,
} from '../core/index/difference.ts'
import type { Estimation } from '../core/index/domain-ratios.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import {
  countOf,
  estimateSelections,
  overlapOf,
  type Selection,
  type SelectionEstimates,
} from '../core/index/selections.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import type { SurveyPeriod } from '../core/survey-period.ts'
import { type ComparisonNote, type Measured, methodChanges } from './comparison-notes.ts'
import { maskOf } from './dimensions.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, questionOf, type SurveyContext, settingsOf } from './survey-context.ts'
import { type AskedNode, nodesOf } from './survey-index.ts'

/** The responses on one side of a comparison. */
export interface SideInput {
  readonly surveyId: number
  /** A condition in CEL, as in computeIndex. */
  readonly where?: string | undefined
  /** Ids within the survey. */
  readonly agencyId?: number | undefined
  readonly sectorId?: number | undefined
  readonly groupId?: number | undefined
}

export interface CompareSettings extends IndexSettings {
  /** Respondents that either side needs for a verdict; as many as the office ranks from when absent. */
  readonly minimumN?: number | undefined
}

export interface CompareInput extends CompareSettings {
  readonly a: SideInput
  readonly b: SideInput
  /** Node ids of A's scheme; all when absent. */
  readonly nodes?: 'all' | readonly string[] | undefined
  /** Design effect and effective n of both sides: passes over the responses. */
  readonly designEffect?: boolean | undefined
}

/** What a side is, for its heading. */
export interface ComparedSide {
  readonly survey: {
    readonly id: number
    readonly code: string
    readonly name: string
    readonly year: number
    readonly period: SurveyPeriod
  }
  readonly agency: { readonly id: number; readonly code: string; readonly name: string } | null
  readonly sector: { readonly id: number; readonly code: string; readonly name: Text } | null
  readonly group: { readonly id: number; readonly code: string; readonly name: string } | null
  readonly where: string | null
  /** Valid responses. */
  readonly n: number
}

/** With its design effect where that was asked for. */
export type SideEstimate = NodeEstimate & Partial<DesignEffect>

export interface CompareRow extends Difference, Judged {
  readonly node: string
  readonly label: Text
  readonly isItem: boolean
  /** The node above; null for the root. */
  readonly parent: string | null
  readonly a: SideEstimate
  readonly b: SideEstimate
  /** Of A beside B, after Holm's adjustment over all rows of the answer. */
  readonly verdict: DifferenceVerdict | null
}

interface Sourced {
  readonly weights: 'on' | 'off'
  /** How the figures of its survey were made: its form, its days of collecting, weights. */
  readonly provenance: Provenance
}

export interface Comparison {
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly minimumN: number
  readonly a: ComparedSide & Sourced
  readonly b: ComparedSide & Sourced
  /** In the order of A's scheme; A − B in percentage points. */
  readonly rows: readonly CompareRow[]
  readonly notes: readonly ComparisonNote[]
}

/**
 * Two sides set against each other, node by node: two groups of one survey (which may overlap), or two surveys (independent
 * samples; nodes are matched by id). Both by one formula: what is asked, else what A's survey reports. Throws AppError
 * `survey-not-found`, `scheme-not-found`, `node-unknown`, `agency-unknown`, `sector-unknown` and those of compileCondition.
 */
export async function compareSides(services: Services, input: CompareInput): Promise<Comparison> {
  const { a, b } = input
  const ofA = await measured(services, a.surveyId, input)
  const { formula, aggregate } = ofA.settings
  const minimumN = input.minimumN ?? ofA.context.smallCells.minimumRanked
  const ofB = a.surveyId === b.surveyId ? ofA : await measured(services, b.surveyId, { ...input, formula, aggregate })
  const found = ofA === ofB ? compareWithin(ofA, input) : compareBetween(ofA, ofB, input)
  const asked = nodesOf(ofA.context, input.nodes ?? 'all')
  const pairs = asked.flatMap((node) => found.pairOf(node) ?? [])
  const rows = judged(pairs, minimumN)
  return {
    formula,
    aggregate,
    minimumN,
    a: {
      ...describeSide(ofA.context, a, found.counts[0]),
      weights: ofA.settings.weights,
      provenance: provenanceOf(ofA.context, ofA.settings),
    },
    b: {
      ...describeSide(ofB.context, b, found.counts[1]),
      weights: ofB.settings.weights,
      provenance: provenanceOf(ofB.context, ofB.settings),
    },
    rows,
    notes: [
      ...methodChanges(ofA, ofB),
      ...counted('nodes', asked.length - pairs.length),
      ...counted('overlap', found.overlap),
      ...belowMinimum(rows, minimumN),
    ],
  }
}

export async function measured(services: Services, surveyId: number, asked: IndexSettings): Promise<Measured> {
  const context = await loadSurveyContext(services, surveyId, asked.schemeCode)
  return { context, settings: settingsOf(context, asked) }
}

/** One row before it is judged. */
export interface Pair {
  readonly context: SurveyContext
  readonly node: AskedNode
  readonly a: SideEstimate
  readonly b: SideEstimate
  readonly difference: NodeDifference
}

interface Compared {
  /** Null for a node of one survey only. */
  readonly pairOf: (node: AskedNode) => Pair | null
  readonly counts: readonly [number, number]
  readonly overlap: number
}

function compareWithin({ context, settings }: Measured, { a, b, designEffect }: CompareInput): Compared {
  const selections = [selectionOf(context, a), selectionOf(context, b)]
  const { estimation, sides } = estimateShown(context, settings, selections)
  const [sideA, sideB] = sides.map((side) => withEffects(estimation, side, designEffect)) as [EffectSide, EffectSide] // one for each selection
  const differences = differencesWithin(estimation, sideA, sideB)
  return {
    pairOf: (node) => pairAt(context, node, sideA, sideB, differences),
    counts: [countOf(estimation, sideA), countOf(estimation, sideB)],
    overlap: overlapOf(estimation, sideA, sideB),
  }
}

export function pairAt(
  context: SurveyContext,
  node: AskedNode,
  { estimates: ofA }: EffectSide,
  { estimates: ofB }: EffectSide,
  differences: readonly NodeDifference[],
): Pair | null {
  const [a, b, difference] = [ofA[node.index], ofB[node.index], differences[node.index]]
  return a === undefined || b === undefined || difference === undefined ? null : { context, node, a, b, difference }
}

function compareBetween(ofA: Measured, ofB: Measured, { a, b, designEffect }: CompareInput): Compared {
  const [one, other] = [estimateSide(ofA, a, designEffect), estimateSide(ofB, b, designEffect)]
  const degreesOfFreedom = one.degreesOfFreedom + other.degreesOfFreedom
  const places = new Map(ofB.context.plan.nodes.map(({ id }, index) => [id, index]))
  return {
    pairOf: (node) => {
      const estimateA = one.estimates[node.index]
      const estimateB = other.estimates[places.get(node.node.id) ?? -1]
      if (estimateA === undefined || estimateB === undefined) return null
      const difference = differenceBetween(estimateA, estimateB, degreesOfFreedom)
      return { context: ofA.context, node, a: estimateA, b: estimateB, difference }
    },
    counts: [one.count, other.count],
    overlap: 0,
  }
}

function estimateSide({ context, settings }: Measured, side: SideInput, designEffect: boolean | undefined) {
  const selection = selectionOf(context, side)
  const { estimation, sides } = estimateShown(context, settings, [selection])
  const [only] = sides.map((one) => withEffects(estimation, one, designEffect)) as [EffectSide] // one for each selection
  const { degreesOfFreedom } = estimation.design
  return { estimates: only.estimates, count: countOf(estimation, only), degreesOfFreedom }
}

/** Estimates as screens show them: nothing of groups that are too few. */
export function estimateShown(
  context: SurveyContext,
  settings: Measured['settings'],
  selections: readonly Selection[],
  columns: readonly Column[] = [],
): SelectionEstimates {
  const found = estimateSelections(context.kept, { ...questionOf(context, settings), columns }, selections)
  const hide = (estimate: NodeEstimate): NodeEstimate => hideTooFew(estimate, context.smallCells)
  return { ...found, sides: found.sides.map((side) => ({ ...side, estimates: side.estimates.map(hide) })) }
}

interface EffectSide extends Side {
  readonly estimates: readonly SideEstimate[]
}

function withEffects(estimation: Estimation, side: Side, isAsked: boolean | undefined): EffectSide {
  if (isAsked !== true) return side
  const [effects = []] = designEffectsOf(estimation, [side.ratios], [side.estimates])
  return { ...side, estimates: side.estimates.map((estimate, place) => ({ ...estimate, ...effects[place] })) }
}

function selectionOf(context: SurveyContext, { where, agencyId, sectorId, groupId }: SideInput): Selection {
  refuseUnknown('agency', context.parts.agencies, agencyId)
  refuseUnknown('sector', context.parts.sectors, sectorId)
  const keys = Object.entries({ agency: agencyId, sector: sectorId, group: groupId }).flatMap(([name, id]) =>
    id === undefined ? [] : [[name, (code: number) => code === id] as const],
  )
  return { keys: Object.fromEntries(keys), mask: where === undefined ? null : maskOf(context, where) }
}

/** An id that the survey doesn't have would stand there as a side without a name, as if the whole were compared. */
function refuseUnknown(
  kind: 'agency' | 'sector',
  parts: readonly { readonly id: number }[],
  asked: number | undefined,
) {
  const isKnown = asked === undefined || asked === 0 || parts.some(({ id }) => id === asked)
  if (!isKnown) throw new AppError(`${kind}-unknown`, { id: asked })
}

/** Verdicts over all pairs of one answer together. */
export function judged(pairs: readonly Pair[], minimumN: number): CompareRow[] {
  const family = pairs.map(({ a, b, difference }) => ({ ...difference, n: Math.min(a.n, b.n) }))
  const judgements = judgeDifferences(family, minimumN)
  return pairs.flatMap(({ context, node: { node }, a, b, difference }, place) => {
    const judgement = judgements[place]
    if (judgement === undefined) return []
    const { id, label, slot, parent } = node
    const above = context.plan.nodes[parent]?.id ?? null
    return [{ node: id, label, isItem: slot >= 0, parent: above, a, b, ...difference, ...judgement }]
  })
}

export function describeSide(
  { survey, parts }: SurveyContext,
  side: Omit<SideInput, 'surveyId'>,
  n: number,
): ComparedSide {
  const { id, code, name, year, period } = survey
  const agency = parts.agencies.find((part) => part.id === side.agencyId)
  const sector = parts.sectors.find((part) => part.id === side.sectorId)
  const group = parts.groups.find((part) => part.id === side.groupId)
  return {
    survey: { id, code, name, year, period },
    agency: agency === undefined ? null : { id: agency.id, code: agency.code, name: agency.name },
    sector: sector === undefined ? null : { id: sector.id, code: sector.code, name: sector.name },
    group: group === undefined ? null : { id: group.id, code: group.code, name: group.name },
    where: side.where ?? null,
    n,
  }
}

function counted(code: 'nodes' | 'overlap', count: number): ComparisonNote[] {
  return count === 0 ? [] : [{ code, params: { count } }]
}

/** Told once for the whole; each row carries it too. */
export function belowMinimum(rows: readonly CompareRow[], minimum: number): ComparisonNote[] {
  const count = rows.filter(({ note }) => note === 'below-minimum').length
  return count === 0 ? [] : [{ code: 'below-minimum', params: { count, minimum } }]
}
