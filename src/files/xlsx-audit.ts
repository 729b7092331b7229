import { AppError } from '../core/errors.ts'
import { LOST } from './lost-cell.ts'
import type { ZipEntry } from './xlsx-bounds.ts'
import { unpack, unpackText } from './xlsx-parts.ts'
import { attribute, readTags, type Tag } from './xlsx-tags.ts'

/** What to read instead of what the library makes of a cell. */
export interface CellCorrections {
  /** `row`: the how-manieth row of the sheet, from 0, whatever its number; `column` from 0. */
  readonly find: (row: number, column: number) => string | undefined
  readonly size: number
}

const MOST_COLUMNS = 16_384
const MOST_CORRECTIONS = 2_000_000

/**
 * Reads a sheet beside the library, which takes a formula without a result, a text that is not there and a sheet
 * cut off for empty cells, and the last of two values for the cell's. Their cells get a mark of LOST, numbers shown with
 * zeros before them (format "0000") their zeros. Throws AppError `xlsx-unreadable` for a sheet that is no whole XML.
 */
export async function auditSheet(
  bytes: Uint8Array,
  parts: readonly ZipEntry[],
  sheetIndex: number,
): Promise<CellCorrections> {
  const byName = new Map(parts.map((part) => [part.name, part]))
  const paths = await findPaths((name) => unpackText(bytes, byName.get(name)), sheetIndex)
  const sheet = byName.get(paths.sheet)
  if (sheet === undefined) throw new AppError('xlsx-unreadable')
  const shared = byName.get(paths.sharedStrings)
  let texts = 0
  if (shared !== undefined) {
    await readTags(unpack(bytes, shared), ({ name, isClosing }) => {
      if (name === 'si' && !isClosing) texts += 1
    })
  }
  const digits = shownDigits(await unpackText(bytes, byName.get(paths.styles)))
  const found = new Map<number, string>()
  await readTags(
    unpack(bytes, sheet),
    cellWatcher((row, column, cell) => {
      const key = row * MOST_COLUMNS + column
      const correction = cell.isTwice ? LOST.twice : correctionOf(cell, texts, digits)
      if (correction !== null) found.set(key, correction)
      if (found.size > MOST_CORRECTIONS) throw new AppError('xlsx-too-large')
    }),
  )
  return { find: (row, column) => found.get(row * MOST_COLUMNS + column), size: found.size }
}

interface Cell {
  readonly type: string
  readonly style: number
  readonly isTwice: boolean
  hasFormula: boolean
  hasValue: boolean
  value: string
}

function correctionOf({ type, style, ...cell }: Cell, texts: number, digits: readonly number[]): string | null {
  const value = cell.value.trim()
  if (type === 'e') return LOST.error
  if (cell.hasFormula && (type === 'str' ? !cell.hasValue : value === '')) return LOST.formula
  if (type === 's' && cell.hasValue) return /^\d+$/.test(value) && Number(value) < texts ? null : LOST.text
  const width = type === '' || type === 'n' ? (digits[style] ?? 0) : 0
  return width > value.length && /^\d+$/.test(value) ? value.padStart(width, '0') : null
}

/** Follows rows and cells as the library does, and tells each cell once it is closed. */
function cellWatcher(tell: (row: number, column: number, cell: Cell) => void): (tag: Tag) => void {
  let [row, column, isData, isRow] = [-1, -1, false, false]
  let seen = new Set<number>()
  let cell: Cell | null = null
  const openRow = (): void => {
    if (isRow) throw new AppError('xlsx-unreadable')
    isRow = true
    row += 1
    column = -1
    seen = new Set()
  }
  const openCell = (tag: Tag): void => {
    if (cell !== null) throw new AppError('xlsx-unreadable')
    const reference = attribute(tag, 'r')
    column = reference === '' ? column + 1 : columnOf(reference)
    const style = Number(attribute(tag, 's'))
    cell = {
      type: attribute(tag, 't'),
      style,
      isTwice: seen.has(column),
      hasFormula: false,
      hasValue: false,
      value: '',
    }
    seen.add(column)
  }
  const closeCell = (): void => {
    if (cell !== null) tell(row, column, cell)
    cell = null
  }
  return (tag) => {
    const { name, isClosing, isEmpty } = tag
    if (name === 'sheetData') isData = !isClosing && !isEmpty
    else if (!isData) return
    else if (name === 'row') {
      if (!isClosing) openRow()
      if (isClosing || isEmpty) isRow = false
    } else if (name === 'c' && isRow) {
      if (!isClosing) openCell(tag)
      if (isClosing || isEmpty) closeCell()
    } else if (cell !== null && name === 'f') cell.hasFormula = true
    else if (cell !== null && name === 'v') {
      cell.hasValue = true
      if (isClosing) cell.value += tag.before
    }
  }
}

