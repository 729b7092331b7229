import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayText, indexText, intervalText, pointsText, targetText } from '../../../src/core/report/numbers.ts'
import {
  changeSentence,
  extremesSentence,
  namesText,
  overallSentence,
  restSentence,
  roman,
  shareLine,
  targetSentence,
  timeWords,
} from '../../../src/core/report/sentences.ts'
import { sayIn } from '../../../src/core/report/words.ts'

const say = sayIn('vi')
/** As a person reads it: the space before a percent sign is one that doesn't break. */
const plain = (text: string | null): string | null => text?.replaceAll('\u00a0', ' ') ?? null

test('numbers are written as an office writes them', () => {
  expect(indexText(83.944)).toBe('83,94')
  expect(indexText(null)).toBe('–')
  expect(plain(intervalText(82.1, 85.303))).toBe('82,10 – 85,30')
  expect([intervalText(null, 85), intervalText(100, 100)]).toEqual(['–', '–'])
  expect([pointsText(1.284), pointsText(-0.4), pointsText(0), pointsText(-0.001)]).toEqual([
    '+1,28',
    '−0,40',
    '0,00',
    '0,00',
  ])
  expect([targetText(85), targetText(87.5)]).toEqual(['85', '87,5'])
  expect(dayText('2026-11-05')).toBe('05/11/2026')
})

test('the overall index with its interval, and what is said where there is none', () => {
  const known = { n: 12345, index: 83.944, lower95: 82.1, upper95: 85.303 }
  expect(plain(overallSentence(say, known, ''))).toBe(
    'Chỉ số hài lòng chung là 83,94 % (khoảng tin cậy 95 %: 82,10 – 85,30; 12.345 phiếu).',
  )
  expect(plain(overallSentence(say, { ...known, lower95: null }, 'của Sở Xây dựng '))).toBe(
    'Chỉ số hài lòng chung của Sở Xây dựng là 83,94 % (12.345 phiếu; chưa tính được khoảng tin cậy).',
  )
  expect(overallSentence(say, { n: 40, index: 100, lower95: 100, upper95: 100 }, '')).toMatch(
    /mọi câu trả lời giống nhau/,
  )
  expect(overallSentence(say, { n: 3, index: null, lower95: null, upper95: null }, '')).toBe(
    'Chỉ có 3 phiếu, quá ít để công bố chỉ số hài lòng chung.',
  )
})

test.each([
  [{ index: 92, target: 90, verdict: 'met' }, '12/TB', 'Kết quả này đạt chỉ tiêu 90 % (theo 12/TB).'],
  [
    { index: 82.536, target: 85, verdict: 'not-met' },
    '',
    'Kết quả này chưa đạt chỉ tiêu 85 %, còn thiếu 2,46 điểm phần trăm.',
  ],
  [
    { index: 85.5, target: 85, verdict: 'unsure' },
    '',
    'Khoảng tin cậy chứa chỉ tiêu 85 % nên chưa đủ cơ sở kết luận đạt hay chưa đạt.',
  ],
  [
    { index: 89.998, target: 90, verdict: 'not-met' },
    '',
    'Kết quả này chưa đạt chỉ tiêu 90 %, còn thiếu chưa đến 0,01 điểm phần trăm.',
  ],
  [{ index: 85.5, target: null, verdict: null }, '', 'Chưa có chỉ tiêu được giao cho chỉ số này.'],
  [
    { index: 85.5, target: 85, verdict: null },
    '',
    'Chỉ tiêu được giao là 85 %; chưa đủ số liệu để kết luận đạt hay chưa đạt.',
  ],
] as const)('against its target: %o', (standing, document, words) => {
  expect(plain(targetSentence(say, standing, document))).toBe(words)
})

const judged = { standardError: 1, p: 0.01, adjustedP: 0.02, note: null }

test('a rise, a fall, and a difference of which neither can be said', () => {
  const rise = { ...judged, difference: 1.284, lower95: 0.517, upper95: 2.051, verdict: 'higher' as const }
  expect(plain(changeSentence(say, 83.94, 82.66, rise, 'đợt “2025”'))).toBe(
    'So với đợt “2025”, chỉ số tăng 1,28 điểm phần trăm (từ 82,66 % lên 83,94 %; khoảng tin cậy 95 % của mức tăng: 0,52 – 2,05).',
  )
  const fall = { ...judged, difference: -1.284, lower95: -2.051, upper95: -0.517, verdict: 'lower' as const }
  expect(plain(changeSentence(say, 82.66, 83.94, fall, 'đợt “2025”'))).toBe(
    'So với đợt “2025”, chỉ số giảm 1,28 điểm phần trăm (từ 83,94 % xuống 82,66 %; khoảng tin cậy 95 % của mức giảm: 0,52 – 2,05).',
  )
  const unsure = { ...judged, difference: 0.3, lower95: -0.5, upper95: 1.1, verdict: 'unsure' as const }
  expect(plain(changeSentence(say, 83.94, 83.64, unsure, 'đợt “2025”'))).toBe(
    'So với đợt “2025” (83,64 %), chênh lệch tính được là +0,30 điểm phần trăm (khoảng tin cậy 95 %: −0,50 đến +1,10), chưa đủ cơ sở kết luận là tăng hay giảm.',
  )
  expect(changeSentence(say, null, 83.64, unsure, '')).toBeNull()
  const together = { ...unsure, difference: 4.43, lower95: 1.41, upper95: 7.46 }
  expect(changeSentence(say, 87.43, 83, together, 'đợt “2025”')).toMatch(/xét đồng thời .* Holm thì chưa đủ cơ sở/)
  const alike = { ...unsure, difference: 0, lower95: 0, upper95: 0 }
  expect(changeSentence(say, 100, 100, alike, 'đợt “2025”')).toMatch(/không tính được khoảng tin cậy/)
})

