import { serialInRange } from '../../../src/core/batch/serial-range.ts'
import type { EntryHeader } from '../../../src/core/entry/entry-state.ts'
import type { Outputs } from '../../api-client.ts'

type Survey = Pick<Outputs['entry']['open']['survey'], 'batches' | 'agencies'>
type Batch = Survey['batches'][number]

/** What a batch says of a form: itself and, where its unit is an agency of the survey, that agency. */
export function headerOfBatch({ batches, agencies }: Survey, batchId: number): Partial<EntryHeader> {
  const unitId = batches.find(({ id }) => id === batchId)?.unitId ?? null
  const agency = unitId === null ? undefined : agencies.find((one) => one.unitId === unitId)
  return { batchId, ...(agency !== undefined && { agencyId: agency.id }) }
}

/** The batch whose range holds a serial, known without asking the store; null where none does. */
export function batchInRange({ batches }: Survey, serial: string): number | null {
  return batches.find(({ firstSerial, lastSerial }) => serialInRange(serial, firstSerial, lastSerial))?.id ?? null
}

/** A serial that is another batch's, or none of the chosen one's range: told, never refused. */
export type BatchDoubt = { readonly kind: 'other' | 'outside'; readonly batch: Batch }

/** @param said the batch that the serial says by itself, as far as that is known */
export function batchDoubt(
  { batches }: Survey,
  { serial, batchId }: Pick<EntryHeader, 'serial' | 'batchId'>,
  said: number | null,
): BatchDoubt | null {
  const chosen = batches.find(({ id }) => id === batchId)
  if (chosen === undefined || said === batchId) return null
  const other = batches.find(({ id }) => id === said)
  if (other !== undefined) return { kind: 'other', batch: other }
  const { firstSerial, lastSerial } = chosen
  const isOutside = firstSerial !== '' && !serialInRange(serial.trim(), firstSerial, lastSerial)
  return isOutside ? { kind: 'outside', batch: chosen } : null
}
