const DAY_MS = 86_400_000

/** How many of the latest days, weeks and months that have a backup keep their last one. */
const KEPT: readonly (readonly [periodOf: (atMs: number) => number, periods: number])[] = [
  [(atMs) => Math.floor(atMs / DAY_MS), 12],
  [(atMs) => Math.floor((atMs / DAY_MS + 3) / 7), 10], // day 0 was a Thursday: weeks begin on Monday
  [monthOf, 9],
]

const ALL_KEPT_MS = 2 * DAY_MS

/**
 * The backups to remove: everything of the last 2 days stays, then the last of 12 days, of 10 weeks and of 9 months
 * (calendar periods in UTC that have a backup at all, so a long pause loses nothing). Any order in, the same order out.
 */
export function findExpired<Backup extends { readonly atMs: number }>(
  backups: readonly Backup[],
  nowMs: number,
): Backup[] {
  const newestFirst = backups.toSorted((a, b) => b.atMs - a.atMs)
  const kept = new Set(newestFirst.filter(({ atMs }) => nowMs - atMs <= ALL_KEPT_MS))
  for (const [periodOf, periods] of KEPT) {
    const seen = new Set<number>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.atMs)
      if (seen.has(period) || seen.size === periods) continue
      seen.add(period)
      kept.add(backup)
    }
  }
  return backups.filter((backup) => !kept.has(backup))
}

function monthOf(atMs: number): number {
  const date = new Date(atMs)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
