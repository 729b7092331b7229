import { expect, test } from 'vitest'
import { areOwnKeys, DEFAULT_PREFERENCES, lettersOf } from '../../../src/core/entry/preferences.ts'

const lettersNamed = (letters: 'none' | 'row' | 'block') => lettersOf({ ...DEFAULT_PREFERENCES, letters })
const OWN = 'ZXCVBNASDF'.split('').map((letter) => `Key${letter}`)

test('the top row of letters counts 1 2 … 9 0 from the left', () => {
  const row = lettersNamed('row')
  expect('QWERTYUIOP'.split('').map((letter) => row[`Key${letter}`])).toEqual('1234567890'.split(''))
})

test('the block lies as the pad does: J K L under U I O under 7 8 9', () => {
  const block = lettersNamed('block')
  expect(['KeyJ', 'KeyK', 'KeyL'].map((code) => block[code])).toEqual(['1', '2', '3'])
  expect(['KeyU', 'KeyI', 'KeyO'].map((code) => block[code])).toEqual(['4', '5', '6'])
  expect(block.KeyM).toBe('0')
})

test('one’s own ten keys, and nobody’s by default', () => {
  const own = lettersOf({ letters: 'own', ownKeys: OWN })
  expect(OWN.map((code) => own[code])).toEqual('1234567890'.split(''))
  expect(lettersNamed('none')).toEqual({})
})

test('own keys are ten different ones that mean nothing else', () => {
  expect(areOwnKeys(OWN, 'own')).toBe(true)
  expect(areOwnKeys([], 'own')).toBe(false)
  expect(areOwnKeys([], 'row')).toBe(true)
  expect(areOwnKeys(OWN.slice(1), 'own')).toBe(false)
  expect(areOwnKeys([...OWN.slice(1), 'KeyX'], 'own')).toBe(false)
  for (const taken of ['Digit1', 'Enter', 'Slash', 'Period', 'Minus', 'Comma', 'Space', 'F2', 'Numpad1', '']) {
    expect(areOwnKeys([...OWN.slice(1), taken], 'own'), taken).toBe(false)
  }
})
