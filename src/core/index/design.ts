import { type Cells, orderedCells } from './cells.ts'
import { studentT975 } from './student-t.ts'

/** One stratum of the sample, over all valid responses of the survey. */
export interface Stratum {
  /** n_h: primary sampling units (clusters), and every response that has none. */
  readonly units: number
  /** (1 − f_h) · n_h / (n_h − 1). Infinite for a single unit; negative when the sample exceeds the stated population. */
  readonly factor: number
}

/** How the sample was drawn, as far as the responses and the strata's populations tell. */
export interface Design {
  readonly strata: ReadonlyMap<number, Stratum>
  /** Units less strata; the interval's t has this many degrees of freedom. */
  readonly degreesOfFreedom: number
  /** Half a 95 % interval in standard errors; NaN without degrees of freedom. */
  readonly quantile: number
  /** No clusters, one stratum, no finite population: a share of responses is a plain binomial share. */
  readonly isSimple: boolean
}

/**
 * Reads the design off the survey's own cells, in their order: a domain or a filter never changes it. `populations` is N_h by stratum,
 * where known.
 */
export function designOf(
  cells: Cells,
  populations: ReadonlyMap<number, number>,
  ordered: readonly number[] = orderedCells(cells),
): Design {
  const units = new Map<number, number>()
  const strata = cells.codes.get('stratum') ?? []
  const clusters = cells.codes.get('cluster') ?? []
  let hasClusters = false
  let previous = ''
  for (const cell of ordered) {
    const stratum = strata[cell] ?? 0
    const cluster = clusters[cell] ?? 0
    const unit = `${stratum}:${cluster}`
    const isNewUnit = cluster > 0 && unit !== previous // cells of a unit stand together
    const added = cluster === 0 ? (cells.rows[cell] ?? 0) : Number(isNewUnit)
    units.set(stratum, (units.get(stratum) ?? 0) + added)
    hasClusters ||= cluster > 0
    previous = unit
  }
  const degreesOfFreedom = [...units.values()].reduce((sum, count) => sum + count - 1, 0)
  return {
    strata: new Map(Array.from(units, ([stratum, count]) => [stratum, stratumOf(count, populations.get(stratum))])),
    degreesOfFreedom,
    quantile: degreesOfFreedom > 0 ? studentT975(degreesOfFreedom) : Number.NaN,
    isSimple: !hasClusters && units.size <= 1 && [...units.keys()].every((stratum) => !populations.has(stratum)),
  }
}

/** A stratum taken whole (n_h = N_h) adds no error, even when it is a single unit. */
function stratumOf(units: number, population: number | undefined): Stratum {
  const unsampled = population === undefined ? 1 : (population - units) / population
  return { units, factor: unsampled === 0 ? 0 : (unsampled * units) / (units - 1) }
}
