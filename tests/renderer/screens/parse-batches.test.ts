import { expect, test } from 'vitest'
import { lacksOf, verifyState } from '../../../renderer/screens/batches/batch-state.ts'
import { parseBatches, parseCount } from '../../../renderer/screens/batches/parse-batches.ts'

const UNITS = [{ id: 7, code: 'P-TB' }]
const parse = (text: string) => parseBatches(text, { codes: ['', 'BH-01'], units: UNITS })

test('rows of a spreadsheet are batches; all but the code may be empty', () => {
  const text = 'TB-01\tPhường Trấn Biên\tp-tb\t1.200\tTB-0001\tTB-1200\r\n\r\nTB-02\nTB-03;;;;TB-2001;TB-2050\n'
  expect(parse(text)).toEqual({
    batches: [
      {
        code: 'TB-01',
        name: 'Phường Trấn Biên',
        unitId: 7,
        expectedCount: 1200,
        firstSerial: 'TB-0001',
        lastSerial: 'TB-1200',
      },
      { code: 'TB-02', name: '', unitId: null, expectedCount: null, firstSerial: '', lastSerial: '' },
      { code: 'TB-03', name: '', unitId: null, expectedCount: null, firstSerial: 'TB-2001', lastSerial: 'TB-2050' },
    ],
    problems: [],
    formCount: 1250,
  })
})

test.each([
  ['\tTên', 'no-code', ''],
  ['bh-01', 'code-taken', 'bh-01'],
  ['A\t\tP-XX', 'unit-unknown', 'P-XX'],
  ['A\t\t\tnhiều', 'count-bad', 'nhiều'],
  ['A\t\t\t1,5', 'count-bad', '1,5'],
  ['A\t\t\t\tA1', 'range-one-end', ''],
  ['A\t\t\t\tA9\tA1', 'range-reversed', ''],
])('line 2, %j, is told as %s', (line, kind, value) => {
  expect(parse(`TB-09\n${line}`)).toMatchObject({ batches: [{ code: 'TB-09' }], problems: [{ line: 2, kind, value }] })
})

test('the second row with a code is told', () => {
  expect(parse('A\na').problems).toEqual([{ line: 2, kind: 'code-taken', value: 'a' }])
})

test.each([
  ['', null],
  [' 200 ', 200],
  ['1.200', 1200],
  ['1 200 000', 1200000],
  ['1.20', undefined],
  ['-5', undefined],
])('a number of papers as an office writes it: %j', (text, count) => {
  expect(parseCount(text)).toBe(count)
})

const DONE = {
  expected: 200,
  missing: 0,
  excess: 0,
  forms: { valid: 198, void: 2 },
  verifications: { verified: 198, differs: 0, unmatched: 0 },
}

test('the data equals the paper when every paper is keyed, every form keyed again, and nothing differs', () => {
  expect(lacksOf(DONE)).toEqual([])
  expect(verifyState(DONE)).toEqual({ key: 'all', tone: 'met' })
})

test.each([
  [
    { expected: null, missing: null },
    { kind: 'unknown', n: 1 },
  ],
  [{ missing: 3 }, { kind: 'missing', n: 3 }],
  [{ excess: 1 }, { kind: 'excess', n: 1 }],
  [{ verifications: { ...DONE.verifications, differs: 2 } }, { kind: 'differs', n: 2 }],
  [{ verifications: { ...DONE.verifications, unmatched: 4 } }, { kind: 'unmatched', n: 4 }],
  [{ verifications: { ...DONE.verifications, verified: 100 } }, { kind: 'once', n: 98 }],
])('with %j it is not said to', (change, lack) => {
  expect(lacksOf({ ...DONE, ...change })).toEqual([lack])
})
