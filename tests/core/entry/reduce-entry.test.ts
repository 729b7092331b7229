import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubtsOf } from '../../../src/core/entry/doubts.ts'
import {
  blankFields,
  canEnter,
  completeEntry,
  draftOf,
  type EntryState,
  isKeyed,
  progressBySection,
  progressOf,
  resumeEntry,
  valueOfField,
} from '../../../src/core/entry/entry-state.ts'
import { type EntryAction, reduceEntry } from '../../../src/core/entry/reduce-entry.ts'
import { fieldOf, fieldProblem, findRecordProblems } from '../../../src/core/questionnaire/record.ts'
import { ALL_KEYS, answerTo, currentCode, mixed, mixedOnPaper, play, start, type } from './keying.ts'

const keyed = (keys: string): EntryState => type(mixed, start(mixed), keys)
const at = (state: EntryState) => currentCode(mixed, state)
const value = (state: EntryState, code: string) => answerTo(mixed, state, code)
const masked = (text: string, { start, width }: { start: number; width: number }): string =>
  text.slice(0, start) + '~'.repeat(width) + text.slice(start + width)
const goto = (number: string): EntryAction => ({ type: 'goto', number })

describe('keys in a list', () => {
  it('a digit answers and goes on', () => {
    const state = keyed('1 2')
    expect([value(state, 'late'), value(state, 'notice'), at(state)]).toEqual(['1', '2', 'why'])
  })

  it('a digit that is no code is refused: nothing moves, nothing is written', () => {
    const state = keyed('7')
    expect([state.record, at(state)]).toEqual([start(mixed).record, 'late'])
    expect(state.problem).toEqual({ kind: 'no-such-code', params: { typed: '7', number: 'A1', first: '1', last: '2' } })
    expect(type(mixed, state, '2').problem).toBeNull()
  })

  it.each([
    ['.', '.'],
    ['/', '?'],
    ['*', '*'],
    ['-', '#'],
  ])('the key %s writes %s and goes on', (key, sign) => {
    const state = keyed(`2 ${key}`)
    expect([value(state, 'month'), at(state)]).toEqual([sign.repeat(2), 'age'])
  })

  it('of two digits waits only where a second digit could follow', () => {
    expect(at(keyed('2 1'))).toBe('month')
    expect(keyed('2 1').pending).toBe('1')
    expect(value(keyed('2 1 1'), 'month')).toBe('11')
    expect(value(keyed('2 1 ⏎'), 'month')).toBe('01')
    expect(value(keyed('2 5'), 'month')).toBe('05')
    expect(value(keyed('2 0 7'), 'month')).toBe('07')
    expect(value(keyed('2 0 ⏎'), 'month')).toBe('00')
    expect([keyed('2 1 3').problem?.kind, at(keyed('2 1 3'))]).toEqual(['no-such-code', 'month'])
    expect(value(keyed('2 1 ↓'), 'month')).toBe('01')
  })

  it('Backspace takes back a digit, clears an answer, or steps back and clears that one', () => {
    expect(keyed('2 1 ⌫')).toMatchObject({ pending: '', at: 3 })
    const back = keyed('1 2 ⌫')
    expect([at(back), value(back, 'notice')]).toEqual(['notice', ' '])
    const cleared = keyed('1 2 ↑ ⌫')
    expect([at(cleared), value(cleared, 'notice')]).toEqual(['notice', ' '])
    expect(at(keyed('⌫ ⌫'))).toBe('late')
  })
})

describe('a multiple choice', () => {
  const wish = (keys: string) => type(mixed, play(mixed, start(mixed), goto('A8')), keys)

  it('toggles, and Enter goes on', () => {
    const state = wish('3 5 3')
    expect([value(state, 'wish'), at(state)]).toEqual(['0000010000000', 'wish'])
    expect(at(type(mixed, state, '⏎'))).toBe('q9_1')
    expect(value(wish('3 3'), 'wish')).toBe(' '.repeat(13))
  })

  it('reads two digits, or one that no second one follows', () => {
    expect(value(wish('1 2 ⏎'), 'wish')).toBe('0000000000001')
    expect(value(wish('1 3 ⏎'), 'wish')).toBe('0101000000000')
    expect(value(wish('1 ⏎'), 'wish')).toBe('0100000000000')
    expect(at(wish('1 ⏎'))).toBe('q9_1')
  })

  it('refuses more than the maximum', () => {
    const state = wish('2 3 4 5')
    expect(value(state, 'wish')).toBe('0011100000000')
    expect(state.problem).toEqual({ kind: 'too-many', params: { max: 3, number: 'A8' } })
  })

  it('takes the signs as a whole', () => {
    expect([value(wish('3 .'), 'wish'), at(wish('.'))]).toEqual(['.'.repeat(13), 'q9_1'])
    expect(value(wish('. ↑ 4'), 'wish')).toBe('0000100000000')
  })
})

