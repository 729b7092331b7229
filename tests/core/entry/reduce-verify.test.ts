import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AskedField } from '../../../src/core/entry/answer-keys.ts'
import type { Field } from '../../../src/core/entry/entry-form.ts'
import {
  completeEntry,
  draftOf,
  type EntryHeader,
  type EntryState,
  isSkipped,
  valueOfField,
} from '../../../src/core/entry/entry-state.ts'
import { type EntryAction, type EntryKey, reduceEntry } from '../../../src/core/entry/reduce-entry.ts'
import { reduceSecondKeying } from '../../../src/core/entry/reduce-verify.ts'
import {
  type FirstKeying,
  newVerify,
  resumeVerify,
  type SecondKeying,
  slipsOf,
} from '../../../src/core/entry/verify-state.ts'
import { answerOf, missingKindOf } from '../../../src/core/questionnaire/record.ts'
import { ALL_KEYS, actionsOf, answerTo, currentCode, EMPTY_HEADER, mixed, play, start } from './keying.ts'

const HEADER: EntryHeader = { ...EMPTY_HEADER, serial: '0001', agencyId: 3 }

/** A first keying of the mixed form: A1 = 2 (so A2, A3 aren't asked), month 5, age 40, … q9 = 5, 4, 3. */
const FIRST_KEYS = '2 5 40⏎ 1,5⏎ 21112026 3 7⏎ 5 4 3'
const firstKeying = (keys: string, texts: Record<string, string> = {}): FirstKeying => {
  const entry = { ...play(mixed, start(mixed), ...actionsOf(keys)), texts }
  return { header: HEADER, ...completeEntry(mixed, entry) }
}
const FIRST = firstKeying(FIRST_KEYS)

const taskOf = (first: FirstKeying | null, scope: SecondKeying['scope'] = 'whole'): SecondKeying => ({ scope, first })
const second = (task: SecondKeying, state: EntryState, ...actions: EntryAction[]): EntryState =>
  actions.reduce((now, action) => reduceSecondKeying(mixed, task, now, action), state)
const begun = (first: FirstKeying): EntryState =>
  second(taskOf(first), newVerify(mixed, taskOf(first), 'v-1', first.header, 0), { type: 'begin' })
/** Keys of the second keyer, from the first question on. */
const again = (keys: string, first = FIRST, from = begun(first)): EntryState =>
  second(taskOf(first), from, ...actionsOf(keys))

const at = (state: EntryState) => currentCode(mixed, state)
const value = (state: EntryState, code: string) => answerTo(mixed, state, code)
const SAVE: EntryAction = { type: 'save' }

