import { itemsBelow } from '../questionnaire/edit/scheme-tree.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

/** Codes of every item that a scheme of the questionnaire measures: answers that de-identification never touches. */
export function measuredItems({ schemes }: Pick<Questionnaire, 'schemes'>): ReadonlySet<string> {
  return new Set(schemes.flatMap(({ root }) => itemsBelow(root)))
}
