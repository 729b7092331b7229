import { CASE_STATES } from '../../../src/core/action/case-state.ts'
import type { Inputs, Outputs } from '../../api-client.ts'

export type CaseRow = Outputs['action']['list']['rows'][number]
export type CaseDetail = Outputs['action']['get']
export type CaseFilter = Inputs['action']['list']

export const DUES = ['overdue', 'soon', 'unexplained'] as const
export const FILTER_KEYS = ['survey', 'agency', 'sector', 'state', 'due', 'text'] as const
export type FilterKey = (typeof FILTER_KEYS)[number]

/** What the list shows when the address says nothing, and what it takes to see everything. */
export const USUAL_STATE = 'followed' as const
export const ANY_STATE = 'all'

/** The filter as it stands in the address, so that coming back finds the same list. Agency and sector by their ids. */
export function readFilter(search: URLSearchParams): CaseFilter {
  const idOf = (key: FilterKey): number | undefined => {
    const id = Number(search.get(key) ?? 0)
    return Number.isInteger(id) && id > 0 ? id : undefined
  }
  const state = search.get('state') ?? (search.has('due') ? ANY_STATE : USUAL_STATE)
  const text = search.get('text') ?? ''
  const filter: CaseFilter = {
    surveyId: idOf('survey'),
    agencyUnitId: idOf('agency'),
    sectorId: idOf('sector'),
    state: ([...CASE_STATES, USUAL_STATE] as const).find((one) => one === state),
    due: DUES.find((one) => one === search.get('due')),
    text: text === '' ? undefined : text,
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The filter as the parameters of a file's link. */
export function fileParams({ surveyId, agencyUnitId, sectorId, state, due, text }: CaseFilter) {
  return { survey: surveyId, agency: agencyUnitId, sector: sectorId, state, due, text }
}
