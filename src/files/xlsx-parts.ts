import { createInflateRaw } from 'node:zlib'
import { AppError } from '../core/errors.ts'
import type { ZipEntry } from './xlsx-bounds.ts'

const LOCAL_LENGTH = 30
const STORED = 0
const DEFLATED = 8
const BYTES_A_TIME = 256 * 1024

/**
 * One part of a bounded workbook unpacked piece by piece, never more than its directory declares.
 * Throws AppError `xlsx-unreadable`.
 */
export async function* unpack(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.offset + LOCAL_LENGTH > bytes.length) throw unreadable()
  const names = view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const start = entry.offset + LOCAL_LENGTH + names
  const packed = bytes.subarray(start, start + entry.packed)
  if (entry.method === STORED) {
    yield packed
    return
  }
  if (entry.method !== DEFLATED) throw unreadable()
  const inflate = createInflateRaw({ chunkSize: BYTES_A_TIME })
  inflate.end(packed)
  let length = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > entry.unpacked) throw unreadable()
      yield chunk
    }
  } catch {
    throw unreadable()
  } finally {
    inflate.destroy()
  }
}

/** A small part whole, as text. */
export async function unpackText(bytes: Uint8Array, entry: ZipEntry | undefined): Promise<string> {
  if (entry === undefined) return ''
  const chunks: Uint8Array[] = []
  for await (const chunk of unpack(bytes, entry)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function unreadable(): AppError {
  return new AppError('xlsx-unreadable')
}
