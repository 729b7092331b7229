import type { CaseState } from '../core/action/case-state.ts'
import { dissatisfiedPercents } from '../core/action/dissatisfied.ts'
import type { Found } from '../core/action/found.ts'
import {
  type WeakRule,
  type WeakScope,
  type WeakSettings,
  type WeakSubject,
  weakBy,
} from '../core/action/weak-rules.ts'
import { domainsOf } from '../core/index/domains.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import { hideTooFew } from '../core/index/small-cells.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { listSubjects } from '../data/action-repository.ts'
import { changeBetween, pointsBetween, surveysLike, timeOf } from './case-effect.ts'
import { measured } from './compare.ts'
import type { Measured } from './comparison-notes.ts'
import type { Services } from './services.ts'
import { computeFor, judge, loadSurveyContext, type Scope, type SurveyContext, settingsOf } from './survey-context.ts'
import { getWeakSettings } from './weak-settings.ts'

/** A criterion in a place; null: all agencies, all sectors. */
export interface CaseSubject {
  readonly agencyUnitId: number | null
  readonly sectorId: number | null
  readonly node: string
}

export interface Candidate extends CaseSubject {
  readonly agency: { readonly code: string; readonly name: string } | null
  readonly sector: { readonly code: string; readonly name: Text } | null
  /** By which it is weak; at least one. */
  readonly rules: readonly WeakRule[]
  readonly found: Found
  /** The case that is there already. */
  readonly present: { readonly id: string; readonly state: CaseState } | null
}

export interface Candidates {
  readonly settings: WeakSettings
  /** Criteria looked at in all places, and how many of them have too few respondents to say anything. */
  readonly lookedAt: number
  readonly tooFew: number
  /** The whole province first, then by agency, then by sector, each in the scheme's order. */
  readonly candidates: readonly Candidate[]
}

/** What the office's rules find weak in a survey, as it stands now. Throws AppError `survey-not-found`. */
export async function findCandidates(services: Services, surveyId: number): Promise<Candidates> {
  const settings = await getWeakSettings(services)
  const context = await loadSurveyContext(services, surveyId)
  const present = new Map((await listSubjects(services.store.db, surveyId)).map((one) => [subjectKey(one), one]))
  const places = settings.scopes.length === 0 ? [] : placesOf(context, settings)
  const earlier = settings.belowBefore.isActive ? await surveyBefore(services, context) : null
  const subjects: Looked[] = []
  for (const place of places) {
    const changeOf = await changesOf(services, context, earlier, place, settings)
    subjects.push(...subjectsOf(context, settings, place, changeOf))
  }
  const isCounted = ({ subject }: Looked): boolean => (subject.isItem ? settings.levels.items : settings.levels.factors)
  const counted = subjects.filter(isCounted)
  return {
    settings,
    lookedAt: counted.length,
    tooFew: counted.filter(({ subject }) => subject.n < settings.minimumN).length,
    candidates: counted.flatMap(({ subject, place, node, change }) => {
      const rules = weakBy(subject, settings)
      if (rules.length === 0) return []
      const { agency, sector } = place
      const key = { agencyUnitId: agency?.unitId ?? null, sectorId: sector?.sectorId ?? null, node: node.id }
      const known = present.get(subjectKey(key))
      return {
        ...key,
        agency: agency === null ? null : { code: agency.code, name: agency.name },
        sector: sector === null ? null : { code: sector.code, name: sector.name },
        rules,
        found: { ...foundOf(context, settings, node, subject), before: change },
        present: known === undefined ? null : { id: known.id, state: known.state },
      }
    }),
  }
}

export function subjectKey({ agencyUnitId, sectorId, node }: CaseSubject): string {
  return JSON.stringify([agencyUnitId, sectorId, node])
}

interface Place {
  readonly kind: WeakScope
  readonly scope: Scope
  readonly agency: SurveyContext['parts']['agencies'][number] | null
  readonly sector: SurveyContext['parts']['sectors'][number] | null
  readonly estimates: readonly NodeEstimate[]
  readonly dissatisfied: readonly (number | null)[]
  /** By node: the indices of the agencies with enough respondents. */
  readonly peers: readonly (readonly number[])[]
}

const DIMENSIONS: Readonly<Record<WeakScope, readonly ('agency' | 'sector')[]>> = {
  province: [],
  agency: ['agency'],
  sector: ['sector'],
}

