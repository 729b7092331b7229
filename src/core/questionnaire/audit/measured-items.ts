import { placedNodes } from '../placed.ts'
import type { Questionnaire } from '../questionnaire.ts'

/** The codes of all items that some scheme measures. */
export function measuredItems(questionnaire: Questionnaire): Set<string> {
  return new Set(questionnaire.schemes.flatMap(placedNodes).flatMap(({ thing }) => thing.items ?? []))
}
