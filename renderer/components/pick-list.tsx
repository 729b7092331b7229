import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { plainText } from '../plain-text.ts'
import styles from './pick-list.module.css'

export interface PickItem {
  readonly id: number
  readonly code: string
  readonly name: string
}

interface PickListProps {
  /** What is being chosen, for the search field and a screen reader. */
  label: string
  items: readonly PickItem[]
  chosen: readonly number[]
  onChange: (chosen: number[]) => void
  error?: string | undefined
  /** The codes are found by searching, but not shown: those of sectors are English words for files. */
  isCodeHidden?: boolean
}

/** A list this long is searched, not scrolled: 3,321 communes would only slow the screen. */
const SHOWN_LIMIT = 300

/** As many as the style sheet draws, filled row by row; the arrows move as the eye does. */
const COLUMNS = 2

/**
 * Many of many: search, tick. One stop of the Tab key; arrows move within, Space ticks, and Enter in the search field
 * ticks its first match.
 */
export function PickList({ label, items, chosen, onChange, error, isCodeHidden = false }: PickListProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const listRef = useRef<HTMLUListElement>(null)
  const errorId = useId()
  const found = items.filter((item) => matches(item, text))
  const shown = found.slice(0, SHOWN_LIMIT)
  const toggle = (id: number): void =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const onSearchKey = (event: KeyboardEvent): void => {
    const [first] = shown
    if (event.key === 'Enter') {
      event.preventDefault()
      if (first !== undefined && text !== '') toggle(first.id)
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      focusAt(listRef.current, 0)
    }
  }
  return (
    <div>
      <div className={styles.head}>
        <TextInput
          className={styles.search ?? ''}
          aria-label={`${label}: ${t('picker.search')}`}
          placeholder={t('picker.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onSearchKey}
        />
        <span className="secondary small" aria-live="polite">
          {t('picker.chosen', { n: chosen.length })}
        </span>
        <Button variant="default" onClick={() => onChange(union(chosen, found))}>
          {t('picker.all')}
        </Button>
        <Button variant="default" disabled={chosen.length === 0} onClick={() => onChange([])}>
          {t('picker.none')}
        </Button>
      </div>
      <ul
        ref={listRef}
        className={styles.list}
        aria-label={label}
        aria-describedby={errorId}
        onKeyDown={(event) => moveFocus(event, listRef.current)}
      >
        {shown.map((item, position) => (
          <Item
            key={item.id}
            item={item}
            isFirst={position === 0}
            isCodeHidden={isCodeHidden}
            isChosen={chosen.includes(item.id)}
            onToggle={() => toggle(item.id)}
          />
        ))}
        {shown.length === 0 && <li className={styles.nothing}>{t('picker.nothing', { text })}</li>}
        {found.length > shown.length && (
          <li className={styles.nothing}>{t('picker.more', { n: found.length - shown.length })}</li>
        )}
      </ul>
      <div id={errorId} className={error === undefined ? undefined : 'field-error'}>
        {error}
      </div>
    </div>
  )
}

interface ItemProps {
  item: PickItem
  isFirst: boolean
  isCodeHidden: boolean
  isChosen: boolean
  onToggle: () => void
}

function Item({ item, isFirst, isCodeHidden, isChosen, onToggle }: ItemProps) {
  return (
    <li>
      <label className={styles.item}>
        <input type="checkbox" tabIndex={isFirst ? 0 : -1} checked={isChosen} onChange={onToggle} />
        {item.name}
        {!isCodeHidden && <span className={styles.code}>{item.code}</span>}
      </label>
    </li>
  )
}

function union(chosen: readonly number[], found: readonly PickItem[]): number[] {
  return [...new Set([...chosen, ...found.map((item) => item.id)])]
}

/** Case and Vietnamese marks don't matter: `dat dai` finds `Đất đai`. */
function matches(item: PickItem, text: string): boolean {
  const wanted = plainText(text)
  return plainText(item.name).includes(wanted) || plainText(item.code).includes(wanted)
}

function moveFocus(event: KeyboardEvent, list: HTMLUListElement | null): void {
  const boxes = boxesOf(list)
  const at = boxes.findIndex((box) => box.matches(':focus'))
  const moves: Record<string, number> = {
    ArrowDown: at + COLUMNS,
    ArrowUp: at - COLUMNS,
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: boxes.length - 1,
  }
  const to = moves[event.key]
  if (to === undefined || at < 0) return
  event.preventDefault()
  focusAt(list, to)
}

function focusAt(list: HTMLUListElement | null, position: number): void {
  boxesOf(list)[position]?.focus()
}

function boxesOf(list: HTMLUListElement | null): HTMLInputElement[] {
  return [...(list?.querySelectorAll<HTMLInputElement>('input') ?? [])]
}
