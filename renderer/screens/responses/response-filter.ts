import type { Inputs } from '../../api-client.ts'

type PageFilter = NonNullable<Inputs['response']['page']['filter']>

/** The filter as it stands in the address, so that going back finds the same list. All values are text, '' = any. */
export const FILTER_KEYS = ['text', 'agency', 'sector', 'group', 'operator', 'state', 'from', 'to'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]
export type FilterText = Readonly<Record<FilterKey, string>>

export function readFilter(search: URLSearchParams): FilterText {
  const text = (key: FilterKey): string => search.get(key) ?? ''
  return {
    text: text('text'),
    agency: text('agency'),
    sector: text('sector'),
    group: text('group'),
    operator: text('operator'),
    state: text('state'),
    from: text('from'),
    to: text('to'),
  }
}

/** The same filter as the program takes it. Days are whole days of the machine's clock, both ends included. */
export function pageFilter(filter: FilterText): PageFilter {
  const id = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined)
  const entries = {
    text: filter.text.trim() === '' ? undefined : filter.text.trim(),
    agencyId: id(filter.agency),
    sectorId: id(filter.sector),
    groupId: id(filter.group),
    operatorId: id(filter.operator),
    state: filter.state === 'valid' || filter.state === 'void' ? filter.state : undefined,
    savedFromMs: dayMs(filter.from, 0),
    savedToMs: dayMs(filter.to, 1),
  } as const
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}

/** Midnight of `2026-11-21` here, or the last millisecond of it with `daysLater` 1. */
function dayMs(iso: string, daysLater: 0 | 1): number | undefined {
  const parts = iso.match(/^(\d{4})-(\d{2})-(\d{2})$/)
  if (parts === null) return undefined
  const midnight = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + daysLater).getTime()
  return midnight - daysLater
}
