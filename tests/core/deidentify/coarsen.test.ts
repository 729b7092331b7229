import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Coarsened,
  coarsen as coarsenInSteps,
  type Fact,
  type FactRole,
} from '../../../src/core/deidentify/coarsen.ts'
import { FactColumnBuilder } from '../../../src/core/deidentify/fact-column.ts'

const ROLES: readonly FactRole[] = ['agency', 'sector', 'stratum', 'respondent', 'respondent', 'date', 'unit', 'batch']

type Form = readonly string[]

/** All steps without a pause. */
function coarsen(facts: readonly Fact[], answers: Uint32Array, k: number): Coarsened {
  const steps = coarsenInSteps(facts, answers, k)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

function factsOf(forms: readonly Form[]): Fact[] {
  return ROLES.map((role, at) => {
    const builder = new FactColumnBuilder(forms.length)
    for (const form of forms) builder.push(form[at] ?? '')
    return { role, column: builder.build(`${role}${at}`) }
  })
}

/** The labels that a file would show; null = withheld. */
function shown({ facts }: Coarsened): (string | null)[][] {
  const count = facts[0]?.column.values.length ?? 0
  return Array.from({ length: count }, (_, form) =>
    facts.map(({ column: { labels, values } }) =>
      (values[form] ?? 0) === 0 ? null : (labels[values[form] ?? 0] ?? ''),
    ),
  )
}

const code = (most: number) => fc.integer({ min: 0, max: most }).map(String)
const day = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, date]) => `2026-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
const anyForm = fc.tuple(code(2), code(2), code(1), code(3), code(4), fc.oneof(day, fc.constant('')), code(3), code(5))
const anyForms = fc.array(anyForm, { maxLength: 150 })
const anyK = fc.integer({ min: 3, max: 7 })

test('every combination shown is that of at least k forms, or all of it is withheld', () => {
  fc.assert(
    fc.property(anyForms, anyK, (forms, k) => {
      const coarsened = coarsen(factsOf(forms), new Uint32Array(forms.length), k)
      const counts = new Map<string, number>()
      const rows = shown(coarsened)
      for (const row of rows) counts.set(JSON.stringify(row), (counts.get(JSON.stringify(row)) ?? 0) + 1)
      const rare = rows.filter((row) => (counts.get(JSON.stringify(row)) ?? 0) < k)
      expect(rare.every((row) => row.every((label) => label === null))).toBe(true)
      expect(coarsened.whollyWithheld).toBe(rare.length)
      const large = [...counts.values()].filter((count) => count >= k)
      expect(coarsened.combinations).toMatchObject({
        count: counts.size,
        smallest: large.length === 0 ? 0 : Math.min(...large),
      })
    }),
    { numRuns: 400 },
  )
})

test('what is shown is what was given, dates in their month, quarter or year', () => {
  fc.assert(
    fc.property(anyForms, anyK, (forms, k) => {
      const coarsened = coarsen(factsOf(forms), new Uint32Array(forms.length), k)
      const lengths = { month: 7, quarter: 4, year: 4, none: 0 }
      shown(coarsened).forEach((row, form) => {
        row.forEach((label, at) => {
          const given = forms[form]?.[at] ?? ''
          if (label === null) return
          if (ROLES[at] !== 'date' || given === '') expect(label).toBe(given)
          else {
            expect(label.slice(0, lengths[coarsened.time])).toBe(given.slice(0, lengths[coarsened.time]))
            expect(label <= given && label.endsWith('-01')).toBe(true)
          }
        })
      })
    }),
  )
})

test('the order of the forms decides nothing', () => {
  fc.assert(
    fc.property(anyForms, anyK, fc.infiniteStream(fc.nat()), (forms, k, numbers) => {
      const draws = forms.map(() => numbers.next().value as number)
      const order = forms.map((_, at) => at).sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0))
      const rowsOf = (given: readonly Form[]): string[] =>
        shown(coarsen(factsOf(given), new Uint32Array(given.length), k))
          .map((row) => JSON.stringify(row))
          .sort()
      expect(rowsOf(order.map((at) => forms[at] ?? []))).toEqual(rowsOf(forms))
    }),
  )
})

test('nothing is coarsened beyond the month where no combination is rare', () => {
  const forms = Array.from({ length: 60 }, (_, n) => ['A', 'land', 'city', String(n % 2), '1', '2026-03-05', 'X', 'B1'])
  const { withheld, merged, dropped, time, combinations } = coarsen(factsOf(forms), new Uint32Array(60), 5)
  expect({ withheld, merged, dropped, time }).toEqual({
    ...{ withheld: new Map(), merged: new Map(), dropped: new Set(), time: 'month' },
  })
  expect(combinations).toEqual({ count: 2, smallest: 30, alike: 2 })
})

test('an agency of k forms is withheld in none of them, one of fewer in all', () => {
  fc.assert(
    fc.property(anyForms, anyK, (forms, k) => {
      const rows = shown(coarsen(factsOf(forms), new Uint32Array(forms.length), k))
      const sizes = new Map<string, number>()
      for (const [agency = ''] of forms) sizes.set(agency, (sizes.get(agency) ?? 0) + 1)
      for (const [at, row] of rows.entries()) {
        const agency = forms[at]?.[0] ?? ''
        expect(row[0]).toBe((sizes.get(agency) ?? 0) < k ? null : agency)
      }
    }),
    { numRuns: 300 },
  )
})

test('one form that is alone is joined by k - 1 others that give up the same answer, and keeps the rest', () => {
  const usual = ['A', 'land', 'city', '1', '1', '2026-03-05', 'X', 'B1']
  const forms: Form[] = [
    ...Array.from({ length: 100 }, () => usual),
    ...Array.from({ length: 20 }, () => usual.with(0, 'B').with(3, '2')),
    usual.with(3, '2'),
  ]
  const coarsened = coarsen(factsOf(forms), new Uint32Array(121), 5)
  const rows = shown(coarsened).map((row) => row.map((label) => label ?? '*').join(' '))
  const counts = Object.groupBy(rows, (row) => row)
  expect(Object.fromEntries(Object.entries(counts).map(([row, same]) => [row, same?.length]))).toEqual({
    'A land city 1 1 2026-03-01 X B1': 96,
    'B land city 2 1 2026-03-01 X B1': 20,
    'A land city * 1 2026-03-01 X B1': 5,
  })
  expect(coarsened).toMatchObject({ whollyWithheld: 0, withheld: new Map([['respondent3', 5]]) })
})

test('forms that answered alike in one combination are counted', () => {
  const forms: Form[] = Array.from({ length: 20 }, (_, n) => [n < 10 ? 'A' : 'B', '', '', '', '', '', '', ''])
  const answers = Uint32Array.from({ length: 20 }, (_, n) => (n < 10 ? 7 : n))
  expect(coarsen(factsOf(forms), answers, 5).combinations).toEqual({ count: 2, smallest: 10, alike: 1 })
})
