import type { Outputs } from '../../api-client.ts'

export type Home = Outputs['home']['get']
