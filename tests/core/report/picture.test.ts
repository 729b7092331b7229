import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MM_PER_PT } from '../../../src/core/print/paper.ts'
import { ASCENT, DESCENT, textWidth } from '../../../src/core/print/text-metrics.ts'
import { drawPicture, PICTURE_WIDTH_MM } from '../../../src/core/report/draw-picture.ts'
import type { Mark, Picture } from '../../../src/core/report/picture-parts.ts'
import { TALLEST_MM } from '../../../src/core/report/picture-rows.ts'
import { scaleAround, scaleFromZero } from '../../../src/core/report/picture-scale.ts'
import type { IntervalRow, ReportPicture } from '../../../src/core/report/report-model.ts'
import { INTERVALS, intervalRows, PAYLOADS, SHARES, TREND } from '../../support/sample-report.ts'

type TextMark = Extract<Mark, { kind: 'text' }>

const texts = ({ marks }: Picture): TextMark[] => marks.filter((mark) => mark.kind === 'text')
const words = (picture: Picture): string =>
  texts(picture)
    .map(({ text }) => text)
    .join('\n')

/** The rectangle that a mark takes, in mm. */
function reach(mark: Mark): { left: number; right: number; top: number; bottom: number } {
  if (mark.kind === 'text') {
    const height = mark.size * MM_PER_PT
    const right = mark.x + textWidth(mark.text, mark.style, mark.size)
    return { left: mark.x, right, top: mark.y - ASCENT * height, bottom: mark.y + DESCENT * height }
  }
  if (mark.kind === 'dot') {
    const { x, y, radius } = mark
    return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
  }
  const [xs, ys] = [mark.points.map(({ x }) => x), mark.points.map(({ y }) => y)]
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}

function expectAllInside(picture: Picture): void {
  for (const mark of picture.marks) {
    const { left, right, top, bottom } = reach(mark)
    expect(left, JSON.stringify(mark)).toBeGreaterThanOrEqual(-1e-6)
    expect(top, JSON.stringify(mark)).toBeGreaterThanOrEqual(-1e-6)
    expect(right, JSON.stringify(mark)).toBeLessThanOrEqual(picture.widthMm + 1e-6)
    expect(bottom, JSON.stringify(mark)).toBeLessThanOrEqual(picture.heightMm + 1e-6)
  }
}

/** The middles of the marks of indices in a picture without intervals, whatever their shape, in the order of rows. */
function indexPlaces({ marks }: Picture, rows: number): { x: number; y: number }[] {
  const shapes = marks.filter((mark) => mark.kind === 'dot' || mark.kind === 'area')
  return shapes.slice(0, rows).map((mark) => {
    const { left, right, top, bottom } = reach(mark)
    return { x: (left + right) / 2, y: (top + bottom) / 2 }
  })
}

const name = fc.oneof(
  fc.stringMatching(/^[A-ZĐa-zđăâêôơưắằẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự ]{1,120}$/),
  fc.constantFrom(...PAYLOADS, ''),
)
const percent = fc.double({ min: 0, max: 100, noNaN: true })
const row: fc.Arbitrary<IntervalRow> = fc.record({
  name,
  index: percent,
  lower95: fc.option(percent),
  upper95: fc.option(percent),
  target: fc.option(percent),
  verdict: fc.constantFrom('met', 'not-met', 'unsure', null),
})
const picture: fc.Arbitrary<ReportPicture> = fc.oneof(
  fc.record({ kind: fc.constant('intervals' as const), rows: fc.array(row, { maxLength: 120 }) }),
  fc.record({ kind: fc.constant('shares' as const), rows: fc.array(fc.record({ name, percent }), { maxLength: 120 }) }),
  fc.record({ kind: fc.constant('trend' as const), points: fc.array(row, { maxLength: 24 }) }),
)

