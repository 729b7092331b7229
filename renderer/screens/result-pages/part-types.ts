import type { Outputs } from '../../api-client.ts'

export type PartResults = Outputs['results']['agency']
export type IndexCell = PartResults['overall']
export type Provenance = PartResults['provenance']
export type IndicatorList = PartResults['lists'][number]
export type Estimate = PartResults['weakestItems'][number]['dissatisfied']
