import { differencesWithin } from '../core/index/difference.ts'
import type { Selection } from '../core/index/selections.ts'
import { type CompareRow, estimateShown, judged, pairAt } from './compare.ts'
import type { Measured } from './comparison-notes.ts'
import type { SurveyContext } from './survey-context.ts'
import { nodesOf } from './survey-index.ts'
import { choose, type Where } from './where.ts'

export type PartKind = 'agency' | 'sector'

/** A part less all other responses, node by node; one family for Holm. */
export interface RestComparison {
  /** Respondents that either side needs for a verdict. */
  readonly minimumN: number
  /** The root, then the factors; the part is A. Empty where nobody else was asked. */
  readonly rows: readonly CompareRow[]
}

/** One agency or sector of a survey against all responses but its own, both narrowed by `where`. */
export function againstRest({ context, settings }: Measured, kind: PartKind, id: number, where: Where): RestComparison {
  const { only, mask } = choose(context, where)
  const keys = Object.entries(only).flatMap(([key, code]) =>
    code === undefined || key === kind ? [] : [[key, (found: number) => found === code] as const],
  )
  const sideOf = (test: (code: number) => boolean): Selection => ({
    keys: { ...Object.fromEntries(keys), [kind]: test },
    mask,
  })
  const selections = [sideOf((code) => code === id), sideOf((code) => code !== id)]
  const { estimation, sides } = estimateShown(context, settings, selections)
  const minimumN = context.smallCells.minimumRanked
  const [own, rest] = sides
  if (own === undefined || rest === undefined || rest.ratios.domain.cells.length === 0) return { minimumN, rows: [] }
  const differences = differencesWithin(estimation, own, rest)
  const pairs = nodesOf(context, headNodes(context)).flatMap(
    (node) => pairAt(context, node, own, rest, differences) ?? [],
  )
  return { minimumN, rows: judged(pairs, minimumN) }
}

/** The root and the factors: what a page of an agency sets beside others. */
export function headNodes({ plan }: SurveyContext): string[] {
  return plan.nodes.flatMap(({ id, slot }) => (slot < 0 ? [id] : []))
}
