/** The 0.975 quantile of the normal distribution. */
export const NORMAL_975 = 1.959963984540054

/** From here on the expansion in 1/df is exact to a double. */
const LARGE = 1000

/**
 * The 0.975 quantile of Student's t: half the width of a 95 % interval, in standard errors. `df` is a whole number ≥ 1.
 * Abramowitz & Stegun (1964): 26.7.3-4, the distribution as a finite sum for whole df, here inverted; 26.7.5 for large df.
 * Agrees with R's `qt(0.975, df)` to 1e-12. Example: studentT975(10) = 2.2281388519862739.
 */
export function studentT975(df: number): number {
  return df >= LARGE ? expansion(NORMAL_975, df) : studentT(0.95, df)
}

/**
 * The t with P(|T| ≤ t) = `central` (0-1), for a whole df; NaN below 1. Each step takes df/2 terms: for some thousands of
 * degrees at most. Example: studentT(0.99, 10) = 3.169272….
 */
export function studentT(central: number, df: number): number {
  if (df < 1) return Number.NaN
  let low = 0
  let high = Math.PI / 2
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (centralProbability(middle, df) < central) low = middle
    else high = middle
  }
  return Math.sqrt(df) * Math.tan((low + high) / 2)
}

/** P(|T| ≤ √df · tan θ). All terms are positive, so nothing cancels. */
function centralProbability(theta: number, df: number): number {
  const sine = Math.sin(theta)
  const cosine = Math.cos(theta)
  const isOdd = df % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = df === 1 ? 0 : term
  for (let k = isOdd ? 3 : 2; k <= df - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum
}

/**
 * P(|T| ≥ |t|), the two-sided p of a t statistic; `df` > 0. Agrees with R's `2 * pt(-abs(t), df)` to 1e-12 relative, far
 * into the tails. Example: twoSidedP(2, 10) = 0.07338803….
 */
export function twoSidedP(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN
  if (t === 0) return 1
  if (!Number.isFinite(t)) return 0
  return df < LARGE ? betaTails(t, df) : integratedTails(Math.abs(t), df)
}

/**
 * The regularised incomplete beta function I_x(df/2, 1/2), x = df/(df + t²) (Abramowitz & Stegun 1964: 26.7.1), by its
 * continued fraction (26.5.8) on whichever side converges. Loses digits as x nears 1, that is for large df.
 */
function betaTails(t: number, df: number): number {
  const a = df / 2
  const square = t * t
  const y = square / (df + square) // 1 − x, without the cancellation
  const logFront = -a * Math.log1p(square / df) + Math.log(y) / 2
  const front = (Math.exp(logFront) * gammaRatio(a)) / Math.sqrt(Math.PI) // x^a · y^½ / B(a, ½)
  if (y > 1.5 / (a + 2.5)) return (front / a) * betaFraction(1 - y, a, 0.5)
  return 1 - front * 2 * betaFraction(y, 0.5, a)
}

const PANELS = 128
/** e^-40 of the density at t is beyond a double's digits. */
const FALL = 40
const GAUSS_5 = [
  [0, 128 / 225],
  [Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3, (322 + 13 * Math.sqrt(70)) / 900],
  [Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3, (322 - 13 * Math.sqrt(70)) / 900],
] as const

/** The density over its value at t, integrated from t on by Gauss's five points: for large df it falls like the normal's. */
function integratedTails(t: number, df: number): number {
  const base = df + t * t
  const relative = (s: number): number => Math.exp((-(df + 1) / 2) * Math.log1p((s * (2 * t + s)) / base))
  const reach = base * Math.expm1((2 * FALL) / (df + 1))
  const half = reach / (t + Math.sqrt(t * t + reach)) / PANELS / 2
  let integral = 0
  for (let panel = 0; panel < PANELS; panel++) {
    const middle = (2 * panel + 1) * half
    for (const [node, weight] of GAUSS_5) {
      const both = node === 0 ? relative(middle) : relative(middle - half * node) + relative(middle + half * node)
      integral += weight * half * both
    }
  }
  const density = (gammaRatio(df / 2) / Math.sqrt(df * Math.PI)) * Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df))
  return 2 * density * integral
}

/** From here on the expansion of Γ(a + ½)/Γ(a) in 1/a is exact to a double. */
const LARGE_A = 60

/** Γ(a + ½)/Γ(a). */
function gammaRatio(a: number): number {
  let factor = 1
  let b = a
  for (; b < LARGE_A; b++) factor *= b / (b + 0.5)
  const u = 1 / b
  const series =
    1 +
    u * (-1 / 8 + u * (1 / 128 + u * (5 / 1024 + u * (-21 / 32_768 + u * (-399 / 262_144 + (u * 869) / 4_194_304)))))
  return factor * Math.sqrt(b) * series
}

/** The continued fraction of I_x(a, b) by Lentz's method; converges for x below (a + 1)/(a + b + 2). */
function betaFraction(x: number, a: number, b: number): number {
  const guarded = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value)
  let c = 1
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / guarded(1 + even * d)
    c = guarded(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / guarded(1 + odd * d)
    c = guarded(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return fraction
}

function expansion(z: number, df: number): number {
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160
  return z + g1 / df + g2 / df ** 2 + g3 / df ** 3 + g4 / df ** 4
}
