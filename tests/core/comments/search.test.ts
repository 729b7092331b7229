import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assert } from '../../../src/core/assert.ts'
import { isEmptyComment } from '../../../src/core/comments/empty-comment.ts'
import { foldTag, foldText, foldWords } from '../../../src/core/comments/fold.ts'
import { compileSearch, hitsIn, isFound } from '../../../src/core/comments/search.ts'

const finds = (wanted: string, text: string): boolean => {
  const search = compileSearch(wanted)
  const body = text.normalize('NFC')
  return search !== null && isFound(search, body, foldWords(body))
}

test('without marks every spelling is found, with a mark only that one', () => {
  expect(finds('dat dai', 'Thủ tục Đất đai còn chậm')).toBe(true)
  expect(finds('DAT', 'không đạt')).toBe(true)
  expect(finds('đất', 'thủ tục ĐẤT đai')).toBe(true)
  expect(finds('đất', 'không đạt')).toBe(false)
  expect(finds('đất', 'thu tuc dat dai')).toBe(false)
  expect(finds('thủ tuc dat', 'thủ tục đất')).toBe(true)
  expect(finds('đ', 'dat')).toBe(false)
  expect(finds('d', 'đất')).toBe(true)
})

test('words begin where words begin; signs between them make no difference; the last may be unfinished', () => {
  expect(finds('an', 'cán bộ')).toBe(false)
  expect(finds('can b', 'Cán, bộ')).toBe(true)
  expect(finds('dat dai', 'đất/đai')).toBe(true)
  expect(finds('dat dai', 'đất và đai')).toBe(false)
  expect(finds('0912 345', 'gọi 0912.345.678')).toBe(true)
})

test('a tone may stand on either vowel', () => {
  expect(finds('hòa', 'hoà giải')).toBe(true)
  expect(finds('thuỷ', 'thủy lợi')).toBe(true)
  expect(finds('hòa', 'hóa đơn')).toBe(false)
})

test('nothing is looked for where there is no word', () => {
  expect(compileSearch(' – ')).toBe(null)
})

test('hits are the places of the words in the text', () => {
  const search = compileSearch('dat dai')
  const body = 'Đất đai, đất  Đai và dát'
  const hits = search === null ? [] : hitsIn(search, body)
  expect(hits.map(({ from, to }) => body.slice(from, to))).toEqual(['Đất đai', 'đất  Đai'])
})

const LETTERS = 'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ'
const word = fc
  .array(fc.constantFrom(...LETTERS, ...LETTERS.toUpperCase()), { minLength: 1, maxLength: 6 })
  .map((l) => l.join(''))
const gap = fc.constantFrom(' ', ', ', '. ', '\n', ' – ')
const text = fc.array(fc.tuple(word, gap), { maxLength: 8 }).map((parts) => parts.flat().join(''))

test('folding is the same for NFC and NFD, and folding twice is folding once', () => {
  fc.assert(
    fc.property(text, (any) => {
      expect(foldWords(any.normalize('NFD'))).toBe(foldWords(any.normalize('NFC')))
      expect(foldText(foldText(any))).toBe(foldText(any))
      expect(foldTag(foldTag(any))).toBe(foldTag(any))
    }),
  )
})

test('what is found is what is marked, in NFC and in NFD, whatever the capitals', () => {
  fc.assert(
    fc.property(text, word, fc.boolean(), (body, wanted, isFolded) => {
      const asked = isFolded ? foldText(wanted) : wanted
      const nfc = body.normalize('NFC')
      const search = compileSearch(asked)
      expect(finds(asked, body)).toBe(search !== null && hitsIn(search, nfc).length > 0)
      expect(finds(asked.normalize('NFD').toUpperCase(), body.normalize('NFD'))).toBe(finds(asked, body))
    }),
    { numRuns: 500 },
  )
})

test('every word of a text finds it, as written and folded', () => {
  fc.assert(
    fc.property(text, word, text, (before, wanted, after) => {
      const body = `${before} ${wanted} ${after}`
      expect(finds(wanted, body)).toBe(true)
      expect(finds(foldText(wanted), body)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('tags are alike whatever their marks, capitals and gaps', () => {
  expect(foldTag('  Đất   đai ')).toBe('dat dai')
  expect(foldTag('dat-dai')).toBe('dat dai')
})

test('comments that say nothing', () => {
  for (const nothing of ['Không', 'không.', 'KHÔNG CÓ Ý KIẾN', ' không có ý kiến gì ', '–', '', 'Ko', '0'])
    expect(isEmptyComment(foldWords(nothing)), nothing).toBe(true)
  for (const something of ['Không có ý kiến gì thêm, tôi hài lòng.', 'không hài lòng', 'chậm'])
    expect(isEmptyComment(foldWords(something)), something).toBe(false)
})

test('a letter under thousands of marks is looked at once', () => {
  const search = compileSearch('a b')
  assert(search !== null, 'two words are something to look for')
  const began = performance.now()
  expect(hitsIn(search, `a${'\u0301'.repeat(19_000)}`)).toEqual([])
  expect(hitsIn(search, `a\u0301\u0323\u0301 b`)).toEqual([{ from: 0, to: 6 }])
  expect(performance.now() - began).toBeLessThan(500)
})
