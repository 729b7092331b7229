import type { Effort } from '../../../src/core/entry/effort.ts'
import type { EntryForm } from '../../../src/core/entry/entry-form.ts'
import {
  completeEntry,
  draftOf,
  type EntryDraft,
  type EntryHeader,
  type EntryState,
} from '../../../src/core/entry/entry-state.ts'
import { type FirstKeying, type SecondKeying, slipsOf } from '../../../src/core/entry/verify-state.ts'
import { compileMove } from '../../../src/core/questionnaire/move-record.ts'
import { client, type Outputs } from '../../api-client.ts'

export type VerifyOpening = Outputs['verification']['open']
export type Begun = Outputs['verification']['begin']
export type SavedVerification = Outputs['verification']['save']
export type VerifyDraft = VerifyOpening['drafts'][number]

/** A form at hand, once its serial was found to be one that this person may key again. */
export interface SecondForm {
  readonly begun: Begun
  readonly form: EntryForm
}

/** How the form at hand, or the next one, is keyed. */
export function keyedAs(
  { batch }: VerifyOpening,
  second: SecondForm | null,
): VerifyOpening['batch']['verifyMode'] | 'identifiers' {
  const isHeaderOnly = second === null ? batch.verifyPlan === 'none' : second.begun.scope === 'identifiers'
  return isHeaderOnly ? 'identifiers' : batch.verifyMode
}

/** Nothing is carried over from form to form; only what leaves no choice is there. */
export function blankHeader({ survey, batch }: VerifyOpening): EntryHeader {
  const only = (list: readonly { readonly id: number }[]): number => (list.length === 1 ? (list[0]?.id ?? 0) : 0)
  const must = { agencyId: only(survey.agencies), sectorId: only(survey.sectors) }
  return { ...must, serial: '', batchId: batch.id, groupId: 0, stratumId: 0, clusterId: 0, collectedOn: null }
}

/** What is kept of a form at hand, to be gone on with against the first keying as it is then. */
export interface KeptSecond extends EntryDraft {
  readonly slips: Readonly<Record<string, readonly string[]>>
  readonly against: FirstKeying | null
}

export function keptOf({ form, begun }: SecondForm, entry: EntryState): KeptSecond {
  return { ...draftOf(form, entry), slips: slipsOf(form, entry), against: taskOf(begun).first }
}

/** The same in the layout of another version of the survey's form. */
export function movedTo(from: EntryForm, to: EntryForm, kept: KeptSecond): KeptSecond {
  if (from === to) return kept
  const move = compileMove(from.dictionary, to.dictionary)
  const against = kept.against && { ...kept.against, record: move(kept.against.record) }
  return { ...kept, record: move(kept.record), against }
}

export const taskOf = ({ scope, reference }: Begun): SecondKeying => ({
  scope,
  first: reference === null ? null : { ...reference, header: keyedHeader(reference.header) },
})

/** The parts of a stored header that are keyed. */
export function keyedHeader(header: EntryHeader): EntryHeader {
  const { serial, agencyId, sectorId, stratumId, clusterId, groupId, batchId, collectedOn } = header
  return { serial, agencyId, sectorId, stratumId, clusterId, groupId, batchId, collectedOn }
}

/** Where second keyings of one batch go. */
export interface VerifyStore {
  readonly keep: (second: SecondForm, entry: EntryState, effort: Effort) => Promise<unknown>
  readonly save: (second: SecondForm, entry: EntryState, effort: Effort) => Promise<SavedVerification>
}

export function verifyStore(surveyId: number, batchId: number): VerifyStore {
  return {
    keep: ({ begun, form }, entry, effort) =>
      client.entry.saveDraft.mutate({
        surveyId,
        surveyVersionId: begun.surveyVersionId,
        ...draftOf(form, entry),
        purpose: begun.mode === 'blind' ? 'second' : 'verify',
        subject: begun.responseId ?? '',
        slips: slipsOf(form, entry),
        effort,
        against: taskOf(begun).first ?? undefined,
      }),
    save: ({ begun, form }, entry, effort) => {
      const { mode, scope, surveyVersionId, responseId, baseRev } = begun
      const what = { mode, scope, surveyVersionId, responseId, baseRev, slips: slipsOf(form, entry), effort }
      const answers = scope === 'whole' ? completeEntry(form, entry) : { record: entry.record, texts: {} }
      return client.verification.save.mutate({
        surveyId,
        batchId,
        id: entry.id,
        header: entry.header,
        ...answers,
        ...what,
      })
    },
  }
}
