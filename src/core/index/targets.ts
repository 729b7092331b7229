/** What a node should reach: one row a user wrote. A null stands for "any". Nodes of a scheme may bring a target too. */
export interface TargetRow {
  readonly year: number | null
  readonly node: string
  readonly agencyUnitId: number | null
  readonly sectorId: number | null
  readonly level: string | null
  readonly value: number
}

/** Where an index belongs: a whole survey has no agency and no sector. */
export interface TargetScope {
  readonly year: number
  readonly node: string
  /** What the scheme itself says of the node: it holds everywhere and always, so it says least. */
  readonly schemeTarget: number | null
  readonly agencyUnitId: number | null
  readonly sectorId: number | null
  /** The level of the agency's unit; `province` for what is over all agencies. */
  readonly level: string
}

/**
 * The row that sets the target of an index, or null. The one that says most wins, in this order: agency, sector, level of
 * units, year; so agency and sector together come first, and a row for everything last. Of two that say the same the later
 * one wins.
 */
export function decidingRow<Row extends TargetRow>(targets: readonly Row[], scope: TargetScope): Row | null {
  let best = -1
  let deciding: Row | null = null
  for (const target of targets) {
    if (target.node !== scope.node) continue
    const parts = [
      [target.agencyUnitId, scope.agencyUnitId],
      [target.sectorId, scope.sectorId],
      [target.level, scope.level],
      [target.year, scope.year],
    ]
    if (parts.some(([wanted, actual]) => wanted !== null && wanted !== actual)) continue
    const rank = parts.reduce((sum, [wanted]) => sum * 2 + Number(wanted !== null), 0)
    if (rank < best) continue
    best = rank
    deciding = target
  }
  return deciding
}

/** The target of an index, or null. Where no row speaks, the scheme's own target of the node holds. */
export function targetOf(targets: readonly TargetRow[], scope: TargetScope): number | null {
  return decidingRow(targets, scope)?.value ?? scope.schemeTarget
}

export type Verdict = 'met' | 'not-met' | 'unsure'

/**
 * Whether the target is reached beyond the sample's chance: `unsure` when the 95 % interval spans it, or when there is no
 * interval. Null without an index or a target.
 */
export function verdictOf(
  estimate: { readonly index: number | null; readonly lower95: number | null; readonly upper95: number | null },
  target: number | null,
): Verdict | null {
  if (estimate.index === null || target === null) return null
  if (estimate.lower95 === null || estimate.upper95 === null) return 'unsure'
  return intervalVerdict(estimate.lower95, estimate.upper95, target)
}

export function intervalVerdict(lower95: number, upper95: number, target: number): Verdict {
  if (reaches(lower95, target)) return 'met'
  return reaches(upper95, target) ? 'unsure' : 'not-met'
}

/** What a mean of means, or a sum of weights, may lose of a round number: 85 reached is 85. */
const ROUNDING = 1e-9

/** Whether a value of 0-100 is at or above a target. */
export function reaches(value: number, target: number): boolean {
  return value >= target - ROUNDING
}
