import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { LOST } from '../../src/files/lost-cell.ts'
import { writeXlsx } from '../../src/files/xlsx.ts'
import { streamXlsx } from '../../src/files/xlsx-stream.ts'
import { docxParts } from '../support/read-docx.ts'
import { readTable } from './read-table.ts'

const HEAD =
  '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
const TAIL = '</sheetData></worksheet>'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PARTS = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>',
  '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}

interface Part {
  readonly name: string
  readonly packed: Buffer
  readonly size: number
  readonly crc: number
}

const part = (name: string, bytes: Buffer, level = 9): Part => ({
  name,
  packed: deflateRawSync(bytes, { level }),
  size: bytes.length,
  crc: crc32(bytes),
})

/** A zip by hand, so that its directory can also lie. */
function zip(parts: readonly Part[]): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, packed, size, crc } of parts) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc, 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    const entry = Buffer.alloc(16)
    entry.writeUInt32LE(offset, 12)
    directory.push(Buffer.from('504b01021400', 'hex'), common.subarray(0, 26), entry.subarray(2), Buffer.from(name))
    chunks.push(Buffer.from('504b0304', 'hex'), common, Buffer.from(name), packed)
    offset += 30 + name.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, listed, end])
}

const workbook = (sheet: Part): Buffer =>
  zip([...Object.entries(PARTS).map(([name, text]) => part(name, Buffer.from(text))), sheet])
const sheetOf = (rows: string): Part => part('xl/worksheets/sheet1.xml', Buffer.from(HEAD + rows + TAIL))

test('what is written is read back: text, numbers, empty cells, rows with gaps', async () => {
  const rows = [
    ['serial', 'weight', 'ý kiến'],
    ['001', 0.1, 'Cán bộ "lịch sự"; =1+1'],
    ['002', 12, null],
  ]
  const bytes = await writeXlsx([
    { name: 'Phiếu', rows, widths: [10] },
    { name: 'Mã', rows: [['x']], widths: [10] },
  ])
  const table = await readTable(bytes)
  expect(table).toMatchObject({ format: 'xlsx', encoding: null, delimiter: null })
  expect(table.rows.map((row) => row.join('|').replace(/\|$/, ''))).toEqual([
    'serial|weight|ý kiến',
    '001|0.1|Cán bộ "lịch sự"; =1+1',
    '002|12',
  ])
})

test('rows keep the numbers a spreadsheet shows', async () => {
  const rows =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>serial</t></is></c></row><row r="7"><c r="A7"><v>5</v></c></row>'
  const { numbers, rows: read } = await readTable(workbook(sheetOf(rows)))
  expect(numbers).toEqual([1, 7])
  expect(read).toEqual([['serial'], ['5']])
})

describe('a value that the file does not give is never an empty cell', () => {
  const cells: [string, string, string][] = [
    ['a formula without a result', '<c r="A2"><f>2+3</f></c>', LOST.formula],
    ['a text formula without a result', '<c r="A2" t="str"><f>B1&amp;"x"</f></c>', LOST.formula],
    ['a formula that gives an empty text', '<c r="A2" t="str"><f>IF(1,"")</f><v></v></c>', ''],
    ['a formula with its result', '<c r="A2"><f>2+3</f><v>5</v></c>', '5'],
    ['a shared text that is not there', '<c r="A2" t="s"><v>2</v></c>', LOST.text],
    ['a shared text below the first', '<c r="A2" t="s"><v>-1</v></c>', LOST.text],
    ['a shared text', '<c r="A2" t="s"><v>1</v></c>', 'hai'],
    ['true', '<c r="A2" t="b"><v>1</v></c>', LOST.boolean],
    ['an error', '<c r="A2" t="e"><v>#N/A</v></c>', LOST.error],
    ['a cell twice', '<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>', LOST.twice],
    ['a number shown with zeros before it', '<c r="A2" s="1"><v>7</v></c>', '0007'],
    ['a number of another format', '<c r="A2" s="2"><v>7</v></c>', '7'],
    ['a styled cell with nothing in it', '<c r="A2" s="1"/>', ''],
  ]
  const shared = '<sst><si><t>một</t></si><si><t>hai</t></si></sst>'
  const styles =
    '<styleSheet><numFmts count="2"><numFmt numFmtId="170" formatCode="0000"/><numFmt formatCode="0.00%" numFmtId="171"/></numFmts><cellStyleXfs><xf numFmtId="170"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"><alignment/></xf><xf numFmtId="171"/></cellXfs></styleSheet>'
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`
  const all = {
    ...PARTS,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relation('rId3', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('rId2', 'styles', 'styles.xml')}${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}</Relationships>`,
    'xl/sharedStrings.xml': shared,
    'xl/styles.xml': styles,
  }
  const parts = Object.entries(all).map(([name, text]) => part(name, Buffer.from(text)))
  test.each(cells)('%s', async (_, cell, expected) => {
    const sheet = sheetOf(`<!-- < --><row r="1"><c r="A1"><v>1</v></c></row><row r="2">${cell}</row>`)
    expect((await readTable(zip([...parts, sheet]))).rows).toEqual([['1'], [expected]])
  })
})

