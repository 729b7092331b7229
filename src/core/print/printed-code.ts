import { LAYOUT_REVISION } from './paper.ts'
import { printedSerial, readPrintedSerial } from './serial.ts'

/** What the two codes of a printed page tell. */
export interface PrintedCode {
  /** `formKey` of the questionnaire's code. */
  readonly form: string
  readonly version: number
  /** As printed, `000123-4`; null on a blank form. */
  readonly serial: string | null
  readonly page: number
  readonly layoutRevision: number
}

/**
 * No vowel, D or W, nothing that looks like another: a hand scanner is a keyboard, and Vietnamese typing aids (Telex, VNI)
 * then change nothing of what it types.
 */
const KEY_ALPHABET = '0123456789BCFGHJKMNPQRSTVXZ'
const KEY_LENGTH = 5
const BLANK_SERIAL = '0000000'

/**
 * Five characters for a questionnaire's code (FNV-1a, 32 bits, in base 27). Two of 100 questionnaires share a key with odds
 * of 1 in 2,900; nothing but a scanner's warning hangs on it, as the serial belongs to a survey.
 */
export function formKey(questionnaireCode: string): string {
  let hash = 0x811c9dc5
  for (const character of questionnaireCode) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  let key = ''
  for (let place = 0; place < KEY_LENGTH; place++) {
    key += KEY_ALPHABET[hash % KEY_ALPHABET.length]
    hash = Math.floor(hash / KEY_ALPHABET.length)
  }
  return key
}

/**
 * `K7M2Q.1.0001234.3.1`: form, version, serial with its check digit, page, layout revision. 23 characters at most up to
 * version 999 and page 99; QR version 2 at level M holds 38.
 * @param number null on a blank form
 */
export function pageCode(form: { key: string; version: number }, number: number | null, page: number): string {
  const serial = number === null ? BLANK_SERIAL : printedSerial(number).replace('-', '')
  return [form.key, form.version, serial, page, LAYOUT_REVISION].join('.')
}

const CODE = new RegExp(`^([${KEY_ALPHABET}]{${KEY_LENGTH}})\\.(\\d+)\\.(\\d{7})\\.(\\d+)\\.(\\d+)$`)

/**
 * Reads what a hand scanner types from the code of a printed page, in small letters too.
 * @returns null for anything else, a wrong check digit included
 */
export function parsePrintedCode(text: string): PrintedCode | null {
  const [, form, version, digits, page, layoutRevision] = text.trim().toUpperCase().match(CODE) ?? []
  if (form === undefined || digits === undefined) return null
  const rest = { form, version: Number(version), page: Number(page), layoutRevision: Number(layoutRevision) }
  if (digits === BLANK_SERIAL) return { ...rest, serial: null }
  const read = readPrintedSerial(digits)
  return read?.isRight ? { ...rest, serial: read.serial } : null
}
