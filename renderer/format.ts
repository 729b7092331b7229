/** Numbers and dates as an office writes them: vi-VN in both languages, since the printed reports are. */
const LOCALE = 'vi-VN'
const NO_VALUE = '–'

const whole = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 })
const twoDecimals = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const oneDecimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const upToTwo = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 })
const day = new Intl.DateTimeFormat(LOCALE, { day: '2-digit', month: '2-digit', year: 'numeric' })
const time = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hour12: false })

/** 12480 → `12.480`; null → a dash. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : whole.format(value)
}

/** An index of 0-100 with its two decimals: `86,42`. */
export function formatIndex(value: number | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : twoDecimals.format(value)
}

/** A percentage of 0-100: `96,3 %` (a space that doesn't break). */
export function formatPercent(percent: number | null | undefined): string {
  return percent === null || percent === undefined ? NO_VALUE : `${oneDecimal.format(percent)}\u00a0%`
}

/** A rate with its one decimal: `72,7`. */
export function formatRate(value: number | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : oneDecimal.format(value)
}

/** A target or a setting as short as it can be: `90`, `87,5`. */
export function formatShort(value: number | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : upToTwo.format(value)
}

/** A difference in percentage points with its sign: `+1,20`, `−3,58`, `0,00`. */
export function formatPoints(points: number | null | undefined): string {
  if (points === null || points === undefined) return NO_VALUE
  const text = twoDecimals.format(Math.abs(points))
  if (text === twoDecimals.format(0)) return text
  return `${points < 0 ? '\u2212' : '+'}${text}`
}

/** Milliseconds of the epoch → `21/11/2026` on the machine's clock. */
export function formatDate(atMs: number | null | undefined): string {
  return atMs === null || atMs === undefined ? NO_VALUE : day.format(atMs)
}

/** `2026-11-21` → `21/11/2026`, without passing through a time zone. */
export function formatIsoDate(iso: string | null | undefined): string {
  const parts = iso?.match(/^(\d{4})-(\d{2})-(\d{2})/)
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : NO_VALUE
}

/** `14:05`. */
export function formatTime(atMs: number | null | undefined): string {
  return atMs === null || atMs === undefined ? NO_VALUE : time.format(atMs)
}

/** `21/11/2026 14:05`. */
export function formatDateTime(atMs: number | null | undefined): string {
  return atMs === null || atMs === undefined ? NO_VALUE : `${day.format(atMs)} ${time.format(atMs)}`
}

/** Today's time alone, another day with its date: what a clerk needs to place it. */
export function formatMoment(atMs: number | null | undefined, nowMs: number = Date.now()): string {
  return formatDate(atMs) === formatDate(nowMs) ? formatTime(atMs) : formatDateTime(atMs)
}

/** The weekday and the day: `Thứ Bảy, 21/11/2026` or `Saturday, 21/11/2026`. */
export function formatWeekday(atMs: number, language: 'vi' | 'en'): string {
  return `${new Intl.DateTimeFormat(language, { weekday: 'long' }).format(atMs)}, ${formatDate(atMs)}`
}

/** 1536 → `1,5 KB`; binary steps of 1024 with one decimal. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const step = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log2(bytes) / 10) : 0)
  const value = bytes / 1024 ** step
  return `${step === 0 ? whole.format(value) : oneDecimal.format(value)} ${units[step]}`
}
