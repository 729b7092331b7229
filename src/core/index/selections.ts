import type { Cells, Column } from './cells.ts'
import { estimationOf, type SampleQuestion } from './compute.ts'
import type { Side } from './difference.ts'
import { type Estimation, isMeanOfChildren, ratiosOf } from './domain-ratios.ts'
import { type CodeTests, selectCells } from './domains.ts'
import { estimateRatios } from './estimate.ts'
import { itemProductsOf } from './item-products.ts'
import type { KeptAnswers } from './kept-answers.ts'
import { mergeCells } from './merged-cells.ts'

/** Responses to be estimated as one group. Selections may overlap. */
export interface Selection {
  /** Codes of kept cell keys, or of further columns. */
  readonly keys: CodeTests
  /** By row: 0 leaves the response out. */
  readonly mask: Uint8Array | null
}

export interface SelectionEstimates {
  readonly estimation: Estimation
  /** One for each selection. */
  readonly sides: readonly Side[]
}

/**
 * Estimates of every node for selections of one survey, ready to be compared (differencesWithin). From the kept sums;
 * responses are passed over for masks, further columns and `mean-of-children` only.
 */
export function estimateSelections(
  kept: KeptAnswers,
  question: SampleQuestion & { readonly columns?: readonly Column[] },
  selections: readonly Selection[],
): SelectionEstimates {
  const masks = [...new Set(selections.flatMap(({ mask }) => (mask === null ? [] : [mask])))]
  const columns = [...(question.columns ?? []), ...masks.map((codes, place) => ({ name: maskName(place), codes }))]
  const tests = selections.map(
    ({ keys, mask }): CodeTests => (mask === null ? keys : { ...keys, [maskName(masks.indexOf(mask))]: isOne }),
  )
  const isWanted = (cells: Cells, cell: number): boolean =>
    tests.some((test) => Object.entries(test).every(([name, holds]) => holds(cells.codes.get(name)?.[cell] ?? 0)))
  const found = estimationOf(kept, question, columns, null, isWanted)
  const estimation = selections.length > FEW ? forMany(found, new Set(tests.flatMap(Object.keys))) : found
  const sides = tests.map((test) => {
    const cells = selectCells(estimation.cells, estimation.ordered, test)
    const ratios = ratiosOf(estimation, { codes: [], cells })
    return { ratios, estimates: estimateRatios(estimation, [ratios])[0] ?? [] }
  })
  return { estimation, sides }
}

/** Up to so many selections a pass over the responses for each costs less than making ready for many. */
const FEW = 4

/** The same estimation, made ready for many groups that differ by the named keys. */
function forMany(estimation: Estimation, names: ReadonlySet<string>): Estimation {
  const merged = mergeCells(estimation, names)
  if (!isMeanOfChildren(merged)) return merged
  return { ...merged, itemProducts: itemProductsOf(merged.answers, merged.cells, merged.moments) }
}

/** How many responses two sides share. */
export function overlapOf({ cells }: Estimation, a: Side, b: Side): number {
  const ofB = new Set(b.ratios.domain.cells)
  return a.ratios.domain.cells.reduce((sum, cell) => sum + (ofB.has(cell) ? (cells.rows[cell] ?? 0) : 0), 0)
}

/** How many responses a side has. */
export function countOf({ cells }: Estimation, { ratios }: Side): number {
  return ratios.domain.cells.reduce((sum, cell) => sum + (cells.rows[cell] ?? 0), 0)
}

function maskName(place: number): string {
  return `mask ${place}`
}

function isOne(code: number): boolean {
  return code === 1
}
