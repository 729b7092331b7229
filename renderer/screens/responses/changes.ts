import type { EntryForm, Field } from '../../../src/core/entry/entry-form.ts'
import { type EntryHeader, type EntryState, valueOfField } from '../../../src/core/entry/entry-state.ts'

export const HEADER_KEYS = [
  'serial',
  'agencyId',
  'sectorId',
  'groupId',
  'stratumId',
  'clusterId',
  'batchId',
  'collectedOn',
] as const satisfies readonly (keyof EntryHeader)[]

export type HeaderKey = (typeof HEADER_KEYS)[number]

/** What differs from the saved form, in the order of the paper. */
export interface Changes {
  readonly header: readonly HeaderKey[]
  readonly fields: readonly Field[]
  readonly count: number
}

export function changesOf(form: EntryForm, saved: EntryState, entry: EntryState): Changes {
  const header = HEADER_KEYS.filter((key) => plain(saved.header[key]) !== plain(entry.header[key]))
  const fields = form.fields.filter(
    (field) => valueOfField(saved, field).trim() !== valueOfField(entry, field).trim(), // blanks around mean nothing
  )
  return { header, fields, count: header.length + fields.length }
}

const plain = (value: string | number | null): string => String(value ?? '').trim()
