const METRES_PER_INCH = 0.0254
const PHYS = [0x70, 0x48, 0x59, 0x73] // its letters
/** The signature, then the header chunk with its length, name and check. */
const AFTER_HEADER = 8 + 4 + 4 + 13 + 4

/**
 * The same PNG with its density written in (chunk pHYs, PNG specification 11.3.4.3), so that Word sets it at its size on
 * paper. A canvas writes none.
 */
export function withDensity(png: Uint8Array, dotsPerInch: number): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(4 + 4 + 9 + 4)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, 9)
  chunk.set(PHYS, 4)
  const perMetre = Math.round(dotsPerInch / METRES_PER_INCH)
  view.setUint32(8, perMetre)
  view.setUint32(12, perMetre)
  view.setUint8(16, 1) // the unit is the metre
  view.setUint32(17, crc32(chunk.subarray(4, 17)))
  const whole = new Uint8Array(png.length + chunk.length)
  whole.set(png.subarray(0, AFTER_HEADER))
  whole.set(chunk, AFTER_HEADER)
  whole.set(png.subarray(AFTER_HEADER), AFTER_HEADER + chunk.length)
  return whole
}

/** The check of ISO 3309 that every PNG chunk ends with. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
