import { useEffect, useState } from 'react'
import { client, type Outputs } from '../../api-client.ts'

export type SerialCheck = Outputs['entry']['checkSerial']

const SETTLE_MS = 120

/**
 * Whether the serial on screen is free, asked while it is typed. Null: not known (yet, or the store doesn't answer; the
 * store refuses a duplicate again when the form is saved).
 */
export function useSerialCheck(surveyId: number, serial: string, exceptDraftId: string) {
  const [known, setKnown] = useState<{ serial: string; check: SerialCheck } | null>(null)
  const wanted = serial.trim()
  useEffect(() => {
    if (wanted === '') return
    let isLate = false
    const timer = setTimeout(() => {
      ask(surveyId, wanted, exceptDraftId).then((check) => {
        if (!isLate && check !== null) setKnown({ serial: wanted, check })
      })
    }, SETTLE_MS)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [surveyId, wanted, exceptDraftId])
  const check = known?.serial === wanted ? known.check : null
  /** Enter may come before the answer: waits for it. */
  const settle = async (): Promise<SerialCheck | null> => {
    const answer = check ?? (await ask(surveyId, wanted, exceptDraftId))
    if (answer !== null) setKnown({ serial: wanted, check: answer })
    return answer
  }
  return { check, settle }
}

async function ask(surveyId: number, serial: string, exceptDraftId: string): Promise<SerialCheck | null> {
  try {
    return await client.entry.checkSerial.query({ surveyId, serial, exceptDraftId })
  } catch {
    return null
  }
}
