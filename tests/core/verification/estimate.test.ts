import { expect, test } from 'vitest'
import { createRandom } from '../../../src/core/demo/random.ts'
import { estimateRemaining, type KeyerForms } from '../../../src/core/verification/estimate.ts'
import { gammaQuantile } from '../../../src/core/verification/gamma-quantile.ts'

const NOTHING = { dependentAnswers: 0, blindAnswers: 0, secondErrors: 0, sameWrong: 0.25 }

/** So many forms of 45 answers, the first ones with an error. */
function verified(forms: number, withError: number) {
  return Array.from({ length: forms }, (_, at) => ({ answers: 45, errors: at < withError ? 1 : 0, open: 0 }))
}

test.each([
  [0.975, 1, 3.6888794541139354],
  [0.025, 12, 6.200575108722218],
  [0.975, 13, 20.96158504817696],
  [0.975, 0.12, 1.1049050067207873],
  [0.025, 0.12, 2.7501847193331994e-14],
  [0.975, 2.5, 6.4162509970150134],
  [0.025, 15000.5, 14761.398967876707],
])('gamma quantiles as SciPy’s gamma.ppf gives them: p = %d, shape %d', (p, shape, expected) => {
  expect(gammaQuantile(p, shape) / expected).toBeCloseTo(1, 9)
})

test('nothing keyed again: nothing known', () => {
  expect(estimateRemaining({ ...NOTHING, keyers: [{ verified: [], unverifiedAnswers: 450 }] })).toBeNull()
})

test('what was not keyed again carries the rate of what was', () => {
  // 100 of 400 forms keyed again, 12 errors in 4,500 answers: 13,500 · 12/4,500 = 36 wrong answers left among 18,000,
  // 20 in 10,000. No form has two errors, so that the forms cluster nothing; w = 3.
  const keyers = [{ verified: verified(100, 12), unverifiedAnswers: 13_500 }]
  const found = estimateRemaining({ ...NOTHING, keyers, dependentAnswers: 4500 })
  expect(found?.count).toBeCloseTo(36, 9)
  expect(found?.per10000).toBeCloseTo(20, 9)
  expect(found).toMatchObject({ method: 'errors-found', answers: 18_000, verifiedForms: 100, openAnswers: 0 })
  // Below: mean 36, variance 3·4·12 = 144: 4·qgamma(0.025, 9) = 4·4.1154 = 16.46. Above: mean 36 + 3, variance
  // 144 + 3·4 = 156: 4·qgamma(0.975, 9.75) = 67.02; what p2 may be moves it by less than 0.1.
  expect(found).toMatchObject({ lowerCount: 16, upperCount: 68 })
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
  // w = 10: mean 10, variance 10·11: 11·qgamma(0.975, 10/11) = 38.3; without chance it would be 10·3.689 = 36.9.
  expect(found).toMatchObject({ count: 0, lowerCount: 0, upperCount: 39, method: 'none-found' })
})

test.each([0, 1])(
  'a clean keyer of one verified form has the bound of none, whatever others erred: second errors %d',
  (secondErrors) => {
    const bad = { verified: verified(20, 20), unverifiedAnswers: 0 }
    const good = { verified: verified(1, 0), unverifiedAnswers: 9000 }
    const found = estimateRemaining({ ...NOTHING, keyers: [bad, good], dependentAnswers: 945, secondErrors })
    // w = 200: 201·qgamma(0.975, 200/201) = 739.4 of 9,945 answers.
    expect(found?.lower95).toBe(0)
    expect(found?.upper95).toBeGreaterThan(740)
    expect(found?.upper95).toBeLessThan(746)
  },
)

