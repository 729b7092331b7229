import { describe, expect, it } from 'vitest'
import { decidersOf, doubtsOf } from '../../../src/core/entry/doubts.ts'
import {
  completeEntry,
  draftOf,
  type EntryState,
  progressOf,
  resumeEntry,
} from '../../../src/core/entry/entry-state.ts'
import { answerTo, currentCode, mixedOnPaper as form, mixed, play, start, type } from './keying.ts'

/** late (A1), notice asked at late = 1 (A2), why in words at notice = 2 (A3), month (A4) … */
const keyed = (keys: string): EntryState => type(form, start(form), keys)
const unasked = (state: EntryState): string[] => doubtsOf(form, state).notCalledFor.map(({ code }) => code)

describe('the cursor', () => {
  it('visits every question, asked or not, and Enter leaves it not asked', () => {
    const second = keyed('2')
    expect([currentCode(form, second), answerTo(form, second, 'notice')]).toEqual(['notice', '-'])
    const third = type(form, second, '⏎')
    expect([currentCode(form, third), currentCode(form, type(form, third, '⏎'))]).toEqual(['why', 'month'])
    expect(unasked(third)).toEqual([])
  })

  it('is kept from it on the strict path', () => {
    expect(currentCode(mixed, type(mixed, start(mixed), '2'))).toBe('month')
  })

  it('comes back by Backspace, Home, the arrows and the number', () => {
    expect(currentCode(form, keyed('2 ⏎⏎ ↑↑'))).toBe('notice')
    expect(currentCode(form, keyed('2 ⏎⏎ ⌫⌫'))).toBe('notice')
    const first = keyed('2 ⏎⏎ ⌫⌫⌫')
    expect([currentCode(form, first), answerTo(form, first, 'late')]).toEqual(['late', ' '])
    const gone = play(form, keyed('2'), { type: 'goto', number: 'A2' })
    expect([currentCode(form, gone), gone.problem]).toEqual(['notice', null])
  })
})

describe('more ticks than a question allows', () => {
  it('are taken as the paper has them, named, and passed by asking once more', () => {
    const state = type(form, play(form, start(form), { type: 'goto', number: 'A8' }), '2 3 4 5')
    expect([answerTo(form, state, 'wish'), state.problem]).toEqual(['0011110000000', null])
    expect(doubtsOf(form, state).tooManyTicks.map(({ code }) => code)).toEqual(['wish'])
    const strict = type(mixed, play(mixed, start(mixed), { type: 'goto', number: 'A8' }), '2 3 4 5')
    expect([answerTo(mixed, strict, 'wish'), strict.problem?.kind]).toEqual(['0011100000000', 'too-many'])
  })
})

describe('an answer that nobody asked for', () => {
  it('is taken by its key, named at its row, and taken back by Backspace', () => {
    const state = keyed('2 2')
    expect([answerTo(form, state, 'notice'), unasked(state), currentCode(form, state)]).toEqual([
      '2',
      ['notice'],
      'why',
    ])
    const [row] = doubtsOf(form, state).notCalledFor
    expect(row && decidersOf(form, row)).toEqual(['A1'])
    const back = type(form, state, '↑⌫')
    expect([answerTo(form, back, 'notice'), unasked(back)]).toEqual(['-', []])
  })

  it('is called for once the answer before it is mended', () => {
    expect(unasked(keyed('2 2 ⇱ 1'))).toEqual([])
  })

  it('is told in words, too', () => {
    const state = play(form, keyed('1 1'), { type: 'text', code: 'why', words: 'xa' })
    expect(unasked(state)).toEqual(['why'])
    expect(completeEntry(form, state).texts).toEqual({ why: 'xa' })
    const onStrictPath = play(mixed, type(mixed, start(mixed), '1 1'), { type: 'text', code: 'why', words: 'xa' })
    expect(completeEntry(mixed, onStrictPath).texts).toEqual({})
  })

  it('stays in what is kept and in what is saved', () => {
    const state = keyed('2 2 ⏎ 07')
    expect(resumeEntry(form, draftOf(form, state)).record).toBe(state.record)
    expect(completeEntry(form, state).record.slice(0, 4)).toBe('2207')
  })

  it('counts as an answer, and nothing more is owed for it', () => {
    expect(progressOf(form, keyed('2'))).toEqual({ keyed: 1, asked: 8 })
    expect(progressOf(form, keyed('2 2'))).toEqual({ keyed: 2, asked: 9 })
  })

  it('is passed by asking to save once more, exactly once', () => {
    // A4 = 7, A5 = 30, A6 = 1, A7, A8 = 3, then 9.1, 9.2, 9.3; Enter passes A3 and, at the end, 10 and saves.
    const whole = keyed('2 2 ⏎ 07 30⏎ 1⏎ 05112026 3⏎ 5 4 3 ⏎')
    const asked = play(form, whole, { type: 'save' })
    expect([asked.phase, currentCode(form, asked)]).toEqual(['confirming', 'notice'])
    expect(asked.problem).toEqual({ kind: 'confirm-save', params: { number: 'A2' } })
    expect(play(form, asked, { type: 'save' }).phase).toBe('saving')
    expect(type(form, asked, '⏎').phase).toBe('saving')
  })
})
