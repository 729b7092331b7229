import { createRandom } from '../demo/random.ts'
import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import { itemsBelow } from '../questionnaire/edit/scheme-tree.ts'
import type { Scheme } from '../questionnaire/questionnaire.ts'
import { emptyRecord, MISSING, withField } from '../questionnaire/record.ts'
import { computeIndices } from './compute.ts'
import type { NodeEstimate } from './estimate.ts'
import { type Arithmetic, explainIndices } from './explain.ts'
import { KeptAnswers } from './kept-answers.ts'
import { type PlanNode, planScheme } from './scheme-plan.ts'
import { ID_WIDTH, SurveyAnswers } from './survey-answers.ts'

/** What one invented respondent answers: levels from 1 by item; an item that isn't named was left unanswered. */
export type InventedAnswers = Readonly<Record<string, number>>

export interface ExampleNode {
  readonly node: PlanNode
  /** By the engine that surveys are reported with. */
  readonly estimate: NodeEstimate
  /** How it comes about, told apart from the engine; null without answers. */
  readonly arithmetic: Arithmetic | null
}

/**
 * Every node of a scheme over made-up answers, in the scheme's order. Null while the scheme can't be computed: it has no
 * items yet, or they don't share one finished scale.
 */
export function workedExample(
  scheme: Scheme,
  dictionary: Dictionary,
  respondents: readonly InventedAnswers[],
): ExampleNode[] | null {
  if (!sharesScale(itemsBelow(scheme.root), dictionary)) return null
  const plan = planScheme(scheme, dictionary)
  const { formula, aggregate } = scheme
  const kept = new KeptAnswers(new SurveyAnswers(dictionary.recordWidth))
  const keys = { agency: 0, sector: 0, unit: 0, stratum: 0, cluster: 0, group: 0, day: 0, version: 1 }
  respondents.forEach((answers, number) => {
    const id = String(number).padStart(ID_WIDTH, '0')
    kept.put({ id, record: recordOf(dictionary, answers), weight: 1, isValid: true, ...keys })
  })
  const [whole] = computeIndices(kept, { plan, formula, aggregate, useWeights: false, populations: new Map(), by: [] })
  const arithmetic = explainIndices(plan, formula, aggregate, kept.answers)
  return plan.nodes.flatMap((node, index) => {
    const estimate = whole?.estimates[index]
    return estimate === undefined ? [] : [{ node, estimate, arithmetic: arithmetic[index] ?? null }]
  })
}

function sharesScale(items: readonly string[], dictionary: Dictionary): boolean {
  const levels = dictionary.byCode.get(items[0] ?? '')?.choices.length ?? 0
  return (
    levels >= 2 &&
    items.every((code) => {
      const { isScale, choices } = dictionary.byCode.get(code) ?? { isScale: false, choices: [] }
      return isScale && choices.length === levels && choices.every((choice, at) => choice.code === String(at + 1))
    })
  )
}

function recordOf(dictionary: Dictionary, answers: InventedAnswers): string {
  const items = dictionary.variables.filter((variable) => variable.isScale)
  return items.reduce((record, item) => {
    const level = answers[item.code]
    return withField(record, item, level === undefined ? MISSING.notAnswered : String(level))
  }, emptyRecord(dictionary))
}

const LEFT_UNANSWERED = 0.06

/** Answers as people give them: mostly in the upper half of the scale, each in their own mood, now and then none. */
export function inventAnswers(items: readonly Variable[], count: number, seed: number): InventedAnswers[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, () => {
    const mood = 0.6 * random.normal()
    return Object.fromEntries(
      items.flatMap((item) => {
        const levels = item.choices.length
        const drawn = Math.round(0.8 * levels + (mood + random.normal()) * (levels / 5))
        const isAnswered = random.next() >= LEFT_UNANSWERED
        return isAnswered ? [[item.code, Math.min(levels, Math.max(1, drawn))] as const] : []
      }),
    )
  })
}
