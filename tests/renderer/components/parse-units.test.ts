import { expect, test } from 'vitest'
import { parseUnits } from '../../../renderer/components/parse-units.ts'

test('a pasted list: semicolons or two columns of a spreadsheet, empty lines skipped, bad lines named', () => {
  const text = 'SO-NV; Sở Nội vụ \r\n\r\nSO-TC\tSở Tài chính\nchỉ có tên\n;Thiếu mã\nSO-NV;Tên thứ hai'
  expect(parseUnits(text)).toEqual({
    units: [
      { code: 'SO-NV', name: 'Sở Nội vụ' },
      { code: 'SO-TC', name: 'Sở Tài chính' },
    ],
    badLines: [4, 5],
    rest: 'chỉ có tên\n;Thiếu mã',
  })
})
