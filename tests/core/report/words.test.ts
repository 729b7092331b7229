import { expect, test } from 'vitest'
import { BLOCKS } from '../../../src/app/ranking.ts'
import en from '../../../src/core/report/words.en.json' with { type: 'json' }
import vi from '../../../src/core/report/words.vi.json' with { type: 'json' }

const paramsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()

test('both languages say the same things of the same figures', () => {
  expect(Object.keys(en)).toEqual(Object.keys(vi))
  for (const [key, text] of Object.entries(vi)) {
    expect(paramsOf(en[key as keyof typeof en]), key).toEqual(paramsOf(text))
  }
})

test('every block of agencies and every difference of method has its word', () => {
  const methods = ['formula', 'aggregate', 'questionnaire', 'version', 'scale', 'scheme', 'weights']
  for (const block of BLOCKS) expect(vi).toHaveProperty([`block.${block}`])
  for (const method of methods) expect(vi).toHaveProperty([`difference.${method}`])
})

test('a percent sign never stands alone at the begin of a line', () => {
  for (const text of [...Object.values(vi), ...Object.values(en)]) expect(text).not.toMatch(/[\d}] %/)
})