test('an open difference is half an error of each keyer, and the interval reaches from none to all', () => {
  // 100 blind forms of 30 answers, 27,000 not verified, 30 open: p1 = p2 = 15/3,000.
  const forms = (errors: number, open: number) => [
    {
      unverifiedAnswers: 27_000,
      verified: Array.from({ length: 100 }, (_, at) => ({
        answers: 30,
        errors: at < errors ? 1 : 0,
        open: at < open ? 1 : 0,
      })),
    },
  ]
  const sums = { ...NOTHING, blindAnswers: 3000 }
  const open = estimateRemaining({ ...sums, keyers: forms(0, 30) })
  // 27,000·0.005 + 3,000·0.25·0.005² + (30 − 30)·0.005 + 15 = 150.01875.
  expect(open?.count).toBeCloseTo(150.01875, 9)
  expect(open).toMatchObject({ openAnswers: 30, firstErrors: 0, method: 'errors-found', lowerCount: 0 })
  const allFirst = estimateRemaining({ ...sums, keyers: forms(30, 0) })
  expect(open?.upperCount).toBeGreaterThanOrEqual(allFirst?.upperCount ?? Number.POSITIVE_INFINITY)
  const settled = estimateRemaining({ ...sums, keyers: forms(15, 0), secondErrors: 15 })
  // 135 + 0.01875 + 30·0.005.
  expect(settled?.count).toBeCloseTo(135.16875, 9)
  expect(settled?.lowerCount).toBeGreaterThan(open?.lowerCount ?? 0)
  expect(settled?.upperCount).toBeLessThan(open?.upperCount ?? 0)
})

test('of whom nothing was verified is like the others together, and less sure', () => {
  const known = { verified: verified(100, 9), unverifiedAnswers: 0 }
  const found = estimateRemaining({ ...NOTHING, keyers: [known, { verified: [], unverifiedAnswers: 4500 }] })
  expect(found).toMatchObject({ count: 9, unknownAnswers: 4500 })
  const same = estimateRemaining({ ...NOTHING, keyers: [{ ...known, unverifiedAnswers: 4500 }] })
  expect(found?.upperCount).toBeGreaterThan(same?.upperCount ?? 0)
})

test('all keyed again: what both had wrong alike, and what was settled wrong', () => {
  const keyers = [{ verified: verified(400, 54), unverifiedAnswers: 0 }]
  const sums = { ...NOTHING, keyers, secondErrors: 54 }
  // p1 = p2 = 54/18,000 = 0.003, s = 1/4. Dependent 3·p²·s·18,000 = 0.1215; blind (p²·s + 2p·p)·18,000 = 0.3645.
  expect(estimateRemaining({ ...sums, dependentAnswers: 18_000 })?.count).toBeCloseTo(0.1215, 9)
  expect(estimateRemaining({ ...sums, blindAnswers: 18_000 })?.count).toBeCloseTo(0.3645, 9)
})

type Random = ReturnType<typeof createRandom>

interface Batch {
  /** Each keyer's forms, their rate, and the chance that a form is drawn for a second keying. */
  readonly keyers: readonly { readonly forms: number; readonly rate: number; readonly share: number }[]
  /** Share of the differences that nobody has settled: keyed blind. 0: keyed against the first. */
  readonly open: number
  /** Forms differ: each has the keyer's rate times 0.2 or 1.8. */
  readonly isUneven?: boolean
}

const SECOND_RATE = 0.003
const SAME = 0.25

/** The errors that one answer keyed twice leaves, and whose it was; orders of p² as the paper would have it. */
function keyTwice(random: Random, rate: number, open: number) {
  const [first, second] = [random.next() < rate, random.next() < SECOND_RATE]
  const isAlike = first && second && random.next() < SAME
  if (open === 0) return { first: first && !isAlike, second: second && !isAlike, open: false, wrong: isAlike }
  const differs = (first || second) && !isAlike
  if (!differs) return { first: false, second: false, open: false, wrong: isAlike }
  if (random.next() < open) return { first: false, second: false, open: true, wrong: first }
  return { first, second, open: false, wrong: random.next() < SECOND_RATE }
}

