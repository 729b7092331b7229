import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isSameSpot, type Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import type { DropTarget } from './drop-target.ts'
import styles from './outline.module.css'
import { commandOf, type OutlineCommand } from './outline-keys.ts'
import { OutlineRowView } from './outline-row.tsx'
import { type Folds, findRows, foldKey, type OutlineRow, outlineRows } from './outline-rows.ts'
import { useRowDrag } from './use-row-drag.ts'

interface OutlineProps {
  questionnaire: Questionnaire
  selected: Spot | null
  /** Spots, as text, that something has to be mended at. */
  marked: ReadonlySet<string>
  /** What was typed into the find box; rows are then those it finds. */
  wanted: string
  onSelect: (spot: Spot) => void
  onCommand: (command: Exclude<OutlineCommand, { do: 'select' | 'fold' }>) => void
  onMove: (from: Spot, target: DropTarget) => void
}

/**
 * The form as a tree: sections, their questions, the items of grids. One stop of the Tab key; arrows walk, and the row
 * they stand on is the selected one.
 */
export function Outline(props: OutlineProps) {
  const { questionnaire, selected, wanted, marked, onSelect, onCommand } = props
  const { t } = useTranslation('designer')
  const [folds, setFolds] = useState<Folds>(new Map())
  const rows = useMemo(
    () => (wanted.trim() === '' ? outlineRows(questionnaire, folds, selected) : findRows(questionnaire, wanted)),
    [questionnaire, folds, selected, wanted],
  )
  const at = rows.findIndex(({ spot }) => isSameSpot(spot, selected))
  const tree = useRef<HTMLDivElement>(null)
  const fold = useCallback((row: OutlineRow, isOpen: boolean) => {
    setFolds((before) => new Map(before).set(foldKey(row.kind, row.code), isOpen))
  }, [])
  const drag = useRowDrag(rows, props.onMove)
  useFollowFocus(tree, rows, at)
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = commandOf(event, rows, at)
    if (command === null) return
    event.preventDefault()
    event.stopPropagation() // F2 goes home everywhere else
    if (command.do === 'select') onSelect(command.spot)
    else if (command.do === 'fold') {
      fold(command.row, command.isOpen)
      // What is selected keeps its parents open; closing them selects the one closed.
      if (!command.isOpen) onSelect(command.row.spot)
    } else onCommand(command)
  }
  return (
    <div
      ref={tree}
      role="tree"
      aria-label={t('outline.label')}
      className={styles.tree}
      onKeyDown={onKeyDown}
      tabIndex={rows.length === 0 ? 0 : -1}
      {...drag.tree}
    >
      {rows.map((row, index) => (
        <OutlineRowView
          key={row.spot.join('.')}
          row={row}
          isSelected={index === at}
          isTabStop={index === Math.max(at, 0)}
          isMarked={marked.has(row.spot.join('.'))}
          drop={drag.target !== null && isSameSpot(drag.target.over, row.spot) ? drag.target.side : null}
          onSelect={onSelect}
          onFold={fold}
        />
      ))}
      {rows.length === 0 && wanted.trim() !== '' && (
        <p className={styles.nothing}>{t('outline.nothing', { text: wanted })}</p>
      )}
    </div>
  )
}

/** While the tree has the focus, or nothing has it any more, the selected row has it; it is always in sight. */
function useFollowFocus(tree: React.RefObject<HTMLDivElement | null>, rows: readonly OutlineRow[], at: number): void {
  const spot = rows[at]?.spot.join('.')
  useEffect(() => {
    const row = spot === undefined ? null : tree.current?.querySelector<HTMLElement>(`[data-spot="${spot}"]`)
    if (!row) return
    const { activeElement, body } = document
    if (activeElement === body || tree.current?.contains(activeElement)) row.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
  }, [spot, tree])
}
