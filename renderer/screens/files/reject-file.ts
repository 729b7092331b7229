import { localText } from '../../i18n/i18n.ts'
import type { ImportResult } from './import-stream.ts'

/** A spreadsheet would run a cell that starts like this; an apostrophe makes it text. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/

/** The refused rows as a CSV that Excel opens right: a mark of UTF-8 first, semicolons, every cell quoted. */
export function rejectFile(rejects: ImportResult['rejects'], header: readonly string[]): Blob {
  const cell = (text: string): string => `"${text.replace(FORMULA_START, "'$&").replaceAll('"', '""')}"`
  const rows = rejects.map((reject) => [String(reject.row), reject.column, localText(reject.message)])
  const lines = [header, ...rows].map((row) => row.map(cell).join(';'))
  return new Blob(['\ufeff', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' })
}
