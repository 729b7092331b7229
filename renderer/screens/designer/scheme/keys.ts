import type { KeyboardEvent } from 'react'
import {
  nodeAt,
  pathsOf,
  placeItem,
  removeNode,
  stepItem,
  stepNode,
  type TreeStep,
} from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import type { SchemeNode } from '../../../../src/core/questionnaire/questionnaire.ts'
import { isSamePick, linesOf, type SchemePick, standing } from './pick.ts'

/** What a key did: another pick, another tree, or both. */
export interface KeyResult {
  readonly root: SchemeNode
  readonly pick: SchemePick
}

const STEPS: Readonly<Record<string, TreeStep>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

/** Arrows pick the line above or below, Alt with them moves what is picked, Delete takes it out; null for other keys. */
export function schemeKey(root: SchemeNode, pick: SchemePick, event: KeyboardEvent): KeyResult | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null
  if (event.altKey) {
    const step = STEPS[event.key]
    return step === undefined ? null : (moved(root, pick, step) ?? { root, pick })
  }
  if (event.key === 'Delete') return removed(root, pick)
  const lines = linesOf(root)
  const at = lines.findIndex((line) => isSamePick(line, pick))
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: lines.length - 1 }[event.key]
  if (to === undefined) return null
  const line = lines[Math.min(Math.max(to, 0), lines.length - 1)]
  return { root, pick: line === undefined ? pick : { path: line.path, place: line.place } }
}

/** Null where there is no such step. */
function moved(root: SchemeNode, pick: SchemePick, step: TreeStep): KeyResult | null {
  if (pick.place === null) {
    const edit = stepNode(root, pick.path, step)
    return edit && { root: edit.root, pick: { path: edit.path, place: null } }
  }
  if (step !== 'up' && step !== 'down') return null
  const item = nodeAt(root, pick.path)?.items?.[pick.place]
  const next = stepItem(root, pick.path, pick.place, step)
  return { root: next, pick: item === undefined ? pick : pickOf(next, item) }
}

/** A node with all below it, or an item out of its factor; the root stays. */
export function removed(root: SchemeNode, pick: SchemePick): KeyResult {
  const item = pick.place === null ? undefined : nodeAt(root, pick.path)?.items?.[pick.place]
  if (item !== undefined) {
    const next = placeItem(root, item, null)
    return { root: next, pick: standing(next, { ...pick, place: Math.max((pick.place ?? 0) - 1, 0) }) }
  }
  if (pick.path.length === 0) return { root, pick }
  const edit = removeNode(root, pick.path)
  return { root: edit.root, pick: { path: edit.path, place: null } }
}

function pickOf(root: SchemeNode, item: string): SchemePick {
  const factor = pathsOf(root).find(({ node }) => node.items?.includes(item))
  return { path: factor?.path ?? [], place: factor?.node.items?.indexOf(item) ?? null }
}
