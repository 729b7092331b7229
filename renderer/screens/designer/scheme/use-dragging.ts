import { type DragEvent, useState } from 'react'
import type { SchemeNode } from '../../../../src/core/questionnaire/questionnaire.ts'
import { type DropZone, draggedBy, drop, startDrag, zoneOf } from './drop.ts'
import { keyOf, type OutlineLine, type SchemePick } from './pick.ts'

/** Dragging the lines of a scheme's tree, and free items onto them: where it would land, and the tree when it has. */
export function useDragging(root: SchemeNode, apply: (root: SchemeNode, pick: SchemePick) => void) {
  const [over, setOver] = useState<{ readonly key: string; readonly zone: DropZone } | null>(null)
  const handlersOf = (line: OutlineLine) => ({
    draggable: line.path.length > 0 || line.item !== null,
    onDragStart: (event: DragEvent) => startDrag(event, line.item === null ? { path: line.path } : { item: line.item }),
    onDragOver: (event: DragEvent) => {
      const zone = zoneOf(event, line)
      if (zone === null) return setOver(null)
      event.preventDefault() // may be dropped here
      setOver({ key: keyOf(line), zone })
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      const zone = zoneOf(event, line)
      const dragged = draggedBy(event)
      setOver(null)
      if (zone === null || dragged === null) return
      event.preventDefault()
      const result = drop(root, dragged, line, zone)
      if (result !== null) apply(result.root, result.pick)
    },
  })
  const zoneAt = (line: OutlineLine): DropZone | null => (over?.key === keyOf(line) ? over.zone : null)
  return { handlersOf, zoneAt }
}
