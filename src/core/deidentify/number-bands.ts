/** Upper bounds of all bands but the last, which is open: `[24, 34]` = up to 24, over 24 to 34, over 34. */
export type Bands = readonly number[]

/** Ages as the province forms of SIPAS band them. */
const AGE_BOUNDS = [24, 34, 49, 60]
const AGE = /^a_age|(^|_)(age|tuoi)(_|$)/
const AGE_WORDS = /tuổi|\bage\b/i
const MOST_BANDS = 5

/** Whether a number is an age, by the code or words of its question. */
export function isAge({ code, label }: { readonly code: string; readonly label: { vi: string; en: string } }): boolean {
  return AGE.test(code) || AGE_WORDS.test(label.vi.normalize('NFC')) || AGE_WORDS.test(label.en)
}

/**
 * Bands of at least `k` forms each: of ages the usual ones, of other numbers fifths of the forms; neighbours are joined
 * until each has k. `counts`: forms by value. Fewer than 2k forms make one band, whose bounds say nothing.
 */
export function bandsOf(counts: ReadonlyMap<number, number>, k: number, ofAge: boolean): Bands {
  const values = [...counts].sort(([a], [b]) => a - b)
  const total = values.reduce((sum, [, count]) => sum + count, 0)
  const bounds: number[] = []
  let inBand = 0
  let before = 0
  values.forEach(([value, count], at) => {
    inBand += count
    before += count
    const next = values[at + 1]?.[0]
    if (next === undefined) return
    const isBound = ofAge
      ? AGE_BOUNDS.some((bound) => value <= bound && next > bound)
      : before >= ((bounds.length + 1) * total) / MOST_BANDS
    if (!isBound || inBand < k || total - before < k) return
    bounds.push(ofAge ? (AGE_BOUNDS.findLast((bound) => bound < next) ?? value) : value)
    inBand = 0
  })
  return bounds
}

/** Which band a number is in, from 1. */
export function bandOf(bands: Bands, value: number): number {
  const at = bands.findIndex((bound) => value <= bound)
  return at < 0 ? bands.length + 1 : at + 1
}
