import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFigure, percentOfScale } from '../../../src/core/external/figure.ts'
import { figureColumns, figureReader, readNumber } from '../../../src/core/external/read-figures.ts'

function read(header: string, ...rows: string[]) {
  const { at } = figureColumns(header.split(';'))
  const reader = figureReader(at)
  return rows.map((row, place) => reader(row.split(';'), place + 2))
}

test('columns are known by Vietnamese and English names, in any order, and the needed ones are asked for', () => {
  expect(read('NĂM;  Địa   phương;Nguồn;Giá trị', '2024;toàn quốc;sipas;83,94')).toEqual([
    {
      ...{ source: 'SIPAS', measure: '', place: 'Cả nước', year: 2024, value: 83.94, scale: 100 },
      ...{ rank: null, document: '', link: '' },
    },
  ])
  expect(
    read('source;province;year;score;scale;rank;url', 'PAPI;Lào  Cai;2023;42.5;80;7;https://x.vn/a'),
  ).toMatchObject([{ source: 'PAPI', place: 'Lào Cai', value: 42.5, scale: 80, rank: 7, link: 'https://x.vn/a' }])
  expect(figureColumns(['Nguồn', 'Giá trị']).missing).toEqual(['Địa phương', 'Năm'])
})

test('what is refused is told by row, column and reason', () => {
  const rows = [
    ['SIPAS', '', 'A', '2024', '', '', '', ''],
    ['SIPAS', '', 'A', '24', '80', '', '', ''],
    ['SIPAS', '', 'A', '2024', 'tám', '', '', ''],
    ['SIPAS', '', 'A', '2024', '101', '', '', ''],
    ['SIPAS', '', 'A', '2024', '80', '0', '', ''],
    ['SIPAS', '', 'A', '2024', '80', '', '0', ''],
    ['SIPAS', '', 'A', '2024', '80', '', '', 'javascript:1'],
    ['SIPAS', '', 'A', '2024', '80', '', '', ''],
    ['SIPAS ', '', ' A', '2024', '81', '', '', ''],
    ['S'.repeat(301), '', 'A', '2024', '80', '', '', ''],
  ]
  const answers = read(
    'Nguồn;Nội dung;Địa phương;Năm;Giá trị;Thang điểm;Thứ hạng;Đường dẫn',
    ...rows.map((row) => row.join(';')),
  )
  expect(
    answers.map((one) => ('problem' in one ? `${one.row} ${one.column} ${one.problem} ${one.value}` : 'taken')),
  ).toEqual([
    '2 value missing ',
    '3 year year 24',
    '4 value number tám',
    '5 value range 101',
    '6 scale scale 0',
    '7 rank rank 0',
    '8 link link javascript:1',
    'taken',
    '10 place repeated 9',
    '11 source long ',
  ])
})

test('numbers are read with a comma or a point, thousands with points', () => {
  expect(['83,94', '83.94', '1.234,5', '7'].map(readNumber)).toEqual([83.94, 83.94, 1234.5, 7])
  for (const bad of ['', '-1', '1,2,3', '1e3', ' 1', '0x10']) expect(readNumber(bad), bad).toBeNaN()
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (hundredths) => {
      expect(readNumber(String(hundredths / 100).replace('.', ','))).toBe(hundredths / 100)
    }),
  )
})

test('cleaning twice is cleaning once; a figure is seen in percent of its scale', () => {
  const texts = fc.record({ source: fc.string(), measure: fc.string(), place: fc.string(), document: fc.string() })
  fc.assert(
    fc.property(texts, (some) => {
      const once = cleanFigure({ ...some, year: 2024, value: 1, scale: 10, rank: null, link: '' })
      expect(cleanFigure(once)).toEqual(once)
    }),
  )
  expect(percentOfScale({ value: 42, scale: 80 })).toBe(52.5)
})
