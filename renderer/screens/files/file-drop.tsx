import { type DragEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes } from '../../format.ts'
import styles from './files.module.css'

interface FileDropProps {
  file: File | null
  isDisabled: boolean
  onChoose: (file: File) => void
}

/** Drop a file here, or press Enter to look for it. */
export function FileDrop({ file, isDisabled, onChoose }: FileDropProps) {
  const { t } = useTranslation('files')
  const [isOver, setIsOver] = useState(false)
  const id = useId()
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    const [dropped] = event.dataTransfer.files
    if (dropped !== undefined && !isDisabled) onChoose(dropped)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the file input within does the same
    <div
      className={`${styles.drop} ${isOver ? styles.over : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.tsv,.xlsx"
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen !== undefined) onChoose(chosen)
          event.target.value = ''
        }}
      />
      <label htmlFor={id}>{t('import.file')}</label>
      <span className="secondary">{file === null ? t('import.drop') : `${file.name} · ${formatBytes(file.size)}`}</span>
    </div>
  )
}
