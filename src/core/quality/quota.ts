import type { Finding } from './finding.ts'

/** Valid forms of a survey or batch beside the number that was planned. */
export interface Quota {
  /** `@survey`, or `@batch:` and its number. */
  readonly place: string
  /** As a person knows it; empty for the survey. */
  readonly name: string
  readonly expected: number | null
  readonly count: number
}

/** More or fewer forms than planned, by more than `percent` of the plan. Where no number is set nothing is found. */
export function offQuotas(quotas: readonly Quota[], percent: number): Finding[] {
  return quotas.flatMap(({ place, name, expected, count }) => {
    if (expected === null || Math.abs(count - expected) * 100 <= percent * expected) return []
    const detail = { name, count, expected, difference: Math.abs(count - expected), sign: count > expected ? 1 : -1 }
    return [{ rule: 'quota', responseId: '', place, detail, basis: `${count}/${expected}` }]
  })
}
