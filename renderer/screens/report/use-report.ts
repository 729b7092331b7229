import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReportStage } from '../../../src/core/report/report-request.ts'
import { fileErrorText } from '../../file-refused.ts'
import { prepareReport } from './prepare-report.ts'

export type Making =
  | { readonly at: 'idle' }
  | { readonly at: 'making'; readonly stage: ReportStage }
  | { readonly at: 'cancelled' }
  | { readonly at: 'failed'; readonly message: string }

interface Report {
  readonly making: Making
  /** Has the report behind a link made, then does something with it; what was being made before is given up. */
  readonly make: (link: string, onMade: (name: string) => void) => Promise<void>
  readonly cancel: () => void
}

/** One report at a time; leaving the screen ends the work. */
export function useReport(): Report {
  const [making, setMaking] = useState<Making>({ at: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const make = useCallback(async (link: string, onMade: (name: string) => void): Promise<void> => {
    const controller = new AbortController()
    running.current?.abort()
    running.current = controller
    setMaking({ at: 'making', stage: 'figures' })
    try {
      const name = await prepareReport(link, controller.signal, (stage) => setMaking({ at: 'making', stage }))
      setMaking({ at: 'idle' })
      onMade(name)
    } catch (error) {
      if (running.current !== controller) return // another is being made in its place
      setMaking(controller.signal.aborted ? { at: 'cancelled' } : { at: 'failed', message: fileErrorText(error) })
    }
  }, [])
  const cancel = useCallback(() => running.current?.abort(), [])
  return { making, make, cancel }
}
