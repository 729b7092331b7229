import { countInRange, type RangeProblem, rangeProblem } from '../../../src/core/batch/serial-range.ts'

/** A batch as a row of a pasted table names it. */
export interface BatchLine {
  readonly code: string
  readonly name: string
  readonly unitId: number | null
  readonly expectedCount: number | null
  readonly firstSerial: string
  readonly lastSerial: string
}

export interface LineProblem {
  /** From 1. */
  readonly line: number
  readonly kind: 'no-code' | 'code-taken' | 'unit-unknown' | 'count-bad' | RangeProblem
  readonly value: string
}

export interface ParsedBatches {
  readonly batches: readonly BatchLine[]
  readonly problems: readonly LineProblem[]
  /** Papers of the sound rows, as far as their number is known. */
  readonly formCount: number
}

interface Known {
  /** Codes of the survey's batches. */
  readonly codes: readonly string[]
  readonly units: readonly { readonly id: number; readonly code: string }[]
}

/**
 * Rows of a spreadsheet (a tab or a semicolon between): code, name, unit code, number of papers, first serial, last
 * serial; all but the code may be empty. What only the program can know (ranges of other batches) it says itself.
 */
export function parseBatches(text: string, known: Known): ParsedBatches {
  const taken = new Set(known.codes.map((code) => code.toLowerCase()))
  const units = new Map(known.units.map(({ id, code }) => [code.toLowerCase(), id]))
  const batches: BatchLine[] = []
  const problems: LineProblem[] = []
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const read = readLine(line, taken, units)
    if ('kind' in read) problems.push({ line: at + 1, ...read })
    else {
      taken.add(read.code.toLowerCase())
      batches.push(read)
    }
  }
  const formCount = batches.reduce((sum, batch) => sum + papersOf(batch), 0)
  return { batches, problems, formCount }
}

function papersOf({ expectedCount, firstSerial, lastSerial }: BatchLine): number {
  return expectedCount ?? countInRange(firstSerial, lastSerial)
}

function readLine(
  line: string,
  taken: ReadonlySet<string>,
  units: ReadonlyMap<string, number>,
): BatchLine | Omit<LineProblem, 'line'> {
  const cells = line.split(/[;\t]/).map((cell) => cell.normalize('NFC').trim())
  const [code = '', name = '', unit = '', count = '', firstSerial = '', lastSerial = ''] = cells
  if (code === '') return { kind: 'no-code', value: '' }
  if (taken.has(code.toLowerCase())) return { kind: 'code-taken', value: code }
  const unitId = unit === '' ? null : units.get(unit.toLowerCase())
  if (unitId === undefined) return { kind: 'unit-unknown', value: unit }
  const expectedCount = parseCount(count)
  if (expectedCount === undefined) return { kind: 'count-bad', value: count }
  const problem = rangeProblem(firstSerial, lastSerial)
  if (problem !== null) return { kind: problem, value: '' }
  return { code, name, unitId, expectedCount, firstSerial, lastSerial }
}

/** `1.200` and `1 200` as an office writes them; null for nothing, undefined for what is no count. */
export function parseCount(text: string): number | null | undefined {
  const digits = text.trim().replace(/[.\s](?=\d{3}\b)/g, '')
  if (digits === '') return null
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}
