import {
  type Check,
  ENTRY_MODES,
  type EntryMode,
  type Questionnaire,
  SEVERITIES,
  type Text,
} from '../../core/questionnaire/questionnaire.ts'
import { fromCell } from './cell-text.ts'
import { readColumns } from './columns.ts'
import type { FormSheet } from './sheets.ts'
import type { Account } from './told.ts'

/**
 * What a form has no word for stands in sheets of our own, one thing a row:
 * `sipas` (key, vi, en) · `sipas_checks` (question, severity, condition, vi, en) · `sipas_schemes`.
 */
export const OWN_SHEETS = { form: 'sipas', checks: 'sipas_checks', schemes: 'sipas_schemes' } as const

export interface OwnRow {
  readonly row: number
  /** The cell under a heading as it was before it was made a cell; '' where there is none. */
  readonly get: (heading: string) => string
}

/** Throws AppError `form-column-twice`. */
export function ownRows(sheet: FormSheet | undefined, account: Account): OwnRow[] {
  if (sheet === undefined) return []
  const index = new Map(readColumns(sheet).map((column) => [column.kind, column.index]))
  account.readRows(sheet.rows.length)
  return sheet.rows.map(({ row, cells }) => ({
    row,
    get: (heading) => fromCell(cells[index.get(heading) ?? -1] ?? ''),
  }))
}

export type OwnForm = Pick<Questionnaire, 'title' | 'source' | 'caution' | 'entryMode' | 'retiredCodes'>

const KEYS = ['title', 'source', 'caution', 'entry_mode', 'retired_code'] as const

export function readOwnForm(rows: readonly OwnRow[], account: Account): OwnForm {
  const of = (key: (typeof KEYS)[number]): OwnRow[] => rows.filter(({ get }) => get('key') === key)
  for (const { row, get } of rows) {
    const isKnown =
      KEYS.some((key) => key === get('key')) && (get('key') !== 'entry_mode' || modeOf(get('vi')) !== undefined)
    if (!isKnown) account.lose(OWN_SHEETS.form, row, get('key'), 'form-key-unknown')
  }
  const textOf = (found: OwnRow | undefined): Text => ({ vi: found?.get('vi') ?? '', en: found?.get('en') ?? '' })
  const [[title], [caution]] = [of('title'), of('caution')]
  const entryMode = of('entry_mode').flatMap(({ get }) => modeOf(get('vi')) ?? [])[0]
  const retired = of('retired_code').map(({ get }) => get('vi'))
  return {
    title: textOf(title),
    source: of('source')[0]?.get('vi') ?? '',
    ...(caution === undefined ? {} : { caution: textOf(caution) }),
    ...(entryMode === undefined ? {} : { entryMode }),
    ...(retired.length === 0 ? {} : { retiredCodes: retired.filter((code) => code !== '') }),
  }
}

function modeOf(cell: string): EntryMode | undefined {
  return ENTRY_MODES.find((one) => one === cell.trim())
}

/** By question; a row without a severity says that the question has an empty list of checks. */
export function readOwnChecks(
  rows: readonly OwnRow[],
  codes: ReadonlySet<string>,
  account: Account,
): ReadonlyMap<string, readonly Check[]> {
  const checks = new Map<string, Check[]>()
  for (const { row, get } of rows) {
    const [question, given] = [get('question'), get('severity')]
    const severity = SEVERITIES.find((one) => one === given)
    if (!codes.has(question) || (given !== '' && severity === undefined)) {
      account.lose(OWN_SHEETS.checks, row, question, 'form-check-unplaced')
      continue
    }
    const known = checks.get(question) ?? []
    checks.set(question, known)
    if (severity === undefined) continue
    known.push({ severity, condition: get('condition'), message: { vi: get('vi'), en: get('en') } })
  }
  return checks
}
