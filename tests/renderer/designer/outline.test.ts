import { describe, expect, test } from 'vitest'
import { dropTargetOf } from '../../../renderer/screens/designer/drop-target.ts'
import { commandOf } from '../../../renderer/screens/designer/outline-keys.ts'
import { findRows, foldKey, outlineRows } from '../../../renderer/screens/designer/outline-rows.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { moveTo } from '../../../src/core/questionnaire/edit/move.ts'
import { type Spot, spotsOf } from '../../../src/core/questionnaire/edit/spot.ts'

const tthc = BUILT_IN_QUESTIONNAIRES.find(({ code }) => code === 'tthc-2017') ?? BUILT_IN_QUESTIONNAIRES[0]
if (tthc === undefined) throw new Error('no built-in form')
/** A 6 questions, B 7, C a grid of 22 and one, D 2. */
const form = tthc
const text = (rows: readonly { spot: Spot }[]): string[] => rows.map(({ spot }) => spot.join('.'))

describe('rows', () => {
  test('sections are open and grids closed, until folded otherwise', () => {
    expect(outlineRows(form, new Map(), null)).toHaveLength(4 + 17)
    const folds = new Map([
      [foldKey('section', 'A'), false],
      ['k', true],
    ])
    expect(outlineRows(form, folds, null)).toHaveLength(4 + 11 + 22)
  })

  test('what is selected is seen, wherever it lies', () => {
    const folds = new Map([[foldKey('section', 'C'), false]])
    expect(text(outlineRows(form, folds, [2, 0, 5]))).toContain('2.0.5')
  })

  test.each([
    ['9', '2.1'], // the number on paper before k09, which stands above it
    ['8.9', '2.0.8'],
    ['a3', '0.2'],
    ['k22', '2.0.21'],
    ['TRE HEN', '1.2'],
    ['trễ hẹn', '1.2'],
    ['on time', '1.2'],
  ])('“%s” finds %s first', (typed, spot) => {
    expect(text(findRows(form, typed))[0]).toBe(spot)
  })

  test('what nothing matches finds nothing', () => {
    expect(findRows(form, 'không có câu này')).toEqual([])
    expect(findRows(form, ' ')).toEqual([])
  })
})

describe('keys', () => {
  const rows = outlineRows(form, new Map(), null)
  const at = (spot: string): number => text(rows).indexOf(spot)
  const press = (key: string, spot: string, held: { altKey?: boolean; ctrlKey?: boolean; shiftKey?: boolean } = {}) =>
    commandOf({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held }, rows, at(spot))

  test.each([
    ['ArrowDown', '0', { do: 'select', spot: [0, 0] }],
    ['ArrowUp', '1', { do: 'select', spot: [0, 5] }],
    ['ArrowUp', '0', null],
    ['End', '0', { do: 'select', spot: [3, 1] }],
    ['Home', '3.1', { do: 'select', spot: [0] }],
    ['ArrowRight', '0', { do: 'select', spot: [0, 0] }],
    ['ArrowRight', '0.1', null],
    ['ArrowLeft', '0.1', { do: 'select', spot: [0] }],
    ['F2', '0', { do: 'edit' }],
    ['Enter', '0', { do: 'edit' }],
    ['Insert', '0', { do: 'add' }],
    ['+', '0', { do: 'add' }],
    ['Delete', '0', { do: 'remove' }],
    ['x', '0', null],
  ])('%s on %s', (key, spot, command) => {
    expect(press(key, spot)).toEqual(command)
  })

  test('a grid opens to the right, a section closes to the left', () => {
    expect(press('ArrowRight', '2.0')).toMatchObject({ do: 'fold', isOpen: true })
    expect(press('ArrowLeft', '2')).toMatchObject({ do: 'fold', isOpen: false })
  })

  test('Alt moves, Ctrl+D copies, other keys held leave the browser its own', () => {
    expect(press('ArrowUp', '0.1', { altKey: true })).toEqual({ do: 'move', step: -1 })
    expect(press('d', '0.1', { ctrlKey: true })).toEqual({ do: 'copy' })
    expect(press('ArrowUp', '0.1', { ctrlKey: true })).toBeNull()
    expect(press('Enter', '0.1', { altKey: true })).toBeNull()
  })
})

describe('dragging', () => {
  const rows = outlineRows(form, new Map([['k', true]]), null)
  const rowOf = (spot: string) => {
    const row = rows.find((one) => one.spot.join('.') === spot)
    if (row === undefined) throw new Error(spot)
    return row
  }

  test.each([
    // A question between two others, to the end of another section, into a section as its first.
    [[0, 0], '0.2', 'lower', [0, 2]],
    [[0, 4], '0.1', 'upper', [0, 1]],
    [[0, 0], '1.6', 'lower', [1, 7]],
    [[1, 3], '0', 'lower', [0, 0]],
    // A section before another and, over the rows of one, after it.
    [[3], '1', 'upper', [1]],
    [[0], '2.1', 'lower', [2]],
    // An item within its grid; not into a question that is no grid.
    [[2, 0, 0], '2.0.3', 'lower', [2, 0, 3]],
    [[2, 0, 3], '2.0', 'lower', [2, 0, 0]],
    [[2, 0, 3], '1.0', 'lower', null],
    // Where it lies already.
    [[0, 0], '0.0', 'upper', null],
    [[0, 0], '0.0', 'lower', null],
    [[0, 0], '0.1', 'upper', null],
  ] as const)('%j over the half of %s: %s', (from, over, half, to) => {
    expect(dropTargetOf(from, rowOf(over), half, rows)?.to ?? null).toEqual(to)
  })

  test('the line is drawn under all that lies open where it goes', () => {
    expect(dropTargetOf([0], rowOf('1.2'), 'upper', rows)).toMatchObject({ over: [1, 6], side: 'after', to: [1] })
    expect(dropTargetOf([0, 0], rowOf('2.0.3'), 'upper', rows)).toMatchObject({
      over: [2, 0, 21],
      side: 'after',
      to: [2, 1],
    })
    expect(dropTargetOf([3], rowOf('1'), 'upper', rows)).toMatchObject({ over: [1], side: 'before' })
  })

  test('wherever the line is drawn, there is a place to land', () => {
    for (const from of spotsOf(form)) {
      for (const row of rows) {
        for (const half of ['upper', 'lower'] as const) {
          const target = dropTargetOf(from, row, half, rows)
          if (target !== null) expect(moveTo(form, from, target.to)).not.toBeNull()
        }
      }
    }
  })
})
