import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Delimiter } from '../../src/files/csv/delimiters.ts'
import { csvLines } from '../../src/files/csv/write-csv.ts'
import { openTable } from '../../src/files/table.ts'
import { readTable } from './read-table.ts'

describe('reads', () => {
  const tables: [string, string, string[][]][] = [
    [
      'commas',
      'serial,q1\n1,2\n',
      [
        ['serial', 'q1'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons with decimal commas',
      'serial;weight\n1;1,5\n2;0,25\n',
      [
        ['serial', 'weight'],
        ['1', '1,5'],
        ['2', '0,25'],
      ],
    ],
    [
      'tabs',
      'serial\tq1\n1\t2',
      [
        ['serial', 'q1'],
        ['1', '2'],
      ],
    ],
    [
      'CR LF and LF mixed',
      'serial,q1\r\n1,2\n3,4\r\n',
      [
        ['serial', 'q1'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CR only',
      'serial,q1\r1,2\r',
      [
        ['serial', 'q1'],
        ['1', '2'],
      ],
    ],
    ['no line end at the end', 'serial\n1', [['serial'], ['1']]],
    [
      'quotes, separators and line breaks in a cell',
      'serial,t\n1,"a ""b"", c\nd"\n',
      [
        ['serial', 't'],
        ['1', 'a "b", c\nd'],
      ],
    ],
    [
      'quotes before CR LF',
      'serial,t\r\n1,"x"\r\n2,"y"\r\n',
      [
        ['serial', 't'],
        ['1', 'x'],
        ['2', 'y'],
      ],
    ],
    [
      'a header with quoted separators',
      '"serial";"a,b,c,d"\n1;2\n',
      [
        ['serial', 'a,b,c,d'],
        ['1', '2'],
      ],
    ],
    [
      "Excel's sep= line",
      'sep=;\r\nserial;a,b,c\r\n1;2\r\n',
      [
        ['serial', 'a,b,c'],
        ['1', '2'],
      ],
    ],
  ]
  test.each(tables)('%s, whatever the pieces it comes in', async (_, text, rows) => {
    for (const size of [1, 3, 1000]) expect((await readTable(text, {}, size)).rows).toEqual(rows)
  })

  test('row numbers are those that a spreadsheet shows, empty rows and line breaks in cells counted so', async () => {
    const { numbers } = await readTable('serial,t\n1,"a\nb"\n\n2,c\n')
    expect(numbers).toEqual([1, 2, 3, 4])
    expect((await readTable('sep=;\nserial;t\n1;a\n')).numbers).toEqual([2, 3])
  })

  test('a chosen separator is obeyed', async () => {
    const { rows, delimiter } = await readTable('a;b,c\n', { delimiter: ';' })
    expect([rows, delimiter]).toEqual([[['a', 'b,c']], ';'])
  })
})

describe('broken quotes', () => {
  test('within a line: that row is marked', async () => {
    const { rows, broken } = await readTable('serial,t\n1,"a" b"\n2,c\n')
    expect(broken).toEqual([2])
    expect(rows.at(-1)).toEqual(['2', 'c'])
  })

  test.each([
    ['never closed', 'serial,t\n1,a\n2,"b\n3,c\n', 3],
    ['closed lines later', 'serial,t\n1,"a\n2,b\n3,"c\n4,d\n', 2],
  ])('%s: the file is refused with the row', async (_, text, row) => {
    await expect(readTable(text)).rejects.toMatchObject({ code: 'csv-quote-open', params: { row } })
  })

  test('never closed in a large file: refused after a megabyte, not at the end', async () => {
    let pieces = 0
    const endless = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('serial,t\n1,"a')
      for (; pieces < 1000; pieces += 1) yield Buffer.from('x,y\n'.repeat(16_384))
    }
    const { batches } = await openTable(endless(), { encoding: 'auto', delimiter: 'auto' })
    const reading = (async () => {
      for await (const _ of batches);
    })()
    await expect(reading).rejects.toMatchObject({ code: 'csv-quote-open', params: { row: 2 } })
    expect(pieces).toBeLessThan(60)
  })
})

test.each([
  ['nothing', Buffer.alloc(0), 'file-empty'],
  ['an old Excel file, or one with a password', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'file-is-old-excel'],
  ['a zip that is no workbook', Buffer.from('504b0304000000000000', 'hex'), 'xlsx-unreadable'],
])('refuses %s', async (_, bytes, code) => {
  await expect(readTable(bytes)).rejects.toMatchObject({ code })
})

test('what is written is read back, for any cells, separator and cut', async () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', 'x;y', '"', '\n', 'tab\there', 'Nguyễn', ''))
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
  const delimiters = fc.constantFrom<Delimiter>(',', ';', '\t')
  await fc.assert(
    fc.asyncProperty(table, delimiters, fc.integer({ min: 1, max: 40 }), async (rows, delimiter, size) => {
      // Line breaks inside cells come back as they are; the reader works on NFC text without byte order marks.
      const plain = rows.map((row) => row.map((text) => text.normalize('NFC').replace(/[\r\ufeff]/g, '')))
      const { rows: back } = await readTable(csvLines(plain, delimiter), { delimiter, encoding: 'utf-8' }, size)
      expect(back).toEqual(plain)
    }),
    { numRuns: 200 },
  )
})
