/** What the reader looks at of a keyboard event. */
export type Stroke = Pick<KeyboardEvent, 'code' | 'key' | 'timeStamp' | 'ctrlKey' | 'altKey' | 'metaKey'>

/** A printed page's code, typed by a scanner; `before`: what its first key found. */
export interface Scan<T> {
  readonly text: string
  readonly before: T
}

export interface ScanReader<T> {
  /** Every key that goes down, with what it finds; answers the scan that this Enter ends, or null. */
  readonly read: (stroke: Stroke, before: T) => Scan<T> | null
}

/** On the average from the first character to the Enter. The fastest hands leave 50 ms between two keys. */
const SCANNER_MS = 30
const LONGEST = 40

/** The shape of a printed code (core/print/printed-code), a damaged one's too: that has to be told. */
const SHAPE = /[0-9A-Z]{5}\.\d+\.\d{7}\.\d+\.\d+$/

/** They come with capital letters and type nothing. */
const SILENT: ReadonlySet<string> = new Set(['ShiftLeft', 'ShiftRight', 'Shift', 'CapsLock'])

interface Typed<T> {
  readonly character: string
  readonly atMs: number
  readonly before: T
}

/**
 * Tells a hand scanner (to us a keyboard) from a hand, without holding up a key: each does at once what it always does,
 * and only the Enter after a whole code, typed faster than any hand can, shows that it was a scanner. Whoever asks then
 * goes back to `before`.
 */
export function createScanReader<T>(): ScanReader<T> {
  let typed: readonly Typed<T>[] = []
  return {
    read: (stroke, before) => {
      if (SILENT.has(stroke.code || stroke.key)) return null
      const last = typed
      typed = []
      if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) return null
      if (/^(Numpad)?Enter$/.test(stroke.code || stroke.key)) return scanIn(last, stroke.timeStamp)
      const character = characterOf(stroke)
      if (character !== null) typed = [...last.slice(1 - LONGEST), { character, atMs: stroke.timeStamp, before }]
      return null
    },
  }
}

function scanIn<T>(typed: readonly Typed<T>[], endMs: number): Scan<T> | null {
  const text = typed.map(({ character }) => character).join('')
  const at = text.search(SHAPE)
  const first = typed[at]
  if (first === undefined || endMs - first.atMs > SCANNER_MS * (typed.length - at)) return null
  return { text: text.slice(at), before: first.before }
}

/** By the physical key, as an input method or CapsLock would change the letter; by the letter where there is none. */
function characterOf({ code, key }: Stroke): string | null {
  const [, named] = /^(?:Key|Digit|Numpad)([0-9A-Z])$/.exec(code) ?? []
  if (named !== undefined) return named
  if (code === 'Period' || code === 'NumpadDecimal') return '.'
  return code === '' && /^[0-9a-z.]$/i.test(key) ? key.toUpperCase() : null
}
