import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer'
import { MISSING_LETTERS } from '../responses/response-table.ts'
import {
  dayOf,
  labelOf,
  type MissingReason,
  type NumericVariable,
  type StatisticsTable,
  type StatisticsValue,
  type StatisticsVariable,
} from './statistics-table.ts'

/** Rows a row group: so many are in memory at once, and are packed before anything else has its turn. */
const GROUP = 2_000
const LARGEST_INT32 = 2 ** 31 - 1
/** Why answers are missing, as `k01=REF k05=SKIP`: in the letters of a CSV, or WITHHELD. */
const REASONS_COLUMN = 'missing_reasons'

const LETTERS: Readonly<Record<MissingReason, string>> = { ...MISSING_LETTERS, withheld: 'WITHHELD' }

type Row = readonly StatisticsValue[]

/**
 * A Parquet file for DuckDB, Python or R: whole numbers for codes, doubles, texts and dates. What is missing is null, so that
 * no mean takes a code for a number; why it is missing stands in the column `missing_reasons`. Questions and
 * answers in words are in the file's metadata, `codebook`, as JSON.
 */
export async function* writeParquet(table: StatisticsTable): AsyncGenerator<Uint8Array> {
  const { variables } = table
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: variables.length + 1 },
      ...variables.map((variable) => ({
        name: variable.name,
        repetition_type: 'OPTIONAL' as const,
        ...typeOf(variable),
      })),
      { name: REASONS_COLUMN, repetition_type: 'REQUIRED', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
    ],
    kvMetadata: [{ key: 'codebook', value: JSON.stringify(variables.map(described)) }],
    createdBy: 'SIPAS',
  })
  const reasons = reasonsOf(variables)
  const take = (): Uint8Array => {
    const piece = writer.getBytes().slice()
    writer.index = 0
    return piece
  }
  for await (const rows of grouped(table.rows())) {
    const columns = variables.map((variable, at): ColumnSource => {
      const stored = storedBy(variable)
      return { name: variable.name, data: rows.map((row) => stored(row[at] ?? null)) }
    })
    const missing = { name: REASONS_COLUMN, data: rows.map(reasons) }
    await parquet.write({ columnData: [...columns, missing], rowGroupSize: rows.length })
    yield take()
  }
  await parquet.finish()
  yield take()
}

async function* grouped(batches: AsyncIterable<readonly Row[]>): AsyncGenerator<Row[]> {
  let group: Row[] = []
  for await (const rows of batches) {
    group.push(...rows)
    if (group.length < GROUP) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function typeOf(variable: StatisticsVariable) {
  switch (variable.kind) {
    case 'text':
      return { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
    case 'date':
      return { type: 'INT32', converted_type: 'DATE' } as const
    default:
      return { type: isWhole(variable) ? 'INT32' : 'DOUBLE' } as const
  }
}

function isWhole({ kind, decimals, width }: NumericVariable): boolean {
  return kind !== 'weight' && decimals === 0 && width < String(LARGEST_INT32).length
}

function storedBy(variable: StatisticsVariable): (value: StatisticsValue) => string | number | Date | null {
  if (variable.kind === 'text') return (value) => (variable.role === 'key' && value === '' ? null : value)
  const missing = new Set(variable.missing.map(({ value }) => value))
  return (value) => {
    if (typeof value !== 'number' || missing.has(value)) return null
    return variable.kind === 'date' ? dayOf(value) : value
  }
}

function reasonsOf(variables: readonly StatisticsVariable[]): (row: Row) => string {
  const letters = variables.map((variable) => {
    const missing = variable.kind === 'text' ? [] : variable.missing
    return new Map(missing.map(({ reason, value }) => [value, `${variable.name}=${LETTERS[reason]}`]))
  })
  return (row) => {
    return row
      .map((value, at) => letters[at]?.get(Number(value)) ?? '')
      .filter((text) => text !== '')
      .join(' ')
  }
}

function described(variable: StatisticsVariable): object {
  const { name } = variable
  return { name, label: labelOf(variable), values: variable.labels.map(({ value, label }) => ({ value, label })) }
}
