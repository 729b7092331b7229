import { createContext, useContext } from 'react'
import { assert } from '../../../src/core/assert.ts'
import type { Problem } from '../../../src/core/questionnaire/problem.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import type { DesignerActs } from './use-designer.ts'

/** What every field of the designer works on. */
export interface Desk {
  readonly questionnaire: Questionnaire
  /** The published version before, whose codes keep their meaning. */
  readonly earlier: Questionnaire | null
  /** What stops the draft from being published; a moment behind while one types. */
  readonly problems: readonly Problem[]
  readonly acts: DesignerActs
  /** Puts the keyboard on a field, by its `data-field`, once the next state is drawn. */
  readonly focusField: (field: string) => void
}

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  assert(desk !== null, 'a field of the designer stands in the designer')
  return desk
}
