import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'
import type { IndexRow } from '../../src/app/survey-index.ts'
import { differenceFrom, ITEMS, type ItemCount, type Peer } from './item-counts.ts'
import { isInstalled, timeProgram } from './measure.ts'

const COLUMNS = ['agency', 'sector', ...ITEMS]

/**
 * What an office does today: a sheet of the responses and a table of COUNTIFS beside it, here computed by LibreOffice. The
 * same workbook without the table is taken off: what is left is the computing.
 */
export async function libreOfficePeer(csv: string, folder: string, ours: readonly IndexRow[]): Promise<Peer> {
  const name = 'LibreOffice, COUNTIFS by agency × sector × 22 items'
  if (!isInstalled('soffice')) return { name, taken: null, bar: null, note: 'absent peer: LibreOffice' }
  const text = readFileSync(csv, 'utf8').replace(/^\uFEFF/, '')
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const rows = data.map((row) => COLUMNS.map((column) => numberOrText(row[column] ?? '')))
  const groups = [...new Set(ours.map(({ by }) => `${by.agency}\t${by.sector}`))].map((group) => group.split('\t'))
  const whole = await timeWorkbook(folder, 'with', rows, groups)
  const bare = await timeWorkbook(folder, 'without', rows, [])
  const lines = Papa.parse<string[]>(whole.table, { skipEmptyLines: true }).data
  const counts = lines.slice(1).flatMap(([agency = '', sector = '', ...figures]): ItemCount[] =>
    ITEMS.map((item, place) => ({
      agency,
      sector,
      item,
      answers: Number(figures[2 * place]),
      satisfied: Number(figures[2 * place + 1]),
    })),
  )
  return { name, taken: whole.taken - bare.taken, bar: null, note: differenceFrom(ours, counts, 'LibreOffice') }
}

const numberOrText = (cell: string): string | number | null =>
  cell === '' ? null : /^\d$/.test(cell) ? Number(cell) : cell

/** The table stands in the first sheet, so that it is what the conversion to CSV writes. */
async function timeWorkbook(
  folder: string,
  name: string,
  rows: readonly (readonly (string | number | null)[])[],
  groups: readonly (readonly string[])[],
): Promise<{ taken: number; table: string }> {
  const range = (column: number): string => `responses!$${letter(column)}$2:$${letter(column)}$${rows.length + 1}`
  const formulas = groups.flatMap((_, place) => {
    const group = `${range(0)},$A${place + 2},${range(1)},$B${place + 2}`
    return ITEMS.flatMap((_, item) =>
      ['">=1"', '">=4"'].map((condition, which) => {
        const formula = `COUNTIFS(${group},${range(item + 2)},${condition})`
        return [`${place + 1},${2 + 2 * item + which}`, { formula }] as const
      }),
    )
  })
  const bytes = await writeXlsx({
    sheets: [
      { name: 'table', rows: [['agency', 'sector'], ...groups.map((group) => [...group])], cells: new Map(formulas) },
      { name: 'responses', rows: [COLUMNS, ...rows.map((row) => [...row])] },
    ],
  })
  const file = join(folder, `office-${name}.xlsx`)
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=file://${join(folder, 'office-profile')}`
  const taken = timeProgram('soffice', [profile, '--headless', '--convert-to', 'csv', '--outdir', folder, file])
  return { taken, table: readFileSync(join(folder, `office-${name}.csv`), 'utf8') }
}

/** A, B … Z, AA. */
function letter(column: number): string {
  const first = column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))
  return first + String.fromCharCode(65 + (column % 26))
}
