import { describe, expect, test } from 'vitest'
import { parseSuccessions } from '../../../renderer/screens/settings/parse-successions.ts'

const UNITS = [
  { id: 1, code: 'SO-KHDT', name: 'Sở Kế hoạch và Đầu tư' },
  { id: 2, code: 'SO-TC', name: 'Sở Tài chính' },
  { id: 3, code: 'SO-TC-2', name: 'Sở Tài chính mới' },
  { id: 4, code: 'SO-LD', name: 'Sở Lao động, Thương binh và Xã hội' },
  { id: 5, code: 'X-1', name: 'Xã Tân Phú' },
  { id: 6, code: 'X-2', name: 'Xã Tân Phú' },
]
const parse = (text: string, successions: { predecessorId: number; successorId: number }[] = []) =>
  parseSuccessions(text, { units: UNITS, successions })

const row = (predecessorId: number, successorId: number, happenedOn = '2025-03-01', document = '') => ({
  ...{ predecessorId, successorId, happenedOn, document },
})

describe('pasted mergers', () => {
  test('by code or name, several in a cell, a name with a comma whole', () => {
    const text = [
      'so-khdt + SO-TC\tSO-TC-2\t1/3/2025\tNQ 1',
      'Sở Lao  động, Thương binh và Xã hội;SO-TC-2;2025-03-02;',
      'SO-TC-2;X-1, X-2;01/07/2025;NQ 2',
    ].join('\r\n')
    expect(parse(text)).toEqual({
      rows: [
        row(1, 3, '2025-03-01', 'NQ 1'),
        row(2, 3, '2025-03-01', 'NQ 1'),
        row(4, 3, '2025-03-02', 'NQ 1'),
        row(3, 5, '2025-07-01', 'NQ 2'),
        row(3, 6, '2025-07-01', 'NQ 2'),
      ],
      problems: [],
    })
  })

  test('an empty cell is as in the line above: merged cells of a spreadsheet', () => {
    expect(parse('SO-KHDT\tSO-TC-2\t01/03/2025\tNQ 1\nSO-TC\t\t\t\n\n\tX-1').rows).toEqual([
      row(1, 3, '2025-03-01', 'NQ 1'),
      row(2, 3, '2025-03-01', 'NQ 1'),
      row(2, 5, '2025-03-01', 'NQ 1'),
    ])
  })

  test('what can’t be read is told by line', () => {
    const text = ['SO-TC', 'SO-TC;SO-X;1/3/2025', 'SO-TC;Xã Tân Phú', 'SO-TC;X-1;31/02/2025', 'SO-TC,X-1;X-2,SO-TC-2']
    expect(parse(text.join('\n')).problems).toEqual([
      { line: 1, kind: 'unit-missing', value: '' },
      { line: 2, kind: 'unit-unknown', value: 'SO-X' },
      { line: 3, kind: 'unit-unclear', value: 'Xã Tân Phú' },
      { line: 4, kind: 'day-bad', value: '31/02/2025' },
      { line: 5, kind: 'many-to-many', value: '' },
    ])
    expect(parse('SO-TC;X-1').problems).toEqual([{ line: 1, kind: 'day-missing', value: '' }])
  })

  test('a pair that is there, or twice in the list, is told', () => {
    const text = 'SO-KHDT;SO-TC-2;1/3/2025\nSO-TC;SO-TC-2\nSO-TC;SO-TC-2'
    expect(parse(text, [{ predecessorId: 1, successorId: 3 }])).toEqual({
      rows: [row(2, 3)],
      problems: [
        { line: 1, kind: 'repeated', value: 'SO-KHDT → SO-TC-2' },
        { line: 3, kind: 'repeated', value: 'SO-TC → SO-TC-2' },
      ],
    })
  })
})
