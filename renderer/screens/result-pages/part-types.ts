import type { Outputs } from '../../api-client.ts'

export type PartResults = Outputs['results']['agency']
export type IndexCell = PartResults['overall']
export type Provenance = PartResults['provenance']
export type IndicatorList = PartResults['lists'][number]
export type Estimate = PartResults['weakestItems'][number]['dissatisfied']

/** Where a result stands; one place for the addresses of the pages. */
export const addressOf = {
  agency: (surveyId: number, id: number) => `/surveys/${surveyId}/results/agencies/${id}`,
  sector: (surveyId: number, id: number) => `/surveys/${surveyId}/results/sectors/${id}`,
  item: (surveyId: number, node: string) => `/surveys/${surveyId}/results/items/${node}`,
}
