import type { Outputs } from '../../api-client.ts'

export type SurveyDetail = Outputs['survey']['get']
export type ResponseDetail = Outputs['response']['get']
