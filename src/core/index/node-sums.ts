import { INNER_STRIDE, type Moments } from './moments.ts'

/**
 * Sums of every node, in the scheme's order: of one cell, or of several added up. Plain arrays: thousands are made for one
 * table, and each small Float64Array would be a piece of memory outside the heap.
 */
export interface NodeSums {
  /** Respondents with an answer on the node; answers; items left unanswered (not asked is neither). */
  readonly n: number[]
  readonly answers: number[]
  readonly missing: number[]
  /** Σwy, Σwm, Σw²y², Σw²ym, Σw²m². */
  readonly wy: number[]
  readonly wm: number[]
  readonly yy: number[]
  readonly ym: number[]
  readonly mm: number[]
}

export function createNodeSums(nodeCount: number): NodeSums {
  const zeros = () => new Array<number>(nodeCount).fill(0)
  return {
    n: zeros(),
    answers: zeros(),
    missing: zeros(),
    wy: zeros(),
    wm: zeros(),
    yy: zeros(),
    ym: zeros(),
    mm: zeros(),
  }
}

/** Writes a cell's sums over whatever `into` held. */
export function readCell(moments: Moments, cell: number, into: NodeSums): void {
  const { plan, inner } = moments
  const answersBefore = new Array<number>(plan.slots.length + 1).fill(0)
  const missingBefore = new Array<number>(plan.slots.length + 1).fill(0)
  plan.nodes.forEach((node, index) => {
    if (node.slot < 0) return
    readItem(moments, cell * plan.slots.length + node.slot, index, into)
    answersBefore[node.slot + 1] = (answersBefore[node.slot] ?? 0) + (into.answers[index] ?? 0)
    missingBefore[node.slot + 1] = (missingBefore[node.slot] ?? 0) + (into.missing[index] ?? 0)
  })
  plan.nodes.forEach((node, index) => {
    if (node.inner < 0) return
    const place = (cell * plan.innerNodes.length + node.inner) * INNER_STRIDE
    into.answers[index] = (answersBefore[node.to] ?? 0) - (answersBefore[node.from] ?? 0)
    into.missing[index] = (missingBefore[node.to] ?? 0) - (missingBefore[node.from] ?? 0)
    into.n[index] = inner[place] ?? 0
    into.wy[index] = inner[place + 1] ?? 0
    into.wm[index] = inner[place + 2] ?? 0
    into.yy[index] = inner[place + 3] ?? 0
    into.ym[index] = inner[place + 4] ?? 0
    into.mm[index] = inner[place + 5] ?? 0
  })
}

/** An item's m is 0 or 1, so everything follows from how its answers fall in classes. */
function readItem(moments: Moments, block: number, index: number, into: NodeSums): void {
  const { plan, scoring, counts, sums, squares } = moments
  const place = block * plan.classCount
  let n = 0
  let wy = 0
  let wm = 0
  let yy = 0
  let ym = 0
  let mm = 0
  for (let level = 0; level < plan.levels; level++) {
    const score = scoring.scores[level] ?? 0
    const weights = sums[place + level] ?? 0
    const squared = squares[place + level] ?? 0
    n += counts[place + level] ?? 0
    wy += score * weights
    wm += weights
    yy += score * score * squared
    ym += score * squared
    mm += squared
  }
  into.n[index] = n
  into.answers[index] = n
  into.missing[index] = counts[place + plan.missingClass] ?? 0
  into.wy[index] = wy
  into.wm[index] = wm
  into.yy[index] = yy
  into.ym[index] = ym
  into.mm[index] = mm
}

const FIELDS = ['n', 'answers', 'missing', 'wy', 'wm', 'yy', 'ym', 'mm'] as const

/** The sums of a domain: its cells added up in the given order. */
export function sumCells(moments: Moments, cells: readonly number[]): NodeSums {
  const total = createNodeSums(moments.plan.nodes.length)
  const one = createNodeSums(moments.plan.nodes.length)
  for (const cell of cells) {
    readCell(moments, cell, one)
    for (const field of FIELDS) {
      const into = total[field]
      const from = one[field]
      for (let index = 0; index < into.length; index++) into[index] = (into[index] ?? 0) + (from[index] ?? 0)
    }
  }
  return total
}
