import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardFormula, unguardFormula } from '../../src/core/formula-guard.ts'

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', ' =', "'="]
const BODIES = ['1+1', 'cmd|"/C calc"!A0', 'HYPERLINK("http://x","y")', 'SUM(A1:A9)', 'IMPORTXML(A1,B1)']
const PAYLOADS = STARTS.flatMap((start) => BODIES.map((body) => start + body))

test.each(PAYLOADS)('%j starts with an apostrophe when written and comes back whole', (payload) => {
  expect(guardFormula(payload)).toBe(`'${payload}`)
  expect(unguardFormula(guardFormula(payload))).toBe(payload)
})

test('a guarded text never starts with what a spreadsheet runs, and every text comes back', () => {
  const texts = fc
    .tuple(fc.constantFrom('', "'", "''", ' ', ...STARTS), fc.string())
    .map(([start, rest]) => start + rest)
  fc.assert(
    fc.property(texts, (text) => {
      expect(guardFormula(text)).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
      expect(unguardFormula(guardFormula(text))).toBe(text)
    }),
  )
})

test('ordinary text is left alone', () => {
  for (const text of ['SO-XD', '12', "l'été", 'Ý kiến: a = b', '']) expect(guardFormula(text)).toBe(text)
})
