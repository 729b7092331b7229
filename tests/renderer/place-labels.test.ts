import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeLabels } from '../../renderer/charts/place-labels.ts'

const BOX = { width: 22, height: 15 }
const AREA = { left: 0, top: 0, right: 500, bottom: 400 }

test('a lone label stands at the right of its point', () => {
  expect(placeLabels([{ x: 100, y: 100 }], BOX, AREA)).toEqual([{ x: 115, y: 100 }])
})

test('forty labels, however close their points, never lie over each other, and stay inside', () => {
  const spot = fc.record({
    x: fc.double({ min: 150, max: 350, noNaN: true }),
    y: fc.double({ min: 120, max: 280, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 40 }), (points) => {
      const labels = placeLabels(points, BOX, AREA)
      for (const [at, a] of labels.entries()) {
        expect(a.x - BOX.width / 2).toBeGreaterThanOrEqual(AREA.left)
        expect(a.x + BOX.width / 2).toBeLessThanOrEqual(AREA.right)
        for (const b of labels.slice(at + 1)) {
          expect(Math.abs(a.x - b.x) >= BOX.width || Math.abs(a.y - b.y) >= BOX.height).toBe(true)
        }
      }
    }),
  )
})
