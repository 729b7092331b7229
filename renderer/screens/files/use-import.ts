import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, queryClient } from '../../api-client.ts'
import { fileErrorText } from '../../file-refused.ts'
import { formatNumber } from '../../format.ts'
import { notifyDone } from '../../notices.ts'
import { type ColumnChoices, firstChoices, isSure, mappingOf } from './column-choices.ts'
import { type ImportChoice, type ImportPreview, type ImportResult, importFile, previewFile } from './import-stream.ts'

/** Where an import stands; `rows` is how far the reading has come. */
type Stage =
  | { readonly at: 'idle' }
  | { readonly at: 'looking' }
  | { readonly at: 'reading' | 'importing'; readonly rows: number }
  | { readonly at: 'read' | 'imported'; readonly result: ImportResult }
  | { readonly at: 'refused'; readonly message: string }

/** A file and what its columns are taken for. */
export interface Opened {
  readonly file: File
  readonly preview: ImportPreview
  readonly choices: ColumnChoices
}

interface Import {
  readonly stage: Stage
  readonly opened: Opened | null
  /** Looks at the beginning of a file; reads all of it at once where every column is sure. */
  readonly look: (file: File, choice: ImportChoice) => Promise<void>
  readonly choose: (choices: ColumnChoices) => void
  /** Reads and checks the whole file (`isDryRun`) or imports it; what was running before is given up. */
  readonly run: (opened: Opened, choice: ImportChoice, isDryRun: boolean) => Promise<void>
  readonly cancel: () => void
}

/** One import at a time into one survey. */
export function useImport(survey: Outputs['survey']['list'][number]): Import {
  const { t } = useTranslation('files')
  const [stage, setStage] = useState<Stage>({ at: 'idle' })
  const [opened, setOpened] = useState<Opened | null>(null)
  const running = useRef<AbortController | null>(null)
  const begin = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const controller = new AbortController()
    running.current?.abort()
    running.current = controller
    try {
      await work(controller.signal)
    } catch (error) {
      if (running.current !== controller) return
      setStage({ at: 'refused', message: controller.signal.aborted ? t('import.cancelled') : fileErrorText(error) })
    }
  }
  const send = async (file: Opened, choice: ImportChoice, isDryRun: boolean, signal: AbortSignal): Promise<void> => {
    const at = isDryRun ? 'reading' : 'importing'
    setStage({ at, rows: 0 })
    const sending = { ...choice, surveyCode: survey.code, file: file.file, mapping: mappingOf(file.choices), isDryRun }
    const result = await importFile(sending, signal, (rows) => setStage({ at, rows }))
    setStage({ at: isDryRun ? 'read' : 'imported', result })
    if (isDryRun) return
    notifyDone(t('import.done', { count: formatNumber(result.accepted), survey: survey.name }))
    await queryClient.invalidateQueries()
  }
  return {
    stage,
    opened,
    look: (file, choice) =>
      begin(async (signal) => {
        setStage({ at: 'looking' })
        setOpened(null)
        const preview = await previewFile(survey.code, file, choice, signal)
        const next = { file, preview, choices: firstChoices(preview) }
        setOpened(next)
        if (isSure(preview)) await send(next, choice, true, signal)
        else setStage({ at: 'idle' })
      }),
    choose: (choices) => {
      running.current?.abort()
      running.current = null
      if (opened !== null) setOpened({ ...opened, choices })
      setStage({ at: 'idle' })
    },
    run: (file, choice, isDryRun) => begin((signal) => send(file, choice, isDryRun, signal)),
    cancel: () => running.current?.abort(),
  }
}
