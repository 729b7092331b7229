import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { formatNumber } from '../../format.ts'
import styles from './files.module.css'
import { ImportReport } from './import-report.tsx'
import { useColumnNames } from './use-column-names.ts'
import { type ImportOptions, useImport } from './use-import.ts'

const ENCODINGS = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const
const DELIMITERS = ['auto', 'comma', 'semicolon', 'tab'] as const

/** A file is read and checked first; nothing is written until the clerk has seen what would be. */
export function ImportCard({ survey }: { survey: Outputs['survey']['list'][number] }) {
  const { t } = useTranslation('files')
  const [file, setFile] = useState<File | null>(null)
  const [options, setOptions] = useState<ImportOptions>({ encoding: 'auto', delimiter: 'auto', createMissing: false })
  const { stage, run, cancel } = useImport(survey)
  const columnName = useColumnNames(survey)
  const isBusy = stage.at === 'reading' || stage.at === 'importing'
  const isClosed = survey.state === 'closed'
  const choose = (chosen: File): void => {
    setFile(chosen)
    void run(chosen, options, true)
  }
  const change = (next: ImportOptions): void => {
    setOptions(next)
    if (file !== null) void run(file, next, true)
  }
  return (
    <Card title={t('import.title')}>
      <p className="secondary">{t('import.hint')}</p>
      <FileDrop
        file={file}
        accept=".csv,.txt,.tsv,.xlsx"
        label={t('import.file')}
        hint={t('import.drop')}
        isDisabled={isBusy || isClosed}
        onChoose={choose}
      />
      {isClosed && <p className="field-error">{t('import.closed')}</p>}
      <OptionFields options={options} isDisabled={isBusy} onChange={change} />
      {(stage.at === 'reading' || stage.at === 'importing') && (
        <Running label={t(`import.${stage.at}`)} rows={stage.rows} onCancel={cancel} />
      )}
      {stage.at === 'refused' && (
        <p className="field-error" role="alert">
          {stage.message}
        </p>
      )}
      {(stage.at === 'read' || stage.at === 'imported') && (
        <ImportReport
          result={stage.result}
          isImported={stage.at === 'imported'}
          fileName={file?.name ?? ''}
          columnName={columnName}
        />
      )}
      {stage.at === 'read' && file !== null && (
        <Button size="sm" mt={12} disabled={stage.result.accepted === 0} onClick={() => void run(file, options, false)}>
          {t('import.run', { count: formatNumber(stage.result.accepted) })}
        </Button>
      )}
    </Card>
  )
}

interface OptionFieldsProps {
  options: ImportOptions
  isDisabled: boolean
  onChange: (options: ImportOptions) => void
}

/** How to read the file, where it isn't recognised rightly; each change reads it again. */
function OptionFields({ options, isDisabled, onChange }: OptionFieldsProps) {
  const { t } = useTranslation('files')
  return (
    <div className={styles.options}>
      <NativeSelect
        label={t('import.encoding')}
        value={options.encoding}
        disabled={isDisabled}
        data={ENCODINGS.map((value) => ({ value, label: t(`encoding.${value}`) }))}
        onChange={(event) => onChange({ ...options, encoding: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('import.delimiter')}
        value={options.delimiter}
        disabled={isDisabled}
        data={DELIMITERS.map((value) => ({ value, label: t(`delimiter.${value}`) }))}
        onChange={(event) => onChange({ ...options, delimiter: event.currentTarget.value })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={options.createMissing}
          disabled={isDisabled}
          onChange={(event) => onChange({ ...options, createMissing: event.target.checked })}
        />
        {t('import.createMissing')}
      </label>
    </div>
  )
}

function Running({ label, rows, onCancel }: { label: string; rows: number; onCancel: () => void }) {
  const { t } = useTranslation('files')
  return (
    <div className={styles.progress}>
      <progress aria-label={label} />
      <span role="status">
        {label} {t('import.rows', { count: formatNumber(rows) })}
      </span>
      <Button variant="default" onClick={onCancel}>
        {t('import.cancel')}
      </Button>
    </div>
  )
}
