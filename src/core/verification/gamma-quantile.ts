/**
 * The value below which a gamma variable of this shape (> 0) and scale 1 falls with probability `p`; R's `qgamma(p, shape)`.
 * The quantile of a Poisson mean is one of these: F. Garwood (1936), Biometrika 28: 437-442.
 * Example: gammaQuantile(0.975, 1) = −ln 0.025 = 3.688879.
 */
export function gammaQuantile(p: number, shape: number): number {
  let [low, high] = [0, shape + 1]
  while (gammaBelow(shape, high) < p) high *= 2
  for (let step = 0; step < 80 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2
    if (gammaBelow(shape, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * P(G ≤ x): the series of Abramowitz & Stegun (1964) 6.5.29 left of the mean, the continued fraction 6.5.31 right of it
 * (evaluated as W. J. Lentz does, Applied Optics 15 (1976): 668-671).
 */
function gammaBelow(shape: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  if (x < shape + 1) {
    let [term, sum] = [1 / shape, 1 / shape]
    for (let n = 1; term > sum * 1e-16; n += 1) {
      term *= x / (shape + n)
      sum += term
    }
    return front * sum
  }
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let fraction = d
  for (let n = 1; n < 100_000; n += 1) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    fraction *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return 1 - front * fraction
}

/** Stirling's series (Abramowitz & Stegun 6.1.41), after lifting the argument to where it is exact to a double. */
function logGamma(value: number): number {
  let [x, lift] = [value, 0]
  for (; x < 15; x += 1) lift += Math.log(x)
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7)
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - lift
}
