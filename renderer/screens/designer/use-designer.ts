import { useEffect, useEffectEvent, useMemo, useReducer, useState } from 'react'
import type { Edited, Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import { type Questionnaire, questionnaireDraftSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import { appErrorOf, client, isConnectionError, type Outputs } from '../../api-client.ts'
import { createDraftKeeper, type DraftKeeper, type KeepStatus, type StoredDraft } from './draft-keeper.ts'
import { type EditName, type History, reduceHistory, startHistory } from './history.ts'
import { saveDraft } from './save-draft.ts'

export type Draft = Outputs['questionnaire']['get']

/** What the parts of the designer can do; the same object for as long as the draft is open. */
export interface DesignerActs {
  /**
   * `typing`: the field that is typed in, whose changes make one step; `change` is then given the document as it was
   * before the first of them.
   */
  readonly edit: (
    name: EditName,
    change: (document: Questionnaire) => Questionnaire | Edited,
    typing?: string | null,
  ) => void
  readonly select: (spot: Spot | null) => void
  readonly settle: () => void
  readonly undo: () => void
  readonly redo: () => void
}

export interface Designer {
  readonly history: History
  readonly acts: DesignerActs
  readonly keeper: DraftKeeper
  readonly status: KeepStatus
}

/** The draft as it is edited here, and its way into the store. */
export function useDesigner(draft: Draft): Designer {
  const [history, dispatch] = useReducer(reduceHistory, draft.questionnaire, startHistory)
  const [status, setStatus] = useState<KeepStatus>({
    ...{ kind: 'kept', document: draft.questionnaire, atMs: draft.changedAtMs },
  })
  const [keeper] = useState(() =>
    createKeeper({ document: draft.questionnaire, rev: draft.rev }, (next) =>
      setStatus((before) => newStatus(before, next)),
    ),
  )
  const [acts] = useState<DesignerActs>(() => ({
    edit: (name, change, typing = null) => dispatch({ type: 'edit', name, change, typing }),
    select: (spot) => dispatch({ type: 'select', spot }),
    settle: () => dispatch({ type: 'settle' }),
    undo: () => dispatch({ type: 'undo' }),
    redo: () => dispatch({ type: 'redo' }),
  }))
  useEffect(() => keeper.keep(history.document), [history.document, keeper])
  return useMemo(() => ({ history, acts, keeper, status }), [history, acts, keeper, status])
}

/** Every key says `waiting` anew: the screen hears it once. */
function newStatus(before: KeepStatus, next: KeepStatus): KeepStatus {
  return next.kind === 'waiting' && before.kind === 'waiting' ? before : next
}

function createKeeper(start: StoredDraft, onStatus: (status: KeepStatus) => void): DraftKeeper {
  return createDraftKeeper(start, {
    send: saveDraft,
    findStored: async (documents) => {
      const [{ code, version } = { code: '', version: 0 }] = documents
      const stored = await client.questionnaire.get.query({ code, version })
      const text = canonical(stored.questionnaire)
      return documents.some((document) => canonical(document) === text) ? stored.rev : null
    },
    judge: (error) =>
      isConnectionError(error)
        ? 'connection'
        : appErrorOf(error)?.code === 'draft-changed-meanwhile'
          ? 'conflict'
          : 'refused',
    onStatus,
  })
}

/** The same text for the same document, whatever the order of its keys. */
function canonical(document: Questionnaire): string {
  return JSON.stringify(questionnaireDraftSchema.parse(document))
}

/**
 * Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo the designer's steps wherever the focus is, in a text field too, since
 * what is typed there is such a step; a field that isn't part of the document carries `data-own-undo`. Ctrl+S writes at
 * once what would be written within a second.
 */
export function useDesignerKeys({ history, acts, keeper }: Designer): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    if (!event.ctrlKey || event.altKey || event.metaKey) return
    if (target instanceof Element && target.closest('[data-own-undo], dialog') !== null) return
    const key = event.key.toLowerCase()
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
    if (isRedo) acts.redo()
    else if (key === 'z') acts.undo()
    else if (key === 's') void keeper.flush(history.document)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    addEventListener('keydown', press, true)
    return () => removeEventListener('keydown', press, true)
  }, [])
}