test('no verdict, no claim', () => {
  const number = fc.double({ min: -60, max: 60, noNaN: true })
  const verdicts = fc.constantFrom('higher', 'lower', 'unsure', null)
  fc.assert(
    fc.property(number, number, number, verdicts, (difference, lower95, upper95, verdict) => {
      const change = { ...judged, difference, lower95, upper95, verdict }
      const claims = (text: string | null, up: RegExp, down: RegExp) => [up.test(text ?? ''), down.test(text ?? '')]
      const expected = [verdict === 'higher', verdict === 'lower']
      expect(claims(changeSentence(say, 80, 80, change, 'x'), /chỉ số tăng/, /chỉ số giảm/)).toEqual(expected)
      expect(claims(restSentence(say, change, 'x'), /này cao hơn/, /này thấp hơn/)).toEqual(expected)
    }),
  )
})

test('the highest and the lowest are told apart only where their intervals are', () => {
  const of = (name: string, index: number | null, half: number) => ({
    ...{ name, n: 50, index, standardError: half / 2 },
    ...{ lower95: index === null ? null : index - half, upper95: index === null ? null : index + half },
  })
  const all = (half: number) => [of('A', 80, half), of('B', 90, half), of('C', null, half)]
  expect(plain(extremesSentence(say, 'sector', all(1), 100))).toBe(
    'Lĩnh vực có chỉ số tính được cao nhất là “B” (90,00 %), thấp nhất là “A” (80,00 %). Xét đồng thời, khoảng tin cậy của hai chỉ số này tách rời nhau.',
  )
  expect(extremesSentence(say, 'sector', all(5), 100)).toMatch(/chưa đủ cơ sở khẳng định thứ tự/)
  // Apart by their own intervals, picked out of two dozen: not apart by those that hold for all.
  const many = [...all(4.2), ...Array.from({ length: 24 }, (_, at) => of(`D${at}`, 85, 4.2))]
  expect(extremesSentence(say, 'sector', all(4.2), 100)).toMatch(/tách rời/)
  expect(extremesSentence(say, 'sector', many, 100)).toMatch(/chưa đủ cơ sở/)
  expect(extremesSentence(say, 'factor', [of('A', 80, 1)], 100)).toBeNull()
  expect(extremesSentence(say, 'factor', [of('A', 80, 1), of('B', 80, 1)], 100)).toBeNull()
})

test('shares, times, names and Roman numbers', () => {
  const share = { label: 'Trễ hẹn', percent: 7.386, lower95: 6.44, upper95: 8.33, of: 2951 }
  expect(plain(shareLine(say, share))).toBe(
    'Trễ hẹn: 7,39 % (khoảng tin cậy 95 %: 6,44 – 8,33; 2.951 người trả lời câu này);',
  )
  expect(plain(shareLine(say, { ...share, percent: 0, lower95: 0, upper95: 0 }))).toBe(
    'Trễ hẹn: 0,00 % (không có ai trong 2.951 người trả lời câu này);',
  )
  expect(shareLine(say, { ...share, percent: null })).toBe('Trễ hẹn: có quá ít người trả lời để công bố;')
  expect(['2026', '2026-H1', '2026-H2', '2026-Q2', '2026-05', '2026-02'].map((code) => timeWords(say, code))).toEqual([
    ...['năm 2026', '6 tháng đầu năm 2026', '6 tháng cuối năm 2026', 'quý II năm 2026', 'tháng 5 năm 2026'],
    'tháng 02 năm 2026',
  ])
  expect([1, 4, 7, 9, 12, 19].map(roman)).toEqual(['I', 'IV', 'VII', 'IX', 'XII', 'XIX'])
  const names = Array.from({ length: 30 }, (_, at) => `Xã ${at + 1}`)
  expect(namesText(say, names.slice(0, 2))).toBe('Xã 1; Xã 2')
  expect(namesText(say, names)).toMatch(/^Xã 1; .*Xã 11 và 19 nơi khác$/)
})