describe('an answer keyed a second time', () => {
  it('as stored goes on, and nothing of the first keying was to be seen before', () => {
    expect(begun(FIRST).record.replaceAll('-', ' ').trim()).toBe('')
    const state = again('2 5')
    expect([at(state), state.problem, value(state, 'month')]).toEqual(['age', null, '05'])
  })

  it('differently stays, tells both, and is not in the record', () => {
    const state = again('2 7')
    expect([at(state), value(state, 'month')]).toEqual(['month', '  '])
    expect(state.problem).toEqual({ kind: 'verify-differs', params: { number: 'A4', stored: '05', keyed: '07' } })
    expect(draftOf(mixed, state).record).not.toContain('07')
  })

  it('as stored the second time: the stored answer stands, the first try was a slip', () => {
    const state = again('2 7 5')
    expect([at(state), value(state, 'month'), slipsOf(mixed, state)]).toEqual(['age', '05', { month: ['07'] }])
  })

  it('twice the same: the new answer stands, without a slip', () => {
    const state = again('2 7 7')
    expect([at(state), value(state, 'month'), slipsOf(mixed, state)]).toEqual(['age', '07', {}])
  })

  it('anything else becomes the new try', () => {
    const third = again('2 7 8')
    expect(third.problem?.params).toEqual({ number: 'A4', stored: '05', keyed: '08' })
    const stands = again('8', FIRST, third)
    expect([at(stands), value(stands, 'month'), slipsOf(mixed, stands)]).toEqual(['age', '08', { month: ['07'] }])
    expect(value(again('7', FIRST, third), 'month')).toBe('  ')
  })

  it('a missing code is an answer like any other', () => {
    expect(again('2 .').problem?.params).toMatchObject({ stored: '05', keyed: '..' })
    expect(value(again('2 . .'), 'month')).toBe('..')
    const missing = firstKeying('2 .')
    expect(at(again('2 .', missing))).toBe('age')
  })

  it('of a number is compared when it is left, whatever its zeros', () => {
    expect(at(again('2 5 40'))).toBe('age')
    expect([at(again('2 5 040⏎')), at(again('2 5 41⏎'))]).toEqual(['change', 'age'])
    expect(value(again('2 5 41⏎ 41↓'), 'age')).toBe('041')
  })

  it('of a multiple choice is compared when it is left, and keyed again as a whole', () => {
    const left = again('2 5 40⏎ 1,5⏎ 21112026 3 7 9⏎')
    expect([at(left), value(left, 'wish').trim(), left.problem?.kind]).toEqual(['wish', '', 'verify-differs'])
    expect(at(again('⏎', FIRST, left))).toBe('wish')
    expect(at(again('9 3 7⏎', FIRST, left))).toBe('q9_1')
    const slip = again('3 7⏎', FIRST, left)
    expect([at(slip), slipsOf(mixed, slip)]).toEqual(['q9_1', { wish_9: ['1'] }])
  })

  it('of a date is compared with its last digit', () => {
    expect(again('2 5 40⏎ 1,5⏎ 22112026').problem?.kind).toBe('verify-differs')
  })

  it('waits for a key: Enter does not leave it, Backspace takes it back, an arrow leaves it blank', () => {
    const waits = again('2 7')
    expect(again('⏎↓', FIRST, waits)).toMatchObject({ at: waits.at, problem: waits.problem })
    const back = again('⌫', FIRST, waits)
    expect([at(back), back.problem, at(again('7', FIRST, back))]).toEqual(['month', null, 'month'])
    const away = again('↑', FIRST, waits)
    expect([at(away), value(away, 'month'), away.problem]).toEqual(['late', '  ', null])
  })

  it('goes back with Backspace as in entry', () => {
    const state = again('2 5 ⌫')
    expect([at(state), value(state, 'month'), at(again('5', FIRST, state))]).toEqual(['month', '  ', 'age'])
  })

  it('an answer that stands is changed back by keying the stored one, and then needs two keyings again', () => {
    const stored = again('2 7 7 ↑ 5')
    expect([at(stored), value(stored, 'month'), slipsOf(mixed, stored)]).toEqual(['age', '05', { month: ['07'] }])
    expect(at(again('↑ 7', FIRST, stored))).toBe('month')
  })
})

describe('skips follow the second keyer', () => {
  it('a question that the first keyer was not asked is keyed twice', () => {
    const state = again('1 1 2')
    expect([at(state), state.problem?.params]).toEqual(['notice', { number: 'A2', stored: '-', keyed: '2' }])
    const stands = again('2', FIRST, state)
    expect([at(stands), value(stands, 'notice')]).toEqual(['why', '2'])
  })

  it('a question that is no longer asked is stepped over, whatever was stored', () => {
    const first = firstKeying(`1 2 ↓ ${FIRST_KEYS.slice(2)}`, { why: 'Bận' })
    const state = again('2 2', first)
    expect([at(state), value(state, 'notice')]).toEqual(['month', '-'])
  })

  it('stored words are there to be read, and can be mended', () => {
    const first = firstKeying(FIRST_KEYS, { comment: 'Cám ơn' })
    const entry = begun(first)
    expect(entry.texts).toEqual({ comment: 'Cám ơn' })
    const mended = second(
      taskOf(first),
      again(FIRST_KEYS, first),
      { type: 'text', code: 'comment', words: 'Cảm ơn' },
      SAVE,
    )
    expect([mended.phase, completeEntry(mixed, mended)]).toEqual([
      'saving',
      { record: first.record, texts: { comment: 'Cảm ơn' } },
    ])
  })
})

