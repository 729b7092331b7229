import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/core/errors.ts'
import { questionnaireDraftSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import { readQuestionnaireFile } from '../../../src/files/questionnaire-file.ts'
import { cellOf, readColumns } from '../../../src/files/xlsform/columns.ts'
import { rowTypeOf } from '../../../src/files/xlsform/question-types.ts'
import { type ReadXlsform, readForm } from '../../../src/files/xlsform/read-form.ts'
import { type FormFile, readTables } from '../../../src/files/xlsform/sheets.ts'
import { writeXlsx } from '../../../src/files/xlsx.ts'
import { sheetsFile } from './form-files.ts'
import { toldLines } from './form-lines.ts'

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references as forms write them, not templates

type Row = (string | number)[]

const HEAD = ['type', 'name', 'label', 'relevant', 'constraint']
const YES_NO: Row[] = [
  ['list_name', 'name', 'label'],
  ['yn', '1', 'Có'],
  ['yn', '2', 'Không'],
]

const formOf = (survey: Row[], choices: Row[] = YES_NO): FormFile =>
  sheetsFile([
    { name: 'survey', rows: [HEAD, ...survey] },
    { name: 'choices', rows: choices },
  ])

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

async function refusal(bytes: Uint8Array): Promise<AppError | null> {
  try {
    await readQuestionnaireFile(pieces(bytes))
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Every row of the survey is in the questionnaire with its words, or told as lost. */
function expectAccounted({ document, rows, told }: ReadXlsform, file: FormFile): void {
  expect(questionnaireDraftSchema.safeParse(document).error).toBeUndefined()
  const survey = file.sheets.get('survey')
  if (survey === undefined) throw new Error('no survey')
  const lost = new Set<number>()
  for (const { sheet, severity, row, params } of told) {
    if (sheet !== 'survey' || severity !== 'lost') continue
    const at = survey.rows.findIndex((one) => one.row === row)
    const count = Number(params.count ?? 1)
    for (const one of survey.rows.slice(at, at + count)) lost.add(one.row)
  }
  const labels = readColumns(survey).filter(({ kind }) => kind === 'label')
  const whole = JSON.stringify(document)
  for (const { row, cells } of survey.rows) {
    const words = labels.map(({ index }) => cells[index]?.trim() ?? '').filter((cell) => cell !== '')
    const type = rowTypeOf(cellOf({ row, cells }, readColumns(survey), 'type'))
    const isSaid = words.some((word) => whole.includes(JSON.stringify(word).slice(1, -1)))
    if (words.length > 0 && type.is !== 'end' && !lost.has(row))
      expect([row, words, isSaid]).toEqual([row, words, true])
  }
  expect(rows.carried).toBeGreaterThanOrEqual(0)
}

const within = (seconds: number) => ({ timeout: seconds * 1000 })

describe('a form of nothing but', () => {
  test('a million rows is refused', within(10), async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, at) => `,text,q${at},Câu ${at}`)
    const told = await refusal(Buffer.from(['survey', ',type,name,label', ...rows].join('\n')))
    expect([told?.code, told?.params.limit]).toEqual(['form-too-many-rows', 10_000])
  })

  test('two hundred thousand rows in a workbook is refused', within(10), async () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => ['text', `q${at}`, 'Câu'])
    const bytes = await writeXlsx([{ name: 'survey', rows: [['type', 'name', 'label'], ...rows], widths: [9] }])
    const startedMs = performance.now()
    expect(await refusal(bytes)).toMatchObject({ code: 'form-too-many-rows', params: { sheet: 'survey' } })
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  })

  test('rows without end in a workbook is refused unread', async () => {
    const rows = Array.from({ length: 300_000 }, (_, at) => ['text', `q${at}`, `Câu hỏi thứ ${(at * 7919) % 99_991}`])
    const bytes = await writeXlsx([{ name: 'survey', rows, widths: [9] }])
    const startedMs = performance.now()
    expect(await refusal(bytes)).toMatchObject({ code: 'form-file-too-large', params: { limit: 32 } })
    expect(performance.now() - startedMs).toBeLessThan(2000)
  })

  test('a cell at XFD1048576 is refused with its row', async () => {
    const far: Row[] = [HEAD, ['text', 'q', 'Câu'], Object.assign(Array<string>(16_384).fill(''), { 16383: 'x' })]
    const bytes = await writeXlsx([{ name: 'survey', rows: far, widths: [9] }])
    expect(await refusal(bytes)).toMatchObject({ code: 'form-too-wide', params: { sheet: 'survey', row: 3 } })
  })

  test('ten thousand groups within each other: refused without ends, one heading each with them', within(10), () => {
    const begins = Array.from({ length: 5000 }, (_, at): Row => ['begin group', `g${at}`, `Nhóm ${at}`, '${a} = 1'])
    const ends = begins.map((): Row => ['end group', '', ''])
    expect(() => readForm(formOf(begins))).toThrow(new AppError('form-group-open', { row: 5001, name: 'g4999' }))
    expect(() => readForm(formOf([...ends]))).toThrow(new AppError('form-group-end', { row: 2, name: '' }))
    const [, ...inner] = begins
    const file = formOf([['select_one yn', 'a', 'A'], ...inner, ['text', 'q', 'Câu'], ...ends.slice(1)])
    const read = readForm(file)
    expectAccounted(read, file)
    const deepest = read.document.sections.flatMap((section) => section.questions).at(-1)
    expect(deepest?.code).toBe('q')
    expect(read.told.filter(({ code }) => code === 'rule-too-long').length).toBeGreaterThan(0)
  })

  test('rules that explode', within(10), () => {
    const bombs = [
      `${'('.repeat(5000)}1${')'.repeat(5000)} = 1`,
      `${'not('.repeat(2000)}\${a} = 1${')'.repeat(2000)}`,
      Array.from({ length: 700 }, () => '${a} = 1').join(' or '),
      `\${a} = 1 ${'- '.repeat(3000)} 1`,
      `${Array.from({ length: 300 }, (_, at) => `(\${a} = ${(at % 2) + 1} or `).join('')}1 = 1${')'.repeat(300)}`,
      `${'1+'.repeat(2400)}1 = \${a}`,
      `"${'x'.repeat(9000)}"`,
      `regex(., "${'(a+)+'.repeat(100)}$")`,
    ]
    const asked = bombs.map((bomb, at): Row => ['select_one yn', `q${at}`, 'Q', bomb, bomb])
    const file = formOf([['select_one yn', 'a', 'A'], ...asked])
    const read = readForm(file)
    expectAccounted(read, file)
    expect(read.told.filter(({ severity }) => severity === 'rule')).toHaveLength(bombs.length * 2)
    expect(read.told.every(({ what }) => what.length <= 80)).toBe(true)
  })

  test('questions that ask about the one before', within(10), () => {
    const rows = Array.from(
      { length: 1800 },
      (_, at): Row => ['select_one yn', `q${at}`, 'Q', at === 0 ? '' : `\${q${at - 1}} = 1`],
    )
    const file = formOf(rows)
    const read = readForm(file)
    expectAccounted(read, file)
    expect(read.document.sections.map(({ questions }) => questions.length)).toEqual([300, 300, 300, 300, 300, 300])
  })

  test('conditions in a circle lose the one that looks ahead', () => {
    const read = readForm(
      formOf([
        ['select_one yn', 'a', 'A', '${b} = 1'],
        ['select_one yn', 'b', 'B', '${a} = 1'],
      ]),
    )
    expect(toldLines(read.told).slice(0, 1)).toEqual(['survey 2 ${b} = 1: rule rule-looks-ahead (b)'])
    expect(read.document.sections[0]?.questions.map(({ askIf }) => askIf)).toEqual([undefined, 'a == 1'])
  })
})

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above

