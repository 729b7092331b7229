/** Numbers as an office writes them (vi-VN), in reports of either language: 83,94 · 36.525 · 05/11/2026. */

const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 })
const twoDecimals = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const oneDecimal = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const upToTwo = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 })

/** An index or a share of 0-100 with two decimals; `–` where there is none. */
export function indexText(value: number | null): string {
  return value === null ? '–' : twoDecimals.format(value)
}

/** A target, as it was set: `85`, `87,5`. */
export function targetText(value: number | null): string {
  return value === null ? '–' : upToTwo.format(value)
}

interface Ends {
  readonly lower95: number | null
  readonly upper95: number | null
}

/** Where all answers are alike the computed interval has no width: that isn't certainty, and no report says so. */
export function hasInterval(ends: Ends): ends is { lower95: number; upper95: number } {
  return ends.lower95 !== null && ends.upper95 !== null && ends.lower95 !== ends.upper95
}

/** Both ends of an interval: `82,10 – 85,30`, never broken before the dash; `–` where there is none. */
export function intervalText(lower95: number | null, upper95: number | null): string {
  const ends = { lower95, upper95 }
  return hasInterval(ends) ? `${indexText(ends.lower95)}\u00a0– ${indexText(ends.upper95)}` : '–'
}

/** `36.525`; `–` where there is none. */
export function countText(value: number | null): string {
  return value === null ? '–' : whole.format(value)
}

/** How large a part of a whole is, in percent: `4,2`; of nothing `0,0`. */
export function shareText(part: number, whole: number): string {
  return oneDecimal.format(whole === 0 ? 0 : (100 * part) / whole)
}

/** A difference in percentage points with its sign: `+1,28`, `−0,40`, `0,00`. */
export function pointsText(value: number | null): string {
  if (value === null) return '–'
  const size = twoDecimals.format(Math.abs(value))
  if (size === twoDecimals.format(0)) return size
  return `${value > 0 ? '+' : '−'}${size}`
}

/** Of an ISO day, as Nghị định 30/2020 has it: days and the first two months with a zero, the others without. */
export function decreeDate(day: string): { readonly year: string; readonly month: string; readonly day: string } {
  const [year = '', month = '', date = ''] = day.split('-')
  return { year, month: Number(month) > 2 ? String(Number(month)) : month, day: date }
}

/** Of an ISO day: `05/11/2026`. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}
