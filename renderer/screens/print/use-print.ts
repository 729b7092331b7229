import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { queryClient, trpc } from '../../api-client.ts'
import { fileErrorText } from '../../file-refused.ts'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { saveFile } from '../../save-file.ts'
import { fetchForms, type PrintChoice } from './print-stream.ts'

type Stage =
  | { readonly at: 'idle' }
  /** `share`: how far it has come, 0-1. */
  | { readonly at: 'printing'; readonly share: number }
  | { readonly at: 'stopped'; readonly message: string }

interface Print {
  readonly stage: Stage
  readonly run: (choice: PrintChoice) => Promise<void>
  readonly cancel: () => void
}

/** One print run at a time; leaving the screen cancels it. */
export function usePrint(): Print {
  const { t } = useTranslation('print')
  const [stage, setStage] = useState<Stage>({ at: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = async (choice: PrintChoice): Promise<void> => {
    const controller = new AbortController()
    running.current = controller
    setStage({ at: 'printing', share: 0 })
    try {
      const { file, name } = await fetchForms(choice, controller.signal, (share) => setStage({ at: 'printing', share }))
      saveFile(file, name)
      setStage({ at: 'idle' })
      notifyDone(t('done', { count: formatNumber(choice.copies) }))
    } catch (error) {
      setStage({ at: 'stopped', message: controller.signal.aborted ? t('cancelled') : fileErrorText(error) })
    }
    // The run, and the batch it made or made longer.
    await queryClient.invalidateQueries(trpc.print.overview.queryFilter())
    await queryClient.invalidateQueries(trpc.survey.get.queryFilter())
  }
  return { stage, run, cancel: () => running.current?.abort() }
}
