import { useEffect, useState } from 'react'
import type { EntryDraft } from '../../../src/core/entry/entry-state.ts'
import { client, type Outputs } from '../../api-client.ts'
import type { Opening } from './survey-store.ts'

type Answer = Outputs['entry']['checkSerial']

export interface SerialCheck extends Answer {
  /** The unfinished form with this serial, when it is the clerk's own; begun in this window or in another one. */
  readonly mine: EntryDraft | null
  readonly isElsewhere: boolean
}

const SETTLE_MS = 120

/**
 * Whether the serial at hand is free, asked while it is typed and never waited for: the answer may come when the form
 * has begun already. Null: not known (yet, or the store doesn't answer; the store refuses a duplicate again when the form
 * is saved).
 */
export function useSerialCheck(opening: Opening, serial: string, entryId: string): SerialCheck | null {
  const wanted = serial.trim()
  const about = `${entryId} ${wanted}`
  const [known, setKnown] = useState<{ about: string; check: SerialCheck } | null>(null)
  useEffect(() => {
    if (wanted === '') return
    let isLate = false
    const timer = setTimeout(() => {
      ask(opening, wanted, entryId).then(
        (check) => {
          if (!isLate) setKnown({ about, check })
        },
        () => undefined,
      )
    }, SETTLE_MS)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [opening, wanted, entryId, about])
  return known?.about === about ? known.check : null
}

async function ask(opening: Opening, serial: string, exceptDraftId: string): Promise<SerialCheck> {
  const surveyId = opening.survey.id
  const answer = await client.entry.checkSerial.query({ surveyId, serial, exceptDraftId })
  const isThis = (draft: EntryDraft): boolean => draft.id === answer.draftId
  const here = opening.drafts.find(isThis) ?? null
  if (answer.draftId === null || here !== null) return { ...answer, mine: here, isElsewhere: false }
  // Begun after this window was opened: by somebody else, or by the same clerk in another window.
  const { drafts, survey } = await client.entry.open.query({ surveyId })
  // Moved to a newer form meanwhile: its drafts are laid out as that one, which this window does not show.
  const isSameForm = survey.versionId === opening.survey.versionId
  return { ...answer, mine: isSameForm ? (drafts.find(isThis) ?? null) : null, isElsewhere: true }
}
