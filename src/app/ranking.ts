import { designOf } from '../core/index/design.ts'
import {
  type Difference,
  differenceBetween,
  type Judged,
  judgeKnown,
  type NodeDifference,
} from '../core/index/difference.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import { type RankRange, rankRanges } from '../core/index/rank-range.ts'
import { type SmallCellRule, type UnrankedReason, whyUnranked } from '../core/index/small-cells.ts'
import { originOf, type Succession } from '../core/unit-succession.ts'
import { listSurveys } from '../data/survey-repository.ts'
import { listSuccessions } from '../data/unit-succession-repository.ts'
import { type IndexCell, rootOf, tableOf } from './index-cells.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import {
  type IndexSettings,
  loadSurveyContext,
  populationsOf,
  type SurveyContext,
  settingsOf,
} from './survey-context.ts'
import { type Choice, choose, type Where } from './where.ts'

/** Agencies are ranked among their like: what a department does isn't what a commune does. */
export const BLOCKS = ['department', 'vertical', 'commune', 'other'] as const
export type Block = (typeof BLOCKS)[number]

export interface RankingInput extends IndexSettings {
  readonly surveyId: number
  /** Without an agency: all are ranked. */
  readonly where?: Omit<Where, 'agencyId'> | undefined
  /** Another survey, whose ranks and indices stand beside; not while narrowed, since what `where` names is of one survey. */
  readonly comparedId?: number | undefined
}

/** Where an agency, or what it took over from, stood in the other survey. */
export interface EarlierStanding {
  /** `successor`: it took over from the only one of then; `split`: so did others; `merged`: several stand behind it. */
  readonly kind: 'same' | 'successor' | 'split' | 'merged'
  readonly names: readonly string[]
  /** Of the only one; null for `merged`, which has no rank of its own. */
  readonly n: number | null
  readonly index: number | null
  readonly rank: number | null
  /** Of this survey less that one, in percentage points, judged over all agencies together; null where either has no index. */
  readonly change: (Difference & Judged) | null
}

export interface RankedAgency {
  readonly agency: { readonly id: number; readonly code: string; readonly name: string }
  readonly cell: IndexCell
  /** Null where it isn't ranked, and `unranked` says why. */
  readonly standing: RankRange | null
  readonly unranked: UnrankedReason | null
  readonly earlier: EarlierStanding | null
}

export interface Ranking {
  readonly provenance: Provenance
  readonly smallCells: SmallCellRule
  /** Only those with agencies, while narrowed those with chosen forms; each from the first rank down, then the unranked by name. */
  readonly blocks: readonly {
    readonly block: Block
    readonly rankedCount: number
    readonly agencies: readonly RankedAgency[]
  }[]
  readonly compared: { readonly id: number; readonly provenance: Provenance; readonly isSameScheme: boolean } | null
  /** What may stand beside, the newest first. */
  readonly others: readonly { readonly id: number; readonly name: string; readonly year: number }[]
}

/** Every agency of a survey with its rank among its like. Throws AppError `survey-not-found`, `scheme-not-found`, and those of compileCondition. */
export async function computeRanking(services: Services, input: RankingInput): Promise<Ranking> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const { db } = services.store
  const others = (await listSurveys(db)).filter(({ id, schemeCode }) => id !== input.surveyId && schemeCode !== '')
  const provenance = provenanceOf(context, settings, input.where)
  const isNarrowed = provenance.filter !== null
  const all = standingsOf(context, settings, choose(context, input.where ?? {}))
  const now = isNarrowed ? all.filter(({ hasForms }) => hasForms) : all
  const compared =
    input.comparedId === undefined || isNarrowed ? null : await earlierOf(services, input.comparedId, settings)
  const successions = compared === null ? [] : await listSuccessions(db)
  const then = now.map((one) => compared && standingThen(one, compared, successions))
  const earlier = withVerdicts(then, context.smallCells)
  const agencies = now.map((one, place) => ({ ...one, earlier: earlier[place] ?? null }))
  return {
    provenance,
    smallCells: context.smallCells,
    blocks: BLOCKS.flatMap((block) => {
      const members = agencies.filter((one) => one.block === block)
      const rankedCount = members.filter(({ standing }) => standing !== null).length
      return members.length === 0 ? [] : [{ block, rankedCount, agencies: members.map(withoutUnit).toSorted(byRank) }]
    }),
    compared: compared && {
      id: compared.context.survey.id,
      provenance: provenanceOf(compared.context, compared.settings),
      isSameScheme: compared.context.plan.code === context.plan.code,
    },
    others: others.map(({ id, name, year }) => ({ id, name, year })).toSorted((a, b) => b.year - a.year || b.id - a.id),
  }
}

type Settings = ReturnType<typeof settingsOf>

interface Standing extends Omit<RankedAgency, 'earlier'> {
  readonly unitId: number
  readonly block: Block
  readonly hasForms: boolean
  readonly degreesOfFreedom: number
}

