import { companionsOf } from './companions.ts'
import { countForms, type FormTable, maskOf, type TupleCounts } from './tuple-counts.ts'

/** Withholding one column is worth a step by itself when it frees one rare form in ten; this bounds the work. */
const WORTHWHILE = 0.1

/** Columns of this rank and below are touched only when everything above is used up. */
export const LAST_RESORT = 3

/**
 * Withholds single cells (sets them to 0) until every combination of the columns is that of at least `k` forms, and
 * answers the forms for which that couldn't be: nothing of them is left to withhold. Deterministic.
 *
 * A greedy form of local suppression (sdcMicro's kAnon with `importance`); that it takes the fewest cells is not
 * promised, finding them is NP-hard. A withheld cell counts as a value of its own, not as any value: whoever knows a
 * person's answer can't conclude from its being withheld. Where few forms are rare, each that differs from others in one
 * column is joined by some of them (`companionsOf`). Then, `ranks`, one a column: columns of the highest rank are used up
 * before the next is touched. Of one rank, the column that frees most rare forms is withheld in those; where none frees
 * one in ten, the few rare forms left get companions (`companionsOf`), many lose the last column of the rank.
 * Columns of rank 0 are never withheld for a companion's sake, so that a value which k forms have stays in all of them.
 *
 * Why it holds: a settled form's combination is shared by k settled forms and is changed only together with so many of
 * them that k or none stay behind; each step settles a rare form or takes a cell of one, so it ends.
 */
export function* withholdRare(table: FormTable, ranks: readonly number[], k: number): Generator<void, number[]> {
  const desk = openDesk(table, k)
  const single = ranks.flatMap((rank, column) => (rank > LAST_RESORT ? [column] : []))
  yield
  if (isFew(table, desk.rare)) yield* joinCompanions(table, desk, single, k)
  for (const rank of [...new Set(ranks)].sort((a, b) => b - a)) {
    const columns = ranks.flatMap((one, column) => (one === rank ? [column] : []))
    while (desk.rare.length > 0) {
      yield
      const open = columns.filter((column) => desk.rare.some((form) => table.cells[form * table.width + column] !== 0))
      const last = open.at(-1)
      if (last === undefined) break
      const best = yield* mostFreeing(table, desk, open, k)
      if (best.forms.length >= Math.max(1, desk.rare.length * WORTHWHILE)) withhold(table, best.forms, [best.column])
      else if (rank > 0 && isFew(table, desk.rare) && (yield* joinCompanions(table, desk, open, k))) continue
      else withhold(table, desk.rare, [last])
      settle(table, desk, k)
    }
    // All of this rank is used up: whatever is left is joined by forms that give up the same.
    const used = ranks.flatMap((one, column) => (one >= rank ? [column] : []))
    if (rank > 0 && desk.rare.length > 0) {
      joinThose(table, desk, used, k)
      desk.counts = countForms(table, desk.settled)
    }
  }
  return desk.rare
}

interface Desk {
  rare: number[]
  /** Forms whose combination is shared by k settled ones, and those combinations. */
  settled: number[]
  counts: TupleCounts
}

function openDesk(table: FormTable, k: number): Desk {
  const all = countForms(table)
  const forms = Array.from({ length: table.count }, (_, form) => form)
  const settled = forms.filter((form) => all.countOf(form) >= k)
  return { settled, rare: forms.filter((form) => all.countOf(form) < k), counts: countForms(table, settled) }
}

function isFew({ count }: FormTable, rare: readonly number[]): boolean {
  return rare.length <= count * WORTHWHILE
}

function withhold({ cells, width }: FormTable, forms: readonly number[], columns: readonly number[]): void {
  for (const form of forms) for (const column of columns) cells[form * width + column] = 0
}

interface Freeing {
  readonly column: number
  readonly forms: readonly number[]
}

/** The column whose withholding frees the most rare forms; the last of equal ones. */
function* mostFreeing(
  table: FormTable,
  { rare, counts }: Desk,
  columns: readonly number[],
  k: number,
): Generator<void, Freeing> {
  let best: Freeing = { column: -1, forms: [] }
  for (const column of columns) {
    yield
    const mask = maskOf(table, [column])
    const together = countForms(table, rare, mask)
    const forms = rare.filter((form) => together.countOf(form) >= k || counts.countOf(form, mask) > 0)
    if (forms.length >= best.forms.length) best = { column, forms }
  }
  return best
}

/** Joins rare forms and companions that differ in one column, the last column first; false where none could. */
function* joinCompanions(
  table: FormTable,
  desk: Desk,
  columns: readonly number[],
  k: number,
): Generator<void, boolean> {
  const before = desk.rare.length
  for (const column of columns.toReversed()) {
    joinThose(table, desk, [column], k)
    yield
  }
  desk.counts = countForms(table, desk.settled)
  return desk.rare.length < before
}

/** `counts` are to be made anew afterwards: companions changed. */
function joinThose(table: FormTable, desk: Desk, columns: readonly number[], k: number): void {
  const { joined, companions } = companionsOf(table, desk, columns, k)
  if (joined.length === 0) return
  withhold(table, [...joined, ...companions], columns)
  const isJoined = new Set(joined)
  desk.rare = desk.rare.filter((form) => !isJoined.has(form))
  desk.settled = [...desk.settled, ...joined]
}

/** Settles the rare forms whose combination is no longer rare. */
function settle(table: FormTable, desk: Desk, k: number): void {
  const together = countForms(table, desk.rare)
  const isFree = (form: number): boolean => together.countOf(form) >= k || desk.counts.countOf(form) > 0
  const freed = desk.rare.filter(isFree)
  if (freed.length === 0) return
  desk.rare = desk.rare.filter((form) => !isFree(form))
  desk.settled = [...desk.settled, ...freed]
  desk.counts = countForms(table, desk.settled)
}