describe('numbers and dates', () => {
  const from = (number: string, keys: string) => type(mixed, play(mixed, start(mixed), goto(number)), keys)

  it('a number is typed, then Enter', () => {
    expect(at(from('A5', '3 4'))).toBe('age')
    expect([value(from('A5', '3 4 ⏎'), 'age'), at(from('A5', '3 4 ⏎'))]).toEqual(['034', 'change'])
    expect(value(from('A5', '.'), 'age')).toBe('...')
    expect(value(from('A5', '-'), 'age')).toBe('###')
  })

  it('out of range stays to be mended, whichever way it is left', () => {
    for (const key of ['⏎', '↓', '↑', '⇱', '⇟']) {
      const state = from('A5', `9 ${key}`)
      expect([at(state), state.pending, value(state, 'age')]).toEqual(['age', '9', '   '])
      expect(state.problem).toEqual({ kind: 'out-of-range', params: { number: 'A5', min: 18, max: 110, decimals: 0 } })
    }
    expect(value(from('A5', '9 ⏎ ⌫ 3 4 ⏎'), 'age')).toBe('034')
  })

  it('takes a decimal comma or point, and a minus where the range has one', () => {
    expect(value(from('A6', '2 , 5 ⏎'), 'change')).toBe('02.5')
    expect(value(from('A6', '- 2 . 5 ⏎'), 'change')).toBe('-2.5')
    expect(value(from('A6', '3 ⏎'), 'change')).toBe('03.0')
    expect(value(from('A6', '- ⏎'), 'change')).toBe('####')
    expect(value(from('A6', '.'), 'change')).toBe('....')
  })

  it('a date goes on by itself after eight digits', () => {
    const state = from('A7', '0 5 1 1 2 0 2 6')
    expect([value(state, 'day'), at(state)]).toEqual(['20261105', 'wish'])
    expect(value(from('A7', '0 5 1 1 2 6 ⏎'), 'day')).toBe('20261105')
    const wrong = from('A7', '3 1 0 2 2 0 2 6')
    expect([at(wrong), wrong.problem?.kind]).toEqual(['day', 'not-a-date'])
    expect(value(type(mixed, wrong, '2 8 0 2 2 0 2 6'), 'day')).toBe('20260228')
  })
})

describe('skips', () => {
  it('what is not asked carries its sign and is stepped over', () => {
    const state = keyed('2')
    expect([value(state, 'notice'), at(state)]).toEqual(['-', 'month'])
    expect(at(type(mixed, state, '↑'))).toBe('late')
    expect(play(mixed, state, goto('A2')).problem?.kind).toBe('question-skipped')
  })

  it('an answer set aside by a skip comes back with it', () => {
    const state = keyed('1 2 ⇱ 2')
    expect(value(state, 'notice')).toBe('-')
    expect(value(type(mixed, state, '⇱ 1'), 'notice')).toBe('2')
  })
})

describe('moving', () => {
  it('Enter leaves a question blank and goes on', () => {
    expect(at(keyed('⏎'))).toBe('month')
    expect(value(keyed('⏎'), 'late')).toBe(' ')
  })

  it('goes to a question by its number on paper', () => {
    expect(at(play(mixed, start(mixed), goto('9')))).toBe('q9_1')
    expect(at(play(mixed, start(mixed), goto('9,03')))).toBe('q9_3')
    expect(at(play(mixed, start(mixed), goto('a4')))).toBe('month')
    expect(play(mixed, start(mixed), goto('99')).problem).toEqual({
      kind: 'no-such-question',
      params: { number: '99' },
    })
  })

  it('Home and End go to the first and the last field, a page is ten', () => {
    expect([at(keyed('⇲')), at(keyed('⇲ ⇱'))]).toEqual(['comment', 'late'])
    expect([at(keyed('⇟')), at(keyed('⇟ ⇞'))]).toEqual([undefined, 'late'])
  })

  it('a click on a code answers as the key does', () => {
    const index = mixed.fields.findIndex((field) => field.code === 'q9_1')
    const state = play(mixed, start(mixed), { type: 'choose', index, code: '4' })
    expect([value(state, 'q9_1'), at(state)]).toEqual(['4', 'q9_2'])
  })
})

