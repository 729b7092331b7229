/**
 * Weights that at least `k` forms share: a rarer one would tell a form apart. Rare weights are ordered, cut into groups of
 * k or more and replaced by the mean of their group, so that their sum stays (univariate microaggregation); fewer than k of
 * them join the nearest shared weight, or, where none is shared, all become their mean.
 */
export function shareWeights(
  weights: Float64Array,
  k: number,
): { readonly weights: Float64Array; readonly changed: number } {
  const counts = new Map<number, number>()
  for (const weight of weights) counts.set(weight, (counts.get(weight) ?? 0) + 1)
  const isRare = (weight: number): boolean => (counts.get(weight) ?? 0) < k
  const rare = [...counts.keys()].filter(isRare).sort((a, b) => a - b)
  const shared = [...counts.keys()].filter((weight) => !isRare(weight))
  const total = rare.reduce((sum, weight) => sum + (counts.get(weight) ?? 0), 0)
  const replaced = new Map<number, number>()
  if (total < k && shared.length > 0) {
    for (const weight of rare) replaced.set(weight, nearest(shared, weight))
  } else {
    let left = total
    let group: number[] = []
    let size = 0
    for (const weight of rare) {
      const count = counts.get(weight) ?? 0
      group.push(weight)
      size += count
      left -= count
      if (left > 0 && (size < k || left < k)) continue
      const mean = group.reduce((sum, one) => sum + one * (counts.get(one) ?? 0), 0) / size
      for (const one of group) replaced.set(one, mean)
      group = []
      size = 0
    }
  }
  let changed = 0
  const next = weights.map((weight) => {
    const to = replaced.get(weight)
    if (to === undefined || to === weight) return weight
    changed += 1
    return to
  })
  return { weights: next, changed }
}

function nearest(shared: readonly number[], weight: number): number {
  return shared.reduce((best, one) => (Math.abs(one - weight) < Math.abs(best - weight) ? one : best))
}
