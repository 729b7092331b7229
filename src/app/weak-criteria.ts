import type { CaseState } from '../core/action/case-state.ts'
import { byShortfall, type Found } from '../core/action/found.ts'
import { type WEAK_SCOPES, type WeakRule, type WeakSettings, weakBy } from '../core/action/weak-rules.ts'
import { AppError } from '../core/errors.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import type { Text } from '../core/questionnaire/questionnaire.ts'
import { listSubjects } from '../data/action-repository.ts'
import type { Services } from './services.ts'
import { loadSurveyContext, type SurveyContext, settingsOf } from './survey-context.ts'
import { type BeforeChange, changesOf, judgeChanges, surveyBefore } from './weak-changes.ts'
import { DIMENSIONS, type Figures, figuresAt, type Place, placesBy } from './weak-places.ts'
import { getWeakSettings } from './weak-settings.ts'

/** A criterion in a place; null: all agencies, all sectors. */
export interface CaseSubject {
  readonly agencyUnitId: number | null
  readonly sectorId: number | null
  readonly node: string
}

/** A criterion as it stands now. */
export interface LookedAt extends CaseSubject {
  readonly agency: { readonly code: string; readonly name: string } | null
  readonly sector: { readonly code: string; readonly name: Text } | null
  /** By which it is weak; none when the rules don't find it. */
  readonly rules: readonly WeakRule[]
  readonly found: Found
  /** The case that is there already. */
  readonly present: { readonly id: string; readonly state: CaseState } | null
}

/** At least one rule finds it. */
export type Candidate = LookedAt

export interface Candidates {
  readonly settings: WeakSettings
  /** Criteria looked at in all places, and how many of them have too few respondents to say anything. */
  readonly lookedAt: number
  readonly tooFew: number
  /** The survey that they are compared with, and over how many differences Holm's adjustment went. */
  readonly before: { readonly survey: string; readonly judged: number } | null
  /** The furthest below its target first; among equals the whole province, then agencies, then sectors, in the scheme's order. */
  readonly candidates: readonly Candidate[]
}

/** What the office's rules find weak in a survey, as it stands now. Throws AppError `survey-not-found`. */
export async function findCandidates(services: Services, surveyId: number): Promise<Candidates> {
  const { settings, looked, before, nameOf } = await lookOver(services, surveyId)
  return {
    settings,
    lookedAt: looked.length,
    tooFew: looked.filter(({ figures }) => figures.n < settings.minimumN).length,
    before,
    candidates: looked
      .filter(({ rules }) => rules.length > 0)
      .map(nameOf)
      .toSorted((a, b) => byShortfall(a.found, b.found)),
  }
}

export interface LookAtInput extends Omit<CaseSubject, 'node'> {
  readonly surveyId: number
  /** The whole when absent. */
  readonly node?: string | undefined
}

export interface Subject extends LookedAt {
  readonly settings: WeakSettings
  /** Everything that the survey's scheme measures, in its order; `depth`: below the whole. */
  readonly criteria: readonly { readonly node: string; readonly label: Text; readonly depth: number }[]
}

/**
 * One criterion in any place, also where the rules don't look. Throws AppError `survey-not-found`, `agency-unknown`,
 * `sector-unknown`, `node-unknown`.
 */
export async function lookAt(services: Services, { surveyId, ...asked }: LookAtInput): Promise<Subject> {
  const { context, settings, looked, nameOf } = await lookOver(services, surveyId)
  const { nodes } = context.plan
  const subject = { ...asked, node: asked.node ?? nodes[0]?.id ?? '' }
  const wanted = subjectKey(subject)
  const known = looked.find(({ place, node }) => subjectKey(subjectOf(place, node)) === wanted)
  const depths: number[] = []
  for (const { parent } of nodes) depths.push(parent < 0 ? 0 : (depths[parent] ?? 0) + 1)
  const criteria = nodes.map(({ id, label }, at) => ({ node: id, label, depth: depths[at] ?? 0 }))
  return { ...nameOf(known ?? elsewhere(context, settings, subject)), settings, criteria }
}

export function subjectKey({ agencyUnitId, sectorId, node }: CaseSubject): string {
  return JSON.stringify([agencyUnitId, sectorId, node])
}

function subjectOf({ agency, sector }: Pick<Place, 'agency' | 'sector'>, { id }: PlanNode): CaseSubject {
  return { agencyUnitId: agency?.unitId ?? null, sectorId: sector?.sectorId ?? null, node: id }
}

interface Looked {
  readonly place: Pick<Place, 'agency' | 'sector'>
  readonly node: PlanNode
  readonly figures: Figures
  readonly change: BeforeChange | null
  readonly rules: readonly WeakRule[]
}

