import { expect, test } from 'vitest'
import { plainText } from '../../renderer/plain-text.ts'

test('marks, capitals and outer spaces don’t matter, composed or not', () => {
  expect(plainText(' Đặc khu Phú Quý ')).toBe('dac khu phu quy')
  expect(plainText('Trấn Biên'.normalize('NFD'))).toBe(plainText('TRẤN BIÊN'.normalize('NFC')))
})
