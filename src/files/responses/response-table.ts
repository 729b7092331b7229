import { type ErrorCode, errorMessage } from '../../core/errors.ts'
import { guardFormula } from '../../core/formula-guard.ts'
import type { Variable } from '../../core/questionnaire/dictionary.ts'
import type { Choice } from '../../core/questionnaire/questionnaire.ts'
import { answerOf, fieldOf, type MissingKind, missingKindOf } from '../../core/questionnaire/record.ts'
import {
  type SurveyForm,
  type UnitedVariable,
  unitedChoices,
  uniteForms,
} from '../../core/questionnaire/survey-forms.ts'
import { type KeyColumn, VERSION_COLUMN } from './column-plan.ts'

export type ExportCell = string | number

/** A response as a file shows it: codes, not ids; '' = none given. */
export interface ExportedResponse {
  /** Which of the survey's forms the record is laid out by. */
  readonly formId: number
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
export const MISSING_LETTERS: Readonly<Record<MissingKind, string>> = {
  notAnswered: 'NA',
  refused: 'REF',
  illegible: 'ILL',
  multipleTicks: 'MULT',
  notAsked: 'SKIP',
}

/**
 * Columns of an export: keys, closed variables in the order of the paper, open texts; of a survey that moved to a newer
 * version the columns of all versions and which one each form is. Codes and numbers are numbers, so that a spreadsheet
 * computes with them; texts are made harmless.
 */
export function responseTable(forms: readonly SurveyForm[], keys: readonly KeyColumn[]): ResponseTable {
  const { variables, texts } = uniteForms(forms)
  const versions = new Map(forms.map(({ id, version }) => [id, version]))
  const isMoved = forms.length > 1
  return {
    header: [
      ...keys,
      ...(isMoved ? [VERSION_COLUMN] : []),
      ...variables.map(({ variable }) => variable.code),
      ...texts.map(({ code }) => code),
    ],
    cellsOf: (response) => [
      ...keys.map((key) => (key === 'weight' ? response.weight : guardFormula(response.keys[key]))),
      ...(isMoved ? [versions.get(response.formId) ?? ''] : []),
      ...variables.map(({ byForm }) => answerCell(response.record, byForm.get(response.formId))),
      ...texts.map(({ code }) => guardFormula(response.texts[code] ?? '')),
    ],
  }
}

/** A question that the response's version didn't have was not asked; an empty cell is an answer kept back. */
function answerCell(record: string, variable: Variable | undefined): ExportCell {
  if (variable === undefined) return MISSING_LETTERS.notAsked
  const field = fieldOf(record, variable)
  const missing = missingKindOf(field)
  if (missing !== null) return MISSING_LETTERS[missing]
  if (variable.kind === 'date') return `${field.slice(0, 4)}-${field.slice(4, 6)}-${field.slice(6)}`
  const answer = answerOf(field)
  return answer === variable.withheld ? '' : Number(answer)
}

/** The codebook: a row for each variable, and one for each code it takes. Vietnamese, as the sheet beside it is read. */
export function codebook(forms: readonly SurveyForm[]): ExportCell[][] {
  const { variables, texts } = uniteForms(forms)
  const say = (code: ErrorCode): string => errorMessage(code, {}, 'vi')
  const headings: ErrorCode[] = ['column-variable', 'column-number', 'column-question', 'column-code', 'column-answer']
  const rows: ExportCell[][] = [headings.map(say)]
  for (const { variable, byForm } of variables) {
    const { code, number, label } = variable
    rows.push([code, guardFormula(number), guardFormula(label.vi), '', ''])
    const isWithheld = (choice: Choice): boolean => choice.code === variable.withheld
    for (const choice of unitedChoices([...byForm.values()]))
      rows.push([code, '', '', isWithheld(choice) ? '' : Number(choice.code), guardFormula(choice.label.vi)])
  }
  for (const { code, number, label } of texts) rows.push([code, guardFormula(number), guardFormula(label.vi), '', ''])
  for (const [kind, letters] of Object.entries(MISSING_LETTERS)) {
    rows.push(['', '', '', letters, say(`missing-${kind as MissingKind}`)]) // keys of MISSING_LETTERS
  }
  return rows
}

/**
 * What each column is in each version of the form: its question there, or that it was not asked, and the options it had.
 * A row a variable or open text; of a survey that never moved it has one column of versions.
 */
export function versionMapping(forms: readonly SurveyForm[]): ExportCell[][] {
  const say = (code: ErrorCode, params = {}): string => errorMessage(code, params, 'vi')
  const { variables, texts } = uniteForms(forms)
  const header = [say('column-variable'), ...forms.map(({ version }) => say('column-form-version', { version }))]
  const absent = say('mapping-not-asked')
  const cell = ({ byForm }: UnitedVariable, { id }: SurveyForm): string => {
    const variable = byForm.get(id)
    if (variable === undefined) return absent
    const options = variable.choices.map(({ code, label }) => `${Number(code)} ${label.vi}`).join(' · ')
    return guardFormula([`${variable.number}. ${variable.label.vi}`, options].filter((part) => part !== '').join(' | '))
  }
  const textCell = (code: string, { dictionary }: SurveyForm): string => {
    const text = dictionary.texts.find((one) => one.code === code)
    return text === undefined ? absent : guardFormula(`${text.number}. ${text.label.vi}`)
  }
  return [
    header,
    ...variables.map((united) => [united.variable.code, ...forms.map((form) => cell(united, form))]),
    ...texts.map(({ code }) => [code, ...forms.map((form) => textCell(code, form))]),
  ]
}
