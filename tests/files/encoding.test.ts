import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, type EncodingChoice } from '../../src/files/encoding/decode-text.ts'
import { detectBySample, type TextEncoding } from '../../src/files/encoding/detect-encoding.ts'
import { fromTcvn3, fromVni } from '../../src/files/encoding/legacy-vietnamese.ts'
import { vietnameseScore } from '../../src/files/encoding/vietnamese-score.ts'

const golden = (name: string): Buffer => readFileSync(new URL(`../golden/import/${name}`, import.meta.url))
const letters: { unicode: string; vni: string; tcvn3: string }[] = JSON.parse(
  golden('legacy-letters.json').toString(),
).letters
const expected = golden('utf-8.csv').toString()

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function decode(bytes: Uint8Array, choice: EncodingChoice = 'auto', size = 7) {
  let encoding: TextEncoding | null = null
  let text = ''
  for await (const piece of decodeText(inPieces(bytes, size), choice, (found) => {
    encoding = found
  })) {
    text += piece
  }
  return { encoding, text }
}

describe('every letter of the old fonts', () => {
  test.each(letters)('$unicode', ({ unicode, vni, tcvn3 }) => {
    expect(fromVni(vni)).toBe(unicode)
    expect(fromTcvn3(tcvn3)).toBe(unicode)
  })
})

describe('recognises the encoding of a table', () => {
  const files: [string, TextEncoding][] = [
    ['utf-8.csv', 'utf-8'],
    ['utf-8-bom.csv', 'utf-8'],
    ['utf-8-nfd.csv', 'utf-8'],
    ['utf-16le-bom.csv', 'utf-16le'],
    ['utf-16be-bom.csv', 'utf-16be'],
    ['utf-16le.csv', 'utf-16le'],
    ['windows-1258.csv', 'windows-1258'],
    ['vni.csv', 'vni'],
  ]
  test.each(files)('%s', async (name, encoding) => {
    for (const size of [1, 7, 100_000]) {
      expect(await decode(golden(name), 'auto', size)).toEqual({ encoding, text: expected })
    }
  })

  test('tcvn3.csv, whose text has one capital less', async () => {
    const { encoding, text } = await decode(golden('tcvn3.csv'))
    expect(encoding).toBe('tcvn3')
    expect(text.toLowerCase()).toBe(expected.toLowerCase())
  })

  test.each(files)('a chosen encoding is obeyed: %s', async (name, encoding) => {
    expect((await decode(golden(name), encoding)).text).toBe(expected)
  })

  test('the first letter above 127 may stand megabytes down', async () => {
    const rows = Buffer.from('1,2,3\n'.repeat(200_000))
    const { encoding, text } = await decode(Buffer.concat([rows, golden('windows-1258.csv')]), 'auto', 65_536)
    expect(encoding).toBe('windows-1258')
    expect(text.endsWith(expected)).toBe(true)
  })

  test('plain ASCII is UTF-8', async () => {
    expect(await decode(Buffer.from('serial,q1\n1,2\n'))).toEqual({ encoding: 'utf-8', text: 'serial,q1\n1,2\n' })
  })
})

test('one Vietnamese word is enough to tell the old encodings apart', () => {
  expect(detectBySample(Buffer.from('NguyÔn', 'latin1'))).toBe('tcvn3')
  expect(detectBySample(Buffer.from('Nguyeãn', 'latin1'))).toBe('vni')
})

test('a first word that several encodings could mean is not decided by itself', async () => {
  // `lê` is Vietnamese in Windows-1258 and, as `lờ`, in TCVN3.
  const text = `${'serial,comment'.padEnd(80, 'x')}\n1,l\u00ea ®Êt ®ai hå s¬ thñ tôc\n`
  const { encoding } = await decode(Buffer.from(text, 'latin1'), 'auto', 1)
  expect(encoding).toBe('tcvn3')
})

test('Vietnamese scores high, the same bytes read wrongly score low', () => {
  expect(vietnameseScore('Phường Điện Biên Phủ, tỉnh Nghệ An')).toBe(1)
  expect(vietnameseScore('Ph­êng §iÖn Biªn Phñ')).toBeLessThan(0.3)
  expect(vietnameseScore('no letters beyond ASCII')).toBe(0)
})

test('a byte that is no letter of the encoding is marked, not dropped', async () => {
  const { text } = await decode(Buffer.from([0x61, 0xff, 0x62]), 'utf-8')
  expect(text).toBe('a\ufffdb')
})

test('any cut of the bytes gives the same text', async () => {
  const bytes = golden('vni.csv')
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
      expect((await decode(bytes, 'auto', size)).text).toBe(expected)
    }),
    { numRuns: 40 },
  )
})
