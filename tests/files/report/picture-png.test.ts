import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { drawPicture } from '../../../src/core/report/draw-picture.ts'
import { pictureSvg } from '../../../src/core/report/picture-svg.ts'
import { drawPictures, picturePng } from '../../../src/files/report/picture-png.ts'
import { INTERVALS, PAYLOADS, SAMPLE_REPORT, SHARES, TREND } from '../../support/sample-report.ts'

interface Chunk {
  readonly name: string
  readonly data: Uint8Array
}

/** The chunks of a PNG (specification 5.3), their checks checked. */
function chunksOf(png: Uint8Array): Chunk[] {
  const view = Buffer.from(png.buffer, png.byteOffset, png.length)
  expect(view.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n')
  const chunks: Chunk[] = []
  for (let at = 8; at < view.length; ) {
    const length = view.readUInt32BE(at)
    const body = view.subarray(at + 4, at + 8 + length)
    expect(view.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    chunks.push({ name: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) })
    at += 12 + length
  }
  return chunks
}

describe('the SVG of a figure', () => {
  test('is well-formed, in millimetres, with everything a name may hold written as text', async () => {
    const rows = PAYLOADS.map((name, at) => ({ name: `${name}\u0000 & '`, percent: 10 * at }))
    for (const picture of [INTERVALS.picture, SHARES.picture, TREND.picture, { kind: 'shares', rows } as const]) {
      const svg = pictureSvg(drawPicture(picture, 'vi'), PAYLOADS.join(' '))
      const { valid, errors } = await validateXML({
        xml: [{ fileName: 'figure.svg', contents: svg }],
        extension: 'schema',
        schema: [
          '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg"><xs:element name="svg"/></xs:schema>',
        ],
      })
      expect(errors).toEqual([])
      expect(valid).toBe(true)
      expect(svg).toMatch(/^<svg [^>]*width="165mm"/)
      expect(svg).not.toMatch(/<(script|img|image|style|a|foreignObject)\b/)
      expect(svg).not.toContain('href')
    }
  })
})

describe('the PNG of a figure', () => {
  test('has 300 dots an inch and says so, and is the same each time', async () => {
    const picture = drawPicture(SHARES.picture, 'vi')
    const first = await picturePng(picture)
    const chunks = chunksOf(first.png)
    const header = Buffer.from(chunks[0]?.data ?? [])
    // 165 mm / 25.4 × 300 = 1948.8
    expect(header.readUInt32BE(0)).toBe(1949)
    expect(header.readUInt32BE(4)).toBeCloseTo((picture.heightMm / 25.4) * 300, -1)
    const density = Buffer.from(chunks.find(({ name }) => name === 'pHYs')?.data ?? [])
    // 300 / 0.0254 = 11811.02
    expect([density.readUInt32BE(0), density.readUInt32BE(4), density[8]]).toEqual([11811, 11811, 1])
    expect(Buffer.from((await picturePng(picture)).png).equals(first.png)).toBe(true)
  })

  test('has letters on white: in the column of names some ink, in the corner none', async () => {
    const { png } = await picturePng(drawPicture(SHARES.picture, 'vi'))
    const chunks = chunksOf(png)
    const header = Buffer.from(chunks[0]?.data ?? [])
    const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
    const data = inflateSync(Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data)))
    // 8 bits, red-green-blue-alpha, a filter byte before each row; filtered or not, a row of one colour has no differences.
    expect([header[8], header[9]]).toEqual([8, 6])
    expect(data.length).toBe(height * (1 + width * 4))
    expect(new Set(data.subarray(1, 1 + 600 * 4)).size).toBeLessThanOrEqual(2)
    const row = data.subarray(60 * (1 + width * 4), 60 * (1 + width * 4) + 600 * 4)
    expect(new Set(row).size).toBeGreaterThan(20)
  })
})

describe('the figures of a report', () => {
  test('are drawn once each, under the figure they are of', async () => {
    const pictures = await drawPictures(SAMPLE_REPORT)
    expect([...pictures.keys()]).toEqual([INTERVALS, SHARES, TREND])
    for (const { widthMm, heightMm, png } of pictures.values()) {
      expect(widthMm).toBe(165)
      expect(heightMm).toBeGreaterThan(30)
      expect(png.length).toBeGreaterThan(1000)
    }
  })

  test('stop where they are cancelled', async () => {
    const abort = new AbortController()
    const drawing = drawPictures(SAMPLE_REPORT, { signal: abort.signal })
    abort.abort(new Error('cancelled'))
    await expect(drawing).rejects.toThrow('cancelled')
  })
})