/** Every agency, ranked within its block by the chosen forms. */
function standingsOf(context: SurveyContext, settings: Settings, chosen: Choice = {}): Standing[] {
  const { degreesOfFreedom } = designOf(context.kept.cells, populationsOf(context))
  const roots = tableOf(context, settings, ['agency'], chosen).map(rootOf)
  const cells = new Map(roots.map((root) => [root.by.agency?.id, root]))
  const all = context.parts.agencies.map(({ id, code, name, unitId }) => {
    const cell = cells.get(id) ?? nobody(context)
    const unranked = whyUnranked(cell, context.smallCells)
    const place = { unitId, block: blockOf(context, unitId), hasForms: cells.has(id) }
    return { agency: { id, code, name }, ...place, cell, unranked, degreesOfFreedom }
  })
  return BLOCKS.flatMap((block) => {
    const members = all.filter((one) => one.block === block)
    const ranked = members.filter(({ unranked }) => unranked === null)
    const ranges = rankRanges(
      ranked.map(({ cell: { n, index, standardError } }) => ({
        n,
        index: index ?? 0,
        standardError: standardError ?? 0,
      })),
      degreesOfFreedom,
    )
    return members.map((one) => ({ ...one, standing: ranges[ranked.indexOf(one)] ?? null }))
  })
}

function blockOf({ units }: SurveyContext, unitId: number): Block {
  const level = units.get(unitId)?.level
  return BLOCKS.find((block) => block === level) ?? 'other'
}

/** An agency without a single form. */
function nobody({ plan }: SurveyContext): IndexCell {
  const [root] = plan.nodes
  const counts: NodeEstimate = {
    ...{ n: 0, answers: 0, missing: 0, index: null, standardError: null, lower95: null, upper95: null },
    note: 'no-answers',
  }
  return {
    node: root?.id ?? '',
    label: root?.label ?? { vi: '', en: '' },
    by: {},
    ...counts,
    target: null,
    verdict: null,
  }
}

interface Earlier {
  readonly context: SurveyContext
  readonly settings: Settings
  readonly standings: ReadonlyMap<number, Standing>
}

/** The other survey by the formula of this one, so that like is compared with like. */
async function earlierOf(
  services: Services,
  surveyId: number,
  { formula, aggregate, useWeights }: Settings,
): Promise<Earlier> {
  const context = await loadSurveyContext(services, surveyId)
  const settings = settingsOf(context, { formula, aggregate, weights: useWeights })
  return { context, settings, standings: new Map(standingsOf(context, settings).map((one) => [one.unitId, one])) }
}

/** Before its change is judged beside those of the other agencies. */
interface StandingThen extends Omit<EarlierStanding, 'change'> {
  readonly change: (NodeDifference & { readonly n: number }) | null
}

function standingThen(
  now: Standing,
  { context, standings }: Earlier,
  successions: readonly Succession[],
): StandingThen | null {
  const { unitIds, isShared } = originOf(successions, now.unitId, context.survey.year)
  const then = unitIds.flatMap((id) => standings.get(id) ?? [])
  const names = then.map(({ agency }) => agency.name)
  const [only] = then
  if (only === undefined) return null
  if (then.length > 1) return { kind: 'merged', names, n: null, index: null, rank: null, change: null }
  const kind = only.unitId === now.unitId ? 'same' : isShared ? 'split' : 'successor'
  const { n, index } = only.cell
  const change = differenceBetween(now.cell, only.cell, now.degreesOfFreedom + only.degreesOfFreedom)
  const judged = change.difference === null ? null : { ...change, n: Math.min(now.cell.n, n) }
  return { kind, names, n, index, rank: only.standing?.rank ?? null, change: judged }
}

/** All changes of a table are one family: of many agencies some would else seem to have changed by chance alone. */
function withVerdicts(
  all: readonly (StandingThen | null)[],
  { minimumRanked }: SmallCellRule,
): (EarlierStanding | null)[] {
  const judgements = judgeKnown(
    all.map((one) => one?.change ?? null),
    minimumRanked,
  )
  return all.map((one, place) => {
    if (one === null) return null
    const judgement = judgements[place] ?? null
    return { ...one, change: one.change === null || judgement === null ? null : { ...one.change, ...judgement } }
  })
}

function withoutUnit<One extends Standing & { earlier: EarlierStanding | null }>({
  agency,
  cell,
  standing,
  unranked,
  earlier,
}: One): RankedAgency {
  return { agency, cell, standing, unranked, earlier }
}

function byRank(a: RankedAgency, b: RankedAgency): number {
  const order = (a.standing?.rank ?? Infinity) - (b.standing?.rank ?? Infinity)
  return Number.isNaN(order) || order === 0 ? a.agency.name.localeCompare(b.agency.name, 'vi') : order
}
