/**
 * The serial of a printed form: a running number within its questionnaire, and one check digit by Damm's quasigroup, which
 * finds every single wrong digit and every pair of neighbours changed over. Source: H. M. Damm, "Total
 * anti-symmetrische Quasigruppen" (2004), the table of order 10; his worked example is 572 → 4.
 */

const DIGITS = 6

/** The last number a questionnaire can print. */
export const LAST_NUMBER = 10 ** DIGITS - 1

const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** @param digits of any number @returns one digit; appended to them, the check digit of the whole is 0 */
export function checkDigit(digits: string): string {
  return [...digits].reduce((interim, digit) => QUASIGROUP[Number(interim)]?.[Number(digit)] ?? '0', '0')
}

/** 123 → `000123-4`, as printed and keyed. @param number 1 to LAST_NUMBER */
export function printedSerial(number: number): string {
  const digits = String(number).padStart(DIGITS, '0')
  return `${digits}-${checkDigit(digits)}`
}

/** A text that has the form of a printed serial. `isRight`: its check digit is that of its number. */
export interface ReadSerial {
  /** As printed: `000123-4`. */
  readonly serial: string
  readonly number: number
  readonly isRight: boolean
  /** Its dash is written, be it a hyphen, a long dash or a minus: they look the same. */
  readonly isDashed: boolean
}

const SERIAL = new RegExp(`^(\\d{${DIGITS}})(?:([\\p{Pd}\u2212])|\\s)?(\\d)$`, 'u')

/**
 * Reads what a person typed: `000123-4`, `0001234` or `000123 4`.
 * @returns null for anything of another form: a serial from elsewhere, taken as it stands
 */
export function readPrintedSerial(text: string): ReadSerial | null {
  const [, digits, dash, check] = text.trim().match(SERIAL) ?? []
  if (digits === undefined || check === undefined) return null
  const number = Number(digits)
  return {
    serial: `${digits}-${check}`,
    number,
    isRight: number > 0 && checkDigit(digits) === check,
    isDashed: dash !== undefined,
  }
}
