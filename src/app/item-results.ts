import { AppError } from '../core/errors.ts'
import type { NodeEstimate } from '../core/index/estimate.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import type { PlanNode } from '../core/index/scheme-plan.ts'
import { dissatisfiedLevels } from '../core/index/scoring.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import { dissatisfiedTable, type IndexCell, tableOf } from './index-cells.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, type SurveyContext, settingsOf } from './survey-context.ts'
import { distributionsOf, type VariableDistribution } from './survey-distribution.ts'
import { type Choice, choose, countValid, type Where } from './where.ts'

export interface ItemsInput extends IndexSettings {
  readonly surveyId: number
  readonly where?: Where | undefined
}

interface Settings {
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly provenance: Provenance
  /** How many levels from the bottom count as dissatisfied. */
  readonly dissatisfiedLevels: number
}

export interface NodeLine {
  readonly cell: IndexCell
  readonly dissatisfied: NodeEstimate
  /** As printed on paper; of a node above the items its id. */
  readonly number: string
  /** 0 for the root. */
  readonly depth: number
  readonly isItem: boolean
}

export interface ItemsResults extends Settings {
  /** Every node in the scheme's order: a node, then everything below it. */
  readonly nodes: readonly NodeLine[]
}

/**
 * The scheme as a tree of indices and dissatisfied shares. Throws AppError `survey-not-found`, `scheme-not-found`, and those of
 * compileCondition.
 */
export async function computeItems(services: Services, input: ItemsInput): Promise<ItemsResults> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const chosen = choose(context, input.where ?? {})
  return { ...named(context, settings, input.where), nodes: nodeLines(context, settings, chosen) }
}

function named(context: SurveyContext, settings: ReturnType<typeof settingsOf>, where: Where | undefined): Settings {
  const { formula, aggregate, weights } = settings
  const provenance = provenanceOf(context, settings, where)
  return { formula, aggregate, weights, provenance, dissatisfiedLevels: dissatisfiedLevels(context.plan.levels) }
}

function nodeLines(context: SurveyContext, settings: ReturnType<typeof settingsOf>, choice: Choice): NodeLine[] {
  const { plan } = context
  const [cells = []] = tableOf(context, settings, [], choice)
  const [dissatisfied] = dissatisfiedTable(context, settings, [], choice)
  const depths: number[] = []
  return plan.nodes.flatMap((node, place) => {
    const depth = node.parent < 0 ? 0 : (depths[node.parent] ?? 0) + 1
    depths[place] = depth
    const cell = cells[place]
    const share = dissatisfied?.byNode.get(node.id)
    if (cell === undefined || share === undefined) return []
    return [{ cell, dissatisfied: share, number: numberOf(context, node), depth, isItem: node.slot >= 0 }]
  })
}

function numberOf({ plan }: SurveyContext, { slot, id }: PlanNode): string {
  return plan.slots[slot]?.number ?? id
}

export interface ItemInput extends ItemsInput {
  /** A node of the scheme; an item is its variable's code. */
  readonly node: string
}

interface Neighbour {
  readonly node: string
  readonly label: Text
}

interface GroupLine {
  readonly cell: IndexCell
  readonly dissatisfied: NodeEstimate | null
}

export interface ItemResults extends Settings {
  readonly line: NodeLine
  /** Valid responses that were looked at. */
  readonly n: number
  /** From the root down to what is right above. */
  readonly path: readonly Neighbour[]
  /** The words over the item on paper: the question of its grid. Null for a node above the items. */
  readonly asked: Text | null
  /** How the answers fall; null for a node above the items. */
  readonly distribution: VariableDistribution | null
  /** What stands right below a node above the items. */
  readonly below: readonly NodeLine[]
  readonly agencies: readonly GroupLine[]
  readonly sectors: readonly GroupLine[]
  readonly previous: Neighbour | null
  readonly next: Neighbour | null
}

/** One node in full. Throws AppError `survey-not-found`, `scheme-not-found`, `node-unknown`, and those of compileCondition. */
export async function computeItem(services: Services, input: ItemInput): Promise<ItemResults> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const { plan } = context
  const place = plan.nodes.findIndex(({ id }) => id === input.node)
  const node = plan.nodes[place]
  const chosen = choose(context, input.where ?? {})
  const lines = nodeLines(context, settings, chosen)
  const line = lines[place]
  if (node === undefined || line === undefined) {
    throw new AppError('node-unknown', { node: input.node, scheme: plan.code })
  }
  const variable = plan.slots[node.slot]
  return {
    ...named(context, settings, input.where),
    line,
    n: countValid(context, chosen.rows),
    path: pathOf(plan.nodes, node),
    asked: variable === undefined ? null : askedOf(context, variable.questionCode),
    distribution:
      variable === undefined
        ? null
        : (distributionsOf(context, [variable], chosen.rows, settings.useWeights)[0] ?? null),
    below: lines.filter((_, at) => plan.nodes[at]?.parent === place),
    agencies: groupLines(context, settings, 'agency', place, chosen),
    sectors: groupLines(context, settings, 'sector', place, chosen),
    previous: neighbourOf(plan.nodes[place - 1]),
    next: neighbourOf(plan.nodes[place + 1]),
  }
}

function neighbourOf(node: PlanNode | undefined): Neighbour | null {
  return node === undefined ? null : { node: node.id, label: node.label }
}

function pathOf(nodes: readonly PlanNode[], { parent }: PlanNode): Neighbour[] {
  const above = nodes[parent]
  return above === undefined ? [] : [...pathOf(nodes, above), { node: above.id, label: above.label }]
}

function askedOf({ model }: SurveyContext, questionCode: string): Text | null {
  const questions = model.questionnaire.sections.flatMap((section) => section.questions)
  return questions.find(({ code }) => code === questionCode)?.label ?? null
}

function groupLines(
  context: SurveyContext,
  settings: ReturnType<typeof settingsOf>,
  by: 'agency' | 'sector',
  place: number,
  choice: Choice,
): GroupLine[] {
  const shares = new Map(
    dissatisfiedTable(context, settings, [by], choice).map(({ codes: [id = 0], byNode }) => [id, byNode] as const),
  )
  return tableOf(context, settings, [by], choice).flatMap((cells) => {
    const cell = cells[place]
    if (cell === undefined || cell.n === 0) return []
    return [{ cell, dissatisfied: shares.get(cell.by[by]?.id ?? 0)?.get(cell.node) ?? null }]
  })
}
