import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { tableDownload } from '../../src/files/write-table.ts'

const ROWS = [
  ['Cơ quan, đơn vị', 'Số phiếu', 'Chỉ số', 'Cận dưới 95 %', 'Chênh lệch (điểm phần trăm)'],
  ['Sở Xây dựng', 412, 86.4197530864197, 84.0123456789012, null],
]

test('a workbook shows figures with two decimals and keeps them unrounded', async () => {
  const [sheet] = (await readXlsx(await bytesOf('xlsx'), { readStyles: true })).sheets
  expect(sheet?.rows[1]?.slice(1, 4)).toEqual([412, 86.4197530864197, 84.0123456789012])
  const formatAt = (row: number, column: number): string | undefined =>
    sheet?.cells?.get(`${row},${column}`)?.style?.numFmt
  expect([2, 3].map((column) => formatAt(1, column))).toEqual(['0.00', '0.00'])
  expect(formatAt(1, 1) ?? 'General').toBe('General')
  expect(sheet?.cells?.get('0,2')?.style?.font?.bold).toBe(true)
})

test('a CSV file is as before', async () => {
  expect((await bytesOf('csv')).toString()).toContain('Sở Xây dựng,412,86.4197530864197,84.0123456789012,')
})

async function bytesOf(format: 'csv' | 'xlsx'): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of tableDownload('bảng', 'Bảng', ROWS, { format }).chunks) chunks.push(chunk)
  return Buffer.concat(chunks)
}
