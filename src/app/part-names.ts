import { comparableLabel } from '../files/label.ts'

/** An agency, sector, stratum … of a survey. */
export interface Part {
  readonly id: number
  /** Every name it goes by; the first is its code. Empty ones name nothing. */
  readonly names: readonly string[]
}

/** The parts of one kind by what a file may call them. */
export interface Names {
  readonly find: (name: string) => Part | undefined
  readonly add: (part: Part) => void
  /** One above the largest id. */
  readonly nextId: () => number
}

/**
 * Things with a name are found by code or name, in any case, an exact code first and a code before another's name; codes
 * of the sample (stratum, cluster) only as they stand.
 */
export function namesOf(parts: readonly Part[], found: 'by any name' | 'as it stands'): Names {
  const byCode = new Map<string, Part>()
  const byLabel = new Map<string, Part>()
  let lastId = 0
  const add = (part: Part): void => {
    const [code = '', ...others] = part.names
    byCode.set(code, part)
    lastId = Math.max(lastId, part.id)
    if (found === 'as it stands') return
    for (const label of others.map(comparableLabel)) if (label !== '' && !byLabel.has(label)) byLabel.set(label, part)
    byLabel.set(comparableLabel(code), part)
  }
  for (const part of parts) add(part)
  return {
    add,
    find: (name) => byCode.get(name) ?? (found === 'by any name' ? byLabel.get(comparableLabel(name)) : undefined),
    nextId: () => lastId + 1,
  }
}
