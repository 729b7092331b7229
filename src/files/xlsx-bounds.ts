import { AppError } from '../core/errors.ts'

/**
 * What a workbook may unpack to, checked in the zip's own directory before anything is unpacked; the reader then holds
 * each part to the size declared there. 100:1 is also where Apache POI calls a part a zip bomb.
 */
const MAX_FILE_BYTES = 64 * 2 ** 20
const MAX_UNPACKED_BYTES = 512 * 2 ** 20
const MAX_PART_BYTES = 48 * 2 ** 20
const MAX_RATIO = 100
const RATIO_COUNTS_FROM_BYTES = 8 * 2 ** 20

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46

export interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  /** Where its local header stands. */
  readonly offset: number
  readonly packed: number
  readonly unpacked: number
}

/**
 * The parts of a workbook that may be unpacked. Throws AppError `xlsx-unreadable` (no zip directory) or `xlsx-too-large`
 * (bomb, or simply too large for a workbook).
 */
export function boundedParts(bytes: Uint8Array): readonly ZipEntry[] {
  if (bytes.length > MAX_FILE_BYTES) throw new AppError('xlsx-too-large')
  const entries = zipDirectory(bytes)
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (total > MAX_UNPACKED_BYTES || entries.some(isBomb)) throw new AppError('xlsx-too-large')
  return entries
}

function isBomb({ name, packed, unpacked }: ZipEntry): boolean {
  const isSheet = name.startsWith('xl/worksheets/') || name.startsWith('xl/media/')
  if (!isSheet && unpacked > MAX_PART_BYTES) return true
  if (unpacked === 0 && packed > 2) return true
  return unpacked > RATIO_COUNTS_FROM_BYTES && unpacked > packed * MAX_RATIO
}

/** The central directory at the end of a zip. */
function zipDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_LENGTH > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw new AppError('xlsx-unreadable')
    }
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: Buffer.from(bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength)).toString(),
      method: view.getUint16(at + 10, true),
      offset: view.getUint32(at + 42, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
    })
    at += ENTRY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - END_LENGTH - 0xffff)
  for (let at = view.byteLength - END_LENGTH; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at
  }
  throw new AppError('xlsx-unreadable')
}
