import { isRejectColumn } from '../../../src/core/reject-columns.ts'
import type { ImportPreview, Mapping } from './import-stream.ts'

/** By column of the file what it is: a target's code, empty = passed over on purpose, null = nobody knows yet. */
export type ColumnChoices = Readonly<Record<string, string | null>>

/** Columns of the program's own files that need no choice: which version a row is of, and why it was refused. */
const isOwn = (column: string): boolean => column === 'questionnaire_version' || isRejectColumn(column)

export type Column = ImportPreview['columns'][number]

/** Each name once: a file that repeats one is refused when it is read. */
export function mappedColumns({ columns }: ImportPreview): Column[] {
  const named = columns.filter(({ column }) => column !== '' && !isOwn(column))
  return [...new Map(named.toReversed().map((one) => [one.column, one])).values()].toReversed()
}

/** What a column was the last time; undefined when no such file was read. A column may be called `constructor`. */
export function rememberedOf({ remembered }: ImportPreview, column: string): string | undefined {
  return remembered !== null && Object.hasOwn(remembered, column) ? remembered[column] : undefined
}

/** As the last time where a file with these columns was imported before, else as recognised. */
export function firstChoices(preview: ImportPreview): ColumnChoices {
  return Object.fromEntries(
    mappedColumns(preview).map(({ column, target }) => [
      column,
      rememberedOf(preview, column) ?? (target === '' ? null : target),
    ]),
  )
}

/** The file can be read without a person's look: known from before, or nothing is guessed or left. */
export function isSure(preview: ImportPreview): boolean {
  if (preview.remembered !== null) return true
  return mappedColumns(preview).every(({ by }) => by === 'code' || by === 'label')
}

/** Without them a form belongs to nobody's result; the entry desk asks for both. */
const HEADS = ['agency', 'sector'] as const

export function missingHeads(choices: ColumnChoices): (typeof HEADS)[number][] {
  return HEADS.filter((key) => !Object.values(choices).includes(key))
}

/** A target belongs to one column: whoever had it before is open again. */
export function withChoice(choices: ColumnChoices, column: string, target: string | null): ColumnChoices {
  const others = Object.entries(choices).map(([name, code]) => [name, code === target && code !== '' ? null : code])
  return { ...Object.fromEntries(others), [column]: target }
}

export function mappingOf(choices: ColumnChoices): Mapping {
  return Object.fromEntries(
    Object.entries(choices).flatMap(([column, code]) => (code === null ? [] : [[column, code]])),
  )
}

/** Numbers on paper of the questions that no column fills. */
export function missingNumbers({ targets }: ImportPreview, choices: ColumnChoices): string[] {
  const filled = new Set(Object.values(choices))
  const numbers = new Map<string, boolean>()
  for (const { code, kind, number } of targets) {
    if (kind !== 'key') numbers.set(number, (numbers.get(number) ?? false) || filled.has(code))
  }
  return [...numbers].filter(([, isFilled]) => !isFilled).map(([number]) => number)
}
