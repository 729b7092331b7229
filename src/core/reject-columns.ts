/** Columns that a file of rejects adds to those of its source: which row was refused, where and why. */
export const REJECT_COLUMNS = [
  'Không nhận: dòng',
  'Không nhận: cột',
  'Không nhận: mã lỗi',
  'Không nhận: lý do',
] as const

/** As they were called before; such files lie about in offices and are read all the same. */
const EARLIER = ['reject_row', 'reject_column', 'reject_code', 'reject_reason'] as const

const plain = (cell: string): string => cell.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
const NAMES: ReadonlySet<string> = new Set([...REJECT_COLUMNS, ...EARLIER].map(plain))

/** Passed over when the mended file is imported again; case, spaces and how its letters are composed don't matter. */
export function isRejectColumn(cell: string): boolean {
  return NAMES.has(plain(cell))
}
