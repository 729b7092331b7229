import type { Download } from '../files/write-table.ts'

const KEPT_MS = 15_000
const MOST_KEPT = 4

interface Prepared {
  readonly key: string
  readonly file: Download
  readonly atMs: number
}

/** Files that were made while their progress was told, until the link to each is followed a moment later. */
export interface PreparedFiles {
  readonly keep: (key: string, file: Download) => void
  /** Once; null where nothing was prepared, or too long ago to be trusted. */
  readonly take: (key: string) => Download | null
}

export function preparedFiles(now: () => number): PreparedFiles {
  let kept: readonly Prepared[] = []
  const fresh = (): readonly Prepared[] => kept.filter(({ atMs }) => Math.abs(now() - atMs) < KEPT_MS)
  return {
    keep: (key, file) => {
      kept = [...fresh().filter((one) => one.key !== key), { key, file, atMs: now() }].slice(-MOST_KEPT)
    },
    take: (key) => {
      const found = fresh().find((one) => one.key === key)
      kept = fresh().filter((one) => one !== found)
      return found?.file ?? null
    },
  }
}
