import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outputs, trpc } from '../../api-client.ts'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { formatNumber } from '../../format.ts'
import { type ColumnChoices, missingHeads } from './column-choices.ts'
import { ColumnMap } from './column-map.tsx'
import styles from './files.module.css'
import { ImportReport } from './import-report.tsx'
import type { ImportChoice } from './import-stream.ts'
import { useColumnNames } from './use-column-names.ts'
import { useImport } from './use-import.ts'

const ENCODINGS = ['auto', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const
const DELIMITERS = ['auto', 'comma', 'semicolon', 'tab'] as const

const FIRST: ImportChoice = { encoding: 'auto', delimiter: 'auto', sheet: 0, createMissing: false, batch: '' }

/** A file is looked at, then read and checked; nothing is written until the clerk has seen what would be. */
export function ImportCard({ survey }: { survey: Outputs['survey']['list'][number] }) {
  const { t } = useTranslation('files')
  const [choice, setChoice] = useState(FIRST)
  const { stage, opened, look, choose, run, cancel } = useImport(survey)
  const columnName = useColumnNames(survey)
  const isBusy = stage.at === 'looking' || stage.at === 'reading' || stage.at === 'importing'
  const isClosed = survey.state === 'closed'
  const [file, setFile] = useState<File | null>(null)
  const chooseFile = (chosen: File): void => {
    const next = { ...choice, sheet: 0 }
    setFile(chosen)
    setChoice(next)
    void look(chosen, next)
  }
  const change = (next: ImportChoice): void => {
    setChoice(next)
    const isOtherTable = (['encoding', 'delimiter', 'sheet'] as const).some((key) => next[key] !== choice[key])
    if (file === null) return
    if (opened === null || isOtherTable) void look(file, next)
    else void run(opened, next, true)
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
        onChoose={chooseFile}
      />
      {isClosed && <p className="field-error">{t('import.closed')}</p>}
      <OptionFields
        survey={survey}
        sheets={opened?.preview.sheets ?? []}
        choice={choice}
        isDisabled={isBusy}
        onChange={change}
      />
      {stage.at === 'refused' && (
        <p className="field-error" role="alert">
          {stage.message}
        </p>
      )}
      {opened !== null && (
        <ColumnMap
          key={`${opened.file.name} ${opened.file.lastModified} ${choice.sheet}`}
          preview={opened.preview}
          choices={opened.choices}
          isDisabled={stage.at === 'importing'}
          onChange={choose}
        />
      )}
      {(stage.at === 'reading' || stage.at === 'importing') && (
        <Running label={t(`import.${stage.at}`)} rows={stage.rows} onCancel={cancel} />
      )}
      {(stage.at === 'idle' || stage.at === 'refused') && opened !== null && (
        <Button size="sm" mt={12} onClick={() => void run(opened, choice, true)}>
          {t('import.check')}
        </Button>
      )}
      {(stage.at === 'read' || stage.at === 'imported') && (
        <ImportReport
          result={stage.result}
          surveyId={survey.id}
          isImported={stage.at === 'imported'}
          fileName={file?.name ?? ''}
          columnName={(column) => inTheFile(opened?.choices ?? {}, column, columnName(column))}
        />
      )}
      {stage.at === 'read' && opened !== null && (
        <RunButton
          accepted={stage.result.accepted}
          heads={missingHeads(opened.choices)}
          onRun={() => void run(opened, choice, false)}
        />
      )}
    </Card>
  )
}

/** A column by the name that the clerk reads in the file, before what it is taken for. */
function inTheFile(choices: ColumnChoices, column: string, name: string): string {
  const own = Object.keys(choices).find((key) => choices[key] === column)
  return own === undefined || own === column ? name : `${own} · ${name}`
}

interface RunButtonProps {
  accepted: number
  /** What no column gives though the entry desk asks for it: somebody has to say that it is meant so. */
  heads: readonly ('agency' | 'sector')[]
  onRun: () => void
}

function RunButton({ accepted, heads, onRun }: RunButtonProps) {
  const { t } = useTranslation('files')
  const [isMeant, setIsMeant] = useState(false)
  const names = heads.map((key) => t(`key.${key}`)).join(', ')
  return (
    <>
      {heads.length > 0 && accepted > 0 && (
        <label className={styles.check}>
          <input type="checkbox" checked={isMeant} onChange={(event) => setIsMeant(event.target.checked)} />
          {t('import.headless', { count: formatNumber(accepted), names })}
        </label>
      )}
      <Button size="sm" mt={12} disabled={accepted === 0 || (heads.length > 0 && !isMeant)} onClick={onRun}>
        {t('import.run', { count: formatNumber(accepted) })}
      </Button>
    </>
  )
}

interface OptionFieldsProps {
  survey: Outputs['survey']['list'][number]
  sheets: readonly string[]
  choice: ImportChoice
  isDisabled: boolean
  onChange: (choice: ImportChoice) => void
}

/** How to read the file, where it isn't recognised rightly; each change reads it again. */
function OptionFields({ survey, sheets, choice: options, isDisabled, onChange }: OptionFieldsProps) {
  const { t } = useTranslation('files')
  const { data } = useQuery(trpc.survey.get.queryOptions({ id: survey.id }))
  const batches = data?.batches ?? []
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
      {sheets.length > 1 && (
        <NativeSelect
          label={t('import.sheet')}
          value={String(options.sheet)}
          disabled={isDisabled}
          data={sheets.map((name, at) => ({ value: String(at), label: name }))}
          onChange={(event) => onChange({ ...options, sheet: Number(event.currentTarget.value) })}
        />
      )}
      {batches.length > 1 && (
        <NativeSelect
          label={t('import.batch')}
          value={options.batch}
          disabled={isDisabled}
          data={batches.map((batch) => ({
            value: batch.code,
            label: batch.code === '' ? t('import.bySerial') : batchName(batch),
          }))}
          onChange={(event) => onChange({ ...options, batch: event.currentTarget.value })}
        />
      )}
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
