import { type Column, orderedCells } from '../core/index/cells.ts'
import { differencesWithin } from '../core/index/difference.ts'
import type { Provenance } from '../core/index/figure-note.ts'
import { countOf, type Selection } from '../core/index/selections.ts'
import type { Aggregate, Formula, Text } from '../core/questionnaire/questionnaire.ts'
import {
  belowMinimum,
  type ComparedSide,
  type CompareRow,
  type CompareSettings,
  describeSide,
  estimateShown,
  judged,
  measured,
  pairAt,
} from './compare.ts'
import type { ComparisonNote } from './comparison-notes.ts'
import { type Dimension, dimensionOf, maskOf } from './dimensions.ts'
import { provenanceOf } from './provenance.ts'
import type { Services } from './services.ts'
import type { SurveyContext } from './survey-context.ts'
import { nodesOf } from './survey-index.ts'

export interface CompareGroupsInput extends CompareSettings {
  readonly surveyId: number
  /** A dimension of computeIndex: agency, sector, group, quarter, the code of a closed question … */
  readonly by: string
  /** The root alone when absent. */
  readonly nodes?: 'all' | readonly string[] | undefined
  /** `rest`: all responses but the group's own; `whole`: all responses, the group's among them. */
  readonly against: 'rest' | 'whole'
  /** Leaves responses out of everything, as in computeIndex. */
  readonly where?: string | undefined
}

export interface ComparedGroup {
  /** Its number within the survey (of an agency, a sector …), or the place of a choice from 1. */
  readonly id: number
  readonly code: string
  /** Null where the code says it all. */
  readonly name: Text | null
  /** Valid responses. */
  readonly n: number
  /** The group is A, what it is held against B. One family for Holm over all groups and nodes. */
  readonly rows: readonly CompareRow[]
}

export interface GroupComparison {
  readonly survey: ComparedSide['survey']
  readonly by: string
  readonly against: 'rest' | 'whole'
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly provenance: Provenance
  readonly minimumN: number
  /** Valid responses of the whole. */
  readonly n: number
  readonly groups: readonly ComparedGroup[]
  readonly notes: readonly ComparisonNote[]
}

/**
 * Every group of a survey against the rest or the whole. Responses without a value of the dimension are no group, but of the
 * rest. Throws AppError `survey-not-found`, `dimension-unknown`, `node-unknown` and those of compileCondition.
 */
export async function compareGroups(services: Services, input: CompareGroupsInput): Promise<GroupComparison> {
  const { against } = input
  const { context, settings } = await measured(services, input.surveyId, input)
  const minimumN = input.minimumN ?? context.smallCells.minimumRanked
  const dimension = dimensionOf(context, input.by)
  const root = context.plan.nodes.slice(0, 1).map(({ id }) => id)
  const nodes = nodesOf(context, input.nodes ?? root)
  const column = dimension.make?.() ?? null
  const mask = input.where === undefined ? null : maskOf(context, input.where)
  const ids = groupsOf(context, dimension, column)
  const selection = (test: (code: number) => boolean): Selection => ({ keys: { [dimension.column]: test }, mask })
  const whole: Selection = { keys: {}, mask }
  const ofGroups = ids.map(({ id }) => selection((code) => code === id))
  const others = against === 'whole' ? [] : ids.map(({ id }) => selection((code) => code !== id))
  const selections = [whole, ...ofGroups, ...others]
  const { estimation, sides } = estimateShown(context, settings, selections, column === null ? [] : [column])
  const groups = ids.flatMap((group, place) => {
    const a = sides[1 + place]
    const b = against === 'whole' ? sides[0] : sides[1 + ids.length + place]
    if (a === undefined || b === undefined || countOf(estimation, a) === 0) return []
    const differences = differencesWithin(estimation, a, b)
    const pairs = nodes.flatMap((node) => pairAt(context, node, a, b, differences) ?? [])
    return [{ ...group, n: countOf(estimation, a), pairs }]
  })
  const rows = judged(
    groups.flatMap(({ pairs }) => pairs),
    minimumN,
  )
  const [all] = sides
  let from = 0
  return {
    survey: describeSide(context, {}, 0).survey,
    by: input.by,
    against,
    formula: settings.formula,
    aggregate: settings.aggregate,
    provenance: provenanceOf(context, settings),
    minimumN,
    n: all === undefined ? 0 : countOf(estimation, all),
    groups: groups.map(({ id, code, name, n, pairs }) => {
      from += pairs.length
      return { id, code, name, n, rows: rows.slice(from - pairs.length, from) }
    }),
    notes: belowMinimum(rows, minimumN),
  }
}

/** The values that valid responses have, in the order of the table of indices. */
function groupsOf({ kept }: SurveyContext, { codeOf, nameOf, column, isOrdered }: Dimension, made: Column | null) {
  const { answers, cells } = kept
  const ids = new Set<number>()
  if (made === null) for (const cell of orderedCells(cells)) ids.add(cells.codes.get(column)?.[cell] ?? 0)
  else for (let row = 0; row < answers.count; row++) if (answers.isValid[row] === 1) ids.add(made.codes[row] ?? 0)
  ids.delete(0)
  const groups = Array.from(ids, (id) => ({ id, code: codeOf(id), name: nameOf(id) }))
  return groups.sort((a, b) => (isOrdered ? a.id - b.id : a.code < b.code ? -1 : 1))
}