describe('the header', () => {
  const task = taskOf(FIRST)
  const withHeader = (change: Partial<EntryHeader>): EntryState =>
    second(task, newVerify(mixed, task, 'v-1', { ...HEADER, ...change }, 0), { type: 'begin' })

  it('as stored begins the form', () => {
    expect(withHeader({})).toMatchObject({ phase: 'keying', problem: null })
  })

  it('that differs is told, and kept by asking once more', () => {
    const told = withHeader({ agencyId: 4, collectedOn: '2026-11-05' })
    expect([told.phase, told.problem]).toEqual([
      'header',
      { kind: 'verify-header-differs', params: { places: '@agency @date' } },
    ])
    expect(second(task, told, { type: 'begin' })).toMatchObject({ phase: 'keying', header: { agencyId: 4 } })
  })

  it('mended as stored was a slip; changed to something else is told anew', () => {
    const told = withHeader({ agencyId: 4 })
    const mended = second(task, told, { type: 'header', header: HEADER }, { type: 'begin' })
    expect([mended.phase, slipsOf(mixed, mended)]).toEqual(['keying', { '@agency': ['4'] }])
    const other = second(task, told, { type: 'header', header: { ...HEADER, agencyId: 5 } }, { type: 'begin' })
    expect([other.phase, other.problem?.kind]).toEqual(['header', 'verify-header-differs'])
  })

  it('ends the form where only the identifiers are keyed again', () => {
    const identifiers = taskOf(null, 'identifiers')
    const state = newVerify(mixed, identifiers, 'v-1', HEADER, 0)
    expect(second(identifiers, state, { type: 'begin' }).phase).toBe('saving')
  })
})

describe('saving', () => {
  const keyed = again(FIRST_KEYS)

  it('a whole form leaves at once', () => {
    expect(second(taskOf(FIRST), keyed, SAVE).phase).toBe('saving')
  })

  it('compares what is typed in the current field first', () => {
    const state = second(taskOf(FIRST), again('2 5 41'), SAVE)
    expect([state.phase, at(state), state.problem?.kind]).toEqual(['keying', 'age', 'verify-differs'])
    const ticks = second(taskOf(FIRST), again('2 5 40⏎ 1,5⏎ 21112026 3 7 9'), SAVE)
    expect([ticks.phase, at(ticks), ticks.problem?.kind]).toEqual(['keying', 'wish', 'verify-differs'])
  })

  it('blanks that are confirmed count as keyed "not answered", and are compared', () => {
    const agreed = firstKeying('2 5 40⏎')
    const asks = second(taskOf(agreed), again('2 5 40⏎', agreed), SAVE)
    expect([asks.phase, asks.problem?.kind]).toEqual(['confirming', 'confirm-save'])
    const saved = second(taskOf(agreed), asks, SAVE)
    expect([saved.phase, completeEntry(mixed, saved).record]).toEqual(['saving', agreed.record])
    const differs = second(taskOf(FIRST), again('2 5'), SAVE, SAVE)
    expect([differs.phase, at(differs), differs.problem?.params]).toEqual([
      'keying',
      'age',
      { number: 'A5', stored: '040', keyed: '...' },
    ])
  })
})

