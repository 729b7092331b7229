import type { Effort } from '../../../src/core/entry/effort.ts'
import type { completeEntry, EntryDraft, EntryHeader } from '../../../src/core/entry/entry-state.ts'

/** Where the forms of a desk go: to the service (survey-store) or nowhere (a trial). */
export interface EntryStore {
  /** Keeps a half-keyed form. */
  readonly keep: (draft: EntryDraft) => Promise<unknown>
  readonly discard: (id: string) => Promise<unknown>
  readonly save: (form: FinishedForm) => Promise<SavedForm>
  /** Takes a saved form out again: it is a draft from then on. Null where nothing can be. */
  readonly undo: ((of: { id: string; draftId: string; position: string }) => Promise<unknown>) | null
  /** Agency, sector and the like, for the next sitting. */
  readonly keepHeader: (header: EntryHeader) => void
  /** The desk was left and everything sent has been answered. */
  readonly left: () => void
}

export interface FinishedForm extends ReturnType<typeof completeEntry> {
  readonly draftId: string
  readonly header: EntryHeader
  readonly effort: Effort
}

export interface SavedForm {
  readonly responseId: string
  readonly serial: string
  readonly savedAtMs: number
  /** Valid forms of the survey, this one included. */
  readonly surveySaved: number
}
