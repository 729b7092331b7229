import type { Inputs, Outputs } from '../../api-client.ts'

export type RuleRow = Outputs['quality']['overview']['rules'][number]
export type SurveyDetail = Outputs['survey']['get']
export type FindingRow = Outputs['quality']['findings']['rows'][number]
type FindingsQuery = Inputs['quality']['findings']
export type FindingState = FindingRow['state']
type Filter = Omit<FindingsQuery, 'offset' | 'limit' | 'responseId'>

export const STATES = ['open', 'excused', 'fixed', 'void'] as const

/** The filter as it stands in the address, so that coming back finds the same list. `state`: open when nothing is said. */
export function readFilter(surveyId: number, search: URLSearchParams): Filter {
  const state = search.get('state') ?? 'open'
  const known = STATES.find((one) => one === state)
  const batch = Number(search.get('batch') ?? 0)
  const rule = search.get('rule')
  return {
    surveyId,
    ...(rule === null ? {} : { rule }),
    ...(known === undefined ? {} : { state: known }),
    ...(Number.isInteger(batch) && batch > 0 ? { batchId: batch } : {}),
  }
}

/** The address of a finding's form: at the desk where it can be corrected, else to be read; it knows the way back. */
export function formAddress(
  survey: { readonly id: number; readonly state: 'open' | 'closed' },
  row: FindingRow,
  search: URLSearchParams,
  at: number,
): string {
  const params = new URLSearchParams(search)
  params.set('at', String(at))
  params.set('from', 'quality')
  const isForDesk = survey.state === 'open' && row.state !== 'void'
  return `/surveys/${survey.id}/responses/${row.responseId}${isForDesk ? '/correct' : ''}?${params}`
}

export function keyOf({ rule, responseId, place }: Pick<FindingRow, 'rule' | 'responseId' | 'place'>): string {
  return JSON.stringify([rule, responseId, place])
}