describe('reopened after a crash', () => {
  const reopened = (state: EntryState, first = FIRST, against: FirstKeying | null = first) =>
    resumeVerify(mixed, taskOf(first), { ...draftOf(mixed, state), slips: slipsOf(mixed, state), against })

  it('stands where it stopped; what was keyed twice counts, what waited is keyed anew', () => {
    const state = reopened(again('2 7 7 41⏎'))
    expect([at(state), value(state, 'month'), value(state, 'age').trim(), state.problem]).toEqual([
      'age',
      '07',
      '',
      null,
    ])
    expect(at(again('↑ 7', FIRST, state))).toBe('age')
  })

  it('knows the slips from before, and takes an answer that waited for one until it stands', () => {
    expect(slipsOf(mixed, reopened(again('2 7 5 41⏎')))).toEqual({ month: ['07'], age: ['041'] })
    expect(slipsOf(mixed, again('41⏎ 41⏎', FIRST, reopened(again('2 7 5 41⏎'))))).toEqual({ month: ['07'] })
  })

  it('asks again what the first keying says otherwise by now, and only that', () => {
    // Month keyed twice as 7, age 41 twice; meanwhile the first keying's month went from 5 to 6.
    const corrected = firstKeying(FIRST_KEYS.replace('2 5 ', '2 6 '))
    const state = reopened(again('2 7 7 41⏎ 41⏎'), corrected, FIRST)
    expect([at(state), value(state, 'month').trim(), value(state, 'age')]).toEqual(['month', '', '041'])
    expect(state.problem).toEqual({ kind: 'verify-changed', params: { numbers: 'A4' } })
    const stands = again('7 7', corrected, state)
    expect([value(stands, 'month'), slipsOf(mixed, stands)]).toEqual(['07', {}])
    // What is keyed as it is now counts; without any sight of the first keying all that differs is asked.
    expect(value(reopened(again('2 5 41⏎ 41⏎'), firstKeying('2 5 41⏎'), FIRST), 'age')).toBe('041')
    expect(reopened(again('2 7 7 41⏎ 41⏎'), FIRST, null).problem?.params).toEqual({ numbers: 'A4, A5' })
  })

  it('tells a header that was corrected meanwhile; words left as they were are the corrected ones', () => {
    const texts = { comment: 'cũ' }
    const first = firstKeying(FIRST_KEYS, texts)
    const corrected = { ...firstKeying(FIRST_KEYS, { comment: 'mới' }), header: { ...HEADER, agencyId: 4 } }
    const state = reopened(again('2 5', first), corrected, first)
    expect([state.phase, state.texts]).toEqual(['header', { comment: 'mới' }])
    expect(second(taskOf(corrected), state, { type: 'begin' }).problem?.kind).toBe('verify-header-differs')
  })

  it('half a multiple choice is keyed anew', () => {
    const state = reopened(again('2 5 40⏎ 1,5⏎ 21112026 3 9'))
    expect([at(state), value(state, 'wish').trim()]).toEqual(['wish', ''])
  })
})

/** The keys of an answer as a keyer reads it from the paper. */
function keysOf(field: AskedField, answer: string): EntryKey[] {
  const sign = missingKindOf(answer)
  if (sign !== null && sign !== 'notAsked')
    // Where a number may be below zero the key of "illegible" is a minus until Enter.
    return field.kind === 'number' && (field.variable.min ?? 0) < 0 && sign === 'illegible' ? [sign, 'enter'] : [sign]
  const digits = (text: string) =>
    [...text].map((one) => ({ ',': 'separator', '-': 'illegible' })[one] ?? one) as EntryKey[] // else a digit
  switch (field.kind) {
    case 'choice':
      return digits(field.choices.length > 9 ? answer : (answerOf(answer) ?? ''))
    case 'multiple': {
      const ticks = field.choices
        .filter((_, position) => answer[position] === '1')
        .map(({ code }) => code.padStart(2, '0'))
      return [...ticks.flatMap(digits), 'enter']
    }
    case 'number':
      return [...digits(String(Number(answer)).replace('.', ',')), 'enter']
    case 'date':
      return digits(answer.slice(6) + answer.slice(4, 6) + answer.slice(0, 4))
  }
}

/** Walks the form in its order and keys what the paper says; a field that waits is keyed again. Ends past the last. */
function keyPaper(paper: FirstKeying, first: FirstKeying): EntryState {
  const onPaper = resumeOf(paper)
  let state = begun(first)
  for (let steps = 0; steps < 200; steps++) {
    const field: Field | undefined = mixed.fields[state.at]
    if (field === undefined) return state
    const keys: EntryKey[] = field.kind === 'text' ? ['enter'] : keysOf(field, valueOfField(onPaper, field))
    state = second(taskOf(first), state, ...keys.map((key): EntryAction => ({ type: 'key', key })))
  }
  throw new Error('the form never ends')
}

const resumeOf = ({ header, record, texts }: FirstKeying): EntryState => ({ ...start(mixed), header, record, texts })

