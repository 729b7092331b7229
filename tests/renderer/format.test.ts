import { describe, expect, test } from 'vitest'
import {
  formatBytes,
  formatIndex,
  formatIsoDate,
  formatMoment,
  formatNumber,
  formatPercent,
  formatShort,
  formatWeekday,
} from '../../renderer/format.ts'

/** The expected strings are those of design/screens: 86,42 · 12.480 · 96,3 % · dd/mm/yyyy. */
describe('numbers and dates as an office writes them', () => {
  test.each([
    [formatNumber(12480), '12.480'],
    [formatNumber(0), '0'],
    [formatNumber(null), '–'],
    [formatIndex(86.4231), '86,42'],
    [formatIndex(90), '90,00'],
    [formatIndex(null), '–'],
    [formatPercent(96.29), '96,3\u00a0%'],
    [formatShort(87.5), '87,5'],
    [formatShort(90), '90'],
    [formatIsoDate('2026-11-21'), '21/11/2026'],
    [formatIsoDate(null), '–'],
    [formatBytes(1536), '1,5 KB'],
    [formatBytes(0), '0 B'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected)
  })

  test('today shows the time alone, another day its date as well', () => {
    const noon = new Date(2026, 10, 21, 12, 5).getTime()
    const evening = new Date(2026, 10, 21, 20, 0).getTime()
    const nextDay = new Date(2026, 10, 22, 8, 0).getTime()
    expect(formatMoment(noon, evening)).toBe('12:05')
    expect(formatMoment(noon, nextDay)).toBe('21/11/2026 12:05')
  })

  test('the weekday in the language of the screen', () => {
    const saturday = new Date(2026, 10, 21, 9, 0).getTime()
    expect(formatWeekday(saturday, 'vi')).toBe('Thứ Bảy, 21/11/2026')
    expect(formatWeekday(saturday, 'en')).toBe('Saturday, 21/11/2026')
  })
})