test('headings twice, a sheet twice, no sheet of questions, no questions', async () => {
  const head = (rows: Row[]) => () => readForm(sheetsFile([{ name: 'survey', rows }]))
  expect(head([['type', 'name', 'Label', ' label ']])).toThrow(
    new AppError('form-column-twice', { sheet: 'survey', row: 1, column: 'label' }),
  )
  expect(head([['type', 'name', 'relevant', 'bind::relevant']])).toThrow(AppError)
  expect(head([HEAD, ['calculate', 'x', '']])).toThrow(new AppError('form-no-questions'))
  expect(head([])).toThrow(new AppError('form-no-questions'))
  const sheet = { rows: [HEAD], widths: [9] }
  const twice = await writeXlsx([
    { name: 'survey', ...sheet },
    { name: 'Survey ', ...sheet },
  ])
  expect(await refusal(twice)).toMatchObject({ code: 'form-sheet-twice', params: { sheet: 'survey' } })
  expect(await refusal(await writeXlsx([{ name: 'Data', ...sheet }]))).toMatchObject({ code: 'form-no-survey' })
})

test('a formula that says nothing is told with its row and column, one with a result is its result', async () => {
  const { writeXlsx: write } = await import('hucre/xlsx')
  const bytes = await write({
    sheets: [
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'label'],
          ['text', 'a', null],
          ['text', 'b', null],
        ],
        cells: new Map([
          ['1,2', { formula: 'A1&"x"', type: 'formula' as const, value: null }],
          ['2,2', { formula: '"Câu"&" b"', type: 'formula' as const, formulaResult: 'Câu b', value: 'Câu b' }],
        ]),
      },
    ],
  })
  const { document, told } = (await readQuestionnaireFile(pieces(bytes))) as ReadXlsform
  expect(document.sections[0]?.questions.map(({ label }) => label.vi)).toEqual(['a', 'Câu b'])
  expect(toldLines(told).slice(0, 2)).toEqual([
    'survey 2 label: lost cell-formula-empty',
    'survey 2 a: changed form-label-missing',
  ])
})

