import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUILT_IN_QUESTIONNAIRES } from '../../src/core/questionnaire/built-in/index.ts'
import { buildDictionary, type Variable } from '../../src/core/questionnaire/dictionary.ts'
import { fieldOf } from '../../src/core/questionnaire/record.ts'
import { compileSkips } from '../../src/core/questionnaire/skips.ts'
import { LOST } from '../../src/files/lost-cell.ts'
import { variableReader } from '../../src/files/responses/cell-reader.ts'
import { planColumns } from '../../src/files/responses/column-plan.ts'
import { readDate } from '../../src/files/responses/dates.ts'
import { type ResponseRow, type RowProblem, rowReader } from '../../src/files/responses/row-reader.ts'

function setUp(code: string) {
  const questionnaire = BUILT_IN_QUESTIONNAIRES.find((builtIn) => builtIn.code === code)
  if (questionnaire === undefined) throw new Error(code)
  const dictionary = buildDictionary(questionnaire)
  const skips = compileSkips(dictionary)
  const limits = { serial: 40, text: () => 500 }
  const read = (header: string, ...cells: string[]): ResponseRow | readonly RowProblem[] => {
    const plan = planColumns(header.split(','), questionnaire, dictionary)
    return rowReader(plan, { questionnaire, dictionary, skips, limits })(cells)
  }
  const good = (header: string, ...cells: string[]): ResponseRow => {
    const row = read(header, ...cells)
    if ('length' in row) throw new Error(JSON.stringify(row))
    return row
  }
  const fieldIn = (variable: string, header: string, ...cells: string[]): string =>
    fieldOf(good(header, ...cells).record, known(variable))
  const known = (variable: string): Variable => {
    const found = dictionary.byCode.get(variable)
    if (found === undefined) throw new Error(variable)
    return found
  }
  return { questionnaire, dictionary, read, good, fieldIn, known }
}

const tthc = setUp('tthc-2017')
const sipas = setUp('sipas-2026')

describe('a cell of a single choice', () => {
  const cells: [string, string][] = [
    ['3', '3'],
    ['03', '3'],
    ['3.0', '3'],
    ['3,00', '3'],
    [' 3 ', '3'],
    ['', '.'],
    ['NA', '.'],
    ['na', '.'],
    ['REF', '?'],
    ['ILL', '#'],
    ['MULT', '*'],
    ["'3", '!'],
    ['6', '!'],
    ['3.5', '!'],
    ['-1', '!'],
    ['.', '!'],
    ['toString', '!'],
  ]
  test.each(cells)('%j is %j', (cell, field) => {
    const row = tthc.read('serial,k01', '1', cell)
    if (field === '!') expect(row).toMatchObject([{ column: 'k01', code: 'cell-unknown-code' }])
    else expect(tthc.fieldIn('k01', 'serial,k01', '1', cell)).toBe(field)
  })

  test('a label, in any case, spacing, composition or language', () => {
    const label = 'Rất hài lòng'
    for (const cell of [
      label,
      label.normalize('NFD'),
      ' RẤT  hài LÒNG ',
      tthc.known('k01').choices[4]?.label.en ?? '',
    ]) {
      expect(tthc.fieldIn('k01', 'serial,k01', '1', cell)).toBe('5')
    }
  })

  test('one that the encoding could not read', () => {
    expect(tthc.read('serial,k01', '1', '5\ufffd')).toMatchObject([{ column: 'k01', code: 'cell-unreadable' }])
  })
})

describe('a multiple choice', () => {
  const flags = (row: ResponseRow): string =>
    sipas.dictionary.variables
      .filter((variable) => variable.questionCode === 'q2')
      .map((variable) => fieldOf(row.record, variable))
      .join('')

  test.each([
    ['1;3;7', '1010001'],
    ['1,3,7', '1010001'],
    ['7 | 1', '1000001'],
    ['0', '0000000'],
    ['', '.......'],
    ['REF', '???????'],
    ['Internet', '0000010'],
  ])('in one column, %j', (cell, expected) => {
    expect(flags(sipas.good('serial,q2', '1', cell))).toBe(expected)
  })

  test('in a column an option', () => {
    expect(flags(sipas.good('serial,q2_1,q2_2,q2_7', '1', '1', '0', '1'))).toBe('10....1')
  })

  test('an option that there is not', () => {
    expect(sipas.read('serial,q2', '1', '1;9')).toMatchObject([
      { column: 'q2', code: 'cell-unknown-code', params: { value: '9' } },
    ])
  })
})

