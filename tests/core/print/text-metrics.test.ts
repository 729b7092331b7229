import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitText, printable, textWidth, wrapText } from '../../../src/core/print/text-metrics.ts'
import tinos from '../../../src/core/print/tinos-widths.json' with { type: 'json' }
import { readTinosWidths } from '../../support/tinos-widths.ts'

const style = fc.constantFrom('regular', 'bold', 'italic' as const)
const vietnamese = fc.stringMatching(/^[a-zA-ZđĐăâêôơưắằẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ ,.\n]{0,200}$/)

describe('the widths of Tinos', () => {
  test('are those of the font files', () => {
    expect(tinos).toEqual(readTinosWidths())
  })

  test('of digits are half the type size, as in every Times', () => {
    // 10 pt, 20 digits of 5 pt: 100 pt = 35.28 mm.
    expect(textWidth('01234567890123456789', 'regular', 10)).toBeCloseTo((100 * 25.4) / 72, 6)
  })

  test('cover every Vietnamese letter', () => {
    const letters = 'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ'
    expect(printable(letters + letters.toUpperCase())).toBe(letters + letters.toUpperCase())
  })
})

describe('a printable text', () => {
  test('is composed, has single spaces, and a square for what the font lacks', () => {
    expect(printable(' Ha\u0300i  lo\u0300ng\t漢\u200b\r\nhe\u0302\u0301t ')).toBe('Hài lòng □\nhết')
  })

  test('is printable already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text))
      }),
    )
  })
})

describe('a text broken into lines', () => {
  test('keeps every word in order, and no line is wider than asked', () => {
    fc.assert(
      fc.property(vietnamese, style, fc.integer({ min: 20, max: 180 }), (text, style, width) => {
        const lines = wrapText(text, style, 11, width)
        expect(lines.join(' ').split(/\s+/).join('')).toBe(printable(text).split(/\s+/).join(''))
        for (const line of lines) expect(textWidth(line, style, 11)).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('breaks a word that is longer than the line', () => {
    // Each m is 0.778 of 10 pt = 2.745 mm: three to a line of 9 mm.
    expect(wrapText('mmmmmmm', 'regular', 10, 9)).toEqual(['mmm', 'mmm', 'm'])
  })
})

describe('a text made to fit', () => {
  test('takes no more lines than asked, nor more width', () => {
    fc.assert(
      fc.property(vietnamese, fc.integer({ min: 1, max: 3 }), (text, most) => {
        const { lines, size } = fitText(text, 'bold', { size: 12, floor: 8, width: 70, most })
        expect(lines.length).toBeLessThanOrEqual(most)
        for (const line of lines) expect(textWidth(line, 'bold', size)).toBeLessThanOrEqual(70)
      }),
    )
  })
})