test('a text with a mark of a formula stays a text', () => {
  const read = readForm(formOf([['text', 'q', '=HYPERLINK("http://x")']]))
  expect(read.document.sections[0]?.questions[0]?.label.vi).toBe('=HYPERLINK("http://x")')
})

const FOLDER = join(import.meta.dirname, '../../fixtures/xlsform')
const FORMS = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'))
const CELLS = [
  '',
  'begin group',
  'end group',
  'begin repeat',
  'end repeat',
  'select_one yn',
  'note',
  'integer',
  'x',
  '.',
  'TRUE',
  '-1',
  'label',
]

test('forms with cells, rows and columns changed at random: read with every row accounted for, or refused in words', async () => {
  const files = await Promise.all(FORMS.map((name) => readTables(readFileSync(join(FOLDER, name)))))
  const change = fc.record({
    what: fc.constantFrom('cell', 'swap', 'drop', 'copy', 'heading'),
    sheet: fc.nat({ max: 2 }),
    row: fc.nat({ max: 40 }),
    column: fc.nat({ max: 8 }),
    cell: fc.oneof(fc.constantFrom(...CELLS), fc.string({ maxLength: 30 })),
  })
  let read = 0
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 6 }), (file, changes) => {
      const tables = [...file.sheets.values()].map(({ name, header, rows }) => {
        return { name, rows: [header.cells, ...rows.map(({ cells }) => cells)].map((cells) => [...cells]) }
      })
      for (const { what, sheet, row, column, cell } of changes) {
        const rows = tables[sheet % tables.length]?.rows ?? []
        const at = rows.length > 1 ? 1 + (row % (rows.length - 1)) : 0
        const target = rows[at]
        if (target === undefined) continue
        if (what === 'cell') target[column] = cell
        if (what === 'swap') rows.splice(at, 1, ...rows.splice(1, 1, target))
        if (what === 'drop') rows.splice(at, 1)
        if (what === 'copy') rows.splice(at, 0, [...target])
        if (what === 'heading' && rows[0] !== undefined) rows[0][column] = cell
      }
      const filled = tables.map((table) => ({
        ...table,
        rows: table.rows.map((cells) => Array.from(cells, (one) => one ?? '')),
      }))
      try {
        const changed = sheetsFile(filled)
        expectAccounted(readForm(changed), changed)
        read += 1
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        expect(error.message).not.toMatch(/undefined|\{\w+\}/)
      }
    }),
    { numRuns: 2000 },
  )
  expect(read).toBeGreaterThan(1000)
})