describe('numbers and dates', () => {
  const base = { ...tthc.known('k01'), choices: [], width: 5, min: -10, max: 100, decimals: 1 }
  test.each([
    ['5', '00005'],
    ['5,5', '005.5'],
    ['-3', '-0003'],
    ['100.0', '00100'],
    ['5.55', 'cell-not-a-number'],
    ['1.000,5', 'cell-not-a-number'],
    ['abc', 'cell-not-a-number'],
    ['1e2', 'cell-not-a-number'],
    ['101', 'cell-out-of-range'],
    ['SKIP', '-----'],
  ])('number %j', (cell, expected) => {
    const result = variableReader({ ...base, kind: 'number' })(cell)
    expect(typeof result === 'string' ? result : result.code).toBe(expected)
  })

  test.each([
    ['2026-03-05', '2026-03-05'],
    ['2026-03-05 13:45:00', '2026-03-05'],
    ['05/03/2026', '2026-03-05'],
    ['5/3/2026', '2026-03-05'],
    ['5-3-2026', '2026-03-05'],
    ['29/02/2024', '2024-02-29'],
    ['29/02/2025', null],
    ['31/04/2026', null],
    ['13/13/2026', null],
    ['05/03/26', null],
    ['hôm qua', null],
  ])('date %j', (text, expected) => {
    expect(readDate(text)).toBe(expected)
  })
})

describe('a row', () => {
  test('its keys, whatever the order and case of the columns', () => {
    const row = tthc.good('WEIGHT,Serial,agency,Group,collected_on', '1,5', ' 007 ', 'SO-XD', 'G1', '5/3/2026')
    expect(row).toMatchObject({ serial: '007', weight: 1.5, collectedOn: '2026-03-05' })
    expect(row.codes).toMatchObject({ agency: 'SO-XD', respondent_group: 'G1', sector: '' })
  })

  test('empty means not answered; not asked where the rules say so', () => {
    const row = tthc.good('serial,u_result', '1', '1')
    expect(fieldOf(row.record, tthc.known('k01'))).toBe('.')
    expect(fieldOf(row.record, tthc.known('u_late_notice'))).toBe('-')
    expect(tthc.fieldIn('u_late_notice', 'serial,u_result', '1', '3')).toBe('.')
    expect(tthc.fieldIn('u_late_notice', 'serial,u_result,u_late_notice', '1', '3', 'SKIP')).toBe('.')
  })

  test('an answer to a question not asked is told, never lost in silence', () => {
    const row = tthc.good('serial,u_result,u_late_notice', '1', '1', '2')
    expect(fieldOf(row.record, tthc.known('u_late_notice'))).toBe('-')
    expect(row.notAsked).toEqual([{ column: 'u_late_notice', value: '2' }])
  })

  test('everything wrong with it at once', () => {
    const problems = tthc.read(
      'serial,weight,collected_on,k01,k02,comment',
      '',
      '0',
      '32/1/2026',
      '9',
      '5',
      'x'.repeat(501),
    )
    expect((problems as readonly RowProblem[]).map(({ column, code }) => [column, code])).toEqual([
      ['serial', 'serial-empty'],
      ['weight', 'weight-bad'],
      ['collected_on', 'date-bad'],
      ['comment', 'cell-text-too-long'],
      ['k01', 'cell-unknown-code'],
    ])
  })

  test.each(['-1', '0', 'abc', '1,2,3', 'Infinity', '1 000'])('weight %j is refused', (weight) => {
    expect(tthc.read('serial,weight', '1', weight)).toMatchObject([{ column: 'weight', code: 'weight-bad' }])
  })

  test('more cells than columns, unless they are empty', () => {
    expect(tthc.read('serial,k01', '1', '5', 'x')).toMatchObject([
      { code: 'row-too-many-cells', params: { cells: 3, columns: 2 } },
    ])
    expect(tthc.fieldIn('k01', 'serial,k01', '1', '5', ' ', '')).toBe('5')
  })

  test('fewer cells than columns: the rest is not answered', () => {
    expect(tthc.fieldIn('k02', 'serial,k01,k02', '1', '5')).toBe('.')
  })

  test('a serial too long or with a line break', () => {
    expect(tthc.read('serial', 'x'.repeat(41))).toMatchObject([{ code: 'serial-too-long' }])
    expect(tthc.read('serial', 'a\nb')).toMatchObject([{ column: 'serial', code: 'serial-invisible' }])
    expect(tthc.good('serial', '\uff10\uff11').serial).toBe('01')
  })

  test('a collection day of another century is a slip', () => {
    for (const day of ['05/03/1926', '2206-03-05']) {
      expect(tthc.read('serial,collected_on', '1', day)).toMatchObject([{ code: 'date-out-of-range' }])
    }
  })

  test('a cell whose value the file lost says why, in any column', () => {
    const header = 'serial,agency,weight,collected_on,k01,comment'
    const row = tthc.read(header, LOST.text, LOST.formula, LOST.boolean, LOST.error, LOST.twice, LOST.text)
    expect((row as RowProblem[]).map(({ column, code }) => `${column} ${code}`)).toEqual([
      'serial cell-text-lost',
      'agency cell-formula-empty',
      'weight cell-true-false',
      'collected_on cell-excel-error',
      'comment cell-text-lost',
      'k01 cell-twice',
    ])
  })

  test('in a file of semicolons a point before three digits is not guessed at', () => {
    const read = (cell: string, isPointUnclear: boolean): unknown => {
      const plan = planColumns(['serial', 'weight'], tthc.questionnaire, tthc.dictionary, { isPointUnclear })
      const limits = { serial: 40, text: () => 500 }
      const { questionnaire, dictionary } = tthc
      return rowReader(plan, { questionnaire, dictionary, skips: compileSkips(dictionary), limits })(['1', cell])
    }
    for (const cell of ['1.250', '1.000.000']) expect(read(cell, true)).toMatchObject([{ code: 'cell-thousands' }])
    for (const [cell, weight] of [
      ['980,5', 980.5],
      ['1.25', 1.25],
      ['1250', 1250],
    ] as const) {
      expect(read(cell, true)).toMatchObject({ weight })
    }
    expect(read('1.250', false)).toMatchObject({ weight: 1.25 })
  })

  test('something in a column without a name refuses the file', () => {
    expect(() => tthc.read('serial,,k01', '1', '5', '4')).toThrow('Cột thứ 2 có dữ liệu')
    expect(tthc.good('serial,,k01,', '1', ' ', '4', '').serial).toBe('1')
  })

  test('an apostrophe put before a formula comes off again', () => {
    const row = tthc.good('serial,agency,comment', "'-01", "'=X", "'=1+1")
    expect([row.serial, row.codes.agency, row.texts.comment]).toEqual(['-01', '=X', '=1+1'])
  })
})

