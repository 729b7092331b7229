import { assert } from '../assert.ts'
import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import type { Scheme, SchemeNode, Text } from '../questionnaire/questionnaire.ts'
import { MISSING } from '../questionnaire/record.ts'

/** A node of the scheme, items included, in the order of the paper: a node, then everything below it. */
export interface PlanNode {
  readonly id: string
  readonly label: Text
  /** Index of the parent in `nodes`; -1 for the root. */
  readonly parent: number
  /** Weight among its siblings under `mean-of-children`. */
  readonly weight: number
  /** What the scheme says the node should reach, 0-100; null where it says nothing, and for items. */
  readonly target: number | null
  /** Items below the node are the slots from `from` up to, not including, `to`. */
  readonly from: number
  readonly to: number
  /** Its slot when the node is an item, otherwise -1. */
  readonly slot: number
  /** Its place among the inner nodes, otherwise -1. */
  readonly inner: number
}

/**
 * A scheme laid flat for scanning. A *slot* is an item; its answer falls in a *class*: 0…K-1 are the levels 1…K, then
 * `missingClass`, then `notAskedClass` (which counts nowhere).
 */
export interface SchemePlan {
  readonly code: string
  readonly nodes: readonly PlanNode[]
  readonly innerNodes: readonly PlanNode[]
  /** Their `from` and `to` again, as the scan reads them. */
  readonly innerFrom: Int32Array
  readonly innerTo: Int32Array
  /** The inner node above each inner node (-1 above the root) and above each slot, by place among the inner nodes. */
  readonly innerParent: Int32Array
  readonly slotParent: Int32Array
  readonly slots: readonly Variable[]
  /** K, the number of levels of the items' scale. */
  readonly levels: number
  readonly classCount: number
  readonly missingClass: number
  readonly notAskedClass: number
  /** Where a slot's one or two characters stand in the record; `second` is -1 for one. */
  readonly first: Int32Array
  readonly second: Int32Array
  /** Class by slot and field value (see `fieldValue`): 256 entries a slot. */
  readonly classOf: Uint8Array
}

export const FIELD_VALUES = 256
const DIGIT_ZERO = 48

/** Lays a validated scheme flat. All items of a scheme share one number of levels; a published questionnaire is so. */
export function planScheme(scheme: Scheme, dictionary: Dictionary): SchemePlan {
  const slots: Variable[] = []
  const nodes: PlanNode[] = []
  addNode(scheme.root, -1, { dictionary, slots, nodes, innerCount: 0 })
  const levels = slots[0]?.choices.length ?? 0
  assert(
    slots.every((slot) => slot.isScale && slot.choices.length === levels),
    'items of a scheme share a scale',
  )
  assert(slots.length * levels < 2 ** 15, 'sums of packed scores fit (see Scoring)')
  const innerNodes = nodes.filter((node) => node.inner >= 0)
  const innerAbove = (node: PlanNode): number => nodes[node.parent]?.inner ?? -1
  return {
    code: scheme.code,
    nodes,
    innerNodes,
    innerFrom: Int32Array.from(innerNodes, (node) => node.from),
    innerTo: Int32Array.from(innerNodes, (node) => node.to),
    innerParent: Int32Array.from(innerNodes, innerAbove),
    slotParent: Int32Array.from(
      nodes.filter((node) => node.slot >= 0).sort((a, b) => a.slot - b.slot),
      innerAbove,
    ),
    slots,
    levels,
    classCount: levels + 2,
    missingClass: levels,
    notAskedClass: levels + 1,
    first: Int32Array.from(slots, (slot) => slot.start),
    second: Int32Array.from(slots, (slot) => (slot.width === 2 ? slot.start + 1 : -1)),
    classOf: classTable(slots, levels),
  }
}

interface Layout {
  readonly dictionary: Dictionary
  readonly slots: Variable[]
  readonly nodes: PlanNode[]
  innerCount: number
}

function addNode(node: SchemeNode, parent: number, layout: Layout): void {
  const { slots, nodes, dictionary } = layout
  const place = nodes.length
  const { id, label, weight = 1, target = null } = node
  const own = { id, label, parent, weight, target, slot: -1, inner: layout.innerCount++ }
  const from = slots.length
  nodes.push({ ...own, from, to: from }) // `to` is known once everything below is laid
  for (const child of node.children ?? []) addNode(child, place, layout)
  for (const code of node.items ?? []) {
    const variable = dictionary.byCode.get(code)
    assert(variable !== undefined, `item ${code} is in the dictionary`)
    const slot = slots.push(variable) - 1
    const item = { id: code, label: variable.label, parent: place, weight: 1, target: null }
    nodes.push({ ...item, from: slot, to: slot + 1, slot, inner: -1 })
  }
  nodes[place] = { ...own, from, to: slots.length }
}

function classTable(slots: readonly Variable[], levels: number): Uint8Array {
  const table = new Uint8Array(slots.length * FIELD_VALUES).fill(levels)
  slots.forEach((slot, index) => {
    const notAsked = MISSING.notAsked.charCodeAt(0)
    table[index * FIELD_VALUES + notAsked] = levels + 1
    slot.choices.forEach((choice, level) => {
      const code = choice.code.padStart(slot.width, '0')
      table[index * FIELD_VALUES + fieldValue(code.charCodeAt(0), slot.width === 2 ? code.charCodeAt(1) : -1)] = level
    })
  })
  return table
}

/** One number under 256 for a field of one or two characters: a single character's code, or 128 + a two-digit number. */
export function fieldValue(first: number, second: number): number {
  const isNumber = second >= 0 && first >= DIGIT_ZERO && first <= DIGIT_ZERO + 9
  return isNumber ? 128 + (first - DIGIT_ZERO) * 10 + (second - DIGIT_ZERO) : first
}

/**
 * The class of a slot's answer in the record that starts at `start` of `records`. Called for every answer of every scan:
 * reads are inside the arrays by construction, and `as number` says so without the cost of a check.
 */
export function classAt(plan: SchemePlan, records: Uint8Array, start: number, slot: number): number {
  const first = records[start + (plan.first[slot] as number)] as number
  const second = plan.second[slot] as number
  const value = second < 0 ? first : fieldValue(first, records[start + second] as number)
  return plan.classOf[slot * FIELD_VALUES + value] as number
}