describe('saving', () => {
  it('with blanks left, goes to the first and asks once more', () => {
    const once = play(mixed, keyed('1 ↓ 5'), { type: 'save' })
    expect([once.phase, at(once)]).toEqual(['confirming', 'notice'])
    expect(once.problem).toEqual({ kind: 'confirm-save', params: { number: 'A2' } })
    expect(play(mixed, once, { type: 'save' }).phase).toBe('saving')
  })

  it('the question about blanks takes answers only for blanks: the next one follows, then the end', () => {
    const once = play(mixed, keyed('1 ↓ 5 34⏎ 0⏎ 05112026 3⏎ ↓ 3'), { type: 'save' })
    expect([once.phase, at(once)]).toEqual(['confirming', 'notice'])
    const next = type(mixed, once, '1')
    expect([next.phase, at(next), value(next, 'notice')]).toEqual(['confirming', 'q9_1', '1'])
    const end = type(mixed, next, '3')
    expect([end.phase, end.at, end.problem]).toEqual(['keying', mixed.fields.length, null])
    expect(type(mixed, end, '5 5 4').record).toBe(end.record)
    expect(type(mixed, end, '⏎').phase).toBe('saving')
  })

  it('keys of the next form write nothing into answers or words while a question stands', () => {
    const asked = play(mixed, keyed('1 ↓ 5 34⏎ 0⏎ 05112026 3⏎ 5 3 4'), { type: 'save' })
    const typedOn = type(mixed, asked, '⏎ 7 ⏎ 9')
    expect(typedOn.record).toBe(asked.record)
    expect([typedOn.phase, at(typedOn), typedOn.problem?.params.number]).toEqual(['confirming', 'notice', 'A2'])
    const answered = play(mixed, { ...asked, at: 3 }, { type: 'key', key: '2' }) // the month is 5
    expect([answered.record, answered.problem?.params.isHeld]).toEqual([asked.record, 1])
    const words = play(mixed, asked, { type: 'text', code: 'comment', words: '0002' })
    expect([words.texts, words.phase]).toEqual([{}, 'confirming'])
  })

  it('Enter on a multiple choice without a tick is: not answered; an arrow leaves it open', () => {
    const done = keyed('2 5 34⏎ 0⏎ 05112026')
    expect([at(done), value(type(mixed, done, '⏎'), 'wish')]).toEqual(['wish', '.............'])
    expect(value(type(mixed, done, '↓'), 'wish').trim()).toBe('')
    expect(value(type(mixed, done, '3⏎'), 'wish')).toBe('0001000000000')
  })

  it('Enter past the last question saves; what comes later changes nothing', () => {
    const done = keyed('2 5 34⏎ 0⏎ 05112026 3⏎ 5 4 3')
    const commented = play(mixed, done, { type: 'text', code: 'comment', words: ' Chờ lâu ' })
    const end = type(mixed, commented, '⏎')
    expect([end.at, end.phase]).toEqual([mixed.fields.length, 'keying'])
    expect(type(mixed, end, '5').problem?.kind).toBe('form-complete')
    const saving = type(mixed, end, '⏎')
    expect(saving.phase).toBe('saving')
    expect(type(mixed, saving, '1⌫')).toBe(saving)
    const { record, texts } = completeEntry(mixed, saving)
    // late 2 · notice not asked · month 05 · age 034 · change 00.0 · day · wish 3 of 0-12 · 5 4 3
    expect(record).toBe('2-0503400.0202611050001000000000543')
    expect(texts).toEqual({ comment: 'Chờ lâu' })
  })

  it('an unfinished number holds the save until it is mended', () => {
    const state = play(mixed, type(mixed, play(mixed, start(mixed), goto('A5')), '9'), { type: 'save' })
    expect([state.phase, state.problem?.kind, at(state)]).toEqual(['keying', 'out-of-range', 'age'])
  })

  it('the words of a skipped question are left out, not lost', () => {
    const said = play(mixed, keyed('1 2'), { type: 'text', code: 'why', words: 'bận' })
    expect(completeEntry(mixed, said).texts).toEqual({ why: 'bận' })
    const skipped = type(mixed, said, '⇱ 2')
    expect([completeEntry(mixed, skipped).texts, skipped.texts]).toEqual([{}, { why: 'bận' }])
  })
})

