import { Button, NativeSelect } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, type Outputs, queryClient } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import { notifyDone } from '../../notices.ts'
import { FileDrop } from './file-drop.tsx'
import styles from './files.module.css'
import { ImportReport } from './import-report.tsx'
import { ImportRefused, type ImportResult, importFile } from './import-stream.ts'

const ENCODINGS = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const
const DELIMITERS = ['auto', 'comma', 'semicolon', 'tab'] as const

/** Where an import stands; `rows` is how far the reading has come. */
type Stage =
  | { readonly at: 'idle' }
  | { readonly at: 'reading' | 'importing'; readonly rows: number }
  | { readonly at: 'read' | 'imported'; readonly result: ImportResult }
  | { readonly at: 'refused'; readonly message: string }

/** A file is read and checked first; nothing is written until the clerk has seen what would be. */
export function ImportCard({ survey }: { survey: Outputs['survey']['list'][number] }) {
  const { t } = useTranslation(['files', 'common'])
  const [file, setFile] = useState<File | null>(null)
  const [options, setOptions] = useState({ encoding: 'auto', delimiter: 'auto', createMissing: true })
  const [stage, setStage] = useState<Stage>({ at: 'idle' })
  const running = useRef<AbortController | null>(null)
  const isBusy = stage.at === 'reading' || stage.at === 'importing'

  const run = async (chosen: File, isDryRun: boolean, changed: Partial<typeof options> = {}): Promise<void> => {
    const now = { ...options, ...changed }
    const controller = new AbortController()
    running.current?.abort()
    running.current = controller
    const at = isDryRun ? 'reading' : 'importing'
    setStage({ at, rows: 0 })
    try {
      const choice = { surveyCode: survey.code, file: chosen, isDryRun, ...now }
      const result = await importFile(choice, controller.signal, (rows) => setStage({ at, rows }))
      setStage({ at: isDryRun ? 'read' : 'imported', result })
      if (isDryRun) return
      notifyDone(t('import.done', { count: formatNumber(result.accepted), survey: survey.name }))
      await queryClient.invalidateQueries()
    } catch (error) {
      if (running.current !== controller) return
      if (controller.signal.aborted) setStage({ at: 'refused', message: t('import.cancelled') })
      else setStage({ at: 'refused', message: messageOf(error) })
    }
  }
  const choose = (chosen: File): void => {
    setFile(chosen)
    void run(chosen, true)
  }
  const setOption = (change: Partial<typeof options>): void => {
    setOptions({ ...options, ...change })
    if (file !== null) void run(file, true, change)
  }
  return (
    <Card title={t('import.title')}>
      <p className="secondary">{t('import.hint')}</p>
      <FileDrop file={file} isDisabled={isBusy || survey.state === 'closed'} onChoose={choose} />
      {survey.state === 'closed' && <p className="field-error">{t('import.closed')}</p>}
      <div className={styles.options}>
        <NativeSelect
          label={t('import.encoding')}
          value={options.encoding}
          disabled={isBusy}
          data={ENCODINGS.map((value) => ({ value, label: t(`encoding.${value}`) }))}
          onChange={(event) => setOption({ encoding: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('import.delimiter')}
          value={options.delimiter}
          disabled={isBusy}
          data={DELIMITERS.map((value) => ({ value, label: t(`delimiter.${value}`) }))}
          onChange={(event) => setOption({ delimiter: event.currentTarget.value })}
        />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={options.createMissing}
            disabled={isBusy}
            onChange={(event) => setOption({ createMissing: event.target.checked })}
          />
          {t('import.createMissing')}
        </label>
      </div>
      {(stage.at === 'reading' || stage.at === 'importing') && (
        <div className={styles.progress}>
          <progress aria-label={t(`import.${stage.at}`)} />
          <span role="status">
            {t(`import.${stage.at}`)} {t('import.rows', { count: formatNumber(stage.rows) })}
          </span>
          <Button variant="default" onClick={() => running.current?.abort()}>
            {t('import.cancel')}
          </Button>
        </div>
      )}
      {stage.at === 'refused' && (
        <p className="field-error" role="alert">
          {stage.message}
        </p>
      )}
      {(stage.at === 'read' || stage.at === 'imported') && (
        <ImportReport result={stage.result} isImported={stage.at === 'imported'} fileName={file?.name ?? ''} />
      )}
      {stage.at === 'read' && file !== null && (
        <Button size="sm" mt={12} disabled={stage.result.accepted === 0} onClick={() => void run(file, false)}>
          {t('import.run', { count: formatNumber(stage.result.accepted) })}
        </Button>
      )}
    </Card>
  )
}

function messageOf(error: unknown): string {
  return error instanceof ImportRefused ? localText(error.text) : errorText(error)
}