describe('a sheet that is no whole sheet is refused as a file', () => {
  const row = '<row r="2"><c r="A2"><v>1</v></c></row>'
  const sheets: [string, string][] = [
    ['cut off between rows', HEAD + row],
    ['cut off in a cell', `${HEAD + row}<row r="3"><c r="A3"><v>5</v></c><c r="B3"><v`],
    ['a row without an end', `${HEAD}<row r="2"><c r="A2"><v>1</v></c>${TAIL}`],
    ['a row within a row', `${HEAD}<row r="2">${row}</row>${TAIL}`],
    ['a cell of no place', `${HEAD}<row r="2"><c r="??"><v>1</v></c></row>${TAIL}`],
    ['a row of no number', `${HEAD}<row r="x"><c r="A2"><v>1</v></c></row>${TAIL}`],
    ['a row before the first', `${HEAD}<row r="-4"><c r="A2"><v>1</v></c></row>${TAIL}`],
    ['a row after the last', `${HEAD}<row r="999999999"><c r="A2"><v>1</v></c></row>${TAIL}`],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "1">]>${(HEAD + row + TAIL).slice(21)}`],
  ]
  test.each(sheets)('%s', async (_, xml) => {
    const bytes = workbook(part('xl/worksheets/sheet1.xml', Buffer.from(xml)))
    await expect(readTable(bytes)).rejects.toMatchObject({ code: 'xlsx-unreadable' })
  })
})

test('a cell in the last corner of the sheet is refused at once, not walked to', async () => {
  const bytes = workbook(sheetOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
  expect(bytes.length).toBeLessThan(2000)
  await expect(readTable(bytes)).rejects.toMatchObject({ code: 'table-too-wide' })
})

test('a bomb of 770 MB in 750 KB is refused before it is unpacked', async () => {
  const megabyte = Buffer.alloc(2 ** 20, ' ')
  const bytes = workbook(part('xl/worksheets/sheet1.xml', Buffer.concat(Array<Buffer>(770).fill(megabyte))))
  expect(bytes.length).toBeLessThan(800_000)
  const before = process.memoryUsage().rss
  await expect(readTable(bytes)).rejects.toMatchObject({ code: 'xlsx-too-large' })
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20)
})

test('a bomb that lies about its size is refused too', async () => {
  const honest = sheetOf('<row><c><v>1</v></c></row>'.repeat(2 ** 20))
  for (const size of [100, 0]) {
    await expect(readTable(workbook({ ...honest, size }))).rejects.toMatchObject({
      code: expect.stringMatching(/^xlsx-/),
    })
  }
})

test('a part beside the sheets may not be large', async () => {
  // Random, so that it is its size and not its packing that is refused.
  const megabyte = randomBytes(2 ** 19).toString('hex')
  const shared = part('xl/sharedStrings.xml', Buffer.from(megabyte.repeat(50)), 1)
  const all = [...Object.entries(PARTS).map(([name, text]) => part(name, Buffer.from(text))), shared]
  await expect(readTable(zip([...all, sheetOf('')]))).rejects.toMatchObject({ code: 'xlsx-too-large' })
})

test('any cut or flipped byte of a workbook is read or refused, never a crash', async () => {
  const bytes = await writeXlsx([
    {
      name: 'S',
      rows: [
        ['serial', 'q1'],
        ['1', 2],
      ],
      widths: [10],
    },
  ])
  for (let at = 0; at < bytes.length; at += 13) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 0x55
    for (const damaged of [flipped, bytes.subarray(0, at)]) {
      const outcome = await readTable(damaged).then(
        () => 'read',
        (error: { code?: string }) => error.code,
      )
      expect(outcome).toBeTypeOf('string')
    }
  }
})

describe('a workbook written row by row', () => {
  test('goes out while its rows are still being made', async () => {
    let made = 0
    const rows = async function* () {
      for (; made < 200; made += 1) yield Array.from({ length: 100 }, () => [randomBytes(40).toString('hex'), made])
    }
    const pieces: { readonly made: number; readonly bytes: Uint8Array }[] = []
    for await (const bytes of streamXlsx([{ name: 'S', rows: rows(), widths: [9] }], new Date(0))) {
      pieces.push({ made, bytes })
    }
    const halfway = pieces.filter((piece) => piece.made < 100).reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(halfway).toBeGreaterThan(300_000)
    const { rows: read } = await readTable(Buffer.concat(pieces.map(({ bytes }) => bytes)))
    expect(read).toHaveLength(20_000)
  })

  test('holds any text as it stands, numbers as numbers, the header bold and in sight', async () => {
    const texts = [
      'a<b>&"\'',
      ' đầu ',
      '1\r2\n3',
      '_x000D_',
      '\u0001\u000b',
      '0012',
      '=1+1',
      '😀',
      'Sở'.normalize('NFD'),
    ]
    const rows = async function* () {
      yield [['x', 'y'], ...texts.map((text): [string, number | null] => [text, 1.5])]
      yield [['', null]]
    }
    const parts: Uint8Array[] = []
    for await (const part of streamXlsx([{ name: 'A & B', rows: rows(), widths: [9, 12] }], new Date(0)))
      parts.push(part)
    const { readXlsx } = await import('hucre/xlsx')
    const [sheet] = (await readXlsx(Buffer.concat(parts))).sheets
    expect(sheet?.name).toBe('A & B')
    expect(sheet?.rows.slice(1, texts.length + 1)).toEqual(texts.map((text) => [text, 1.5]))
    const xml = (await docxParts(Buffer.concat(parts))).get('xl/worksheets/sheet1.xml') ?? ''
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(xml).toContain('<c r="B1" s="1"')
    expect(xml).not.toContain('<f>')
  })
})
