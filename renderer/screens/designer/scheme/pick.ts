import { type NodePath, nodeAt } from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import type { Place, Problem } from '../../../../src/core/questionnaire/problem.ts'
import type { Scheme, SchemeNode, Text } from '../../../../src/core/questionnaire/questionnaire.ts'
import en from '../../../i18n/en/scheme.json'
import vi from '../../../i18n/vi/scheme.json'

/** What is picked in a scheme's tree: a node, or the item at a place of that factor. */
export interface SchemePick {
  readonly path: NodePath
  readonly place: number | null
}

/** Which scheme of the form is open, and what is picked in it. */
export interface SchemeSpot extends SchemePick {
  readonly scheme: number
}

export const FIRST_SCHEME: SchemeSpot = { scheme: 0, path: [], place: null }

/** What a problem of a scheme or its nodes leads to. */
export function schemeSpotOf({ path: [, scheme, , ...below], field }: Place): SchemeSpot {
  return { scheme: Number(scheme), ...pickAt(below, field) }
}

/** A scheme as it becomes; `typing`: the field that is typed in, whose changes make one step. */
export type SchemeChange = (next: Scheme, typing?: string) => void

/** A line of the tree as it is drawn, from the root down. */
export interface OutlineLine extends SchemePick {
  readonly depth: number
  readonly node: SchemeNode
  /** The item's code; null for a node. */
  readonly item: string | null
}

export function linesOf(node: SchemeNode, path: NodePath = []): OutlineLine[] {
  const depth = path.length
  return [
    { path, place: null, depth, node, item: null },
    ...(node.items ?? []).map((item, place) => ({ path, place, depth: depth + 1, node, item })),
    ...(node.children ?? []).flatMap((child, place) => linesOf(child, [...path, place])),
  ]
}

export function isSamePick(a: SchemePick, b: SchemePick): boolean {
  return a.place === b.place && a.path.join() === b.path.join()
}

/** What is picked as far as it still stands; the root when it has gone. */
export function standing(root: SchemeNode, { path, place }: SchemePick): SchemePick {
  const node = nodeAt(root, path)
  if (node === undefined) return { path: [], place: null }
  return place !== null && place >= (node.items?.length ?? 0) ? { path, place: null } : { path, place }
}

/** A name that a new scheme, and its root, begin with in both languages, whichever the screen speaks. */
export function newSchemeLabel(): Text {
  return { vi: vi.newScheme, en: en.newScheme }
}

/** By `path` or `path:place` of what they stand at. */
export type ProblemsByPick = ReadonlyMap<string, readonly Problem[]>

export function keyOf({ path, place }: SchemePick): string {
  return place === null ? path.join('.') : `${path.join('.')}:${place}`
}

/** The problems of one scheme, each at its node or item; both ends of those between two places. */
export function nodeProblems(
  problems: readonly Problem[],
  schemeIndex: number,
): { ofScheme: readonly Problem[]; ofNode: ProblemsByPick } {
  const ofScheme: Problem[] = []
  const ofNode = new Map<string, Problem[]>()
  for (const one of problems) {
    for (const place of one.other === undefined ? [one.place] : [one.place, one.other]) {
      const [top, index, ...rest] = place.path
      if (top !== 'schemes' || index !== schemeIndex) continue
      if (rest[0] !== 'root') ofScheme.push(one)
      else {
        const key = keyOf(pickAt(rest.slice(1), place.field))
        ofNode.set(key, [...(ofNode.get(key) ?? []), one])
      }
    }
  }
  return { ofScheme, ofNode }
}

/** `children, 0, children, 2` and the field `items.1` → the item at 1 of the node at 0, 2. */
function pickAt(path: readonly (string | number)[], field: string): SchemePick {
  const numbers = path.filter((step) => typeof step === 'number')
  const place = field.match(/^items\.(\d+)/)?.[1]
  return { path: numbers, place: place === undefined ? null : Number(place) }
}
