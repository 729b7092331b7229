import type { ErrorCode, ErrorParams } from '../../core/errors.ts'
import { unguardFormula } from '../../core/formula-guard.ts'
import type { Variable } from '../../core/questionnaire/dictionary.ts'
import { fieldProblem, MISSING, padField } from '../../core/questionnaire/record.ts'
import { comparableLabel } from '../label.ts'
import { lostCode } from '../lost-cell.ts'
import { readDate } from './dates.ts'

/** Why a cell is refused. */
export interface CellProblem {
  readonly code: ErrorCode
  readonly params: ErrorParams
}

/** A cell as the padded field or fields of the record that it fills, or why not. */
export type CellReader = (cell: string) => string | CellProblem

/** The letters of the missing codes in files. Empty is the same as NA. */
export const MISSING_WORDS: ReadonlyMap<string, string> = new Map([
  ['', MISSING.notAnswered],
  ['na', MISSING.notAnswered],
  ['ref', MISSING.refused],
  ['ill', MISSING.illegible],
  ['mult', MISSING.multipleTicks],
  ['skip', MISSING.notAsked],
])

const SHOWN = 30
const CACHED = 500

/** Reader of a column that holds one variable: a code (`3`, `03`, `3.0`), a label, a number, a date, or a missing word. */
export function variableReader(variable: Variable): CellReader {
  return cached(withMissing([variable], valueReader(variable)))
}

/** Reader of a column that holds a whole multiple choice: `1;3;7` (or `1,3,7`, or labels); `0` is nothing ticked. */
export function ticksReader(flags: readonly Variable[]): CellReader {
  const optionOf = new Map<string, number>()
  const codes = flags.map((flag) => flag.code.slice(flag.questionCode.length + 1))
  flags.forEach((flag, at) => {
    const code = codes[at] ?? ''
    for (const name of [code, flag.label.vi, flag.label.en]) optionOf.set(comparableLabel(name), at)
  })
  const read: CellReader = (cell) => {
    const ticked = flags.map(() => '0')
    const whole = optionOf.get(comparableLabel(cell))
    const parts = whole === undefined ? partsOf(cell) : [cell]
    if (parts.length === 1 && parts[0]?.trim() === '0') return ticked.join('')
    for (const part of parts) {
      const at = optionOf.get(comparableLabel(part)) ?? optionOf.get(plainCode(part))
      if (at === undefined) return unknownCode(part, codes)
      ticked[at] = '1'
    }
    return ticked.join('')
  }
  return cached(withMissing(flags, read))
}

/** Labels may hold commas, so a comma parts only where nothing else does. */
function partsOf(cell: string): string[] {
  const separator = [';', '|', ','].find((sign) => cell.includes(sign)) ?? ';'
  return cell.split(separator).filter((part) => part.trim() !== '')
}

function withMissing(variables: readonly Variable[], read: CellReader): CellReader {
  const fill = (sign: string): string => variables.map((variable) => padField(variable, sign)).join('')
  return (raw) => {
    const cell = unguardFormula(raw)
    const sign = MISSING_WORDS.get(cell.trim().toLowerCase())
    if (sign !== undefined) return fill(sign)
    return cell.includes('\ufffd') ? { code: lostCode(cell), params: {} } : read(cell)
  }
}

function valueReader(variable: Variable): CellReader {
  switch (variable.kind) {
    case 'choice':
    case 'flag':
      return choiceReader(variable)
    case 'number':
      return (cell) => readNumber(variable, cell.trim())
    case 'date':
      return (cell) => {
        const date = readDate(cell.trim())
        return date?.replaceAll('-', '') ?? { code: 'date-bad', params: { value: cell.trim().slice(0, SHOWN) } }
      }
  }
}

function choiceReader(variable: Variable): CellReader {
  const fieldOf = new Map<string, string>()
  for (const { code, label } of variable.choices) {
    for (const name of [label.vi, label.en]) fieldOf.set(comparableLabel(name), padField(variable, code))
  }
  for (const { code } of variable.choices) fieldOf.set(plainCode(code), padField(variable, code))
  return (cell) =>
    fieldOf.get(plainCode(cell)) ??
    fieldOf.get(comparableLabel(cell)) ??
    unknownCode(
      cell,
      variable.choices.map(({ code }) => code),
    )
}

/** Names what would have been taken: `1–5` where the codes follow one another, else every one of them. */
function unknownCode(cell: string, codes: readonly string[]): CellProblem {
  const isRun = codes.length > 2 && codes.every((code, at) => Number(code) === Number(codes[0]) + at)
  const accepted = isRun ? `${codes[0]}–${codes.at(-1)}` : codes.join(', ')
  return { code: 'cell-unknown-code', params: { value: cell.trim().slice(0, SHOWN), accepted } }
}

/** `03`, `3.0` and `3,00` are how spreadsheets and statistics programs write the code 3. */
function plainCode(cell: string): string {
  return cell.trim().replace(/^0+(?=\d)|[.,]0+$/g, '')
}

/** `1.250` where decimals have a comma: one thousand two hundred and fifty, or one and a quarter? */
export function thousandsProblem(cell: string): CellProblem | null {
  const value = cell.trim()
  return /^\d{1,3}(\.\d{3})+$/.test(value) ? { code: 'cell-thousands', params: { value: value.slice(0, SHOWN) } } : null
}

function readNumber(variable: Variable, cell: string): string | CellProblem {
  const text = cell.replace(',', '.')
  const number = Number(text)
  const { decimals } = variable
  const rounded = number.toFixed(decimals)
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text) || Number(rounded) !== number) {
    return { code: 'cell-not-a-number', params: { value: cell.slice(0, SHOWN), decimals } }
  }
  const field = padField(variable, String(number))
  const { min, max } = variable
  if (field.length !== variable.width || fieldProblem(variable, field) !== null) {
    return { code: 'cell-out-of-range', params: { value: cell.slice(0, SHOWN), min: min ?? '', max: max ?? '' } }
  }
  return field
}

/** The same few cells come thousands of times; the bound keeps a column of numbers from growing it without end. */
function cached(read: CellReader): CellReader {
  const known = new Map<string, string | CellProblem>()
  return (cell) => {
    const seen = known.get(cell)
    if (seen !== undefined) return seen
    const result = read(cell)
    if (known.size < CACHED) known.set(cell, result)
    return result
  }
}