describe.each([
  ['on the strict path', mixed],
  ['as on paper', mixedOnPaper],
])('whatever is pressed %s', (_, form) => {
  const anyKey = fc.constantFrom(...ALL_KEYS).map((key): EntryAction => ({ type: 'key', key }))
  const anyIndex = fc.integer({ min: -2, max: form.fields.length + 2 })
  const anyAction: fc.Arbitrary<EntryAction> = fc.oneof(
    { weight: 20, arbitrary: anyKey },
    fc.record({ type: fc.constant('jump' as const), index: anyIndex }),
    fc.record({
      type: fc.constant('choose' as const),
      index: anyIndex,
      code: fc.constantFrom('0', '1', '4', '12', '77', ''),
    }),
    fc.record({ type: fc.constant('goto' as const), number: fc.constantFrom('9', 'A2', 'A5', '9.2', '', 'x', '..') }),
    fc.record({ type: fc.constant('text' as const), code: fc.constantFrom('why', 'comment'), words: fc.string() }),
  )
  const anyWalk = fc.array(anyAction, { maxLength: 80 })
  const walked = (actions: EntryAction[]) => play(form, start(form), ...actions)

  it('the record stays well formed, its skips consistent, its place within the form', () => {
    fc.assert(
      fc.property(anyWalk, (actions) => {
        const state = walked(actions)
        expect(state.record).toHaveLength(form.dictionary.recordWidth)
        for (const variable of form.dictionary.variables) {
          const field = fieldOf(state.record, variable)
          if (field.trim() !== '') expect(fieldProblem(variable, field)).toBeNull()
        }
        expect(form.skips.applyTo(state.record, 'draft')).toBe(state.record)
        expect(state.at).toBeGreaterThanOrEqual(0)
        expect(state.at).toBeLessThanOrEqual(form.fields.length)
        const current = form.fields[state.at]
        if (current !== undefined) expect(canEnter(form, state, current)).toBe(true)
        for (const field of doubtsOf(form, state).notCalledFor) expect(isKeyed(state, field)).toBe(true)
        const { keyed, asked } = progressOf(form, state)
        expect(asked - keyed).toBe(blankFields(form, state).length)
        const sections = progressBySection(form, state)
        expect(sections.reduce((sum, section) => sum + section.asked, 0)).toBe(asked)
        expect(sections.reduce((sum, section) => sum + section.keyed, 0)).toBe(keyed)
      }),
      { numRuns: 500 },
    )
  })

  it('what would be saved is always complete', () => {
    fc.assert(
      fc.property(anyWalk, (actions) => {
        expect(findRecordProblems(form.dictionary, completeEntry(form, walked(actions)).record)).toEqual([])
      }),
    )
  })

  it('going back and forth loses nothing', () => {
    const anyMove = fc.constantFrom(...'⏎↓↑⇱⇲⇟⇞')
    fc.assert(
      fc.property(anyWalk, fc.array(anyMove, { maxLength: 30 }), (actions, moves) => {
        const before = { ...walked(actions), pending: '' }
        const after = type(form, before, moves.join(''))
        // Enter on a multiple choice without a tick answers it: "not answered". All else stays as it was.
        const passed = form.fields.filter(
          (field) => field.kind === 'multiple' && valueOfField(before, field).trim() === '' && moves.includes('⏎'),
        )
        const hidden = (text: string): string =>
          passed.reduce((now, field) => (field.kind === 'multiple' ? masked(now, field) : now), text)
        expect([hidden(after.typed), hidden(after.record), after.texts]).toEqual([
          hidden(before.typed),
          hidden(before.record),
          before.texts,
        ])
        for (const field of passed) expect(valueOfField(after, field)).toMatch(/^(?: +|\.+|-+)$/)
      }),
    )
  })

  it('a kept form comes back as it was left', () => {
    fc.assert(
      fc.property(anyWalk, (actions) => {
        const left = walked(actions)
        const back = resumeEntry(form, JSON.parse(JSON.stringify(draftOf(form, left))))
        const at = Math.min(left.at, form.fields.length - 1)
        expect([back.record, back.texts, back.at, back.header]).toEqual([left.record, left.texts, at, left.header])
      }),
    )
  })

  it('takes no keys before the serial and none while it is being saved', () => {
    const header = play(form, { ...start(form), phase: 'header' })
    expect(reduceEntry(form, header, { type: 'key', key: '1' })).toBe(header)
    const noSerial = play(form, { ...header, header: { ...header.header, serial: ' ' } }, { type: 'begin' })
    expect(noSerial.phase).toBe('header')
  })
})
