import type { Inputs } from '../../api-client.ts'

type PageFilter = NonNullable<Inputs['response']['page']['filter']>

/** The filter as it stands in the address, so that going back finds the same list. All values are text, '' = any. */
export const FILTER_KEYS = ['text', 'agency', 'sector', 'group', 'batch', 'operator', 'state', 'day', 'flag'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]
export type FilterText = Readonly<Record<FilterKey, string>>

export function readFilter(search: URLSearchParams): FilterText {
  const text = (key: FilterKey): string => search.get(key) ?? ''
  return {
    text: text('text'),
    agency: text('agency'),
    sector: text('sector'),
    group: text('group'),
    batch: text('batch'),
    operator: text('operator'),
    state: text('state'),
    day: text('day'),
    flag: text('flag'),
  }
}

type Sort = 'serial' | 'savedAtMs'

/** The order as it stands in the address; the form saved last comes first. */
export function readSort(search: URLSearchParams): { readonly sort: Sort; readonly isDescending: boolean } {
  const sort = search.get('sort') === 'serial' ? 'serial' : 'savedAtMs'
  const order = search.get('order')
  return { sort, isDescending: order === null ? sort === 'savedAtMs' : order === 'down' }
}

/** Days before today that a list may reach back to. */
export const DAYS_BACK = ['0', '1', '7', '30'] as const

/** The same filter as the program takes it. Days are whole days of the machine's clock. */
export function pageFilter(filter: FilterText, nowMs: number = Date.now()): PageFilter {
  const id = (text: string): number | undefined => (/^\d+$/.test(text) ? Number(text) : undefined)
  const entries = {
    text: filter.text.trim() === '' ? undefined : filter.text.trim(),
    agencyId: id(filter.agency),
    sectorId: id(filter.sector),
    groupId: id(filter.group),
    batchId: id(filter.batch),
    keyerId: id(filter.operator),
    state: filter.state === 'valid' || filter.state === 'void' ? filter.state : undefined,
    isFlagged: filter.flag === 'open' ? true : undefined,
    savedFromMs: DAYS_BACK.some((days) => days === filter.day) ? midnightMs(nowMs, Number(filter.day)) : undefined,
  } as const
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
}

/** The midnight that began the day `daysBack` days ago. */
function midnightMs(nowMs: number, daysBack: number): number {
  const now = new Date(nowMs)
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysBack).getTime()
}
