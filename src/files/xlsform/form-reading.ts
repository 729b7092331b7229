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
  let isReferring = false
  for (const { kind: one, language, index } of columns) {
    if (one !== kind) continue
    const cell = row.cells[index] ?? ''
    const text = isOwn ? fromCell(cell) : cell.trim()
    const name = language === '' ? plan.unnamed : languageOf(language)
    if (text === '' || texts.has(name)) continue
    texts.set(name, text)
    isReferring ||= REFERENCE.test(isOwn ? cell : text)
  }
  const found = isOwn ? (texts.get('vi') ?? '') : plan.vi.map((language) => texts.get(language)).find(Boolean)
  if (texts.size === 0 || found === undefined) return null
  const text = { vi: found, en: texts.get('en') ?? '' }
  if (isReferring) account.tell('lost', sheet, row.row, kind, 'form-text-reference')
  if (!isOwn && plan.hasVietnamese && !texts.has('vi')) {
    account.tell('changed', sheet, row.row, kind, 'form-text-not-vietnamese')
  }
  if (Math.max(text.vi.length, text.en.length) <= LONGEST_TEXT) return text
  account.tell('lost', sheet, row.row, kind, 'form-text-cut', { limit: LONGEST_TEXT })
  return { vi: text.vi.slice(0, LONGEST_TEXT), en: text.en.slice(0, LONGEST_TEXT) }
}

const REFERENCE = /\$\{[^{}]+\}/

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
