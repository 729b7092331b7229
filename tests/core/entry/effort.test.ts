import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEffortMeter, NO_EFFORT, PAUSE_MS } from '../../../src/core/entry/effort.ts'

test('the time before a key belongs to the field it goes into; the first key of a sitting takes none', () => {
  const meter = createEffortMeter()
  meter.stroke('a', '', 1_000, 'key')
  meter.stroke('a', '', 1_200, 'key') // 200 in the header
  meter.stroke('a', 'q1', 1_500, 'key') // 300 in q1
  meter.stroke('a', 'q2', 1_900, 'erasure') // 400 in q2
  meter.stroke('a', 'q1', 2_000, 'key') // 100 more in q1
  expect(meter.of('a')).toEqual({
    keystrokes: 5,
    erasures: 1,
    activeMs: 1_000,
    fieldMs: { '': 200, q1: 400, q2: 400 },
  })
})

test('a pause counts as nothing, and the longest look at a form counts whole', () => {
  const meter = createEffortMeter()
  meter.stroke('a', 'q1', 0, 'key')
  meter.stroke('a', 'q2', PAUSE_MS, 'key')
  meter.stroke('a', 'q3', 2 * PAUSE_MS + 1, 'key')
  expect(meter.of('a')).toEqual({ keystrokes: 3, erasures: 0, activeMs: PAUSE_MS, fieldMs: { q2: PAUSE_MS } })
})

test('looking for the next form is the next form’s; each form has its own sum, also one that comes back', () => {
  const meter = createEffortMeter()
  meter.stroke('a', 'q1', 0, 'key')
  meter.stroke('a', 'q2', 100, 'key')
  meter.stroke('b', '', 3_100, 'key')
  meter.stroke('a', 'q2', 3_150, 'key')
  expect(meter.of('a')).toEqual({ keystrokes: 3, erasures: 0, activeMs: 150, fieldMs: { q2: 150 } })
  expect(meter.of('b')).toEqual({ keystrokes: 1, erasures: 0, activeMs: 3_000, fieldMs: { '': 3_000 } })
  meter.forget('a')
  expect(meter.of('a')).toEqual(NO_EFFORT)
})

test('a form of an earlier sitting goes on from what it took; what this sitting knows of it stays', () => {
  const before = { keystrokes: 7, erasures: 1, activeMs: 2_000, fieldMs: { q1: 2_000 } }
  const meter = createEffortMeter()
  meter.resume('a', before)
  meter.stroke('a', 'q1', 0, 'key')
  meter.stroke('a', 'q2', 400, 'erasure')
  const whole = { keystrokes: 9, erasures: 2, activeMs: 2_400, fieldMs: { q1: 2_000, q2: 400 } }
  expect(meter.of('a')).toEqual(whole)
  meter.resume('a', before)
  expect(meter.of('a')).toEqual(whole)
  expect(before.fieldMs).toEqual({ q1: 2_000 })
})

test('a click takes time and is no key; what a scanner typed is taken back', () => {
  const meter = createEffortMeter()
  meter.stroke('a', '', 0, 'key')
  meter.stroke('a', 'q1', 500, 'pointer')
  expect(meter.of('a')).toMatchObject({ keystrokes: 1, activeMs: 500 })
  meter.takeBack('a', 1)
  expect(meter.of('a').keystrokes).toBe(0)
})

test('whatever is keyed, the parts of the fields are the whole, and no sum is more than the clock', () => {
  const strokes = fc.array(
    fc.record({
      form: fc.constantFrom('a', 'b'),
      field: fc.constantFrom('', 'q1', 'q2'),
      gapMs: fc.integer({ min: 0, max: 2 * PAUSE_MS }),
      stroke: fc.constantFrom('key' as const, 'erasure' as const, 'pointer' as const),
    }),
  )
  fc.assert(
    fc.property(strokes, (keyed) => {
      const meter = createEffortMeter()
      let nowMs = 0
      for (const { form, field, gapMs, stroke } of keyed) {
        nowMs += gapMs
        meter.stroke(form, field, nowMs, stroke)
      }
      const efforts = [meter.of('a'), meter.of('b')]
      for (const { activeMs, fieldMs } of efforts) {
        expect(Object.values(fieldMs).reduce((sum, ms) => sum + ms, 0)).toBe(activeMs)
      }
      const keys = keyed.filter(({ stroke }) => stroke !== 'pointer').length
      expect(efforts.reduce((sum, { keystrokes }) => sum + keystrokes, 0)).toBe(keys)
      const activeMs = efforts.reduce((sum, effort) => sum + effort.activeMs, 0)
      const working = keyed.slice(1).filter(({ gapMs }) => gapMs <= PAUSE_MS)
      expect(activeMs).toBe(working.reduce((sum, { gapMs }) => sum + gapMs, 0))
    }),
  )
})
