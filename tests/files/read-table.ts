import { openTable, type TableOptions } from '../../src/files/table.ts'

/** A whole table read from text or bytes that come in pieces of `size`. */
export async function readTable(content: string | Uint8Array, options: Partial<TableOptions> = {}, size = 65_536) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const table = await openTable(pieces(), { encoding: 'auto', delimiter: 'auto', ...options })
  const rows: string[][] = []
  const numbers: number[] = []
  const broken: number[] = []
  for await (const batch of table.batches) {
    batch.rows.forEach((row, at) => {
      rows.push(row)
      numbers.push(batch.firstRow + at)
      if (batch.broken.has(at)) broken.push(batch.firstRow + at)
    })
  }
  return { rows, numbers, broken, ...table.format }
}
