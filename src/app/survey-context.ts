import { AppError } from '../core/errors.ts'
import { computeIndices, type DomainEstimates, type IndexQuestion } from '../core/index/compute.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { KeptAnswers } from '../core/index/kept-answers.ts'
import { type PlanNode, planScheme, type SchemePlan } from '../core/index/scheme-plan.ts'
import type { SmallCellRule } from '../core/index/small-cells.ts'
import { type TargetScope, targetOf, type Verdict, verdictOf } from '../core/index/targets.ts'
import type { Aggregate, Formula } from '../core/questionnaire/questionnaire.ts'
import { readSurveyParts, type SurveyParts } from '../data/survey-part-repository.ts'
import { listSurveyVersions, type Survey, type SurveyVersion } from '../data/survey-repository.ts'
import { listTargets, type Target } from '../data/target-repository.ts'
import { listUnits, type Unit } from '../data/unit-repository.ts'
import { surveyById } from './find-survey.ts'
import { type QuestionnaireModel, questionnaireModel } from './questionnaires.ts'
import type { Services } from './services.ts'
import { readSmallCells } from './settings.ts'

/** Everything an index of a survey is computed from and named by. */
export interface SurveyContext {
  readonly survey: Survey
  readonly model: QuestionnaireModel
  readonly plan: SchemePlan
  readonly parts: SurveyParts
  readonly units: ReadonlyMap<number, Unit>
  readonly targets: readonly Target[]
  /** From how many respondents on the office shows figures and ranks agencies. */
  readonly smallCells: SmallCellRule
  /** Those it has been keyed with. */
  readonly versions: readonly SurveyVersion[]
  readonly kept: KeptAnswers
}

/** What may be asked of an index instead of what the survey reports. */
export interface IndexSettings {
  readonly schemeCode?: string | undefined
  readonly formula?: Formula | undefined
  readonly aggregate?: Aggregate | undefined
  /** Whether responses count by their weights; true when absent. Without weights in the data it changes nothing. */
  readonly weights?: boolean | undefined
}

/** Throws AppError `survey-not-found`, `scheme-not-found`. */
export async function loadSurveyContext(
  services: Services,
  surveyId: number,
  schemeCode?: string | undefined,
): Promise<SurveyContext> {
  const { db } = services.store
  const survey = await surveyById(db, surveyId)
  const model = await questionnaireModel(db, services, survey.questionnaireVersionId)
  const parts = await readSurveyParts(db, surveyId)
  const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]))
  const targets = await listTargets(db, survey.year)
  const smallCells = await readSmallCells(db)
  const versions = await listSurveyVersions(db, surveyId)
  const plan = planOf(model, schemeCode ?? survey.schemeCode)
  const kept = await services.answers.get(surveyId)
  // Moved to a newer form in between: what is kept is laid out by that one.
  const { questionnaireVersionId } = await surveyById(db, surveyId)
  if (questionnaireVersionId !== survey.questionnaireVersionId) {
    return loadSurveyContext(services, surveyId, schemeCode)
  }
  return { survey, model, plan, parts, units, targets, smallCells, versions, kept }
}

const plans = new WeakMap<QuestionnaireModel, Map<string, SchemePlan>>()

function planOf(model: QuestionnaireModel, schemeCode: string): SchemePlan {
  const known = plans.get(model) ?? new Map<string, SchemePlan>()
  plans.set(model, known)
  const plan = known.get(schemeCode)
  if (plan !== undefined) return plan
  const scheme = model.questionnaire.schemes.find(({ code }) => code === schemeCode)
  if (scheme === undefined) throw new AppError('scheme-not-found', { code: schemeCode })
  const made = planScheme(scheme, model.dictionary)
  known.set(schemeCode, made)
  return made
}

/** The settings in force: what was asked, else what the survey reports. */
export function settingsOf({ survey, kept }: SurveyContext, asked: IndexSettings) {
  const useWeights = asked.weights ?? true
  return {
    formula: asked.formula ?? survey.formula,
    aggregate: asked.aggregate ?? survey.aggregate,
    useWeights,
    weights: useWeights && kept.isWeighted ? ('on' as const) : ('off' as const),
  }
}

/** N_h by stratum id, where known. */
export function populationsOf({ parts }: SurveyContext): ReadonlyMap<number, number> {
  return new Map(parts.strata.flatMap(({ id, population }) => (population === null ? [] : [[id, population] as const])))
}

/** Every node for every group, under the survey's design. */
export function computeFor(
  context: SurveyContext,
  settings: Pick<IndexQuestion, 'formula' | 'aggregate' | 'useWeights'>,
  groups: Pick<IndexQuestion, 'by' | 'columns' | 'only' | 'mask' | 'withDesignEffects'>,
): DomainEstimates[] {
  return computeIndices(context.kept, { ...questionOf(context, settings), ...groups })
}

/** What is asked of a survey, but for the groups. */
export function questionOf(
  context: SurveyContext,
  { formula, aggregate, useWeights }: Pick<IndexQuestion, 'formula' | 'aggregate' | 'useWeights'>,
) {
  return { plan: context.plan, formula, aggregate, useWeights, populations: populationsOf(context) }
}

export interface Judgement {
  readonly target: number | null
  readonly verdict: Verdict | null
}

/** An agency's and a sector's id within the survey; undefined = all of them. */
export interface Scope {
  readonly agency?: number | undefined
  readonly sector?: number | undefined
}

/** The target that holds for a node in a scope, and whether it is met. `null` scope: a group no target is set for. */
export function judge(
  context: SurveyContext,
  scope: Scope | null,
  { id: node, target: schemeTarget }: PlanNode,
  estimate: NodeEstimate,
): Judgement {
  if (scope === null) return { target: null, verdict: null }
  const target = targetOf(context.targets, targetScopeOf(context, scope, { id: node, target: schemeTarget }))
  return { target, verdict: verdictOf(estimate, target) }
}

/** Where a node of a scope stands for the office's targets. */
export function targetScopeOf(
  { parts, units, survey }: SurveyContext,
  scope: Scope,
  { id: node, target: schemeTarget }: Pick<PlanNode, 'id' | 'target'>,
): TargetScope {
  const unitId = parts.agencies.find(({ id }) => id === scope.agency)?.unitId ?? null
  const sectorId = parts.sectors.find(({ id }) => id === scope.sector)?.sectorId ?? null
  const level = unitId === null ? 'province' : (units.get(unitId)?.level ?? 'other')
  return { year: survey.year, node, schemeTarget, agencyUnitId: unitId, sectorId, level }
}
