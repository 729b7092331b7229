import type { FormFile, FormSheet } from '../../../src/files/xlsform/sheets.ts'
import type { XlsxSheet } from '../../../src/files/xlsx.ts'

/** Sheets as they are read from a file, without the file. */
export function sheetsFile(sheets: readonly Pick<XlsxSheet, 'name' | 'rows'>[]): FormFile {
  const read = sheets.map(({ name, rows }): [string, FormSheet] => {
    const numbered = rows.map((cells, at) => ({ row: at + 1, cells: cells.map((cell) => String(cell ?? '')) }))
    const filled = numbered.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    const [header = { row: 1, cells: [] }, ...body] = filled
    return [name, { name, header, rows: body }]
  })
  return { sheets: new Map(read), unread: [] }
}
