import { fitTexts } from '../../../src/core/questionnaire/edit/fit-texts.ts'
import { isWithinLimits } from '../../../src/core/questionnaire/edit/limits.ts'
import type { Edited, Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'

/** What was done, for the words on the buttons of undo and redo. */
export const EDIT_NAMES = [
  'addSection',
  'addQuestion',
  'addItem',
  'addOther',
  'addList',
  'addChoice',
  'move',
  'copy',
  'remove',
  'removeList',
  'removeChoice',
  'text',
  'code',
  'kind',
  'setting',
  'list',
  'rule',
  'scheme',
  'renumber',
  'load',
] as const
export type EditName = (typeof EDIT_NAMES)[number]

/** A state of the document that can be gone back to, or forward to, with the edit that lies between. */
interface Step {
  readonly document: Questionnaire
  readonly spot: Spot | null
  readonly name: EditName
}

export interface History {
  readonly document: Questionnaire
  /** What is selected. */
  readonly spot: Spot | null
  readonly past: readonly Step[]
  readonly future: readonly Step[]
  /** The field that is being typed in: its next change goes into the same step. */
  readonly typing: string | null
}

export type HistoryAction =
  | {
      readonly type: 'edit'
      readonly name: EditName
      /** Which field is typed in; its changes are made to the document as it was before the first of them. */
      readonly typing?: string | null
      readonly change: (document: Questionnaire) => Questionnaire | Edited
    }
  | { readonly type: 'select'; readonly spot: Spot | null }
  | { readonly type: 'settle' }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }

export function startHistory(document: Questionnaire): History {
  const spot: Spot | null = document.sections.length === 0 ? null : document.sections[0]?.questions[0] ? [0, 0] : [0]
  return { document, spot, past: [], future: [], typing: null }
}

export function reduceHistory(state: History, action: HistoryAction): History {
  switch (action.type) {
    case 'edit':
      return edited(state, action)
    case 'select':
      return { ...state, spot: action.spot, typing: null }
    case 'settle':
      return state.typing === null ? state : { ...state, typing: null }
    case 'undo':
      return travelled(state, state.past.at(-1), -1)
    case 'redo':
      return travelled(state, state.future[0], 1)
  }
}

function edited(state: History, action: Extract<HistoryAction, { type: 'edit' }>): History {
  const typing = action.typing ?? null
  const open = typing !== null && typing === state.typing ? state.past.at(-1) : undefined
  const base = open ?? { document: state.document, spot: state.spot, name: action.name }
  const result = action.change(base.document)
  const { questionnaire, spot } = 'questionnaire' in result ? result : { questionnaire: result, spot: state.spot }
  const document = questionnaire === state.document ? questionnaire : fitTexts(questionnaire)
  if (document === state.document || !isWithinLimits(document)) return state
  if (document === base.document) return { ...state, document, past: state.past.slice(0, -1), typing: null }
  return { document, spot, past: open === undefined ? [...state.past, base] : state.past, future: [], typing }
}

/** One step back or forward; the step left behind goes to the other side. */
function travelled(state: History, step: Step | undefined, direction: -1 | 1): History {
  if (step === undefined) return { ...state, typing: null }
  const left: Step = { document: state.document, spot: state.spot, name: step.name }
  const { past, future } = state
  return {
    document: step.document,
    spot: step.spot,
    past: direction === -1 ? past.slice(0, -1) : [...past, left],
    future: direction === -1 ? [left, ...future] : future.slice(1),
    typing: null,
  }
}