/** Answers the interval and the truth. */
function simulate(random: Random, batch: Batch) {
  let [wrong, answers] = [0, 0]
  const sums = { ...NOTHING }
  const keyers = batch.keyers.map(({ forms, rate, share }): KeyerForms => {
    const keyed: { answers: number; errors: number; open: number }[] = []
    let unverifiedAnswers = 0
    for (let form = 0; form < forms; form += 1) {
      answers += 45
      const own = batch.isUneven ? rate * (random.next() < 0.5 ? 0.2 : 1.8) : rate
      if (random.next() >= share) {
        unverifiedAnswers += 45
        for (let at = 0; at < 45; at += 1) if (random.next() < own) wrong += 1
        continue
      }
      const found = { answers: 45, errors: 0, open: 0 }
      keyed.push(found)
      for (let at = 0; at < 45; at += 1) {
        const one = keyTwice(random, own, batch.open)
        if (one.first) found.errors += 1
        if (one.second) sums.secondErrors += 1
        if (one.open) found.open += 1
        if (one.wrong) wrong += 1
      }
      sums[batch.open > 0 ? 'blindAnswers' : 'dependentAnswers'] += 45
    }
    return { verified: keyed, unverifiedAnswers }
  })
  return { estimate: estimateRemaining({ ...sums, keyers }), truth: (10_000 * wrong) / answers }
}

const keyer = (forms: number, rate: number, share: number) => ({ forms, rate, share })
const two = (forms: number, rate: number, share: number) => [keyer(forms, rate, share), keyer(forms, rate, share)]

test.each<[string, Batch]>([
  ['a tenth', { keyers: two(200, 0.003, 0.1), open: 0 }],
  ['a third', { keyers: two(200, 0.003, 0.33), open: 0 }],
  ['a half of a small batch', { keyers: two(40, 0.003, 0.5), open: 0 }],
  ['a fifth, keyers of two kinds', { keyers: [keyer(200, 0.001, 0.2), keyer(200, 0.006, 0.2)], open: 0 }],
  [
    'all of a bad keyer, a twentieth of a good one',
    { keyers: [keyer(100, 0.02, 1), keyer(200, 0.002, 0.05)], open: 0 },
  ],
  [
    'a tenth of a bad keyer, a half of a good one',
    { keyers: [keyer(200, 0.02, 0.1), keyer(200, 0.001, 0.5)], open: 0 },
  ],
  ['a tenth, six keyers', { keyers: [1, 2, 3, 4, 6, 9].map((n) => keyer(100, n / 1000, 0.1)), open: 0 }],
  ['a fifth, forms uneven', { keyers: two(200, 0.006, 0.2), open: 0, isUneven: true }],
  ['nine tenths', { keyers: two(200, 0.003, 0.9), open: 0 }],
  ['all', { keyers: two(200, 0.003, 1), open: 0 }],
  ['a third, a half of what differs open', { keyers: two(200, 0.003, 0.33), open: 0.5 }],
  [
    'a tenth, nearly all of what differs open',
    { keyers: [keyer(200, 0.006, 0.1), keyer(200, 0.001, 0.1)], open: 0.95 },
  ],
  ['all, a third of what differs open', { keyers: two(200, 0.003, 1), open: 0.33 }],
])('the 95 %% interval holds the errors that are left: %s keyed again', (name, batch) => {
  const random = createRandom(20_261_126)
  const batches = process.env.SIPAS_FULL === '1' ? 3000 : 300
  let [covered, known, width] = [0, 0, 0]
  for (let at = 0; at < batches; at += 1) {
    const { estimate, truth } = simulate(random, batch)
    if (estimate === null) continue
    known += 1
    width += estimate.upper95 - estimate.lower95
    if (truth >= estimate.lower95 - 1e-9 && truth <= estimate.upper95 + 1e-9) covered += 1
  }
  if (process.env.SIPAS_FULL === '1')
    console.info(`${name}: ${((100 * covered) / known).toFixed(1)} %, width ${(width / known).toFixed(1)}`)
  expect(covered / known).toBeGreaterThanOrEqual(0.93)
})
