import type { ChoiceList } from '../../core/questionnaire/questionnaire.ts'
import { type Column, cellOf, readColumns } from './columns.ts'
import { codeFor } from './form-names.ts'
import { type FormReading, textOf } from './form-reading.ts'
import type { FormSheet, SheetRow } from './sheets.ts'
import { short } from './told.ts'

/** A list of a form as one of ours, with our code for each of its names. */
export interface ReadList {
  readonly row: number
  readonly list: ChoiceList
  readonly codes: ReadonlyMap<string, string>
  /** As our own column says it; null where a form is not ours, so that the use of the list must tell. */
  readonly isScale: boolean | null
}

export type ReadLists = ReadonlyMap<string, ReadList>

const SHEET = 'choices'
/** Codes have two digits. */
const MOST_CHOICES = 99
const MOST_LISTS = 300

/** The lists of a form that can be ours; what of the sheet can't is told. */
export function readChoices(reading: FormReading, sheet: FormSheet): ReadLists {
  const { account } = reading
  const columns = readColumns(sheet)
  account.readRows(sheet.rows.length)
  const lists = new Map<string, ReadList>()
  const taken = new Set<string>()
  for (const [name, rows] of rowsByList(reading, sheet.rows, columns)) {
    const first = rows[0] ?? sheet.header
    if (rows.length > MOST_CHOICES || lists.size === MOST_LISTS) {
      const code = rows.length > MOST_CHOICES ? 'form-list-too-long' : 'form-too-many-lists'
      const limit = rows.length > MOST_CHOICES ? MOST_CHOICES : MOST_LISTS
      account.lose(SHEET, first.row, name, code, { limit }, rows.length)
      continue
    }
    const code = codeFor(name, (one) => !taken.has(one))
    taken.add(code)
    if (code !== name) account.tell('changed', SHEET, first.row, name, 'form-list-renamed', { code })
    lists.set(name, readList(reading, columns, code, name, rows))
  }
  return lists
}

function rowsByList(
  { account, isOwn }: FormReading,
  rows: readonly SheetRow[],
  columns: readonly Column[],
): Map<string, SheetRow[]> {
  const byList = new Map<string, SheetRow[]>()
  const seen = new Set<string>()
  for (const row of rows) {
    const [list, name] = [cellOf(row, columns, 'list_name'), cellOf(row, columns, 'name')]
    const key = `${list} ${name}`
    const known = byList.get(list) ?? []
    const isEmptyList = isOwn && list !== '' && name === '' // of a draft
    if (!isEmptyList && (list === '' || name === '')) account.lose(SHEET, row.row, list || name, 'form-choice-unnamed')
    else if (seen.has(key)) account.lose(SHEET, row.row, `${list}: ${name}`, 'form-choice-twice')
    else {
      known.push(row)
      byList.set(list, known)
    }
    seen.add(key)
  }
  return byList
}

function readList(
  reading: FormReading,
  columns: readonly Column[],
  code: string,
  name: string,
  rows: readonly SheetRow[],
): ReadList {
  const { account, isOwn } = reading
  const row = rows[0]?.row ?? 0
  const named = rows.filter((one) => cellOf(one, columns, 'name') !== '')
  const codes = codesOf(named.map((one) => cellOf(one, columns, 'name')))
  const changed = [...codes].filter(([from, to]) => from !== to)
  if (changed.length > 0) {
    const map = short(changed.map(([from, to]) => `${from} → ${to}`).join(', '))
    account.tell('changed', SHEET, row, name, 'form-choices-coded', { map })
  }
  const choices = named.map((one) => {
    const choice = cellOf(one, columns, 'name')
    const label = textOf(reading, SHEET, one, columns, 'label')
    if (label === null && !isOwn) account.tell('changed', SHEET, one.row, choice, 'form-label-missing')
    return { code: codes.get(choice) ?? '', label: label ?? { vi: isOwn ? '' : short(choice), en: '' } }
  })
  const scale = rows.map((one) => cellOf(one, columns, 'sipas::scale')).find((cell) => cell !== '')
  return {
    row,
    list: { code, isScale: scale === 'yes', choices },
    codes,
    isScale: scale === undefined ? null : scale === 'yes',
  }
}

/** Names of one or two digits stay; the others take the numbers that are free, from 1 on. */
function codesOf(names: readonly string[]): Map<string, string> {
  const kept = new Map<number, string>()
  for (const name of names) if (/^\d{1,2}$/.test(name) && !kept.has(Number(name))) kept.set(Number(name), name)
  let next = 0
  const free = (): string => {
    do next += 1
    while (kept.has(next))
    return String(next)
  }
  return new Map(names.map((name) => [name, kept.get(Number(name)) === name ? name : free()]))
}
