import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textWidth } from '../../../src/core/print/text-metrics.ts'
import { tiedText } from '../../../src/core/report/tied-text.ts'
import { type Element, flowOnto, frameOf, type Unit } from '../../../src/files/report/pdf-flow.ts'
import { layText, newElement } from '../../../src/files/report/pdf-words.ts'

interface Placed {
  readonly at: number
  readonly sheet: number
  readonly top: number
}

function flowed(units: readonly Omit<Unit, 'draw'>[], isLandscape: boolean): Placed[] {
  const elements: Element[] = units.map(() => newElement('P'))
  const tops: number[] = []
  flowOnto([
    {
      isLandscape,
      units: units.map((unit, at) => ({
        ...unit,
        draw: (top) => {
          tops[at] = top
          return [{ element: elements[at] ?? null, marks: () => [] }]
        },
      })),
    },
  ])
  return elements.flatMap(({ children: [piece] }, at) =>
    piece !== undefined && 'sheet' in piece ? [{ at, sheet: piece.sheet.number, top: tops[at] ?? 0 }] : [],
  )
}

const unit = fc.record({
  height: fc.double({ min: 1, max: 60, noNaN: true }),
  before: fc.double({ min: 0, max: 10, noNaN: true }),
  keepNext: fc.boolean(),
})

describe('what stands on pages', () => {
  test('stays in its order, inside the margins, one under another, and with what it belongs to', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 60 }), fc.boolean(), (units, isLandscape) => {
        const { top, height } = frameOf(isLandscape)
        const placed = flowed(units, isLandscape)
        expect(placed).toHaveLength(units.length)
        let [sheet, free] = [1, top]
        for (const one of placed) {
          const own = units[one.at]
          if (own === undefined) throw new Error('unknown')
          const isNew = one.sheet > sheet
          expect(one.sheet - sheet).toBeLessThanOrEqual(1)
          if (isNew) expect(one.top).toBe(top)
          else expect(one.top).toBeGreaterThanOrEqual(free - 1e-6)
          expect(one.top + own.height).toBeLessThanOrEqual(top + height + 0.01)
          const before = units[one.at - 1]
          // Short chains fit on any page; of longer ones some link has to give way.
          const isShort = (at: number): boolean => !units[at - 2]?.keepNext && !units[at]?.keepNext
          if (isNew && before?.keepNext && isShort(one.at)) expect.fail(`unit ${one.at - 1} was left behind`)
          ;[sheet, free] = [one.sheet, one.top + own.height]
        }
      }),
    )
  })

  test('begins a page with the head of its table where that was left behind', () => {
    const head = { height: 10, draw: () => [] }
    const rows = Array.from({ length: 30 }, () => ({ height: 20, before: 0, keepNext: false, head }))
    const placed = flowed([{ height: 10, before: 0, keepNext: true }, ...rows], false)
    // 257 mm: the head and 12 rows on each page.
    expect(placed.filter(({ sheet }) => sheet === 1)).toHaveLength(13)
    expect(placed.filter(({ sheet }) => sheet === 2)).toHaveLength(12)
    expect(placed.find(({ sheet }) => sheet === 2)?.top).toBe(30)
  })
})

describe('a text laid out for a page', () => {
  test('ends every line but the last of a paragraph at the right margin, with the first one indented', () => {
    const laid = layText('Chỉ số hài lòng chung của người dân '.repeat(12).trim(), 165, {
      size: 14,
      align: 'justify',
      indent: 12.7,
    })
    expect(laid.lines.length).toBeGreaterThan(3)
    for (const [at, { text, isLast }] of laid.lines.entries()) {
      const words = laid.draw(at, 30, 0)
      if (words.kind !== 'words') throw new Error('not words')
      expect(words.x).toBeCloseTo(at === 0 ? 42.7 : 30, 9)
      const end = words.x + textWidth(text, 'regular', 14) + words.spread * (text.split(' ').length - 1)
      if (isLast) expect(words.spread).toBe(0)
      else expect(end).toBeCloseTo(195, 6)
    }
  })

  test('keeps a number with its sign and its other end, where there is room', () => {
    expect(tiedText('95 % từ 85,10 – 87,70, 2021 - 2030; a - b %')).toBe(
      '95\u00a0% từ 85,10\u00a0–\u00a087,70, 2021\u00a0-\u00a02030; a - b %',
    )
    const lines = layText('85,10 – 87,70', 14, { size: 12 }).lines.map(({ text }) => text)
    expect(lines).toEqual(['85,10 –', '87,70'])
  })
})
