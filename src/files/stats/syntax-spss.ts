import { FILE_NAMES } from './file-names.ts'
import { layOutFixed } from './fixed-width.ts'
import { numberFormat } from './sav-dictionary.ts'
import { labelsOf, sameLabels, shownLabel } from './sav-labels.ts'
import { spssName } from './sav-names.ts'
import {
  cutToBytes,
  labelOf,
  type NumericVariable,
  type StatisticsTable,
  type StatisticsVariable,
} from './statistics-table.ts'

const LABEL_BYTES = 255
/** Of one piece of a text: a line of SPSS syntax has 256 bytes at most. */
const PIECE_BYTES = 150

/** SPSS syntax that reads the fixed-width file: variables, formats, labels, what is missing, measure, weight. */
export function spssSyntax(table: StatisticsTable): string {
  const { variables } = table
  const columns = layOutFixed(table)
  const closed = columns.map(({ variable }) => variable)
  const numbers = closed.filter((variable): variable is NumericVariable => variable.kind !== 'text')
  const dates = numbers.filter(({ kind }) => kind === 'date')
  const weight = variables.find(({ kind }) => kind === 'weight')
  const places = columns.map(({ variable, first, last }) => {
    return `  ${spssName(variable)} ${first}-${last}${variable.kind === 'text' ? ' (A)' : ''}`
  })
  const lineLength = Math.max(1024, columns.at(-1)?.last ?? 0)
  return commands([
    'SET DECIMAL=DOT',
    `FILE HANDLE responses /NAME='${FILE_NAMES.data}' /LRECL=${lineLength} /ENCODING='UTF8'`,
    `DATA LIST FILE=responses FIXED RECORDS=1 NOTABLE /1\n${places.join('\n')}`,
    ...dates.map(dayCommand),
    ...numbers.map((variable) => `FORMATS ${spssName(variable)} (${formatOf(variable)})`),
    ...closed.map((variable) => `VARIABLE LABELS ${spssName(variable)}\n  ${quoted(shownVariableLabel(variable))}`),
    ...sameLabels(closed.map((variable) => ({ variable }))).map(labelCommand),
    ...closed.filter((variable) => isLongText(variable)).map((variable) => labelCommand([{ variable }])),
    ...numbers.flatMap(missingCommand),
    ...numbers.map((variable) => `VARIABLE LEVEL ${spssName(variable)} (${variable.measure.toUpperCase()})`),
    ...(weight === undefined ? [] : [`WEIGHT BY ${spssName(weight)}`]),
    'EXECUTE',
  ])
}

function commands(all: readonly string[]): string {
  return `* Encoding: UTF-8.\r\n${all.map((command) => `${command.replaceAll('\n', '\r\n')}.\r\n`).join('')}`
}

function shownVariableLabel(variable: StatisticsVariable): string {
  return cutToBytes(labelOf(variable), LABEL_BYTES)
}

/** yyyymmdd becomes a date; missing codes, which are negative, stay. */
function dayCommand(variable: NumericVariable): string {
  const name = spssName(variable)
  const parts = `MOD(${name},100), MOD(TRUNC(${name}/100),100), TRUNC(${name}/10000)`
  return `IF (${name} > 0) ${name} = DATE.DMY(${parts})`
}

function formatOf(variable: NumericVariable): string {
  if (variable.kind === 'date') return 'EDATE10'
  const { wide, decimals } = numberFormat(variable)
  return `F${wide}.${decimals}`
}

function isLongText(variable: StatisticsVariable): boolean {
  return variable.kind === 'text' && variable.labels.length > 0 && variable.bytes > 8
}

function labelCommand(group: readonly { readonly variable: StatisticsVariable }[]): string {
  const [first] = group
  const labels = first === undefined ? [] : labelsOf(first.variable)
  const lines = labels.map(({ value, label }) => {
    return `  ${typeof value === 'number' ? value : quoted(value)} ${quoted(shownLabel(label))}`
  })
  return `VALUE LABELS\n  ${group.map(({ variable }) => spssName(variable)).join('\n  ')}\n${lines.join('\n')}`
}

function missingCommand(variable: NumericVariable): string[] {
  const [lowest] = variable.missing
  const highest = variable.missing.at(-1)
  if (lowest === undefined || highest === undefined) return []
  return [`MISSING VALUES ${spssName(variable)} (${lowest.value} THRU ${highest.value})`]
}

/** A string between apostrophes, in pieces that a line has room for. */
function quoted(text: string): string {
  const pieces: string[] = []
  for (let rest = text; rest !== ''; rest = rest.slice(pieces.at(-1)?.length ?? rest.length)) {
    pieces.push(cutToBytes(rest, PIECE_BYTES) || rest)
  }
  return (pieces.length === 0 ? [''] : pieces).map((piece) => `'${piece.replaceAll("'", "''")}'`).join(' +\n  ')
}