/** A finished form from any keys whatever. */
const anyForm: fc.Arbitrary<FirstKeying> = fc
  .array(fc.constantFrom(...ALL_KEYS), { maxLength: 90 })
  .map((keys) => play(mixed, start(mixed), ...keys.map((key): EntryAction => ({ type: 'key', key }))))
  .map((entry) => reduceEntry(mixed, entry, { type: 'jump', index: 0 }))
  .map((entry) => ({ header: HEADER, ...completeEntry(mixed, entry) }))

describe('whatever was keyed', () => {
  it('keying exactly the stored answers gives the same record, with no slip and nothing told', () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        const state = keyPaper(form, form)
        expect(completeEntry(mixed, state).record).toBe(form.record)
        expect([slipsOf(mixed, state), state.problem]).toEqual([{}, null])
      }),
      { numRuns: 300 },
    )
  })

  it('keying any other answers, each twice, gives exactly those, with no slip', () => {
    fc.assert(
      fc.property(anyForm, anyForm, (paper, first) => {
        const state = keyPaper(paper, first)
        expect(completeEntry(mixed, state).record).toBe(paper.record)
        expect(slipsOf(mixed, state)).toEqual({})
      }),
      { numRuns: 300 },
    )
  })

  const anyAction: fc.Arbitrary<EntryAction> = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...ALL_KEYS).map((key): EntryAction => ({ type: 'key', key })) },
    fc.nat(mixed.fields.length).map((index): EntryAction => ({ type: 'jump', index })),
    fc
      .tuple(fc.nat(mixed.fields.length), fc.nat(12))
      .map(([index, code]): EntryAction => ({ type: 'choose', index, code: String(code) })),
    fc.constantFrom('9.2', 'A5', '77').map((number): EntryAction => ({ type: 'goto', number })),
  )

  it('no answer ends in the record that was not keyed twice the same, or once as stored', () => {
    let standing = 0
    fc.assert(
      fc.property(anyForm, fc.array(anyAction, { minLength: 20, maxLength: 120 }), (first, actions) => {
        const keyed = new Map<string, string[]>()
        let state = begun(first)
        const act = (action: EntryAction): void => {
          for (const [code, answer] of completedBy(state, action)) keyed.set(code, [...(keyed.get(code) ?? []), answer])
          state = second(taskOf(first), state, action)
        }
        for (const action of actions) {
          // A click on another row leaves this one first, and may be held up by its answer.
          if (action.type === 'choose') act({ type: 'jump', index: action.index })
          if (action.type !== 'choose' || state.at === action.index) act(action)
        }
        for (const field of mixed.fields) {
          if (field.kind === 'text' || isSkipped(mixed, state, field)) continue
          const isInHand = field.index === state.at && field.kind === 'multiple'
          const answer = valueOfField(state, field)
          if (answer.trim() === '' || isInHand) continue
          const [before, last] = [undefined, ...(keyed.get(field.code) ?? [])].slice(-2)
          expect(last).toBe(answer)
          if (last !== first.record.slice(field.start, field.start + field.width)) {
            expect(before).toBe(answer)
            standing += 1
          }
        }
      }),
      { numRuns: 1000 },
    )
    expect(standing).toBeGreaterThan(100) // the property isn't empty
  })
})

/** What the engine of entry alone would take as finished answers; it knows nothing of verification. */
function completedBy(state: EntryState, action: EntryAction): [string, string][] {
  // Enter on a multiple choice without a tick answers nothing here.
  const isEnter = action.type === 'key' && action.key === 'enter' && mixed.fields[state.at]?.kind === 'multiple'
  const after = reduceEntry(mixed, state, isEnter ? { type: 'key', key: 'next' } : action)
  return [mixed.fields[state.at]].flatMap((field): [string, string][] => {
    if (field === undefined || field.kind === 'text') return []
    const answer = valueOfField(after, field)
    const isNew = answer !== valueOfField(state, field) || field.kind === 'multiple' || action.type === 'choose'
    const isTicking = field.kind === 'multiple' && after.at === field.index
    return answer.trim() === '' || !isNew || isTicking || after.pending !== '' ? [] : [[field.code, answer]]
  })
}
