import { expect, test } from 'vitest'
import { type KeyingFigures, keyingView } from '../../../renderer/screens/keying/keying-view.ts'

const day = (operatorId: number, date: string, forms: number, purpose: 'entry' | 'verify' = 'entry') => ({
  ...{ operatorId, day: date, purpose, forms },
  ...{ activeMs: forms * 60_000, keystrokes: forms * 100, erasures: forms },
})
const field = (operatorId: number, code: string, forms: number, ms: number) => ({
  ...{ operatorId, purpose: 'entry' as const, code, forms, ms },
})
const FIGURES: KeyingFigures = {
  isOfAll: true,
  keyers: [
    { id: 7, name: 'An' },
    { id: 3, name: 'Lan' },
  ],
  days: [day(3, '2026-11-03', 9), day(7, '2026-11-03', 2), day(7, '2026-11-03', 5, 'verify'), day(3, '2026-11-02', 4)],
  fields: [
    field(3, '', 13, 26_000),
    field(3, 'k01', 13, 13_000),
    field(7, 'k01', 2, 17_000),
    field(3, 'k02', 4, 99_000),
  ],
  errors: [
    { operatorId: 3, as: 'first', forms: 10, open: 0, compared: 400, errors: 2 },
    { operatorId: 7, as: 'first', forms: 10, open: 0, compared: 100, errors: 0 },
    { operatorId: 7, as: 'second', forms: 10, open: 0, compared: 500, errors: 3 },
  ],
  today: '2026-11-03',
}

test('all together by day, newest first, and by keyer in the order of the names', () => {
  const { all, days, keyers } = keyingView(FIGURES, { purpose: 'entry', keyerId: null })
  expect(all).toMatchObject({ sum: { forms: 15, keystrokes: 1500 }, errorsPerThousand: 4 }) // 2 of 500
  expect(days.map(({ key, sum }) => [key, sum.forms])).toEqual([
    ['2026-11-03', 11],
    ['2026-11-02', 4],
  ])
  expect(keyers.map(({ key, sum, errorsPerThousand }) => [key, sum.forms, errorsPerThousand])).toEqual([
    ['7', 2, 0],
    ['3', 13, 5],
  ])
})

test('one keyer’s, and the second keying with the errors made in it', () => {
  expect(keyingView(FIGURES, { purpose: 'entry', keyerId: 3 }).all).toMatchObject({ sum: { forms: 13 } })
  const second = keyingView(FIGURES, { purpose: 'verify', keyerId: null })
  expect(second.all).toMatchObject({ sum: { forms: 5 }, errorsPerThousand: 6 })
})

test('a question’s time is its mean of all forms; of fewer than five it is left out; the header stands apart', () => {
  const { questions, headerSeconds } = keyingView(FIGURES, { purpose: 'entry', keyerId: null })
  expect(questions).toEqual([{ code: 'k01', forms: 15, seconds: 2 }]) // (13 + 17) s of 15 forms
  expect(headerSeconds).toBe(2)
})
