import { type DragEvent, useId, useState } from 'react'
import { formatBytes } from '../format.ts'
import styles from './file-drop.module.css'

interface FileDropProps {
  file: File | null
  /** Endings of file names, for example `.csv,.xlsx`. */
  accept: string
  /** On the button that looks for a file, and beside it while none is chosen. */
  label: string
  hint: string
  isDisabled: boolean
  onChoose: (file: File) => void
}

/** Drop a file here, or press Enter to look for it. */
export function FileDrop({ file, accept, label, hint, isDisabled, onChoose }: FileDropProps) {
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
        accept={accept}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          if (chosen !== undefined) onChoose(chosen)
          event.target.value = ''
        }}
      />
      <label htmlFor={id}>{label}</label>
      <span className="secondary">{file === null ? hint : `${file.name} · ${formatBytes(file.size)}`}</span>
    </div>
  )
}
