import { expect, test } from 'vitest'
import { guessLevel } from '../../../renderer/components/unit-levels.ts'

test.each([
  ['Sở Nội vụ', 'department'],
  ['BAN Dân tộc', 'department'],
  ['UBND phường Trấn Biên', 'commune'],
  ['Ủy ban nhân dân  xã Phước Tân', 'commune'],
  ['Uỷ ban nhân dân xã Phước Tân', 'commune'],
  ['Đặc khu Phú Quý'.normalize('NFD'), 'commune'],
  ['Thị xã Long Khánh', 'district'],
  ['UBND thành phố thuộc tỉnh', 'district'],
  ['UBND thành phố Biên Hoà', null],
  ['Bảo hiểm xã hội tỉnh', 'vertical'],
  ['Xãhội', null],
  ['', null],
])('%s → %s', (name, level) => {
  expect(guessLevel(name)).toBe(level)
})
