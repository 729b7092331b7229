import type { SavVariable } from './sav-layout.ts'
import { dayOf, type StatisticsValue } from './statistics-table.ts'

/** Of every eight elements: a byte each for what stands there, then the data of those that no byte can say. */
const OPCODE = { bias: 100, data: 253, spaces: 254, systemMissing: 255, end: 252 } as const
const SMALLEST = 1 - OPCODE.bias
const LARGEST = 251 - OPCODE.bias
const SPACE = 0x20
/** Bytes before a piece goes out. */
const PIECE = 256 * 1024

/** Seconds from SPSS's first day, 14 October 1582, to 1 January 1970. */
const SPSS_EPOCH_SECONDS = 12_219_379_200

/** Rows to the compressed data of a system file. */
export class SavCases {
  readonly #variables: readonly SavVariable[]
  #bytes = Buffer.alloc(2 * PIECE)
  #length = 0
  #opcodesAt = 0
  #opcodes = 8

  constructor(variables: readonly SavVariable[]) {
    this.#variables = variables
  }

  /** What has gathered, once it is a piece; null before. */
  add(row: readonly StatisticsValue[]): Buffer | null {
    this.#variables.forEach((variable, at) => {
      const value = row[at] ?? null
      if (variable.variable.kind === 'text') this.#text(variable, String(value ?? ''))
      else this.#number(variable.variable.kind === 'date' ? secondsOf(value) : (value as number | null)) // by its kind
    })
    return this.#length >= PIECE && this.#opcodes === 8 ? this.#take() : null
  }

  end(): Buffer {
    this.#opcode(OPCODE.end)
    return this.#take()
  }

  /** Only between two groups of eight: the bytes of an open group are still being filled. */
  #take(): Buffer {
    const piece = Buffer.from(this.#bytes.subarray(0, this.#length))
    this.#length = 0
    this.#opcodes = 8
    return piece
  }

  #number(value: number | null): void {
    if (value === null) this.#opcode(OPCODE.systemMissing)
    else if (Number.isInteger(value) && value >= SMALLEST && value <= LARGEST) this.#opcode(value + OPCODE.bias)
    else {
      this.#opcode(OPCODE.data)
      this.#room(8)
      this.#bytes.writeDoubleLE(value, this.#length)
      this.#length += 8
    }
  }

  /** Every segment but the last holds 255 bytes of data. */
  #text({ records }: SavVariable, text: string): void {
    const bytes = Buffer.from(text)
    for (const { width, segment } of records) {
      const part = bytes.subarray(segment * 255, (segment + 1) * 255)
      for (let at = 0; at < width; at += 8) this.#eightBytes(part, at)
    }
  }

  #eightBytes(bytes: Buffer, at: number): void {
    const end = Math.min(at + 8, bytes.length)
    let isBlank = true
    for (let i = at; i < end; i++) if (bytes[i] !== SPACE) isBlank = false
    if (isBlank) {
      this.#opcode(OPCODE.spaces)
      return
    }
    this.#opcode(OPCODE.data)
    this.#room(8)
    this.#bytes.fill(SPACE, this.#length, this.#length + 8)
    bytes.copy(this.#bytes, this.#length, at, end)
    this.#length += 8
  }

  #opcode(code: number): void {
    if (this.#opcodes === 8) {
      this.#room(8)
      this.#opcodesAt = this.#length
      this.#bytes.fill(0, this.#length, this.#length + 8)
      this.#length += 8
      this.#opcodes = 0
    }
    this.#bytes[this.#opcodesAt + this.#opcodes] = code
    this.#opcodes += 1
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return
    const larger = Buffer.alloc(2 * this.#bytes.length)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** yyyymmdd in SPSS's seconds; missing codes stay as they are. */
function secondsOf(value: StatisticsValue): number | null {
  if (typeof value !== 'number' || value < 0) return value as number | null // dates are never texts
  return dayOf(value).getTime() / 1000 + SPSS_EPOCH_SECONDS
}
