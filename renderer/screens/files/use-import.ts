import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, queryClient } from '../../api-client.ts'
import { fileErrorText } from '../../file-refused.ts'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { type ImportChoice, type ImportResult, importFile } from './import-stream.ts'

/** Where an import stands; `rows` is how far the reading has come. */
type Stage =
  | { readonly at: 'idle' }
  | { readonly at: 'reading' | 'importing'; readonly rows: number }
  | { readonly at: 'read' | 'imported'; readonly result: ImportResult }
  | { readonly at: 'refused'; readonly message: string }

export type ImportOptions = Pick<ImportChoice, 'encoding' | 'delimiter' | 'createMissing'>

interface Import {
  readonly stage: Stage
  /** Reads and checks (`isDryRun`) or imports; what was running before is given up. */
  readonly run: (file: File, options: ImportOptions, isDryRun: boolean) => Promise<void>
  readonly cancel: () => void
}

/** One import at a time into one survey. */
export function useImport(survey: Outputs['survey']['list'][number]): Import {
  const { t } = useTranslation('files')
  const [stage, setStage] = useState<Stage>({ at: 'idle' })
  const running = useRef<AbortController | null>(null)
  const run = async (file: File, options: ImportOptions, isDryRun: boolean): Promise<void> => {
    const controller = new AbortController()
    running.current?.abort()
    running.current = controller
    const at = isDryRun ? 'reading' : 'importing'
    setStage({ at, rows: 0 })
    try {
      const choice = { surveyCode: survey.code, file, isDryRun, ...options }
      const result = await importFile(choice, controller.signal, (rows) => setStage({ at, rows }))
      setStage({ at: isDryRun ? 'read' : 'imported', result })
      if (isDryRun) return
      notifyDone(t('import.done', { count: formatNumber(result.accepted), survey: survey.name }))
      await queryClient.invalidateQueries()
    } catch (error) {
      if (running.current !== controller) return
      setStage({ at: 'refused', message: controller.signal.aborted ? t('import.cancelled') : fileErrorText(error) })
    }
  }
  return { stage, run, cancel: () => running.current?.abort() }
}
