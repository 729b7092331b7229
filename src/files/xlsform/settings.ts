import { cellOf, readColumns } from './columns.ts'
import type { FormSheet } from './sheets.ts'
import type { Account } from './told.ts'

export interface FormSettings {
  readonly title: string
  readonly formId: string
  readonly version: string
  readonly defaultLanguage: string
  /** Where they stand. */
  readonly row: number
}

const SPELLINGS = {
  title: ['form_title', 'set_form_title', 'title'],
  formId: ['form_id', 'set_form_id', 'id_string'],
  version: ['version'],
  defaultLanguage: ['default_language'],
} as const
/** How a form is shown and called on a telephone; nothing of it is asked of a respondent. */
const OF_THE_DEVICE: ReadonlySet<string> = new Set(['name', 'style'])

/** The first row of the sheet `settings`; settings that we have no place for are told. */
export function readSettings(sheet: FormSheet | undefined, account: Account): FormSettings {
  const none = { title: '', formId: '', version: '', defaultLanguage: '', row: 1 }
  const [row] = sheet?.rows ?? []
  if (sheet === undefined || row === undefined) return none
  const columns = readColumns(sheet)
  const find = (kinds: readonly string[]): string =>
    kinds.map((kind) => cellOf(row, columns, kind)).find((cell) => cell !== '') ?? ''
  const known = new Set<string>(Object.values(SPELLINGS).flat())
  for (const { kind, index, header } of columns) {
    const isLeft = !known.has(kind) && !OF_THE_DEVICE.has(kind) && (row.cells[index]?.trim() ?? '') !== ''
    if (isLeft) account.tell('changed', sheet.name, row.row, header, 'form-setting-left')
  }
  return {
    title: find(SPELLINGS.title),
    formId: find(SPELLINGS.formId),
    version: find(SPELLINGS.version),
    defaultLanguage: find(SPELLINGS.defaultLanguage),
    row: row.row,
  }
}