async function lookOver(services: Services, surveyId: number) {
  const settings = await getWeakSettings(services)
  const context = await loadSurveyContext(services, surveyId)
  const present = new Map((await listSubjects(services.store.db, surveyId)).map((one) => [subjectKey(one), one]))
  const earlier = settings.belowBefore.isActive ? await surveyBefore(services, context) : null
  const seen: (Omit<Looked, 'rules'> & { readonly scope: (typeof WEAK_SCOPES)[number] })[] = []
  const places = SCOPE_ORDER.filter((scope) => settings.scopes.includes(scope)).flatMap((scope) =>
    placesBy(context, settings, DIMENSIONS[scope]).map((place) => ({ scope, place })),
  )
  const changes = await changesOf(
    services,
    context,
    earlier,
    places.map(({ place }) => place),
  )
  places.forEach(({ scope, place }, which) => {
    context.plan.nodes.forEach((node, at) => {
      const figures = figuresAt(context, settings, place, at)
      const isCounted = figures.isItem ? settings.levels.items : settings.levels.factors
      const change = changes[which]?.(node.id) ?? null
      if (isCounted) seen.push({ scope, place, node, figures, change })
    })
  })
  const { verdicts, judged } = judgeChanges(
    seen.map(({ change }) => change),
    settings,
  )
  const looked = seen.map(({ scope, ...one }, at): Looked => {
    const subject = { scope, ...one.figures, sinceBefore: verdicts[at] ?? null }
    return { ...one, rules: weakBy(subject, settings) }
  })
  const code = earlier?.context.survey.code ?? ''
  const nameOf = ({ place, node, figures, change, rules }: Looked): LookedAt => {
    const { agency, sector } = place
    const key = subjectOf(place, node)
    const known = present.get(subjectKey(key))
    return {
      ...key,
      agency: agency === null ? null : { code: agency.code, name: agency.name },
      sector: sector === null ? null : { code: sector.code, name: sector.name },
      rules,
      found: { ...foundOf(context, settings, node, figures), before: beforeOf(code, change, settings) },
      present: known === undefined ? null : { id: known.id, state: known.state },
    }
  }
  return { context, settings, looked, before: earlier === null ? null : { survey: code, judged }, nameOf }
}

const SCOPE_ORDER = ['province', 'agency', 'sector'] as const satisfies readonly (typeof WEAK_SCOPES)[number][]

/** A criterion where the rules don't look: on another level, in a kind of place left out, a sector within an agency, without a form. */
function elsewhere(context: SurveyContext, settings: WeakSettings, subject: CaseSubject): Looked {
  const { agencyUnitId, sectorId, node: id } = subject
  const { parts, plan } = context
  const agency = parts.agencies.find(({ unitId }) => unitId === agencyUnitId) ?? null
  const sector = parts.sectors.find((one) => one.sectorId === sectorId) ?? null
  if (agencyUnitId !== null && agency === null) throw new AppError('agency-unknown', { id: agencyUnitId })
  if (sectorId !== null && sector === null) throw new AppError('sector-unknown', { id: sectorId })
  const at = plan.nodes.findIndex((one) => one.id === id)
  const node = plan.nodes[at]
  if (node === undefined) throw new AppError('node-unknown', { scheme: plan.code, node: id })
  const by = [...(agency === null ? [] : ['agency' as const]), ...(sector === null ? [] : ['sector' as const])]
  const place = placesBy(context, settings, by).find((one) => one.agency === agency && one.sector === sector)
  const empty = { scope: {}, agency, sector, estimates: [], dissatisfied: [], peers: [] }
  const figures = figuresAt(context, settings, place ?? empty, at)
  return { place: { agency, sector }, node, figures, change: null, rules: [] }
}

function beforeOf(survey: string, change: BeforeChange | null, { minimumN }: WeakSettings): Found['before'] {
  if (change === null || change.n < minimumN) return null
  const { difference, lower95, upper95 } = change
  return { survey, difference, lower95, upper95 }
}

function foundOf(
  context: SurveyContext,
  settings: WeakSettings,
  node: PlanNode,
  { isItem, n, index, lower95, upper95, target, dissatisfiedPercent, peers }: Figures,
): Omit<Found, 'before'> {
  const { formula, aggregate } = settingsOf(context, {})
  return {
    ...{ label: node.label, isItem, scheme: context.plan.code, formula, aggregate, index, lower95, upper95, n, target },
    ...{ dissatisfiedPercent, dissatisfiedLimit: settings.dissatisfied.atLeastPercent },
    peers: peers.length,
  }
}
