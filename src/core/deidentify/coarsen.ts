import { columnOf, type FactColumn, rareLabels, recoded, tableOf } from './fact-column.ts'
import { countForms, type FormTable, TupleCounts } from './tuple-counts.ts'
import { withholdRare } from './withhold-rare.ts'

/** How many forms share every combination that a de-identified file shows; an office may ask for more, or less down to 3. */
export const GROUP_SIZE = { usual: 5, least: 3, most: 100 } as const

/** What a fact is: what is most needed for the figures is withheld last. */
export const FACT_ROLES = [
  ...(['version', 'agency', 'sector', 'group', 'stratum'] as const),
  ...(['respondent', 'date', 'unit', 'batch'] as const),
] as const
export type FactRole = (typeof FACT_ROLES)[number]
/** Columns of the highest rank are withheld first; those of one rank compete. */
const RANKS: Readonly<Record<FactRole, number>> = {
  // A form is laid out by its version, which therefore always shows: everything else is withheld before it.
  version: -1,
  ...{ agency: 0, sector: 1, group: 2, stratum: 3 },
  ...{ respondent: 4, date: 5, unit: 5, batch: 5 },
}

export type TimeLevel = 'month' | 'quarter' | 'year' | 'none'

export interface Fact {
  readonly role: FactRole
  readonly column: FactColumn
}

export interface Coarsened {
  /** In the order given; of a dropped column every value is 0. */
  readonly facts: readonly Fact[]
  /** What dates tell now. */
  readonly time: TimeLevel
  readonly dropped: ReadonlySet<'unit' | 'batch'>
  /** Answers too few gave, by column: how many answers were kept back everywhere. Which ones is not told. */
  readonly merged: ReadonlyMap<string, number>
  /** Single cells withheld by the last step, by column. */
  readonly withheld: ReadonlyMap<string, number>
  /** Forms of which nothing is left to withhold while fewer than k are so. */
  readonly whollyWithheld: number
  readonly combinations: { readonly count: number; readonly smallest: number; readonly alike: number }
}

/** Whole columns are coarsened while more than this share of the forms is rare; the rest is withheld cell by cell. */
const MOST_RARE = 0.05

/** What a step gives up, the least needed first. */
const STEPS = ['batch', 'quarter', 'year', 'unit', 'none'] as const

/**
 * Coarsens what is known about who answered, where and when until every combination is that of at least `k` forms (or all
 * of it is withheld). Global recoding first, as in ARX and sdcMicro: dates to months; answers of fewer than k forms are
 * withheld; then, while more than 5 % of the forms are rare, batches go, months become quarters, years, units go, dates
 * go. Then single cells are withheld (withholdRare). Nothing but these facts is looked at, so no answer that measures
 * changes. `answers`: a number for each form, the same for forms whose measured answers are the same; it is only counted.
 * A second or two for 100,000 forms, in steps of some hundredths of one: whoever runs it decides what happens between them.
 */
export function* coarsen(given: readonly Fact[], answers: Uint32Array, k: number): Generator<void, Coarsened> {
  const merged = new Map<string, number>()
  const dropped = new Set<'unit' | 'batch'>()
  let time: TimeLevel = 'month'
  let facts = given.map((fact) => withoutRareAnswers(toTime(fact, time), k, merged))
  for (const step of STEPS) {
    yield
    if (rareShare(facts, k) <= MOST_RARE) break
    if (step === 'batch' || step === 'unit') {
      facts = facts.map((fact) => (fact.role === step ? changed(fact, () => null) : fact))
      dropped.add(step)
    } else {
      facts = facts.map((fact) => toTime(fact, step))
      time = step
    }
  }
  const table = tableOf(facts.map(({ column }) => column))
  const ranks = facts.map(({ role }) => RANKS[role])
  const wholly = yield* withholdRare(table, ranks, k)
  yield
  const left = facts.map((fact, at) => ({ ...fact, column: columnOf(table, at, fact.column) }))
  const withheld = facts.map(({ column }, at): [string, number] => [
    column.name,
    blanksOf(left[at]?.column) - blanksOf(column),
  ])
  return {
    facts: left,
    ...{ time, dropped, merged, whollyWithheld: wholly.length },
    withheld: new Map(withheld.filter(([, cells]) => cells > 0)),
    combinations: combinationsOf(table, answers, k),
  }
}

function changed(fact: Fact, coarser: (label: string) => string | null): Fact {
  return { ...fact, column: recoded(fact.column, coarser) }
}

function withoutRareAnswers(fact: Fact, k: number, merged: Map<string, number>): Fact {
  const rare = fact.role === 'respondent' ? new Set(rareLabels(fact.column, k)) : new Set<string>()
  if (rare.size === 0) return fact
  merged.set(fact.column.name, rare.size)
  return changed(fact, (label) => (rare.has(label) ? null : label))
}

/** A date as the first day of its month, quarter or year; what is no date (missing signs) stays. */
function toTime(fact: Fact, level: TimeLevel): Fact {
  if (fact.role !== 'date') return fact
  return changed(fact, (label) => {
    if (level === 'none') return null
    if (!/^\d{4}-\d{2}-\d{2}$/.test(label)) return label
    const month = Number(label.slice(5, 7))
    const first = level === 'month' ? month : level === 'quarter' ? month - ((month - 1) % 3) : 1
    return `${label.slice(0, 4)}-${String(first).padStart(2, '0')}-01`
  })
}

function rareShare(facts: readonly Fact[], k: number): number {
  const table = tableOf(facts.map(({ column }) => column))
  const rare = countForms(table)
    .counts()
    .reduce((sum, count) => (count < k ? sum + count : sum), 0)
  return table.count === 0 ? 0 : rare / table.count
}

function blanksOf(column: FactColumn | undefined): number {
  return column?.values.reduce((sum, value) => (value === 0 ? sum + 1 : sum), 0) ?? 0
}

/** `smallest` is of those with k forms or more; `alike`: those whose forms all gave the same answers. */
function combinationsOf(table: FormTable, answers: Uint32Array, k: number): Coarsened['combinations'] {
  const counter = new TupleCounts(table, table.count)
  const first: number[] = []
  const differs: boolean[] = []
  for (let form = 0; form < table.count; form += 1) {
    const combination = counter.add(form)
    const answer = answers[form] ?? 0
    if (first[combination] === undefined) first[combination] = answer
    else if (first[combination] !== answer) differs[combination] = true
  }
  const counts = [...counter.counts()]
  const large = counts.filter((count) => count >= k)
  return {
    count: counts.length,
    smallest: large.reduce((least, count) => Math.min(least, count), large[0] ?? 0),
    alike: counts.filter((count, at) => count >= k && differs[at] !== true).length,
  }
}
