import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskText, proposeMasks } from '../../../src/core/comments/mask.ts'

test.each([
  ['gọi 0912345678 gặp tôi', 'gọi [số điện thoại] gặp tôi'],
  ['SĐT0912.345.678', 'SĐT[số điện thoại]'],
  ['+84 912 345 678.', '[số điện thoại].'],
  ['máy bàn 024 3825 1234', 'máy bàn [số điện thoại]'],
  ['gọi 0912\u00a0345\u00a0678 hoặc 0912  345  678', 'gọi [số điện thoại] hoặc [số điện thoại]'],
  ['gọi 0912–345–678, (024) 3825 1234, 0912\u200b345678', 'gọi [số điện thoại], [số điện thoại], [số điện thoại]'],
  ['(0912345678) và 0912345678²', '([số điện thoại]) và [số điện thoại]²'],
  ['nộp 1\u00a0250\u00a0000\u00a0000 đồng', 'nộp 1\u00a0250\u00a0000\u00a0000 đồng'],
  ['CCCD 001085012345', 'CCCD [số giấy tờ]'],
  ['CMND 123.456.789', 'CMND [số giấy tờ]'],
  ['mã số thuế 3600123456', 'mã số thuế [dãy số]'],
  ['thu 1.250.000.000 đồng', 'thu 1.250.000.000 đồng'],
  ['nộp 100.000.000đ rồi', 'nộp 100.000.000đ rồi'],
  ['nộp ngày 12.05.2026, hẹn 20/5', 'nộp ngày 12.05.2026, hẹn 20/5'],
  ['thư nguyen.van-a@gmail.com nhé', 'thư [thư điện tử] nhé'],
  ['xe 51F-123.45 đỗ', 'xe [biển số] đỗ'],
  ['xe 29A1 23456', 'xe [biển số]'],
  ['xe 59x112345', 'xe [biển số]'],
  ['Ông Nguyễn Văn A làm chậm', 'Ông [tên] làm chậm'],
  ['chị Lan và anh Tuấn rất tốt', 'chị [tên] và anh [tên] rất tốt'],
  ['anh hướng dẫn chị Lan', 'anh hướng dẫn chị [tên]'],
  ['BÀ TRẦN THỊ B', 'BÀ [tên]'],
  ['các anh chị nhiệt tình', 'các anh chị nhiệt tình'],
  ['thanh Hà', 'thanh Hà'],
  ['chờ 45 phút, 3 lần, phòng 1203', 'chờ 45 phút, 3 lần, phòng 1203'],
])('%s → %s', (text, masked) => {
  expect(maskText(text)).toBe(masked)
  expect(maskText(text.normalize('NFD'))).toBe(masked)
})

const piece = fc.constantFrom(
  '0912345678',
  '001085012345',
  'ông Nguyễn Văn A',
  'chị Lan',
  'a.b@c.vn',
  '51F-123.45',
  'chậm',
  '12',
  ',',
  '1.000.000 đồng',
  'và',
)
const pieces = fc.array(piece, { maxLength: 10 })
const text = pieces.map((parts) => parts.join(' '))
/** Digits beside digits are one row of digits, so here signs lie between. */
const apart = pieces.map((parts) => parts.join('; '))

test('masks lie in order and apart, masking twice is masking once, and nothing personal is left', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme' })), (any) => {
      const nfc = any.normalize('NFC')
      let end = 0
      for (const { from, to } of proposeMasks(nfc)) {
        expect(from).toBeGreaterThanOrEqual(end)
        expect(to).toBeGreaterThan(from)
        end = to
      }
      const masked = maskText(any)
      expect(maskText(masked)).toBe(masked)
    }),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(apart, (any) => {
      const masked = maskText(any)
      for (const secret of ['0912345678', '001085012345', 'Nguyễn', 'Lan', '@', '51F'])
        expect(masked).not.toContain(secret)
      for (const kept of ['chậm', '1.000.000 đồng']) expect(masked.includes(kept)).toBe(any.includes(kept))
    }),
  )
})

test('a text as long as one can be takes no time, whatever is in it', () => {
  const began = performance.now()
  for (const long of ['a'.repeat(20_000), '.'.repeat(20_000), `${'1'.repeat(19_999)}²`]) maskText(long)
  expect(performance.now() - began).toBeLessThan(300)
})
