import { useEffect, useState } from 'react'
import { client, type Outputs } from '../../api-client.ts'
import type { KeptDraft, Opening } from './survey-store.ts'

type Answer = Outputs['entry']['checkSerial']

export interface SerialCheck extends Answer {
  /** The unfinished form with this serial, when it is the clerk's own; begun in this window or in another one. */
  readonly mine: KeptDraft | null
  readonly isElsewhere: boolean
}

/** The paper was printed in another version of the form than the one keyed here, or for another survey. */
export function isOtherPaper(check: SerialCheck | null, survey: Opening['survey']): boolean {
  if (check === null || check.takenBy !== null || check.draftId !== null) return false
  return check.printedFor !== null || (check.printed !== null && check.printed.surveyVersionId !== survey.versionId)
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
  const isThis = (draft: KeptDraft): boolean => draft.id === answer.draftId
  const here = opening.drafts.find(isThis) ?? null
  if (answer.draftId === null || here !== null) return { ...answer, mine: here, isElsewhere: false }
  // Begun after this window was opened: by somebody else, or by the same clerk in another window.
  const { drafts } = await client.entry.open.query({ surveyId })
  return { ...answer, mine: drafts.find(isThis) ?? null, isElsewhere: true }
}
