/** A part of a year by days: ISO, both ends within. */
export interface ReportPeriod {
  readonly code: string
  readonly from: string
  readonly to: string
}

const MONTHS = { '': 12, H: 6, Q: 3, M: 1 } as const

/** `2026`, `2026-H1`, `2026-Q2`, `2026-05`; null for anything else. */
export function readReportPeriod(code: string): ReportPeriod | null {
  const found = /^(20\d\d)(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?$/.exec(code)
  if (found === null) return null
  const [, year, half, halfNumber, quarter, quarterNumber, month] = found
  const kind = half === 'H' ? 'H' : quarter === 'Q' ? 'Q' : month === undefined ? '' : 'M'
  const number = Number(halfNumber ?? quarterNumber ?? month ?? 1)
  return periodOf(Number(year), kind, number)
}

/** The one before of the same length: `2025-Q4` before `2026-Q1`. */
export function periodBefore({ from, code }: ReportPeriod): ReportPeriod {
  const kind = kindOf(code)
  const months = MONTHS[kind]
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 - months
  return periodOf(Math.floor(first / 12), kind, (first % 12) / months + 1)
}

type PeriodKind = keyof typeof MONTHS

function kindOf(code: string): PeriodKind {
  if (code.length === 4) return ''
  const letter = code[5]
  return letter === 'H' || letter === 'Q' ? letter : 'M'
}

function periodOf(year: number, kind: PeriodKind, number: number): ReportPeriod {
  const months = MONTHS[kind]
  const last = number * months
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = new Date(Date.UTC(year, last, 0)).getUTCDate()
  const part = kind === '' ? '' : kind === 'M' ? `-${two(number)}` : `-${kind}${number}`
  return {
    code: `${year}${part}`,
    from: `${year}-${two(last - months + 1)}-01`,
    to: `${year}-${two(last)}-${two(day)}`,
  }
}

/** The condition, in CEL, of forms collected in a period. */
export function collectedIn({ from, to }: ReportPeriod): string {
  return `collected_on >= "${from}" && collected_on <= "${to}"`
}