function placesOf(context: SurveyContext, settings: WeakSettings): Place[] {
  return (['province', 'agency', 'sector'] as const)
    .filter((kind) => settings.scopes.includes(kind))
    .flatMap((kind) => placesBy(context, settings, kind))
}

function placesBy(context: SurveyContext, settings: WeakSettings, kind: WeakScope): Place[] {
  const by = DIMENSIONS[kind]
  const { kept, plan, parts } = context
  const index = settingsOf(context, {})
  const groups = computeFor(context, index, { by })
  const moments = kept.momentsOf(plan, index.formula, index.useWeights)
  const cells = new Map(domainsOf(kept.cells, by, {}).map((domain) => [domain.codes.join(), domain.cells]))
  const peers = plan.nodes.map((_, at) =>
    kind !== 'agency'
      ? []
      : groups.flatMap(({ estimates }) => {
          const one = estimates[at]
          return one === undefined || one.index === null || one.n < settings.minimumN ? [] : [one.index]
        }),
  )
  return groups
    .toSorted((a, b) => (a.codes[0] ?? 0) - (b.codes[0] ?? 0))
    .map(({ codes, estimates }) => {
      const scope: Scope = Object.fromEntries(by.map((name, place) => [name, codes[place]]))
      return {
        kind,
        scope,
        agency: parts.agencies.find(({ id }) => id === scope.agency) ?? null,
        sector: parts.sectors.find(({ id }) => id === scope.sector) ?? null,
        estimates,
        dissatisfied: dissatisfiedPercents(moments, cells.get(codes.join()) ?? []),
        peers,
      }
    })
}

interface Looked {
  readonly place: Place
  readonly node: PlanNode
  readonly subject: WeakSubject
  readonly change: Found['before']
}

/** The latest survey before this one by the same questionnaire and scheme. */
async function surveyBefore(services: Services, { survey }: SurveyContext): Promise<Measured | null> {
  const before = (await surveysLike(services.store.db, survey)).findLast((other) => timeOf(other) < timeOf(survey))
  if (before === undefined) return null
  const { schemeCode, formula, aggregate } = survey
  return measured(services, before.id, { schemeCode, formula, aggregate })
}

type ChangeOf = (node: string) => NonNullable<Found['before']> | null

/** How each node changed in a place since the survey before, where both have respondents enough. */
async function changesOf(
  services: Services,
  context: SurveyContext,
  before: Measured | null,
  { agency, sector }: Place,
  { minimumN }: WeakSettings,
): Promise<ChangeOf> {
  if (before === null) return () => null
  const scope = {
    ...(agency === null ? {} : { agencyUnitId: agency.unitId }),
    ...(sector === null ? {} : { sectorId: sector.sectorId }),
  }
  const points = await pointsBetween(services, scope, before, { context, settings: settingsOf(context, {}) })
  if (points === null) return () => null
  return (node) => {
    const change = changeBetween(points, node)
    if (change === null || Math.min(change.before.n, change.after.n) < minimumN) return null
    const { difference, lower95, upper95 } = change
    return { survey: before.context.survey.code, difference, lower95, upper95 }
  }
}

function subjectsOf(context: SurveyContext, settings: WeakSettings, place: Place, changeOf: ChangeOf): Looked[] {
  return context.plan.nodes.flatMap((node, at) => {
    const whole = place.estimates[at]
    if (whole === undefined) return []
    const estimate = hideTooFew(whole, context.smallCells)
    const { n, index, lower95, upper95 } = estimate
    const change = changeOf(node.id)
    const subject: WeakSubject = {
      ...{ scope: place.kind, isItem: node.slot >= 0, n, index, lower95, upper95 },
      target: targetFor(context, settings, place.scope, node, estimate),
      dissatisfiedPercent: place.dissatisfied[at] ?? null,
      change,
      peers: place.peers[at] ?? [],
    }
    return { place, node, subject, change }
  })
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

function foundOf(
  context: SurveyContext,
  settings: WeakSettings,
  node: PlanNode,
  subject: WeakSubject,
): Omit<Found, 'before'> {
  const { formula, aggregate } = settingsOf(context, {})
  const { isItem, n, index, lower95, upper95, target, dissatisfiedPercent, peers } = subject
  return {
    ...{ label: node.label, isItem, scheme: context.plan.code, formula, aggregate, index, lower95, upper95, n, target },
    ...{ dissatisfiedPercent, dissatisfiedLimit: settings.dissatisfied.atLeastPercent },
    peers: peers.length,
  }
}
