import { expect, test } from 'vitest'
import { newTargetEdit } from '../../../renderer/components/target-edit.ts'
import { copyTargets, type KnownPlaces, parseTargets } from '../../../renderer/screens/targets/parse-targets.ts'

const known: KnownPlaces = {
  nodes: [
    { id: 'SIPAS', names: ['SIPAS', 'Chỉ số hài lòng chung'] },
    { id: 'F1', names: ['F1', 'Tiếp cận dịch vụ'] },
  ],
  units: [{ id: 7, names: ['SO-XD', 'Sở Xây dựng'] }],
  levels: [{ id: 'commune', names: ['commune', 'Xã, phường, đặc khu'] }],
  sectors: [{ id: 3, names: ['land', 'Đất đai', 'Land'] }],
  present: [],
}

const short = (text: string, rest: Partial<KnownPlaces> = {}) => {
  const { targets, problems } = parseTargets(text, { ...known, ...rest })
  return {
    targets: targets.map(({ key: _, id: __, ...target }) => Object.values(target)),
    problems: problems.map(({ line, kind, value }) => `${line} ${kind} ${value}`),
  }
}

test('rows of a spreadsheet become targets: by code or name, a level in place of an agency, a heading passed over', () => {
  const text = [
    'Năm\tNội dung\tCơ quan\tLĩnh vực\tChỉ tiêu\tVăn bản',
    '2026\tSIPAS\t\t\t90\tQĐ 1; mục 2',
    '\tTIẾP CẬN DỊCH VỤ\tsở xây dựng\tđất đai\t87,5 %\t',
    '',
    '2026\tSIPAS\tXã, phường, đặc khu\t\t85.5\t',
  ].join('\r\n')
  expect(short(text)).toEqual({
    targets: [
      ['2026', 'SIPAS', null, null, null, '90', 'QĐ 1; mục 2'],
      ['', 'F1', 7, 3, null, '87,5', ''],
      ['2026', 'SIPAS', null, null, 'commune', '85.5', ''],
    ],
    problems: [],
  })
  expect(short('2026;SIPAS;;;90;QĐ 1').targets).toEqual([['2026', 'SIPAS', null, null, null, '90', 'QĐ 1']])
})

test('what is wrong is told by line, and a place has one target', () => {
  const text = [
    '26;SIPAS;;;90',
    ';X;;;90',
    ';F1;Sở Y;;90',
    ';F1;;Y tế;90',
    ';F1;;;101',
    ';F1;;;',
    ';F1;;;90',
    ';F1;;;91',
  ]
  expect(short(text.join('\n')).problems).toEqual([
    '1 year-bad 26',
    '2 node-unknown X',
    '3 agency-unknown Sở Y',
    '4 sector-unknown Y tế',
    '5 value-bad 101',
    '6 value-bad ',
    '8 repeated F1',
  ])
  const present = [{ ...newTargetEdit('2026'), value: '80' }]
  expect(short('2026;SIPAS;;;90', { present }).problems).toEqual(['1 repeated SIPAS'])
})

test('a name that several places share names none of them; a code names one', () => {
  const units = [
    { id: 7, names: ['X-01', 'UBND xã Tân Lập'] },
    { id: 8, names: ['X-02', 'UBND xã Tân Lập'] },
    { id: 9, names: ['x-01', 'Khác'] },
  ]
  expect(short('2026;SIPAS;UBND  xã Tân Lập;;90', { units })).toEqual({
    targets: [],
    problems: ['1 ambiguous UBND  xã Tân Lập'],
  })
  expect(short('2026;SIPAS;X-02;;90', { units }).targets).toEqual([['2026', 'SIPAS', 8, null, null, '90', '']])
  expect(short('2026;SIPAS;x-01;;90', { units }).targets).toEqual([['2026', 'SIPAS', 9, null, null, '90', '']])
})

test('a year is copied once: what the next year has already stays', () => {
  const one = { ...newTargetEdit('2025'), id: 4, value: '90' }
  const other = { ...newTargetEdit('2025'), node: 'F1', value: '85' }
  const present = { ...newTargetEdit('2026'), value: '95' }
  const copied = copyTargets([one, other, present], '2025', '2026')
  expect(copied).toMatchObject([{ year: '2026', node: 'F1', value: '85' }])
  expect(copied[0]).not.toHaveProperty('id')
  expect(copied[0]?.key).not.toBe(other.key)
  expect(copyTargets([one, other, present, ...copied], '2025', '2026')).toEqual([])
})