describe('a header', () => {
  test('without serial says what was read', () => {
    expect(() => tthc.read('so_phieu,k01')).toThrow(/serial.*so_phieu, k01/)
  })

  test('with a column twice, in whatever case', () => {
    expect(() => tthc.read('serial,k01,K01')).toThrow(/K01/)
  })

  test('with a question both whole and by options', () => {
    expect(() => sipas.read('serial,q2,q2_3')).toThrow(/q2_3/)
  })

  test('of another questionnaire, which would come in as forms without an answer', () => {
    expect(() => tthc.read('serial,agency,q9_01,q9_02')).toThrow(/Không có cột nào là câu hỏi.*tthc-2017/)
    expect(() => tthc.read('serial,agency')).not.toThrow()
  })

  test('unknown columns are named, reasons of earlier rejects passed over', () => {
    for (const reason of ['reject_row', 'Không nhận: lý do', 'KHÔNG NHẬN:  Mã lỗi '.normalize('NFD')]) {
      const header = ['serial', 'Ghi chú', 'k01', '', reason, 'k99']
      expect(planColumns(header, tthc.questionnaire, tthc.dictionary).ignored).toEqual(['Ghi chú', 'k99'])
    }
  })
})

test('no cell whatever makes the reader throw or give a field of another width', () => {
  const variables = [...sipas.dictionary.variables, ...tthc.dictionary.variables]
  fc.assert(
    fc.property(
      fc.constantFrom(...variables),
      fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
      (variable, cell) => {
        const result = variableReader(variable)(cell)
        if (typeof result === 'string') expect(result.length).toBe(variable.width)
      },
    ),
  )
})
