import { SavBytes } from './sav-bytes.ts'
import { longLabels, valueLabelRecords } from './sav-labels.ts'
import type { SavRecord, SavVariable } from './sav-layout.ts'
import { cutToBytes, labelOf, type NumericVariable, oneLine, type StatisticsVariable } from './statistics-table.ts'

export interface SavHeader {
  readonly title: string
  readonly caseCount: number
  readonly madeAt: Date
}

const LABEL_BYTES = 255
const SYSTEM_MISSING = -Number.MAX_VALUE
/** The number just above it: LOWEST in a range of missing values. */
const LOWEST = Buffer.from([0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xef, 0xff])
const BIAS = 100
const UTF8_CODE_PAGE = 65_001
const FORMAT = { A: 1, F: 5, EDATE: 38 } as const
const MEASURE = { nominal: 1, ordinal: 2, scale: 3 } as const

/**
 * Everything of an SPSS system file before its data, as PSPP's "System File Format" documents it: header, variables with
 * labels, formats and missing values, value labels, and the extension records of subtype 3 and 4 (machine), 11 (measure),
 * 13 (long names), 14 (strings over 255 bytes), 16 (cases), 20 (encoding), 21 (labels of longer strings).
 */
export function savDictionary(variables: readonly SavVariable[], header: SavHeader): Buffer {
  const bytes = new SavBytes()
  writeHeader(bytes, variables, header)
  for (const { records } of variables) for (const record of records) writeVariable(bytes, record)
  bytes.add(valueLabelRecords(variables))
  // Of the machine: version 1.0.0 of nobody's program, IEEE 754, compressed by bytes, little-endian, UTF-8.
  extension(bytes, 3, 4, new SavBytes().int(1, 0, 0, -1, 1, 1, 2, UTF8_CODE_PAGE).whole())
  extension(bytes, 4, 8, new SavBytes().double(SYSTEM_MISSING, Number.MAX_VALUE).add(LOWEST).whole())
  extension(bytes, 11, 4, displays(variables))
  extension(bytes, 13, 1, Buffer.from(variables.map(longName).join('\t')))
  const long = variables.filter(({ records }) => records.length > 1)
  if (long.length > 0) extension(bytes, 14, 1, Buffer.from(long.map(longString).join('')))
  extension(bytes, 16, 8, caseCount(header))
  extension(bytes, 20, 1, Buffer.from('UTF-8'))
  // After the long names: readers look variables up by those they have met.
  const labels = longLabels(variables)
  if (labels.length > 0) extension(bytes, 21, 1, labels)
  return bytes.int(999, 0).whole()
}

/** A record of type 7. */
function extension(bytes: SavBytes, subtype: number, size: number, content: Buffer): void {
  bytes.int(7, subtype, size, content.length / size).add(content)
}

function writeHeader(bytes: SavBytes, variables: readonly SavVariable[], header: SavHeader): void {
  const last = variables.at(-1)?.records.at(-1)
  const elements = last === undefined ? 0 : last.element + Math.max(1, Math.ceil(last.width / 8)) - 1
  const weight = variables.find(({ variable }) => variable.kind === 'weight')
  const [day = '', month = '', year = ''] = header.madeAt.toUTCString().slice(5, 16).split(' ')
  bytes
    .text('$FL2')
    .text('@(#) SPSS DATA FILE - SIPAS', 60)
    .int(2, elements, 1, weight?.records[0].element ?? 0, header.caseCount)
    .double(BIAS)
    .text(`${day} ${month} ${year.slice(2)}`, 9)
    .text(header.madeAt.toISOString().slice(11, 19), 8)
    .text(cutToBytes(oneLine(header.title), 64), 64)
    .add(Buffer.alloc(3))
}

function writeVariable(bytes: SavBytes, { variable, shortName, width, segment }: SavRecord): void {
  const missing = variable.kind !== 'text' && variable.missing.length > 0 ? variable.missing : []
  const format = formatOf(variable, width)
  bytes.int(2, width, 1, missing.length > 0 ? -2 : 0, format, format).text(shortName, 8)
  const label = cutToBytes(segment === 0 ? labelOf(variable) : shortName, LABEL_BYTES)
  const size = Buffer.byteLength(label)
  bytes.int(size).text(label, Math.ceil(size / 4) * 4)
  if (missing.length > 0) bytes.double(missing[0]?.value ?? 0, missing.at(-1)?.value ?? 0)
  for (let more = 8; more < width; more += 8) bytes.int(2, -1, 0, 0, 0, 0).text('', 8)
}

function formatOf(variable: StatisticsVariable, width: number): number {
  const pack = (type: number, wide: number, decimals: number): number => (type << 16) | (wide << 8) | decimals
  if (variable.kind === 'text') return pack(FORMAT.A, width, 0)
  if (variable.kind === 'date') return pack(FORMAT.EDATE, 10, 0)
  const { wide, decimals } = numberFormat(variable)
  return pack(FORMAT.F, wide, decimals)
}

/** Of what SPSS shows: at most 16 decimals in 40 characters. */
export function numberFormat({ width, decimals }: NumericVariable): {
  readonly wide: number
  readonly decimals: number
} {
  return { wide: Math.min(40, width), decimals: Math.min(16, decimals) }
}

/** Measure, width of the column on the screen, alignment (0 left, 1 right): of every variable record. */
function displays(variables: readonly SavVariable[]): Buffer {
  const bytes = new SavBytes()
  for (const { variable, records } of variables) {
    const isText = variable.kind === 'text'
    const measure = MEASURE[variable.kind === 'text' ? 'nominal' : variable.measure]
    for (const { width } of records) bytes.int(measure, isText ? Math.min(32, Math.max(8, width)) : 10, isText ? 0 : 1)
  }
  return bytes.whole()
}

function longName({ longName: name, records: [{ shortName }] }: SavVariable): string {
  return `${shortName}=${name}`
}

function longString({ variable, records: [{ shortName }] }: SavVariable): string {
  const bytes = variable.kind === 'text' ? variable.bytes : 0
  return `${shortName}=${String(bytes).padStart(5, '0')}\0\t`
}

function caseCount({ caseCount: count }: SavHeader): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeBigInt64LE(1n)
  bytes.writeBigInt64LE(BigInt(count), 8)
  return bytes
}
