import type { ErrorCode, ErrorParams } from '../errors.ts'
import { parsePrintedCode } from '../print/printed-code.ts'
import { readPrintedSerial } from '../print/serial.ts'

/** What a form's keys may be, keyed or imported alike. */

const WEIGHT = { min: 1e-6, max: 1e9 } as const
const FIRST_YEAR = 1990

/** Bounded, so that sums of their squares stay numbers. */
export function isWeight(weight: number): boolean {
  return weight >= WEIGHT.min && weight <= WEIGHT.max
}

/** Whether forms can have been collected on an ISO day: 1990 to the end of next year. Else it is a slip of the year. */
export function isCollectionDay(day: string, nowMs: number): boolean {
  const year = Number(day.slice(0, 4))
  return year >= FIRST_YEAR && year <= new Date(nowMs).getUTCFullYear() + 1
}

/** Control and format characters, line separators, and what Unicode says is shown as nothing. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** Most serials: nothing to fold, nothing hidden. */
const PLAIN = /^[!-~]+$/

/**
 * A serial as it is saved: full-width and other forms of the same letters and digits made one (NFKC), trimmed. Or why it
 * can't be: two serials that look the same must be the same.
 */
export function readSerial(text: string, limit: number): string | { code: ErrorCode; params: ErrorParams } {
  const isPlain = PLAIN.test(text)
  const serial = isPlain ? text : text.normalize('NFKC').trim()
  if (serial === '') return { code: 'serial-empty', params: {} }
  if (!isPlain && INVISIBLE.test(serial)) return { code: 'serial-invisible', params: {} }
  return serial.length > limit ? { code: 'serial-too-long', params: { limit } } : serial
}

/**
 * readSerial for a form on paper: one of the printed shape must carry its own check digit; the code of a printed page is read
 * as the serial in it; serials from elsewhere stand as they are. `isBare`: the survey has printed forms, so the dash may be left out (`0001234` = `000123-4`).
 */
export function readFormSerial(
  text: string,
  limit: number,
  isBare: boolean,
): string | { code: ErrorCode; params: ErrorParams } {
  const serial = readSerial(text, limit)
  if (typeof serial !== 'string') return serial
  const scanned = parsePrintedCode(serial)?.serial ?? null
  if (scanned !== null) return scanned
  const printed = readPrintedSerial(serial)
  if (printed === null || (!isBare && !printed.isDashed)) return serial
  return printed.isRight ? printed.serial : { code: 'serial-check-digit', params: { serial: printed.serial } }
}
