import { describe, expect, it } from 'vitest'
import { entryKeyOf, mayRepeat, textKeyOf } from '../../../renderer/screens/entry/keyboard.ts'
import { lettersOf } from '../../../src/core/entry/preferences.ts'

const key = (code: string, value = '', shiftKey = false) => entryKeyOf({ code, key: value, shiftKey }, {})

describe('physical keys', () => {
  it.each([
    ['Digit4', '4', '4'],
    ['Digit4', 'Process', '4'], // an input method holds the key
    ['Digit4', 'ô', '4'], // the Vietnamese layout of Windows
    ['Numpad4', '4', '4'],
    ['Numpad4', 'ArrowLeft', '4'], // NumLock off
    ['Period', '.', 'notAnswered'],
    ['NumpadDecimal', ',', 'notAnswered'],
    ['Slash', '/', 'refused'],
    ['NumpadDivide', '/', 'refused'],
    ['NumpadMultiply', '*', 'multipleTicks'],
    ['Minus', '-', 'illegible'],
    ['NumpadSubtract', '-', 'illegible'],
    ['NumpadEnter', 'Enter', 'enter'],
    ['Backspace', 'Backspace', 'back'],
    ['Tab', 'Tab', 'next'],
    ['KeyA', 'a', null],
    ['F5', 'F5', null],
  ])('%s (%s) is %s', (code, value, expected) => expect(key(code, value)).toBe(expected))

  it('with Shift only the star, Tab and Enter mean something', () => {
    expect(key('Digit8', '*', true)).toBe('multipleTicks')
    expect(key('Tab', 'Tab', true)).toBe('previous')
    expect(key('Digit4', '$', true)).toBeNull()
    expect(key('Numpad4', '4', true)).toBe('4')
  })

  it('falls back on the character where no physical key is sent', () => {
    expect([key('', '3'), key('', '*'), key('', 'Enter'), key('', 'x')]).toEqual(['3', 'multipleTicks', 'enter', null])
  })

  it('letters that stand for digits count by their place, with Shift and any layout, beside the digits', () => {
    const block = lettersOf({ letters: 'block', ownKeys: [] })
    const press = (code: string, value: string, shiftKey = false) => entryKeyOf({ code, key: value, shiftKey }, block)
    expect([press('KeyJ', 'j'), press('KeyI', 'Process'), press('KeyM', 'M', true), press('Semicolon', ';')]).toEqual([
      '1',
      '5',
      '0',
      'illegible',
    ])
    expect([press('Digit4', '4'), press('Slash', '/'), press('KeyQ', 'q')]).toEqual(['4', 'refused', null])
    expect(key('KeyJ', 'j')).toBeNull()
  })

  it('held down, moves repeat and answers do not', () => {
    expect([mayRepeat('next'), mayRepeat('4'), mayRepeat('back')]).toEqual([true, false, false])
  })
})

describe('keys among words', () => {
  const press = (code: string, shiftKey = false, box = {}) =>
    textKeyOf({ code, key: '', shiftKey }, { isEmpty: false, isAtStart: false, isAtEnd: false, isLong: true, ...box })

  it('only the edges leave a long text', () => {
    expect([press('Enter'), press('Enter', true), press('Enter', true, { isLong: false })]).toEqual([
      'enter',
      null,
      'enter',
    ])
    expect([press('ArrowDown'), press('ArrowDown', false, { isAtEnd: true })]).toEqual([null, 'next'])
    expect([press('ArrowUp'), press('ArrowUp', false, { isAtStart: true })]).toEqual([null, 'previous'])
    expect([press('Backspace'), press('Backspace', false, { isEmpty: true })]).toEqual([null, 'previous'])
    expect([press('Digit1'), press('Period')]).toEqual([null, null])
  })
})
