import { useMutation } from '@tanstack/react-query'
import { useCallback, useMemo, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buildEntryForm, type EntryForm } from '../../../src/core/entry/entry-form.ts'
import { blankFields, completeEntry, type EntryState, resumeEntry } from '../../../src/core/entry/entry-state.ts'
import { asksToSave, type EntryAction, reduceEntry } from '../../../src/core/entry/reduce-entry.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { client, queryClient } from '../../api-client.ts'
import { leaveFreely } from '../../leave-guard.ts'
import { notifyDone } from '../../notices.ts'
import { type Changes, changesOf } from './changes.ts'
import type { ResponseDetail } from './response-types.ts'

export interface Correction {
  readonly form: EntryForm
  readonly entry: EntryState
  readonly act: (action: EntryAction) => void
  readonly saved: EntryState
  readonly changes: Changes
  /** Asked for by Ctrl+Enter: nothing to save, blanks left, or the reason is wanted. */
  readonly request: 'none' | 'nothing' | 'blanks' | 'reason'
  readonly save: (reason: string) => void
  readonly isSaving: boolean
  readonly error: Error | null
}

/** The engine of entry over a saved form; saving needs a reason and the revision that was read. */
export function useCorrection(
  surveyId: number,
  response: ResponseDetail,
  questionnaire: Questionnaire,
  onSaved: () => void,
): Correction {
  const { t } = useTranslation('responses')
  const form = useMemo(() => buildEntryForm(questionnaire), [questionnaire])
  const start = useMemo(() => startOf(form, response), [form, response])
  const [entry, dispatch] = useReducer(
    (state: EntryState, action: EntryAction) => reduceEntry(form, state, action),
    start,
  )
  const [request, setRequest] = useState<Correction['request']>('none')
  const changes = useMemo(() => changesOf(form, start, entry), [form, start, entry])
  const isChanged = changes.count > 0
  const blank = blankFields(form, entry)[0]
  const act = useCallback(
    (action: EntryAction) => {
      if (!asksToSave(form, entry, action)) {
        setRequest('none')
        dispatch(action)
      } else if (!isChanged) setRequest('nothing')
      else if (blank !== undefined) {
        setRequest('blanks')
        dispatch({ type: 'jump', index: blank.index })
      } else if (reduceEntry(form, entry, action).phase === 'saving') setRequest('reason')
      else dispatch(action)
    },
    [isChanged, blank, form, entry],
  )
  const save = useMutation({
    mutationFn: (reason: string) =>
      client.response.correct.mutate({
        surveyId,
        id: response.id,
        baseRev: response.rev,
        header: { ...response.header, ...entry.header },
        ...completeEntry(form, entry),
        reason,
      }),
    meta: { isShownInPlace: true },
    onSuccess: async () => {
      notifyDone(t('correction.done', { serial: entry.header.serial }))
      await queryClient.invalidateQueries()
      leaveFreely()
      onSaved()
    },
  })
  const { mutate, isPending, error } = save
  return { form, entry, saved: start, act, changes, request, save: mutate, isSaving: isPending, error }
}

function startOf(form: EntryForm, response: ResponseDetail): EntryState {
  const { id, record, texts } = response
  const { serial, agencyId, sectorId, stratumId, clusterId, groupId, batchId, collectedOn } = response.header
  const header = { serial, agencyId, sectorId, stratumId, clusterId, groupId, batchId, collectedOn }
  return resumeEntry(form, { id, header, record, texts, position: '', startedAtMs: response.savedAtMs })
}
