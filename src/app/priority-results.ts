import { assert } from '../core/assert.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import { computeImportance, type Importance } from '../core/index/importance.ts'
import { type Division, divisionOf, type Quadrant, quadrantOf } from '../core/index/quadrants.ts'
import { isTooFew } from '../core/index/small-cells.ts'
import type { Variable } from '../core/questionnaire/dictionary.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import { type IndexCell, tableOf } from './index-cells.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import { type IndexSettings, loadSurveyContext, type SurveyContext, settingsOf } from './survey-context.ts'
import { indicatorsOf, type LabelledList } from './survey-indicators.ts'
import { choose, countValid, type Where } from './where.ts'

export interface PrioritiesInput extends IndexSettings {
  readonly surveyId: number
  readonly where?: Where | undefined
}

export interface PriorityItem {
  readonly node: string
  readonly number: string
  readonly label: Text
  /** The node right above: the factor. */
  readonly factor: Text
  /** Pearson's r with the overall question, or with the mean of the other items; with Fisher's interval (see Importance). */
  readonly importance: number
  readonly importanceLower95: number | null
  readonly importanceUpper95: number | null
  /** Respondents behind the correlation; behind the index. */
  readonly importanceN: number
  readonly n: number
  /** The item's index. */
  readonly performance: number
  readonly lower95: number | null
  readonly upper95: number | null
  readonly quadrant: Quadrant
}

export interface PriorityResults {
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  readonly provenance: Provenance
  /** Valid responses that were looked at. */
  readonly n: number
  /** The question that importance is taken from; null: the mean of each respondent's other items. */
  readonly overall: Text | null
  /** Null where no item has both an index and a correlation. */
  readonly division: Division | null
  /** In the order of the paper. */
  readonly items: readonly PriorityItem[]
  /** Items without a correlation: all who answered said the same, or too few answered. */
  readonly left: readonly { readonly number: string; readonly label: Text }[]
  /** What respondents say themselves should be improved, most wished first; null where the form doesn't ask. */
  readonly wishes: LabelledList | null
}

/** The code of the question on the service as a whole in the built-in forms and those made from them. */
const OVERALL = 'overall'

/**
 * Importance against performance of every item. Throws AppError `survey-not-found`, `scheme-not-found`, and those of
 * compileCondition.
 */
export async function computePriorities(services: Services, input: PrioritiesInput): Promise<PriorityResults> {
  const context = await loadSurveyContext(services, input.surveyId, input.schemeCode)
  const settings = settingsOf(context, input)
  const chosen = choose(context, input.where ?? {})
  const overall = overallQuestion(context)
  const measured = computeImportance(context.kept.answers, {
    plan: context.plan,
    overall,
    isWeighted: settings.weights === 'on',
    mask: chosen.rows,
  })
  const [cells = []] = tableOf(context, settings, [], chosen)
  const cellOf = new Map(cells.map((cell) => [cell.node, cell]))
  const items = measured.flatMap((importance, slot) => {
    const cell = cellOf.get(importance.item)
    const names = namesOf(context, slot)
    if (cell === undefined || cell.index === null || importance.correlation === null) return []
    if (isTooFew(importance.n, context.smallCells)) return []
    return [standingOf(names, importance, importance.correlation, cell, cell.index)]
  })
  const division = divisionOf(items)
  const placed = new Set(items.map(({ node }) => node))
  const { lists } = indicatorsOf(context, settings, chosen)
  return {
    formula: settings.formula,
    aggregate: settings.aggregate,
    weights: settings.weights,
    provenance: provenanceOf(context, settings, input.where),
    n: countValid(context, chosen.rows),
    overall: overall?.label ?? null,
    division,
    items: division === null ? [] : items.map((item) => ({ ...item, quadrant: quadrantOf(item, division) })),
    left: measured.flatMap(({ item }, slot) => (placed.has(item) ? [] : [namesOf(context, slot)])),
    wishes: lists.find(({ key }) => key === 'wishes' || key === 'wishes-household') ?? null,
  }
}

/** A question on the whole with ordered levels, outside of the scheme: what every item can be compared with. */
function overallQuestion({ model, plan }: SurveyContext): Variable | null {
  const variable = model.dictionary.byCode.get(OVERALL)
  if (variable === undefined || !variable.isScale) return null
  return plan.slots.some(({ code }) => code === OVERALL) ? null : variable
}

interface Names {
  readonly number: string
  readonly label: Text
  readonly factor: Text
}

function namesOf({ plan }: SurveyContext, slot: number): Names {
  const variable = plan.slots[slot]
  const above = plan.nodes[plan.nodes.find((node) => node.slot === slot)?.parent ?? 0]
  assert(variable !== undefined && above !== undefined, 'an item stands below a node')
  return { number: variable.number, label: variable.label, factor: above.label }
}

function standingOf(names: Names, importance: Importance, correlation: number, cell: IndexCell, index: number) {
  return {
    ...names,
    node: cell.node,
    importance: correlation,
    importanceLower95: importance.interval?.lower95 ?? null,
    importanceUpper95: importance.interval?.upper95 ?? null,
    importanceN: importance.n,
    n: cell.n,
    performance: index,
    lower95: cell.lower95,
    upper95: cell.upper95,
  }
}
