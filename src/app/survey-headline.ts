import type { Services } from './services.ts'

/** A survey's overall index with its 95 % interval, 0-100. */
export interface Headline {
  readonly index: number
  readonly lower95: number | null
  readonly upper95: number | null
  readonly target: number | null
}

export async function surveyHeadline(_services: Services, _surveyId: number): Promise<Headline | null> {
  return null
}
