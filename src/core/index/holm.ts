/** Of a family of comparisons no more than one in twenty such families has a false one among those called different. */
export const FAMILY_LEVEL = 0.05

/**
 * p values adjusted for making several comparisons at once (S. Holm 1979, Scand. J. Statist. 6: 65-70), in the given order;
 * null stays null and counts for nothing. As R's `p.adjust(p, 'holm')`. Example: [0.01, 0.04, 0.03] → [0.03, 0.06, 0.06].
 */
export function holmAdjusted(ps: readonly (number | null)[]): (number | null)[] {
  const ascending = ps
    .flatMap((p, place) => (p === null ? [] : [{ p, place }]))
    .sort((left, right) => left.p - right.p || left.place - right.place)
  const adjusted = new Array<number | null>(ps.length).fill(null)
  let highest = 0
  ascending.forEach(({ p, place }, rank) => {
    highest = Math.max(highest, Math.min(1, (ascending.length - rank) * p))
    adjusted[place] = highest
  })
  return adjusted
}
