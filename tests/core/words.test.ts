import { expect, test } from 'vitest'
import en from '../../src/core/words.en.json' with { type: 'json' }
import vi from '../../src/core/words.vi.json' with { type: 'json' }

const named = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').toSorted()

test('the words of the paper are there in both languages and name the same values', () => {
  const shape = (words: Record<string, string>) => Object.entries(words).map(([key, text]) => [key, named(text)])
  expect(shape(en)).toEqual(shape(vi))
  expect([...Object.values(vi), ...Object.values(en)].filter((text) => text.trim() === '')).toEqual([])
})
