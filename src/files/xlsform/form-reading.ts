import type { Text } from '../../core/questionnaire/questionnaire.ts'
import { LOST, lostCode } from '../lost-cell.ts'
import { fromCell } from './cell-text.ts'
import type { Column } from './columns.ts'
import { type LanguagePlan, languageOf } from './languages.ts'
import type { FormSheet, SheetRow } from './sheets.ts'
import type { Account } from './told.ts'

/** What every part of reading a form needs. */
export interface FormReading {
  /** Written by this program, so what it says in columns of ours is to be taken as it stands. */
  readonly isOwn: boolean
  readonly plan: LanguagePlan
  readonly account: Account
}

const LONGEST_TEXT = 2000

/** The text of a row in our two languages; null without any. What is lost of it is told. */
export function textOf(
  { isOwn, plan, account }: FormReading,
  sheet: string,
  row: SheetRow,
  columns: readonly Column[],
  kind: string,
): Text | null {
  const texts = new Map<string, string>()
  for (const { kind: one, language, index, header } of columns) {
    if (one !== kind) continue
    const cell = row.cells[index] ?? ''
    const text = isOwn ? fromCell(cell) : cell.trim()
    if (text.length > LONGEST_TEXT)
      account.tell('lost', sheet, row.row, header, 'form-text-cut', { limit: LONGEST_TEXT })
    if (/\$\{[^{}]+\}/.test(text) && !(isOwn && cell !== text))
      account.tell('lost', sheet, row.row, header, 'form-text-reference')
    const name = language === '' ? plan.unnamed : languageOf(language)
    if (text !== '' && !texts.has(name)) texts.set(name, text.slice(0, LONGEST_TEXT))
  }
  const en = texts.get('en') ?? ''
  if (isOwn) return texts.size === 0 ? null : { vi: texts.get('vi') ?? '', en }
  const vi = plan.vi.map((language) => texts.get(language) ?? '').find((text) => text !== '') ?? ''
  if (vi === '') return null
  if (plan.hasVietnamese && !texts.has('vi')) account.tell('changed', sheet, row.row, kind, 'form-text-not-vietnamese')
  return { vi, en }
}

/** The sheet with empty cells where the file doesn't give the content; each is told. */
export function withoutLostCells(sheet: FormSheet, account: Account): FormSheet {
  const marks: readonly string[] = Object.values(LOST)
  const rows = sheet.rows.map(({ row, cells }) => {
    if (!cells.some((cell) => marks.includes(cell))) return { row, cells }
    const kept = cells.map((cell, index) => {
      if (!marks.includes(cell)) return cell
      account.tell('lost', sheet.name, row, sheet.header.cells[index] ?? '', lostCode(cell))
      return ''
    })
    return { row, cells: kept }
  })
  return { ...sheet, rows }
}
