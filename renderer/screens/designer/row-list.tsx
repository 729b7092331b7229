import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text } from '../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../components/icons.tsx'
import styles from './fields.module.css'
import { linesOf, tellLines } from './paste-notes.ts'

interface RowListProps<T> {
  /** What the rows are, for a screen reader. */
  label: string
  /** Path of the list, for example `items`: the texts are the fields `items.0.label.vi` … */
  field: string
  rows: readonly T[]
  /** So many rows at the head can be written in, and neither moved nor removed; `fixedHint` says why. */
  fixed?: number
  fixedHint?: string
  /** Before the texts: the code. */
  lead: (row: T, index: number) => ReactNode
  onText: (index: number, text: Text, typing: string) => void
  /** A blank row after this one. */
  onAdd: (index: number) => void
  onMove: (from: number, to: number) => void
  onRemove: (index: number) => void
  /** Several lines pasted into a row: the first goes into it, the others into rows after it. Answers how many were taken. */
  onPaste: (index: number, lines: string[]) => number
  onFocusField: (field: string) => void
}

/**
 * Texts under each other, both languages beside each other: options, levels, items. Enter goes on to the next row, a new one unless it is blank, Backspace
 * in an empty one takes it away, Alt with an arrow moves it, and a pasted column fills as many rows as it has lines.
 */
export function RowList<T extends { readonly label: Text }>(props: RowListProps<T>) {
  const { label, field, rows, lead, onText, onPaste } = props
  const { t } = useTranslation('designer')
  return (
    <ul className={styles.rows} aria-label={label}>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by where they stand
        <li key={index} className={styles.row} onKeyDown={(event) => press(event, index, props)}>
          {lead(row, index)}
          {(['vi', 'en'] as const).map((language) => (
            <input
              key={language}
              className={styles.cell}
              lang={language}
              data-field={`${field}.${index}.label.${language}`}
              aria-label={t(language === 'vi' ? 'row.text' : 'row.english', { n: index + 1, label })}
              placeholder={language === 'en' ? t('field.english') : undefined}
              maxLength={2000}
              value={row.label[language]}
              onChange={(event) =>
                onText(index, { ...row.label, [language]: event.target.value }, `${field}.${index}.${language}`)
              }
              onPaste={(event) => {
                const lines = linesOf(event)
                if (language !== 'vi' || lines.length < 2) return
                event.preventDefault()
                tellLines(lines, onPaste(index, lines))
              }}
            />
          ))}
          <RowButtons {...props} index={index} />
        </li>
      ))}
    </ul>
  )
}

function RowButtons<T>(props: RowListProps<T> & { index: number }) {
  const { index, rows, fixed = 0, fixedHint, onMove, onRemove, label } = props
  const { t } = useTranslation('designer')
  const names = { n: index + 1, label }
  return (
    <span className={styles.rowButtons}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('row.up', names)}
        title={index < fixed ? fixedHint : t('row.upHint')}
        disabled={index <= fixed}
        onClick={() => onMove(index, index - 1)}
      >
        <Icon name="up" size={11} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('row.down', names)}
        title={index < fixed ? fixedHint : t('row.downHint')}
        disabled={index < fixed || index === rows.length - 1}
        onClick={() => onMove(index, index + 1)}
      >
        <Icon name="down" size={11} />
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('row.remove', names)}
        title={index < fixed ? fixedHint : undefined}
        disabled={index < fixed}
        onClick={() => onRemove(index)}
      >
        <Icon name="cross" size={12} />
      </button>
    </span>
  )
}

function press<T extends { readonly label: Text }>(event: KeyboardEvent, index: number, props: RowListProps<T>): void {
  const { rows, fixed = 0, field, onAdd, onMove, onRemove, onFocusField } = props
  const focus = (at: number): void => onFocusField(`${field}.${at}.label.vi`)
  const row = rows[index]
  if (event.nativeEvent.isComposing || row === undefined || !(event.target instanceof HTMLInputElement)) return
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault()
    const to = index + (event.key === 'ArrowUp' ? -1 : 1)
    if (Math.min(index, to) < fixed || to >= rows.length) return
    onMove(index, to)
    focus(to)
  } else if (event.key === 'Enter' && !event.ctrlKey) {
    event.preventDefault()
    const last = Math.max(index, fixed - 1)
    if (!isBlank(rows[last + 1])) onAdd(last)
    focus(last + 1)
  } else if (event.key === 'Backspace' && isBlank(row) && rows.length > 1 && index >= fixed) {
    if (!event.target.dataset.field?.endsWith('.vi')) return
    event.preventDefault()
    onRemove(index)
    focus(Math.max(index - 1, 0))
  }
}

function isBlank(row: { readonly label: Text } | undefined): boolean {
  return row !== undefined && row.label.vi === '' && row.label.en === ''
}
