import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createScanReader, type Stroke } from '../../../renderer/screens/entry/scan-reader.ts'
import { formKey, pageCode } from '../../../src/core/print/printed-code.ts'

const stroke = (code: string, timeStamp: number, more: Partial<Stroke> = {}): Stroke => ({
  code,
  key: code.replace(/^(Key|Digit)/, ''),
  timeStamp,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...more,
})

const codeOf = (character: string): string =>
  character === '.' ? 'Period' : `${/\d/.test(character) ? 'Digit' : 'Key'}${character}`

/** As a scanner types: a Shift before each capital, then Enter. */
function burst(text: string, fromMs: number, stepMs: number): Stroke[] {
  const keys = [...text].flatMap((character) =>
    /[A-Z]/.test(character) ? ['ShiftLeft', codeOf(character)] : [codeOf(character)],
  )
  let at = fromMs - stepMs
  return [...keys, 'Enter'].map((code) => {
    if (code !== 'ShiftLeft') at += stepMs
    return stroke(code, at, code === 'ShiftLeft' ? { key: 'Shift' } : {})
  })
}

/** What each key found is its place; the scans that were recognised. */
function scansIn(strokes: readonly Stroke[]) {
  const reader = createScanReader<number>()
  return strokes.flatMap((one, index) => reader.read(one, index) ?? [])
}

const printedCode = fc
  .record({
    form: fc.string({ minLength: 1, maxLength: 12 }),
    version: fc.integer({ min: 1, max: 999 }),
    number: fc.integer({ min: 1, max: 999_999 }),
    page: fc.integer({ min: 1, max: 99 }),
  })
  .map(({ form, version, number, page }) => pageCode({ key: formKey(form), version }, number, page))

const anyKey = fc.constantFrom(
  ...[...'0123456789.KB'].map(codeOf),
  ...['Numpad4', 'NumpadDecimal', 'Slash', 'Minus', 'Backspace', 'ArrowDown', 'Enter', 'ShiftLeft'],
)

describe('a scanner', () => {
  test('is recognised at its Enter, whatever was typed before, with what its first key found', () => {
    const prefix = fc.array(anyKey, { maxLength: 60 })
    fc.assert(
      fc.property(printedCode, prefix, fc.integer({ min: 0, max: 30 }), (text, keys, stepMs) => {
        const before = keys.map((code, index) => stroke(code, index * 50))
        const strokes = [...before, ...burst(text, before.length * 50, stepMs)]
        const first = strokes.findIndex((one, index) => index >= before.length && one.key !== 'Shift')
        expect(scansIn(strokes).at(-1)).toEqual({ text, before: first })
      }),
    )
  })

  test('types the same under CapsLock, an input method or a remote desktop', () => {
    const text = pageCode({ key: 'K7M2Q', version: 1 }, 123, 1)
    const strokes = burst(text, 0, 5)
    expect(scansIn(strokes.map((one) => ({ ...one, key: one.code === 'Enter' ? 'Enter' : 'Process' })))).toHaveLength(1)
    const remote = strokes.map((one) => ({
      ...one,
      code: '',
      key: one.code === 'Period' ? '.' : one.key.length === 1 ? one.key.toLowerCase() : one.key,
    }))
    expect(scansIn(remote)).toMatchObject([{ text }])
  })

  test('is not recognised with a key of another kind among its own', () => {
    const strokes = burst(pageCode({ key: 'K7M2Q', version: 1 }, 123, 1), 0, 5)
    for (const odd of [stroke('Backspace', 20), stroke('Digit1', 20, { ctrlKey: true }), stroke('Minus', 20)]) {
      expect(scansIn([...strokes.slice(0, 9), odd, ...strokes.slice(9)])).toEqual([])
    }
  })
})

/** 20 keys a second, the fastest hand: 50 ms between two keys, however uneven. */
test('a hand is never taken for a scanner, even one that types a whole code', () => {
  const keys = fc.oneof(
    fc.array(anyKey, { maxLength: 80 }),
    printedCode.map((text) => [...[...text].map(codeOf), 'Enter']),
  )
  fc.assert(
    fc.property(keys, fc.array(fc.integer({ min: 50, max: 400 }), { minLength: 1 }), (codes, gaps) => {
      let at = 0
      const strokes = codes.map((code, index) => {
        at += gaps[index % gaps.length] ?? 50
        return stroke(code, at)
      })
      expect(scansIn(strokes)).toEqual([])
    }),
  )
})
