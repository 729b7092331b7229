import { describe, expect, test } from 'vitest'
import { catalogues } from '../../renderer/i18n/catalogues.ts'

/** Every text of a catalogue by its path: `nav.home` → `Trang chính`. */
function flatten(tree: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') texts.set(here, value)
    else for (const [inner, text] of flatten(value, here)) texts.set(inner, text)
  }
  return texts
}

const vi = flatten(catalogues.vi)
const en = flatten(catalogues.en)
const parameters = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').toSorted()

describe('the catalogues', () => {
  test('hold the same keys in both languages', () => {
    expect([...en.keys()].toSorted()).toEqual([...vi.keys()].toSorted())
    expect(vi.size).toBeGreaterThan(400)
  })

  test('leave nothing empty, and name the same values', () => {
    const wrong = [...vi].filter(([key, text]) => {
      const other = en.get(key) ?? ''
      return text.trim() === '' || other.trim() === '' || `${parameters(text)}` !== `${parameters(other)}`
    })
    expect(wrong).toEqual([])
  })

  test('speak office Vietnamese: no pleading, no three dots made of stops', () => {
    expect([...vi.values()].filter((text) => /vui lòng|\.\.\./i.test(text))).toEqual([])
  })
})
