import { assert } from '../../core/assert.ts'
import { shortNamer, spssName } from './sav-names.ts'
import type { StatisticsTable, StatisticsVariable } from './statistics-table.ts'

/** The longest string SPSS knows, and the longest that is one variable record. */
const LONGEST_STRING = 32_767
const LONGEST_SEGMENT = 255
/** A longer string has a segment for each so many bytes, though its data fills every segment whole. */
const BYTES_A_SEGMENT = 252

/** A variable record: a variable, or a piece of a string too long for one. */
export interface SavRecord {
  readonly variable: StatisticsVariable
  readonly shortName: string
  /** 0 for a number, else bytes. */
  readonly width: number
  /** From 0; only the first carries label, missing values and labels. */
  readonly segment: number
  /** Place among all elements of eight bytes, from 1. */
  readonly element: number
}

export interface SavVariable {
  readonly variable: StatisticsVariable
  readonly longName: string
  readonly records: readonly [SavRecord, ...SavRecord[]]
}

/** Where each variable stands in a system file. */
export function layOutSav({ variables }: Pick<StatisticsTable, 'variables'>): SavVariable[] {
  const shortName = shortNamer()
  let element = 1
  return variables.map((variable) => {
    const longName = spssName(variable)
    const records = segmentWidths(variable).map((width, segment): SavRecord => {
      const record = { variable, shortName: shortName(segment === 0 ? longName : ''), width, segment, element }
      element += Math.max(1, Math.ceil(width / 8))
      return record
    })
    const [first, ...others] = records
    assert(first !== undefined, 'a variable has a record')
    return { variable, longName, records: [first, ...others] }
  })
}

function segmentWidths(variable: StatisticsVariable): number[] {
  if (variable.kind !== 'text') return [0]
  const { bytes } = variable
  assert(bytes <= LONGEST_STRING, 'open texts have fewer bytes than the longest string of SPSS')
  if (bytes <= LONGEST_SEGMENT) return [bytes]
  const count = Math.ceil(bytes / BYTES_A_SEGMENT)
  return Array.from({ length: count }, (_, at) => {
    return at < count - 1 ? LONGEST_SEGMENT : bytes - at * BYTES_A_SEGMENT
  })
}