describe('a figure of a report', () => {
  test('has every mark within its width and height, and is never higher than a page has room for', () => {
    fc.assert(
      fc.property(picture, fc.constantFrom('vi', 'en' as const), (picture, language) => {
        const drawn = drawPicture(picture, language)
        expect(drawn.widthMm).toBe(PICTURE_WIDTH_MM)
        expect(drawn.heightMm).toBeLessThanOrEqual(TALLEST_MM)
        expectAllInside(drawn)
      }),
    )
  })

  test('tells the name and the number of each row, with two decimals and a comma', () => {
    const intervals = words(drawPicture(INTERVALS.picture, 'vi'))
    for (const { name, index } of intervalRows(12)) {
      expect(intervals.replaceAll('\n', ' ')).toContain(name)
      expect(intervals).toContain(index.toFixed(2).replace('.', ','))
    }
    const shares = words(drawPicture(SHARES.picture, 'vi'))
    expect(shares).toContain('Niêm yết tại bộ phận tiếp nhận')
    for (const value of ['45,20 %', '31,27 %', '4,05 %', '0,00 %']) expect(shares).toContain(value)
    const trend = words(drawPicture(TREND.picture, 'vi'))
    for (const value of ['Quý I năm 2026', 'Quý IV năm 2026', '81,02', '83,50', '82,11', '86,42'])
      expect(trend).toContain(value)
  })

  test('of 90 rows still names each', () => {
    const drawn = words(drawPicture({ kind: 'intervals', rows: intervalRows(90) }, 'vi'))
    for (let at = 1; at <= 90; at++) expect(drawn).toContain(`${at}. `)
  })

  test.each([30, 60, 90, 300])('of %i rows fits on a page', (count) => {
    const picture = drawPicture({ kind: 'intervals', rows: intervalRows(count) }, 'vi')
    expect(picture.heightMm).toBeLessThanOrEqual(TALLEST_MM)
    expectAllInside(picture)
  })

  test('says where its axis is cut, what its marks mean and what the target is, in the language asked for', () => {
    const same = { kind: 'intervals', rows: intervalRows(6) } as const
    const vi = words(drawPicture(same, 'vi'))
    for (const one of ['Chỉ tiêu 85', 'đạt chỉ tiêu', 'chưa đạt', 'chưa rõ', 'Khoảng tin cậy 95 %'])
      expect(vi).toContain(one)
    expect(vi).toContain('Trục từ 65 đến 90 (thang 0 - 100)')
    expect(words(drawPicture(same, 'en'))).toContain('Axis from 65 to 90 (scale 0 - 100)')
  })

  test('tells targets that differ each in its own row, and an absent one not at all', () => {
    const rows = intervalRows(3).map((row, at) => ({ ...row, target: [80, 87.5, null][at] ?? null }))
    const lines = words(drawPicture({ kind: 'intervals', rows }, 'vi')).split('\n')
    expect(lines.filter((line) => line === '87,5')).toHaveLength(1)
    expect(lines.some((line) => line.startsWith('Chỉ tiêu '))).toBe(false)
  })

  test('puts a higher index further right, and further up in time', () => {
    const values = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(values, (values) => {
        const rows = values.map((value, at): IntervalRow => {
          const verdict = (['met', 'not-met', 'unsure', null] as const)[at % 4] ?? null
          return { name: `${at}`, index: value / 100, lower95: null, upper95: null, target: null, verdict }
        })
        const order = (by: (at: number) => number): number[] => rows.map((_, at) => at).sort((a, b) => by(a) - by(b))
        const wanted = order((at) => values[at] ?? 0)
        const across = indexPlaces(drawPicture({ kind: 'intervals', rows }, 'vi'), rows.length)
        expect(order((at) => across[at]?.x ?? 0)).toEqual(wanted)
        const course = drawPicture({ kind: 'trend', points: rows }, 'vi').marks.find(
          (mark) => mark.kind === 'line' && mark.points.length === rows.length && mark.thickness === 0.5,
        )
        const places = course?.kind === 'line' ? course.points : []
        expect(order((at) => -(places[at]?.y ?? 0))).toEqual(wanted)
      }),
    )
  })
})

describe('the axis of a figure', () => {
  const of = (index: number, lower95: number, upper95: number): IntervalRow => {
    return { name: '', index, lower95, upper95, target: null, verdict: null }
  }

  test('begins and ends at round numbers around the data', () => {
    expect(scaleAround([of(82, 75.2, 88.9)])).toEqual({ from: 74, to: 90, ticks: [74, 76, 78, 80, 82, 84, 86, 88, 90] })
  })

  test('is never so short that a tenth of a point looks like much, and stays within 0-100', () => {
    expect(scaleAround([of(86.4, 86.4, 86.5)])).toMatchObject({ from: 80, to: 92 })
    expect(scaleAround([of(99.9, 99.8, 100)])).toMatchObject({ to: 100 })
    expect(scaleAround([])).toMatchObject({ from: 0, to: 100 })
  })

  test('of bars begins at zero', () => {
    expect(scaleFromZero([45.2, 31])).toMatchObject({ from: 0, to: 50 })
    expect(scaleFromZero([0.4])).toMatchObject({ from: 0, to: 10 })
  })
})
