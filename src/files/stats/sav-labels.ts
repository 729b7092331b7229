import { SavBytes } from './sav-bytes.ts'
import type { SavVariable } from './sav-layout.ts'
import { cutToBytes, oneLine, type StatisticsVariable, type ValueLabel } from './statistics-table.ts'

/** SPSS keeps so many bytes of a value's label. */
export const VALUE_LABEL_BYTES = 120
/** A longer string has its labels in a record of its own. */
const SHORT_STRING = 8

/** Records of type 3 and 4, one pair for all variables with the same labels. */
export function valueLabelRecords(variables: readonly SavVariable[]): Buffer {
  const bytes = new SavBytes()
  for (const group of sameLabels(variables)) writeGroup(bytes, group)
  return bytes.whole()
}

/** What the extension record of subtype 21 holds: labels of strings longer than eight bytes, by the variable's long name. */
export function longLabels(variables: readonly SavVariable[]): Buffer {
  const bytes = new SavBytes()
  for (const { variable, longName } of variables) {
    if (variable.kind !== 'text' || !isLong(variable)) continue
    bytes.int(longName.length).text(longName).int(variable.bytes, variable.labels.length)
    for (const { value, label } of variable.labels) {
      const shown = shownLabel(label)
      bytes.int(variable.bytes).text(value, variable.bytes).int(Buffer.byteLength(shown)).text(shown)
    }
  }
  return bytes.whole()
}

/**
 * All labelled values, missing codes first, as SPSS lists them. Dates have none: their missing codes are no day, and a date
 * with labels is read as a number by other programs.
 */
export function labelsOf(variable: StatisticsVariable): readonly ValueLabel<number | string>[] {
  if (variable.kind === 'date') return []
  return variable.kind === 'text' ? variable.labels : [...variable.missing, ...variable.labels]
}

/** A value's label as SPSS takes it. */
export function shownLabel(label: string): string {
  return cutToBytes(oneLine(label), VALUE_LABEL_BYTES)
}

/** Variables that share type and labels, in the order in which they first come. */
export function sameLabels<Labelled extends { readonly variable: StatisticsVariable }>(
  variables: readonly Labelled[],
): Labelled[][] {
  const groups = new Map<string, Labelled[]>()
  for (const one of variables) {
    const { variable } = one
    const labels = labelsOf(variable)
    if (labels.length === 0 || isLong(variable)) continue
    const key = JSON.stringify([variable.kind === 'text', ...labels.map(({ value, label }) => [value, label])])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

function isLong(variable: StatisticsVariable): boolean {
  return variable.kind === 'text' && variable.labels.length > 0 && variable.bytes > SHORT_STRING
}

function writeGroup(bytes: SavBytes, group: readonly SavVariable[]): void {
  const [first] = group
  const labels = first === undefined ? [] : labelsOf(first.variable)
  bytes.int(3, labels.length)
  for (const { value, label } of labels) {
    if (typeof value === 'number') bytes.double(value)
    else bytes.text(value, SHORT_STRING)
    const shown = shownLabel(label)
    const size = Buffer.byteLength(shown)
    bytes.byte(size).text(shown, Math.ceil((size + 1) / 8) * 8 - 1)
  }
  bytes.int(4, group.length, ...group.map(({ records: [{ element }] }) => element))
}
