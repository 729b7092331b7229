import { expect, test } from 'vitest'
import { createRandom } from '../../../src/core/demo/random.ts'
import { estimateRemaining } from '../../../src/core/verification/estimate.ts'

const NOTHING = { dependentAnswers: 0, blindAnswers: 0, secondErrors: 0, openAnswers: 0, sameWrong: 0.25 }

/** So many forms of 45 answers, the first ones with an error. */
function verified(forms: number, withError: number) {
  return Array.from({ length: forms }, (_, at) => ({ answers: 45, errors: at < withError ? 1 : 0 }))
}

test('nothing keyed again: nothing known', () => {
  expect(estimateRemaining({ ...NOTHING, keyers: [{ verified: [], unverifiedAnswers: 450 }] })).toBeNull()
})

test('what was not keyed again carries the rate of what was', () => {
  // 100 of 400 forms keyed again, 12 errors in 4,500 answers: 13,500 · 12/4,500 = 36 wrong answers left among 18,000,
  // 20 in 10,000. Kish: equal weights, and no form has two errors, so that the forms cluster nothing: n_e = 4,500.
  const keyers = [{ verified: verified(100, 12), unverifiedAnswers: 13_500 }]
  const found = estimateRemaining({ ...NOTHING, keyers, dependentAnswers: 4500 })
  expect(found?.count).toBeCloseTo(36, 9)
  expect(found?.per10000).toBeCloseTo(20, 9)
  expect(found).toMatchObject({ method: 'wilson', effectiveAnswers: 4500, answers: 18_000, verifiedForms: 100 })
  // Variance 13,500²·(0.0026667·0.9973333)/4,500 + 36 = 107.71 + 36 = 143.71; n = 0.002·0.998·18,000²/143.71 = 4,500.0;
  // Wilson of 0.002 in 4,500: (0.002 + 1.9208/4,500 ± 1.96·√(0.002·0.998/4,500 + 0.9604/4,500²))/(1 + 3.8415/4,500)
  // = (0.0024268 ± 0.0013736)/1.0008537 → 0.0010523 … 0.0037972, in 18,000: 18.9 … 68.3.
  expect(found).toMatchObject({ lowerCount: 18, upperCount: 69 })
})

test('a keyer who was verified more doesn’t speak for the other', () => {
  const bad = { verified: verified(90, 45), unverifiedAnswers: 0 }
  const good = { verified: verified(10, 1), unverifiedAnswers: 4500 }
  // The good keyer's rate alone: 1/450 of 4,500.
  expect(estimateRemaining({ ...NOTHING, keyers: [bad, good] })?.count).toBeCloseTo(10, 9)
})

test('no error found: the exact upper bound of none, not “no errors”', () => {
  const keyers = [{ verified: verified(20, 0), unverifiedAnswers: 9000 }]
  const found = estimateRemaining({ ...NOTHING, keyers, dependentAnswers: 900 })
  // 1 − 0.05^(1/900) = 0.003323; of 9,000: 29.9.
  expect(found).toMatchObject({ count: 0, lowerCount: 0, upperCount: 30, method: 'none-found' })
})

test('all keyed again: what both had wrong alike, and what was settled wrong', () => {
  const keyers = [{ verified: verified(400, 54), unverifiedAnswers: 0 }]
  const sums = { ...NOTHING, keyers, secondErrors: 54 }
  // p1 = p2 = 54/18,000 = 0.003, s = 1/4. Dependent 3·p²·s·18,000 = 0.1215; blind (p²·s + 2p·p)·18,000 = 0.3645.
  expect(estimateRemaining({ ...sums, dependentAnswers: 18_000 })?.count).toBeCloseTo(0.1215, 9)
  expect(estimateRemaining({ ...sums, blindAnswers: 18_000 })?.count).toBeCloseTo(0.3645, 9)
})

/** A batch with two keyers; each form drawn for a second keying with the share. Answers the interval and the truth. */
function simulate(random: ReturnType<typeof createRandom>, forms: number, share: number, rates: readonly number[]) {
  let wrong = 0
  let answers = 0
  const sums = { ...NOTHING, dependentAnswers: 0, secondErrors: 0 }
  const keyers = rates.map((rate) => {
    const keyer = { verified: [] as { answers: number; errors: number }[], unverifiedAnswers: 0 }
    for (let form = 0; form < forms; form += 1) {
      answers += 45
      const isVerified = random.next() < share
      let errors = 0
      for (let at = 0; at < 45; at += 1) {
        if (random.next() >= rate) continue
        errors += 1
        if (isVerified && random.next() < 0.003 / 4) wrong += 1
      }
      if (!isVerified) wrong += errors
      if (isVerified) keyer.verified.push({ answers: 45, errors })
      else keyer.unverifiedAnswers += 45
      if (isVerified) sums.dependentAnswers += 45
      if (isVerified && random.next() < 0.135) sums.secondErrors += 1
    }
    return keyer
  })
  return { estimate: estimateRemaining({ ...sums, keyers }), truth: (10_000 * wrong) / answers }
}

test.each([
  ['a tenth', 200, 0.1, [0.003, 0.003]],
  ['a third', 200, 0.33, [0.003, 0.003]],
  ['a half of a small batch', 40, 0.5, [0.003, 0.003]],
  ['a fifth, keyers of two kinds', 200, 0.2, [0.001, 0.006]],
  ['nine tenths', 200, 0.9, [0.003, 0.003]],
  ['all', 200, 1, [0.003, 0.003]],
] as const)('the 95 %% interval holds the errors that are left: %s keyed again', (_, forms, share, rates) => {
  const random = createRandom(20_261_126)
  const batches = process.env.SIPAS_FULL === '1' ? 3000 : 400
  let [covered, known] = [0, 0]
  for (let batch = 0; batch < batches; batch += 1) {
    const { estimate, truth } = simulate(random, forms, share, rates)
    if (estimate === null) continue
    known += 1
    if (truth >= estimate.lower95 - 1e-9 && truth <= estimate.upper95 + 1e-9) covered += 1
  }
  if (process.env.SIPAS_FULL === '1') console.info(`${_}: ${((100 * covered) / known).toFixed(1)} %`)
  expect(covered / known).toBeGreaterThanOrEqual(0.93)
})