function columnOf(reference: string): number {
  if (!/^[A-Za-z]{1,3}[1-9]\d{0,6}$/.test(reference)) throw new AppError('xlsx-unreadable')
  let column = 0
  for (const letter of reference.replace(/\d+/, '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  if (column > MOST_COLUMNS) throw new AppError('xlsx-unreadable')
  return column - 1
}

/** By style of a cell: how many digits a format of nothing but zeros shows at least. */
function shownDigits(styles: string): number[] {
  const digitsOf = new Map<string, number>()
  for (const format of tagsOf(styles, 'numFmt')) {
    const code = attribute(format, 'formatCode')
    if (/^0+$/.test(code)) digitsOf.set(attribute(format, 'numFmtId'), code.length)
  }
  const cellStyles = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return tagsOf(cellStyles, 'xf').map((style) => digitsOf.get(attribute(style, 'numFmtId')) ?? 0)
}

type TextOf = (name: string) => Promise<string>

/** In the order of the workbook, as they stand in it. */
export async function sheetNames(bytes: Uint8Array, parts: readonly ZipEntry[]): Promise<string[]> {
  const byName = new Map(parts.map((part) => [part.name, part]))
  const textOf: TextOf = (name) => unpackText(bytes, byName.get(name))
  return tagsOf(await textOf(await findWorkbook(textOf)), 'sheet').map((sheet) => attribute(sheet, 'name'))
}

async function findWorkbook(textOf: TextOf): Promise<string> {
  const root = relationsOf(await textOf('_rels/.rels'), '')
  return root.find(({ type }) => type === 'officeDocument')?.path ?? ''
}

/** The parts' names, found as the library finds them. */
async function findPaths(textOf: TextOf, sheetIndex: number): Promise<Record<RelationType | 'sheet', string>> {
  const workbook = await findWorkbook(textOf)
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1)
  const relations = relationsOf(await textOf(`${folder}_rels/${workbook.slice(folder.length)}.rels`), folder)
  const sheets = tagsOf(await textOf(workbook), 'sheet').map((sheet) => attribute(sheet, '[\\w.-]+:id'))
  const pathOf = (wanted: RelationType): string => relations.find(({ type }) => type === wanted)?.path ?? ''
  return {
    sheet: relations.find(({ id, type }) => type === 'worksheet' && id === sheets[sheetIndex])?.path ?? '',
    sharedStrings: pathOf('sharedStrings'),
    styles: pathOf('styles'),
  }
}

type RelationType = 'sharedStrings' | 'styles'

function relationsOf(text: string, folder: string): { id: string; type: string; path: string }[] {
  return tagsOf(text, 'Relationship').map((relation) => {
    const target = attribute(relation, 'Target')
    const path = new URL(target, `zip:///${folder}`).pathname.slice(1)
    return { id: attribute(relation, 'Id'), type: attribute(relation, 'Type').replace(/^.*\//, ''), path }
  })
}

function tagsOf(text: string, name: string): Pick<Tag, 'attributes'>[] {
  return [...text.matchAll(new RegExp(`<(?:\\w+:)?${name}(\\s[^<>]*?)/?>`, 'g'))].map(([, attributes = '']) => ({
    attributes,
  }))
}
