import { FILE_NAMES } from './file-names.ts'
import { layOutFixed } from './fixed-width.ts'
import { sameLabels } from './sav-labels.ts'
import {
  labelOf,
  type MissingReason,
  type NumericVariable,
  oneLine,
  type StatisticsTable,
  type StatisticsVariable,
} from './statistics-table.ts'

const NAME_LIMIT = 32
/** Characters of a variable's label. */
const LABEL_LIMIT = 80
/** Words that Stata keeps for itself; `str5` and its like, too. */
const RESERVED: ReadonlySet<string> = new Set('byte double float if in int long strl using with'.split(' '))

/** Extended missing values, by why there is no answer. */
const EXTENDED: Readonly<Record<MissingReason, string>> = {
  notAnswered: '.a',
  refused: '.b',
  illegible: '.c',
  multipleTicks: '.d',
  notAsked: '.e',
  withheld: '.f',
}

/** A Stata do-file (14 or newer, for UTF-8) that reads the fixed-width file: types, labels, extended missing values, dates. */
export function stataSyntax(table: StatisticsTable): string {
  const columns = layOutFixed(table)
  const names = stataNames(columns.map(({ variable }) => variable))
  const nameOf = (variable: StatisticsVariable): string => names.get(variable) ?? variable.name
  const closed = columns.map(({ variable }) => variable)
  const numbers = closed.filter((variable): variable is NumericVariable => variable.kind !== 'text')
  const groups = sameLabels(numbers.map((variable) => ({ variable })))
  const places = columns.map(({ variable, first, last }) => {
    return `  ${typeOf(variable)} ${nameOf(variable)} ${first}-${last} ///`
  })
  return [
    'version 14',
    'clear',
    'infix ///',
    ...places,
    `  using "${FILE_NAMES.data}"`,
    ...numbers.flatMap((variable) => missingLines(variable, nameOf(variable))),
    ...numbers.filter(({ kind }) => kind === 'date').flatMap((variable) => dayLines(nameOf(variable))),
    ...closed.map((variable) => `label variable ${nameOf(variable)} ${quoted(shortLabel(variable))}`),
    ...groups.flatMap((group, at) =>
      labelLines(
        group.map(({ variable }) => variable),
        `answers${at + 1}`,
        nameOf,
      ),
    ),
    '',
  ].join('\r\n')
}

/** Names of at most 32 characters, none twice, none a word of Stata. */
export function stataNames(variables: readonly StatisticsVariable[]): ReadonlyMap<StatisticsVariable, string> {
  const taken = new Set<string>()
  return new Map(
    variables.map((variable) => {
      const { name } = variable
      const wanted = RESERVED.has(name) || /^str\d+$/.test(name) ? `${name}_` : name.slice(0, NAME_LIMIT)
      let given = wanted
      for (let more = 1; taken.has(given); more++)
        given = `${wanted.slice(0, NAME_LIMIT - 1 - String(more).length)}_${more}`
      taken.add(given)
      return [variable, given]
    }),
  )
}

function typeOf(variable: StatisticsVariable): string {
  if (variable.kind === 'text') return `str${variable.bytes}`
  if (variable.kind === 'code') return 'int'
  return variable.kind === 'date' ? 'long' : 'double'
}

function missingLines({ missing }: NumericVariable, name: string): string[] {
  if (missing.length === 0) return []
  const codes = missing.map(({ value, reason }) => `${value}=${EXTENDED[reason]}`).join(' \\ ')
  return [`quietly mvdecode ${name}, mv(${codes})`]
}

/** yyyymmdd to Stata's days; extended missing values stay. */
function dayLines(name: string): string[] {
  const day = `mdy(mod(int(${name}/100),100), mod(${name},100), int(${name}/10000))`
  return [`quietly replace ${name} = ${day} if !missing(${name})`, `format ${name} %tdDD/NN/CCYY`]
}

function labelLines(
  group: readonly NumericVariable[] | readonly StatisticsVariable[],
  set: string,
  nameOf: (variable: StatisticsVariable) => string,
): string[] {
  const [first] = group
  if (first === undefined || first.kind === 'text') return []
  const lines = [
    ...first.labels.map(({ value, label }) => `${value} ${quoted(label)}`),
    ...first.missing.map(({ reason, label }) => `${EXTENDED[reason]} ${quoted(label)}`),
  ]
  return [
    ...lines.map((line, at) => `label define ${set} ${line}${at === 0 ? '' : ', add'}`),
    ...group.map((variable) => `label values ${nameOf(variable)} ${set}`),
  ]
}

function shortLabel(variable: StatisticsVariable): string {
  return [...labelOf(variable).normalize('NFC')].slice(0, LABEL_LIMIT).join('')
}

/**
 * A string in compound quotes. Macros are kept from being filled in by a backslash; what would end the string or begin a
 * comment gets a space.
 */
function quoted(text: string): string {
  const safe = oneLine(text)
    .replace(/[`$]/g, '\\$&')
    .replace(/"(?=')/g, '" ')
    .replace(/\/(?=[*/])/g, '/ ')
    .replace(/\*(?=\/)/g, '* ')
  return `\`"${safe}"'`
}
