import { escapeXml } from '../core/xml-text.ts'
import { type ZipEntry, zipStream } from './stats/zip-stream.ts'
import { once } from './write-table.ts'
import type { XlsxSheet } from './xlsx.ts'
import { columnLetters } from './xlsx-letters.ts'
import { escapeMarks } from './xlsx-marks.ts'

/** A sheet as writeXlsx takes it, its rows piece by piece, the header first. */
export interface StreamedSheet extends Pick<XlsxSheet, 'name' | 'widths'> {
  readonly rows: AsyncIterable<XlsxSheet['rows']>
}

/**
 * A workbook of as many rows as there are, none of its sheets whole in memory: texts stand in their cells. Numbers are
 * numbers, texts are texts and never formulas; the header is bold and frozen.
 */
export function streamXlsx(sheets: readonly StreamedSheet[], madeAt: Date): AsyncGenerator<Uint8Array> {
  const file = (name: string, text: string): ZipEntry => ({ name, chunks: once(Buffer.from(text)) })
  return zipStream(
    [
      file('[Content_Types].xml', contentTypes(sheets.length)),
      file('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
      file('xl/workbook.xml', workbook(sheets)),
      file(
        'xl/_rels/workbook.xml.rels',
        relations([
          ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
          ['styles', 'styles.xml'],
        ]),
      ),
      file('xl/styles.xml', STYLES),
      ...sheets.map((sheet, at) => ({ name: `xl/worksheets/sheet${at + 1}.xml`, chunks: sheetXml(sheet) })),
    ],
    madeAt,
  )
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Style 1 is the header's. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

function contentTypes(sheets: number): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`
  const all = Array.from({ length: sheets }, (_, at) => part(`worksheets/sheet${at + 1}`, 'worksheet'))
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `${part('workbook', 'sheet.main')}${part('styles', 'styles')}${all.join('')}</Types>`
  )
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
}

function workbook(sheets: readonly StreamedSheet[]): string {
  const all = sheets.map(({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${all.join('')}</sheets></workbook>`
}

async function* sheetXml({ rows, widths }: StreamedSheet): AsyncGenerator<Uint8Array> {
  let count = 0
  const letters: string[] = []
  for await (const batch of rows) {
    const head = count === 0 ? sheetHead(batch[0]?.length ?? 0, widths) : ''
    while (letters.length < (batch[0]?.length ?? 0)) letters.push(columnLetters(letters.length))
    const lines = batch.map((row) => {
      count += 1
      const style = count === 1 ? ' s="1"' : ''
      return `<row r="${count}">${row.map((cell, at) => cellXml(cell, `${letters[at] ?? columnLetters(at)}${count}`, style)).join('')}</row>`
    })
    yield Buffer.from(head + lines.join(''))
  }
  yield Buffer.from('</sheetData></worksheet>')
}

function sheetHead(columns: number, widths: readonly number[]): string {
  const all = Array.from({ length: columns }, (_, at) => {
    return `<col min="${at + 1}" max="${at + 1}" width="${widths[at] ?? widths.at(-1) ?? 12}" customWidth="1"/>`
  })
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>` +
    `<cols>${all.join('')}</cols><sheetData>`
  )
}

function cellXml(cell: string | number | null, place: string, style: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"${style}><v>${cell}</v></c>`
  return `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`
}

/** What XML can't hold, and the carriage return that it would change, as the workbook's marks of characters. */
function cellText(text: string): string {
  const marked = escapeMarks(text.toWellFormed()).replace(/[^\t\n\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, (sign) => {
    return `_x${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`
  })
  return escapeXml(marked)
}
