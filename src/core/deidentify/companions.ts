import { countForms, type FormTable, maskOf } from './tuple-counts.ts'

/** The values of the columns in question: one as it is, several as a text. */
type Combination = number | string

interface Forms {
  readonly rare: readonly number[]
  /** Forms whose combination is shared by k settled ones. */
  readonly settled: readonly number[]
}

/**
 * Rare forms that would be k of a kind if `columns` were withheld in them and in some settled forms, and these companions.
 * A companion comes out of a combination that keeps k forms, or with all of its combination: of those large enough the
 * largest, otherwise the smallest whole one.
 */
export function companionsOf(
  table: FormTable,
  { rare, settled }: Forms,
  columns: readonly number[],
  k: number,
): { readonly joined: number[]; readonly companions: number[] } {
  const mask = maskOf(table, columns)
  const groups = countForms(table, rare, mask)
  const sizes = groups.counts()
  const [only] = columns.length === 1 ? columns : []
  const near: Map<Combination, number[]>[] = Array.from(sizes, () => new Map())
  for (const form of settled) {
    const combinations = near[groups.find(form)]
    if (combinations === undefined) continue
    const start = form * table.width
    const combination =
      only === undefined
        ? columns.map((column) => table.cells[start + column]).join()
        : (table.cells[start + only] ?? 0)
    const known = combinations.get(combination)
    if (known === undefined) combinations.set(combination, [form])
    else known.push(form)
  }
  const withheld = only === undefined ? columns.map(() => 0).join() : 0
  const companions: number[] = []
  const isJoined = near.map((combinations, group) => {
    const needed = k - (sizes[group] ?? 0)
    if (needed <= 0 || combinations.has(withheld)) return true // together already
    const given = chooseAmong(combinations, needed, k)
    companions.push(...given)
    return given.length > 0
  })
  return { joined: rare.filter((form) => isJoined[groups.find(form)] === true), companions }
}

/** Which forms give up their values; none where there are no near ones. */
function chooseAmong(
  combinations: ReadonlyMap<Combination, readonly number[]>,
  needed: number,
  k: number,
): readonly number[] {
  const ordered = [...combinations].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
  const largest = ordered[0]?.[1] ?? []
  return largest.length >= k + needed ? largest.slice(0, needed) : (ordered.at(-1)?.[1] ?? [])
}
