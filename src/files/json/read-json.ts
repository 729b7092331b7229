import { AppError, type ErrorCode } from '../../core/errors.ts'

/** Deeper than any document of ours; a file of nothing but brackets is refused there. */
const DEEPEST = 100

const SPACE = /[ \t\n\r]*/y
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
/** Of a text: plain characters (no control character may stand as it is), then perhaps one escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very characters to be told from others
const PIECE = /[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))?/y

/**
 * A JSON document as a person may have written it, stricter than JSON.parse: a key given twice and a key that means
 * something to JavaScript are refused, and so is what is nested too deeply. Texts become NFC, as all text in the program.
 * Throws AppError `json-bad`, `json-key-twice`, `json-key-refused`, `json-too-deep`, `json-not-utf8` with {line}.
 */
export function readJson(bytes: Uint8Array): unknown {
  return new JsonReader(textOf(bytes)).read()
}

/** UTF-8 or, where the file begins by saying so, UTF-16. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    const before = new TextDecoder(encoding).decode(bytes).split('\ufffd', 1)[0] ?? ''
    throw new AppError('json-not-utf8', { line: lineAt(before, before.length) })
  }
}

class JsonReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  read(): unknown {
    const value = this.#value(0)
    if (this.#at < this.#text.length) throw this.#refusal('json-bad')
    return value
  }

  #value(depth: number): unknown {
    if (depth > DEEPEST) throw this.#refusal('json-too-deep')
    this.#take(SPACE)
    const sign = this.#text[this.#at]
    const value = sign === '{' ? this.#object(depth) : sign === '[' ? this.#array(depth) : this.#scalar()
    this.#take(SPACE)
    return value
  }

  #object(depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>()
    this.#list('}', () => {
      this.#take(SPACE)
      const start = this.#at
      const key = this.#string()
      if (key === '__proto__') throw this.#refusal('json-key-refused', { key }, start)
      if (entries.has(key)) throw this.#refusal('json-key-twice', { key }, start)
      this.#take(SPACE)
      this.#sign(':')
      entries.set(key, this.#value(depth + 1))
    })
    return Object.fromEntries(entries)
  }

  #array(depth: number): unknown[] {
    const values: unknown[] = []
    this.#list(']', () => values.push(this.#value(depth + 1)))
    return values
  }

  /** What stands between an opening sign and `end`, with commas between. */
  #list(end: string, one: () => void): void {
    this.#at += 1
    this.#take(SPACE)
    if (this.#text[this.#at] !== end) {
      one()
      while (this.#text[this.#at] === ',') {
        this.#at += 1
        one()
      }
    }
    this.#sign(end)
  }

  #scalar(): unknown {
    return this.#text[this.#at] === '"' ? this.#string() : JSON.parse(this.#take(LITERAL) || this.#fail())
  }

  #string(): string {
    const start = this.#at
    this.#sign('"')
    while (this.#take(PIECE) !== '') {}
    this.#sign('"')
    const text: string = JSON.parse(this.#text.slice(start, this.#at))
    if (!text.isWellFormed()) this.#fail()
    return text.normalize('NFC')
  }

  #sign(sign: string): void {
    if (this.#text[this.#at] !== sign) this.#fail()
    this.#at += 1
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }

  #fail(): never {
    throw this.#refusal('json-bad')
  }

  #refusal(code: ErrorCode, params: Record<string, string> = {}, at = this.#at): AppError {
    const lineStart = this.#text.lastIndexOf('\n', at - 1) + 1
    return new AppError(code, { ...params, line: lineAt(this.#text, at), position: at - lineStart + 1 })
  }
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length
}
