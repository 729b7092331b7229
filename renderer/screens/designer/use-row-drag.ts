import { type DragEvent, useRef, useState } from 'react'
import { isSameSpot, type Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import { type DropTarget, dropTargetOf } from './drop-target.ts'
import type { OutlineRow } from './outline-rows.ts'

/** Dragging rows of the outline with the mouse: the line shows where what is dragged would go. */
export function useRowDrag(rows: readonly OutlineRow[], onMove: (from: Spot, target: DropTarget) => void) {
  const [target, setTarget] = useState<DropTarget | null>(null)
  const from = useRef<Spot | null>(null)
  const end = (): void => {
    from.current = null
    setTarget(null)
  }
  const tree = {
    onDragStart: (event: DragEvent): void => {
      from.current = rowOf(event, rows)?.row.spot ?? null
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragOver: (event: DragEvent): void => {
      const over = rowOf(event, rows)
      const next = from.current === null || over === null ? null : dropTargetOf(from.current, over.row, over.half, rows)
      if (next !== null) event.preventDefault() // may be dropped here
      setTarget((before) => (isSameTarget(before, next) ? before : next))
    },
    onDrop: (event: DragEvent): void => {
      event.preventDefault()
      if (from.current !== null && target !== null) onMove(from.current, target)
      end()
    },
    onDragEnd: end,
  }
  return { tree, target }
}

function rowOf(event: DragEvent, rows: readonly OutlineRow[]): { row: OutlineRow; half: 'upper' | 'lower' } | null {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-spot]') : null
  const row = rows.find(({ spot }) => spot.join('.') === element?.dataset.spot)
  if (element === null || row === undefined) return null
  const { top, height } = element.getBoundingClientRect()
  return { row, half: event.clientY < top + height / 2 ? 'upper' : 'lower' }
}

function isSameTarget(a: DropTarget | null, b: DropTarget | null): boolean {
  return (
    a === b || (a !== null && b !== null && a.side === b.side && isSameSpot(a.over, b.over) && isSameSpot(a.to, b.to))
  )
}
