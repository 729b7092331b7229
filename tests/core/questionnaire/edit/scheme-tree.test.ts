import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  insertNode,
  itemsBelow,
  moveNode,
  nodeAt,
  pathsOf,
  placeItem,
  removeNode,
  stepItem,
  stepNode,
  type TreeEdit,
  type TreeStep,
} from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import type { SchemeNode } from '../../../../src/core/questionnaire/questionnaire.ts'
import { inner } from '../../../support/index-data.ts'

const tree = inner('R', {
  children: [
    inner('I', { children: [inner('A', { items: ['a', 'b'] }), inner('B', { items: ['c'] })] }),
    inner('II', { children: [inner('C', { items: ['d'] })] }),
  ],
})

/** `R(I(A[a b] B[c]) II(C[d]))` */
function drawn(node: SchemeNode): string {
  const children = node.children === undefined ? '' : `(${node.children.map(drawn).join(' ')})`
  return `${node.id}${children}${node.items === undefined ? '' : `[${node.items.join(' ')}]`}`
}

const idAt = (edit: TreeEdit | null): string | undefined => edit?.path && nodeAt(edit.root, edit.path)?.id

test('a node goes in, and out with all below it; the one beside it is looked at next', () => {
  const added = insertNode(tree, [1], 0, inner('N', {}))
  expect([drawn(added.root), idAt(added)]).toEqual(['R(I(A[a b] B[c]) II(N C[d]))', 'N'])
  expect(drawn(removeNode(added.root, added.path).root)).toBe(drawn(tree))
  const gone = removeNode(tree, [0])
  expect([drawn(gone.root), idAt(gone)]).toEqual(['R(II(C[d]))', 'II'])
  const only = removeNode(tree, [1, 0])
  expect([drawn(only.root), idAt(only)]).toEqual(['R(I(A[a b] B[c]) II)', 'II'])
})

test.each<[number[], TreeStep, string | null]>([
  [[0, 0], 'up', null],
  [[0, 0], 'down', 'R(I(B[c] A[a b]) II(C[d]))'],
  [[0, 1], 'up', 'R(I(B[c] A[a b]) II(C[d]))'],
  [[1], 'up', 'R(II(C[d]) I(A[a b] B[c]))'],
  [[1], 'in', 'R(I(A[a b] B[c] II(C[d])))'],
  [[0, 1], 'in', null], // the one before it is a factor
  [[0, 0], 'out', 'R(I(B[c]) A[a b] II(C[d]))'],
  [[1], 'out', null],
  [[], 'down', null],
])('the node at %j one step %s', (path, step, wanted) => {
  const edit = stepNode(tree, path, step)
  expect(edit && drawn(edit.root)).toBe(wanted)
  if (edit !== null) expect(idAt(edit)).toBe(nodeAt(tree, path)?.id)
})

test('a node never moves below itself or into a factor', () => {
  expect(moveNode(tree, [0], [0], 0)).toBeNull()
  expect(moveNode(tree, [0], [0, 1], 0)).toBeNull()
  expect(moveNode(tree, [1], [0, 1], 0)).toBeNull()
  expect(moveNode(tree, [], [1], 0)).toBeNull()
})

test('an item goes into a factor, out of wherever it was, and steps over the ends of factors', () => {
  const to = (path: number[], index: number) => ({ path, index })
  expect(drawn(placeItem(tree, 'e', to([0, 0], 1)))).toBe('R(I(A[a e b] B[c]) II(C[d]))')
  expect(drawn(placeItem(tree, 'a', to([0, 0], 2)))).toBe('R(I(A[b a] B[c]) II(C[d]))')
  expect(drawn(placeItem(tree, 'c', to([1, 0], 0)))).toBe('R(I(A[a b] B) II(C[c d]))')
  expect(drawn(placeItem(tree, 'c', null))).toBe('R(I(A[a b] B) II(C[d]))')
  expect(drawn(placeItem(tree, 'c', to([0], 0)))).toBe(drawn(tree)) // holds children
  expect(drawn(stepItem(tree, [0, 0], 0, 'down'))).toBe('R(I(A[b a] B[c]) II(C[d]))')
  expect(drawn(stepItem(tree, [0, 0], 1, 'down'))).toBe('R(I(A[a] B[b c]) II(C[d]))')
  expect(drawn(stepItem(tree, [1, 0], 0, 'up'))).toBe('R(I(A[a b] B[c d]) II(C))')
  expect(drawn(stepItem(tree, [0, 0], 0, 'up'))).toBe(drawn(tree))
})

/** Trees whose ids and items are all different, as a sound draft's are. */
const trees = fc.letrec<{ node: 'factor' | unknown[] }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, fc.constant('factor' as const), fc.array(tie('node'), { maxLength: 3 })),
})).node

function numbered(shape: unknown, count = { node: 0, item: 0 }): SchemeNode {
  const id = `N${count.node++}`
  if (shape === 'factor') return inner(id, { items: [`i${count.item++}`, `i${count.item++}`] })
  const children = (shape as unknown[]).map((one) => numbered(one, count)) // drawn above
  return inner(id, children.length === 0 ? {} : { children })
}

test('moves lose nothing and make nothing, the moved node is where the edit says, and what is above it is inner', () => {
  const moves = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(4), fc.constantFrom('up', 'down', 'in', 'out', 'drag')), {
    maxLength: 8,
  })
  const sorted = (values: string[]): string => values.sort().join(' ')
  fc.assert(
    fc.property(trees, moves, (shape, steps) => {
      let root = numbered(shape)
      const ids = sorted(pathsOf(root).map(({ node }) => node.id))
      const items = sorted(itemsBelow(root))
      for (const [from, to, index, how] of steps) {
        const paths = pathsOf(root).map(({ path }) => path)
        const path = paths[from % paths.length] ?? []
        const parent = paths[to % paths.length] ?? []
        const size = nodeAt(root, parent)?.children?.length ?? 0
        const edit =
          how === 'drag' ? moveNode(root, path, parent, Math.min(index, size)) : stepNode(root, path, how as TreeStep)
        if (edit === null) continue
        expect(idAt(edit)).toBe(nodeAt(root, path)?.id)
        root = edit.root
        expect(sorted(pathsOf(root).map(({ node }) => node.id))).toBe(ids)
        expect(sorted(itemsBelow(root))).toBe(items)
        expect(pathsOf(root).every(({ node }) => node.children === undefined || node.items === undefined)).toBe(true)
      }
    }),
  )
})
