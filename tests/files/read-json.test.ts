import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../src/core/errors.ts'
import { readJson } from '../../src/files/json/read-json.ts'

const read = (text: string | Uint8Array): unknown => readJson(Buffer.from(text))

function refusal(text: string | Uint8Array): [string, unknown, unknown] {
  try {
    return ['read', read(text), null]
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [error.code, error.params.line, error.params.position ?? error.params.key]
  }
}

test('every JSON value is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8, noUnicodeString: false }), fc.constantFrom(0, 2), (text, indent) => {
      const value: unknown = JSON.parse(text)
      const written = JSON.stringify(value, null, indent)
      fc.pre(!written.includes('__proto__') && !written.includes('\\ud'))
      expect(read(written)).toEqual(JSON.parse(written.normalize('NFC')))
    }),
  )
})

test('what JSON.parse refuses is refused, with line and character', () => {
  expect(refusal('{"a": 1,\n  "b": }')).toEqual(['json-bad', 2, 8])
  expect(refusal('{"a": 1}\n x')).toEqual(['json-bad', 2, 2])
  expect(refusal('{"a": 1,}')).toEqual(['json-bad', 1, 9])
  expect(refusal('{"a": "\n"}')).toEqual(['json-bad', 1, 8])
  expect(refusal('')).toEqual(['json-bad', 1, 1])
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom(...'{}[],:"\\x0-. \n'), (text, at, sign) => {
      const place = at % (text.length + 1)
      const broken = text.slice(0, place) + sign + text.slice(place + 1)
      const isRead = refusal(broken)[0] === 'read'
      if (!isRead) fc.pre(!/json-key/.test(refusal(broken)[0]) && !/\\ud/i.test(broken))
      expect(isRead).toBe(isJson(broken))
    }),
    { numRuns: 1000 },
  )
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('a key twice, a key of JavaScript, brackets without end, half a letter', () => {
  expect(refusal('{"a": 1,\n "b": {"c": 1,\n "c": 2}}')).toEqual(['json-key-twice', 3, 2])
  expect(refusal('{"á": 1, "a\\u0301": 2}')).toEqual(['json-key-twice', 1, 10])
  expect(refusal('[\n{"__proto__": {"isAdmin": true}}]')).toEqual(['json-key-refused', 2, 2])
  expect(refusal('['.repeat(1_000_000))[0]).toBe('json-too-deep')
  expect(refusal('{"a":'.repeat(1_000_000))[0]).toBe('json-too-deep')
  expect(refusal('"\\ud800"')[0]).toBe('json-bad')
})

test('UTF-8 with or without a byte order mark, UTF-16 with one; another encoding is told by its line', () => {
  const document = { vi: 'Phiếu' }
  const text = JSON.stringify(document)
  expect(read(`\ufeff${text}`)).toEqual(document)
  expect(read(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(document)
  expect(read(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(document)
  expect(refusal(Buffer.from('{\n"vi": "Phi\xea', 'latin1'))).toEqual(['json-not-utf8', 2, undefined])
})

test('texts of any length are read in the time of their length', () => {
  const long = 'x\\n'.repeat(5_000_000)
  expect((read(`"${long}"`) as string).length).toBe(10_000_000)
})
