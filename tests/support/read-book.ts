import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CellValue, readXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'
import { boundedParts } from '../../src/files/xlsx-bounds.ts'
import { unpackText } from '../../src/files/xlsx-parts.ts'
import { makeFolder } from './make-services.ts'
import { reportSkip } from './report-skip.ts'

const OFFICE = 'soffice'

export type BookRow = Readonly<Record<string, CellValue>>

/** The tables of a workbook by the names of their sheets, rows by heading; a table without rows is left out. */
export async function bookTables(bytes: Uint8Array): Promise<ReadonlyMap<string, readonly BookRow[]>> {
  const { sheets } = await readXlsx(bytes)
  return new Map(
    sheets.flatMap(({ name, rows, autoFilter }) => {
      const head = Number(/\d+/.exec(autoFilter?.range ?? '')?.[0] ?? 0) - 1
      const [headings, ...body] = rows.slice(head)
      if (head < 0 || headings === undefined) return []
      return [[name, body.map((row) => Object.fromEntries(headings.map((key, at) => [String(key), row[at] ?? null])))]]
    }),
  )
}

export function tableOf(tables: ReadonlyMap<string, readonly BookRow[]>, name: string): readonly BookRow[] {
  const found = tables.get(name)
  if (found === undefined) throw new Error(`no sheet ${name}, only ${[...tables.keys()].join(', ')}`)
  return found
}

/** Every part of a zipped document as text. */
export async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>()
  for (const entry of boundedParts(bytes)) parts.set(entry.name, await unpackText(bytes, entry))
  return parts
}

/** Whether LibreOffice is there; says so where it isn't. */
export function hasOffice(check: string): boolean {
  const isThere = spawnSync(OFFICE, ['--version'], { stdio: 'ignore' }).error === undefined
  if (!isThere) reportSkip(check, 'LibreOffice (soffice) is not installed here')
  return isThere
}

/** Opens a document by headless LibreOffice, with every formula computed anew, and converts it; the files that came out. */
export function convertByOffice(bytes: Uint8Array, extension: string, filter: string): ReadonlyMap<string, Buffer> {
  const folder = makeFolder()
  const settings = join(folder, 'profile', 'user')
  mkdirSync(settings, { recursive: true })
  writeFileSync(join(settings, 'registrymodifications.xcu'), ALWAYS_COMPUTED)
  writeFileSync(join(folder, `book.${extension}`), bytes)
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  const out = join(folder, 'out')
  execFileSync(
    OFFICE,
    [profile, '--headless', '--convert-to', filter, '--outdir', out, join(folder, `book.${extension}`)],
    { stdio: 'ignore' },
  )
  return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name))]))
}

/** Unrounded, formulas as their values, every sheet: tokens 8 to 12 of LibreOffice's CSV filter. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'

/** Every sheet as LibreOffice reads it, by name: rows of texts. */
export function officeSheets(bytes: Uint8Array): ReadonlyMap<string, string[][]> {
  return new Map(
    [...convertByOffice(bytes, 'xlsx', CSV)].map(([name, text]) => [
      name.slice('book-'.length, -'.csv'.length).normalize('NFC'),
      Papa.parse<string[]>(text.toString()).data,
    ]),
  )
}

/** 0: formulas of foreign workbooks are computed on loading, whatever values are stored with them. */
const ALWAYS_COMPUTED = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`
