import type { Cells } from './cells.ts'
import type { Design } from './design.ts'

/**
 * Linearised values z of a cell's responses, by node: z = w·(y − R·m)/M when pooled, M = Σwm of the domain. Kept are Σz,
 * Σz², Σwm/M, Σ(wm/M)² (what Σz² is judged against) and n, the responses with an answer.
 */
export interface CellDeviations {
  readonly z: number[]
  readonly zz: number[]
  readonly m: number[]
  readonly mm: number[]
  readonly n: number[]
}

export interface DomainVariance {
  /** Variance of the ratio by node, in units of the score. */
  readonly variance: number[]
  /** What the variance is to be judged against: far below it, the sums have cancelled and say little. */
  readonly size: number[]
  /** Sampled units with an answer on the node. */
  readonly units: number[]
  /** 1 where a stratum of a single sampled unit holds answers: no variance can be had. */
  readonly isLonely: number[]
  /** 1 where more units were sampled than the stratum is said to have. */
  readonly isOversampled: number[]
}

/**
 * Variance between sampled units within strata: Σ_h (1−f_h)·n_h/(n_h−1)·(Σz² − (Σz)²/n_h). `cells` are the domain's, in
 * order; units of the stratum outside the domain have z = 0 and count in n_h. `read` fills the deviations of a cell.
 */
export function varianceOf(
  cells: readonly number[],
  table: Cells,
  design: Design,
  nodeCount: number,
  read: (cell: number, into: CellDeviations) => void,
): DomainVariance {
  const walk = new StratumWalk(design, nodeCount)
  const strata = table.codes.get('stratum') ?? []
  const clusters = table.codes.get('cluster') ?? []
  const one = createDeviations(nodeCount)
  for (const cell of cells) {
    walk.enter(strata[cell] ?? 0, clusters[cell] ?? 0)
    read(cell, one)
    walk.add(one)
  }
  walk.leaveStratum()
  return walk.result
}

export function createDeviations(nodeCount: number): CellDeviations {
  return { z: zeros(nodeCount), zz: zeros(nodeCount), m: zeros(nodeCount), mm: zeros(nodeCount), n: zeros(nodeCount) }
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0)
}

/** Adds cells up into sampled units, units into strata, strata into the variance; one stratum and one unit at a time. */
class StratumWalk {
  readonly result: DomainVariance
  private readonly design: Design
  private readonly ofStratum: CellDeviations
  private readonly ofUnit: CellDeviations
  private stratum = -1
  private cluster = 0

  constructor(design: Design, nodeCount: number) {
    this.design = design
    this.ofStratum = createDeviations(nodeCount)
    this.ofUnit = createDeviations(nodeCount)
    this.result = {
      variance: zeros(nodeCount),
      size: zeros(nodeCount),
      units: zeros(nodeCount),
      isLonely: zeros(nodeCount),
      isOversampled: zeros(nodeCount),
    }
  }

  enter(stratum: number, cluster: number): void {
    if (stratum === this.stratum && cluster === this.cluster) return
    this.leaveUnit()
    if (stratum !== this.stratum) this.leaveStratum()
    this.stratum = stratum
    this.cluster = cluster
  }

  /** Responses without a cluster are units themselves; those of a cluster are first added up to one. */
  add(cell: CellDeviations): void {
    addTo(this.cluster === 0 ? this.ofStratum : this.ofUnit, cell)
  }

  leaveStratum(): void {
    this.leaveUnit()
    const stratum = this.design.strata.get(this.stratum)
    if (stratum === undefined) return
    const { z, zz, mm, n } = this.ofStratum
    const { variance, size, units, isLonely, isOversampled } = this.result
    for (let node = 0; node < n.length; node++) {
      if ((n[node] ?? 0) === 0) continue
      units[node] = (units[node] ?? 0) + (n[node] ?? 0)
      if (stratum.factor < 0) isOversampled[node] = 1
      else if (!Number.isFinite(stratum.factor)) isLonely[node] = 1
      else {
        const between = (zz[node] ?? 0) - (z[node] ?? 0) ** 2 / stratum.units
        variance[node] = (variance[node] ?? 0) + stratum.factor * between
        size[node] = (size[node] ?? 0) + stratum.factor * (mm[node] ?? 0)
      }
    }
    clear(this.ofStratum)
  }

  private leaveUnit(): void {
    if (this.cluster === 0) return
    const { z, zz, m, mm, n } = this.ofUnit
    for (let node = 0; node < n.length; node++) {
      zz[node] = (z[node] ?? 0) ** 2
      mm[node] = (m[node] ?? 0) ** 2
      n[node] = Math.min(n[node] ?? 0, 1)
    }
    addTo(this.ofStratum, this.ofUnit)
    clear(this.ofUnit)
    this.cluster = 0
  }
}

const FIELDS = ['z', 'zz', 'm', 'mm', 'n'] as const

function addTo(total: CellDeviations, part: CellDeviations): void {
  for (const field of FIELDS) {
    const into = total[field]
    const from = part[field]
    for (let node = 0; node < into.length; node++) into[node] = (into[node] ?? 0) + (from[node] ?? 0)
  }
}

function clear(deviations: CellDeviations): void {
  for (const field of FIELDS) deviations[field].fill(0)
}
