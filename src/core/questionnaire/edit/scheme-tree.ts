import { assert } from '../../assert.ts'
import type { SchemeNode } from '../questionnaire.ts'

/** Edits of a measuring scheme's tree: each takes the root and gives back a new one; nodes that don't change are kept. */

/** The way from the root to a node: places among the children, counted from 0. The root itself is []. */
export type NodePath = readonly number[]

/** A tree after an edit, and where the node that was edited stands now. */
export interface TreeEdit {
  readonly root: SchemeNode
  readonly path: NodePath
}

/** One step of a node: among its siblings, below the one before it, or up beside its parent. */
export type TreeStep = 'up' | 'down' | 'in' | 'out'

export function nodeAt(root: SchemeNode, path: NodePath): SchemeNode | undefined {
  return path.reduce<SchemeNode | undefined>((node, place) => node?.children?.[place], root)
}

/** Every node with its path, each before those below it. */
export function pathsOf(root: SchemeNode, path: NodePath = []): { node: SchemeNode; path: NodePath }[] {
  return [{ node: root, path }, ...(root.children ?? []).flatMap((child, place) => pathsOf(child, [...path, place]))]
}

/** The items of a node and of all below it, in their order. */
export function itemsBelow(node: SchemeNode): string[] {
  return [...(node.children ?? []).flatMap(itemsBelow), ...(node.items ?? [])]
}

export function withNode(root: SchemeNode, path: NodePath, change: (node: SchemeNode) => SchemeNode): SchemeNode {
  const [place, ...rest] = path
  if (place === undefined) return change(root)
  const child = root.children?.[place]
  assert(child !== undefined, `no node at ${path}`)
  return { ...root, children: (root.children ?? []).with(place, withNode(child, rest, change)) }
}

/** A node is either inner or a factor: children go where there are no items, and items where there are no children. */
export function takesChildren(node: SchemeNode | undefined): boolean {
  return node !== undefined && (node.items ?? []).length === 0
}

export function takesItems(node: SchemeNode | undefined): boolean {
  return node !== undefined && (node.children ?? []).length === 0
}

/** Puts a node as the child at `index` of `parent`, which takes children. */
export function insertNode(root: SchemeNode, parent: NodePath, index: number, node: SchemeNode): TreeEdit {
  const changed = withNode(root, parent, (above) =>
    withChildren(above, (above.children ?? []).toSpliced(index, 0, node)),
  )
  return { root: changed, path: [...parent, index] }
}

/** Takes a node out with all below it; `path` is its neighbour, or its parent when it was the only child. */
export function removeNode(root: SchemeNode, path: NodePath): TreeEdit {
  const { parent, place } = splitPath(path)
  const changed = withNode(root, parent, (above) => withChildren(above, (above.children ?? []).toSpliced(place, 1)))
  const left = nodeAt(changed, parent)?.children?.length ?? 0
  return { root: changed, path: left === 0 ? parent : [...parent, Math.min(place, left - 1)] }
}

/**
 * Moves a node so that it stands before the present child `index` of `parent`; null where it can't stand: below itself,
 * or in a factor.
 */
export function moveNode(root: SchemeNode, path: NodePath, parent: NodePath, index: number): TreeEdit | null {
  const node = nodeAt(root, path)
  if (path.length === 0 || node === undefined || !takesChildren(nodeAt(root, parent))) return null
  if (path.every((place, depth) => parent[depth] === place)) return null
  const from = splitPath(path)
  const isSameParent = parent.join() === from.parent.join()
  const target = isSameParent && from.place < index ? index - 1 : index
  return insertNode(removeNode(root, path).root, withoutNode(parent, path), target, node)
}

/** Null where there is no such step. */
export function stepNode(root: SchemeNode, path: NodePath, step: TreeStep): TreeEdit | null {
  if (path.length === 0) return null
  const { parent, place } = splitPath(path)
  const siblings = nodeAt(root, parent)?.children?.length ?? 0
  switch (step) {
    case 'up':
      return place === 0 ? null : moveNode(root, path, parent, place - 1)
    case 'down':
      return place === siblings - 1 ? null : moveNode(root, path, parent, place + 2)
    case 'in': {
      const before = [...parent, place - 1]
      return place === 0 ? null : moveNode(root, path, before, nodeAt(root, before)?.children?.length ?? 0)
    }
    case 'out': {
      if (parent.length === 0) return null
      const above = splitPath(parent)
      return moveNode(root, path, above.parent, above.place + 1)
    }
  }
}

/** Puts an item into a factor before its present item `index`, out of wherever it was; null = into no factor. */
export function placeItem(
  root: SchemeNode,
  item: string,
  to: { readonly path: NodePath; readonly index: number } | null,
): SchemeNode {
  if (to !== null && !takesItems(nodeAt(root, to.path))) return root
  const before = to === null ? [] : (nodeAt(root, to.path)?.items ?? []).slice(0, to.index)
  const index = before.filter((one) => one !== item).length
  const without = withoutItem(root, item)
  if (to === null) return without
  return withNode(without, to.path, (node) => withItems(node, (node.items ?? []).toSpliced(index, 0, item)))
}

/** An item one place up or down in its factor, at its ends into the factor before or after. */
export function stepItem(root: SchemeNode, path: NodePath, place: number, step: 'up' | 'down'): SchemeNode {
  const items = nodeAt(root, path)?.items ?? []
  const item = items[place]
  if (item === undefined) return root
  const isWithin = step === 'up' ? place > 0 : place < items.length - 1
  if (isWithin) return placeItem(root, item, { path, index: step === 'up' ? place - 1 : place + 2 })
  const factors = pathsOf(root).filter(({ node }) => takesItems(node))
  const at = factors.findIndex((one) => one.path.join() === path.join())
  const next = factors[step === 'up' ? at - 1 : at + 1]
  if (next === undefined) return root
  return placeItem(root, item, { path: next.path, index: step === 'up' ? (next.node.items?.length ?? 0) : 0 })
}

/** `F1`, `F2` …: the first that is free. */
export function freeNodeId(taken: ReadonlySet<string>): string {
  let number = 1
  while (taken.has(`F${number}`)) number += 1
  return `F${number}`
}

function splitPath(path: NodePath): { parent: NodePath; place: number } {
  const place = path.at(-1)
  assert(place !== undefined, 'the root has no parent')
  return { parent: path.slice(0, -1), place }
}

/** Where `path` leads once the node at `gone`, which isn't on it, is taken out. */
function withoutNode(path: NodePath, gone: NodePath): NodePath {
  const { parent, place } = splitPath(gone)
  const depth = parent.length
  const isBehind = path.length > depth && parent.every((one, at) => path[at] === one) && (path[depth] ?? 0) > place
  return isBehind ? path.with(depth, (path[depth] ?? 0) - 1) : path
}

/** An empty list says nothing and goes. */
function withChildren({ children: _, ...node }: SchemeNode, children: SchemeNode[]): SchemeNode {
  return children.length === 0 ? node : { ...node, children }
}

function withItems({ items: _, ...node }: SchemeNode, items: string[]): SchemeNode {
  return items.length === 0 ? node : { ...node, items }
}

function withoutItem(node: SchemeNode, item: string): SchemeNode {
  const children = node.children?.map((child) => withoutItem(child, item))
  const kept = children === undefined ? node : { ...node, children }
  return node.items?.includes(item)
    ? withItems(
        kept,
        node.items.filter((one) => one !== item),
      )
    : kept
}
