import { FILE_NAMES } from './file-names.ts'
import { layOutFixed } from './fixed-width.ts'
import { labelOf, type StatisticsTable, type StatisticsVariable } from './statistics-table.ts'

/**
 * An R script that reads the fixed-width file without any package. `codes` has what the file has: codes, negative where an
 * answer is missing, with the attributes `label`, `labels` and `na_values`. `responses` is for tables and models: factors in
 * words, dates, and NA for what is missing.
 */
export function rSyntax(table: StatisticsTable): string {
  const columns = layOutFixed(table)
  const sets = labelSets(columns.map(({ variable }) => variable))
  const lines = [
    `# source("${FILE_NAMES.r}", encoding = "UTF-8")`,
    `lines <- readLines("${FILE_NAMES.data}", encoding = "bytes", warn = FALSE)`,
    'Encoding(lines) <- "latin1" # one character a byte: columns are bytes',
    'field <- function(first, last) {',
    '  text <- substr(lines, first, last)',
    '  Encoding(text) <- "UTF-8"',
    '  trimws(text)',
    '}',
    'number <- function(first, last) as.numeric(field(first, last))',
    'codes <- list()',
    ...columns.map(({ variable, first, last }) => {
      return `codes[[${quoted(variable.name)}]] <- ${variable.kind === 'text' ? 'field' : 'number'}(${first}, ${last})`
    }),
    'codes <- as.data.frame(codes, stringsAsFactors = FALSE, check.names = FALSE)',
    'responses <- codes',
    'question <- function(name, label) {',
    '  attr(codes[[name]], "label") <<- label',
    '  attr(responses[[name]], "label") <<- label',
    '}',
    'answers <- function(name, labels, words) {',
    '  attr(codes[[name]], "labels") <<- c(attr(codes[[name]], "labels"), labels)',
    '  responses[[name]] <<- factor(responses[[name]], levels = unname(labels[words]), labels = words)',
    '}',
    'missing_codes <- function(name, labels) {',
    '  attr(codes[[name]], "na_values") <<- unname(labels)',
    '  attr(codes[[name]], "labels") <<- labels',
    '  responses[[name]][responses[[name]] %in% labels] <<- NA',
    '}',
    'day <- function(name) responses[[name]] <<- as.Date(sprintf("%.0f", responses[[name]]), "%Y%m%d")',
    ...sets.flatMap(({ name, definition }) => [`${name} <- ${definition}`]),
    ...columns.flatMap(({ variable }) => variableLines(variable, sets)),
    '',
  ]
  return lines.join('\n')
}

interface LabelSet {
  readonly name: string
  readonly definition: string
}

/** Named vectors of labels, each once. */
function labelSets(variables: readonly StatisticsVariable[]): LabelSet[] {
  const definitions = variables.flatMap((variable) => [answersOf(variable), missingOf(variable)])
  return [...new Set(definitions)]
    .filter((one) => one !== '')
    .map((definition, at) => ({ name: `labels${at + 1}`, definition }))
}

function variableLines(variable: StatisticsVariable, sets: readonly LabelSet[]): string[] {
  const name = quoted(variable.name)
  const setOf = (definition: string): string => sets.find((set) => set.definition === definition)?.name ?? ''
  const missing = setOf(missingOf(variable))
  const answers = setOf(answersOf(variable))
  return [
    ...(missing === '' ? [] : [`missing_codes(${name}, ${missing})`]),
    ...(variable.kind === 'date' ? [`day(${name})`] : []),
    ...(answers === '' ? [] : [`answers(${name}, ${answers}, names(${answers}))`]),
    `question(${name}, ${quoted(labelOf(variable))})`,
  ]
}

function answersOf(variable: StatisticsVariable): string {
  return variable.kind === 'text' ? '' : vector(variable.labels)
}

function missingOf(variable: StatisticsVariable): string {
  return variable.kind === 'text' ? '' : vector(variable.missing)
}

/** A named vector; two answers in the same words are told apart by their codes. */
function vector(labels: readonly { readonly value: number; readonly label: string }[]): string {
  if (labels.length === 0) return ''
  const times = (label: string): number => labels.filter((other) => other.label === label).length
  const entries = labels.map(
    ({ value, label }) => `${quoted(times(label) > 1 ? `${label} (${value})` : label)} = ${value}`,
  )
  return `c(${entries.join(', ')})`
}

/** A string of R; characters outside ASCII as they stand, control characters as escapes. */
function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
  return `"${escaped}"`
}
