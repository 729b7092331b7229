import { type ErrorCode, errorMessage } from '../../core/errors.ts'
import type { Dictionary, Variable } from '../../core/questionnaire/dictionary.ts'
import { answerOf, fieldOf, type MissingKind, missingKindOf } from '../../core/questionnaire/record.ts'
import { guardFormula } from '../formula-guard.ts'
import { KEY_COLUMNS, type KeyColumn } from './column-plan.ts'

export type ExportCell = string | number

/** A response as a file shows it: codes, not ids; '' = none given. */
export interface ExportedResponse {
  readonly keys: Readonly<Record<Exclude<KeyColumn, 'weight'>, string>>
  readonly weight: number
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
}

export interface ResponseTable {
  readonly header: readonly string[]
  readonly cellsOf: (response: ExportedResponse) => ExportCell[]
}

/** The letters in files of each missing sign; an import reads them back. */
const MISSING_LETTERS: Readonly<Record<MissingKind, string>> = {
  notAnswered: 'NA',
  refused: 'REF',
  illegible: 'ILL',
  multipleTicks: 'MULT',
  notAsked: 'SKIP',
}

/** What the law calls sensitive: left out of a de-identified export. */
const SENSITIVE = /^a_(ethnicity|religion)/
const IDENTIFYING_KEYS: ReadonlySet<KeyColumn> = new Set(['unit', 'collected_on'])

/**
 * Columns of an export: keys, closed variables in the order of the paper, open texts. Codes and numbers are numbers, so
 * that a spreadsheet computes with them; texts are made harmless. De-identified: no unit, date, open text, ethnicity.
 */
export function responseTable(dictionary: Dictionary, isDeIdentified: boolean): ResponseTable {
  const keys = KEY_COLUMNS.filter((key) => !isDeIdentified || !IDENTIFYING_KEYS.has(key))
  const variables = dictionary.variables.filter(({ code }) => !isDeIdentified || !SENSITIVE.test(code))
  const texts = isDeIdentified ? [] : dictionary.texts
  return {
    header: [...keys, ...variables.map(({ code }) => code), ...texts.map(({ code }) => code)],
    cellsOf: (response) => [
      ...keys.map((key) => (key === 'weight' ? response.weight : guardFormula(response.keys[key]))),
      ...variables.map((variable) => answerCell(response.record, variable)),
      ...texts.map(({ code }) => guardFormula(response.texts[code] ?? '')),
    ],
  }
}

function answerCell(record: string, variable: Variable): ExportCell {
  const field = fieldOf(record, variable)
  const missing = missingKindOf(field)
  if (missing !== null) return MISSING_LETTERS[missing]
  if (variable.kind === 'date') return `${field.slice(0, 4)}-${field.slice(4, 6)}-${field.slice(6)}`
  return Number(answerOf(field))
}

/** The codebook: a row for each variable, and one for each code it takes. Vietnamese, as the sheet beside it is read. */
export function codebook(dictionary: Dictionary): ExportCell[][] {
  const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')
  const headings: ErrorCode[] = ['column-variable', 'column-number', 'column-question', 'column-code', 'column-answer']
  const rows: ExportCell[][] = [headings.map(say)]
  for (const { code, number, label, choices } of dictionary.variables) {
    rows.push([code, guardFormula(number), guardFormula(label.vi), '', ''])
    for (const choice of choices) rows.push([code, '', '', Number(choice.code), guardFormula(choice.label.vi)])
  }
  for (const { code, number, label } of dictionary.texts) rows.push([code, number, guardFormula(label.vi), '', ''])
  for (const [kind, letters] of Object.entries(MISSING_LETTERS)) {
    rows.push(['', '', '', letters, say(`missing-${kind as MissingKind}`)]) // keys of MISSING_LETTERS
  }
  return rows
}
