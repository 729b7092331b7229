import type { DragEvent } from 'react'
import {
  moveNode,
  type NodePath,
  nodeAt,
  placeItem,
  takesItems,
} from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import type { SchemeNode } from '../../../../src/core/questionnaire/questionnaire.ts'
import type { OutlineLine, SchemePick } from './pick.ts'

/** What is dragged over the tree: an item by its code, or a node by its path. */
type Dragged = { readonly item: string } | { readonly path: NodePath }

/** Where on a line it would land: above it, or (of nodes alone) within it. */
export type DropZone = 'before' | 'into'

const ITEM = 'application/x-sipas-item'
const NODE = 'application/x-sipas-node'

export function startDrag(event: DragEvent, dragged: Dragged): void {
  event.dataTransfer.effectAllowed = 'move'
  if ('item' in dragged) event.dataTransfer.setData(ITEM, dragged.item)
  else event.dataTransfer.setData(NODE, JSON.stringify(dragged.path))
}

/** What was dropped; null for something that isn't of a scheme, such as a file. */
export function draggedBy(event: DragEvent): Dragged | null {
  const item = event.dataTransfer.getData(ITEM)
  if (item !== '') return { item }
  const path = event.dataTransfer.getData(NODE)
  return path === '' ? null : { path: JSON.parse(path) }
}

/** Where a drop on this line would go; null where nothing can land. While dragging, only the kind of thing is known. */
export function zoneOf(event: DragEvent, line: OutlineLine): DropZone | null {
  const { types } = event.dataTransfer
  if (types.includes(ITEM)) return line.item !== null ? 'before' : takesItems(line.node) ? 'into' : null
  if (!types.includes(NODE) || line.item !== null) return null
  const { top, height } = event.currentTarget.getBoundingClientRect()
  return line.path.length > 0 && event.clientY < top + height / 3 ? 'before' : 'into'
}

/** The tree after a drop, and what is picked then; null where it can't land. */
export function drop(
  root: SchemeNode,
  dragged: Dragged,
  { path, place }: SchemePick,
  zone: DropZone,
): { root: SchemeNode; pick: SchemePick } | null {
  if ('item' in dragged) {
    const index = place ?? nodeAt(root, path)?.items?.length ?? 0
    const next = placeItem(root, dragged.item, { path, index })
    const at = nodeAt(next, path)?.items?.indexOf(dragged.item) ?? -1
    return at < 0 ? null : { root: next, pick: { path, place: at } }
  }
  const edit =
    zone === 'into'
      ? moveNode(root, dragged.path, path, nodeAt(root, path)?.children?.length ?? 0)
      : moveNode(root, dragged.path, path.slice(0, -1), path.at(-1) ?? 0)
  return edit && { root: edit.root, pick: { path: edit.path, place: null } }
}
