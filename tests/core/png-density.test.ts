import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { withDensity } from '../../src/core/png-density.ts'

/** A PNG as far as its header and one more chunk; what follows isn't looked at. */
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from('0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.from('0000000049454e44ae426082', 'hex'),
])

test('the density stands after the header, in dots a metre, with the check that zlib computes', () => {
  const made = Buffer.from(withDensity(PNG, 300))
  expect(made.subarray(0, 33)).toEqual(PNG.subarray(0, 33))
  expect(made.readUInt32BE(33)).toBe(9)
  expect(made.toString('latin1', 37, 41)).toBe('pHYs')
  expect(made.readUInt32BE(41)).toBe(11_811) // 300 / 0.0254
  expect(made.readUInt32BE(45)).toBe(11_811)
  expect(made[49]).toBe(1)
  expect(made.readUInt32BE(50)).toBe(crc32(made.subarray(37, 50)))
  expect(made.subarray(54)).toEqual(PNG.subarray(33))
})
