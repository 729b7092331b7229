/** Little-endian pieces of a system file, one after the other. */
export class SavBytes {
  readonly #pieces: Buffer[] = []

  int(...values: number[]): this {
    const piece = Buffer.alloc(4 * values.length)
    for (const [at, value] of values.entries()) piece.writeInt32LE(value, 4 * at)
    this.#pieces.push(piece)
    return this
  }

  double(...values: number[]): this {
    const piece = Buffer.alloc(8 * values.length)
    for (const [at, value] of values.entries()) piece.writeDoubleLE(value, 8 * at)
    this.#pieces.push(piece)
    return this
  }

  /** A text in so many bytes, filled with spaces; it must fit. */
  text(text: string, bytes = Buffer.byteLength(text)): this {
    const piece = Buffer.alloc(bytes, ' ')
    piece.write(text)
    this.#pieces.push(piece)
    return this
  }

  byte(value: number): this {
    this.#pieces.push(Buffer.of(value))
    return this
  }

  /** The bytes of another. */
  add(bytes: Uint8Array): this {
    this.#pieces.push(Buffer.from(bytes))
    return this
  }

  whole(): Buffer {
    return Buffer.concat(this.#pieces)
  }
}
