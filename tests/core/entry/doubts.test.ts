import { describe, expect, it } from 'vitest'
import { doubtsOf } from '../../../src/core/entry/doubts.ts'
import { buildEntryForm } from '../../../src/core/entry/entry-form.ts'
import type { EntryState } from '../../../src/core/entry/entry-state.ts'
import type { Check } from '../../../src/core/questionnaire/questionnaire.ts'
import { CHECKED } from '../../support/checked-questionnaire.ts'
import { grid, number, questionnaire, text } from '../questionnaire/make-questionnaire.ts'
import { currentCode, play, start, type } from './keying.ts'

const form = buildEntryForm(CHECKED)
const keyed = (keys: string): EntryState => type(form, start(form), keys)
const save = (state: EntryState): EntryState => play(form, state, { type: 'save' })
const codes = (state: EntryState) => {
  const { hard, soft, unanswered, blanks } = doubtsOf(form, state)
  const rows = [hard, soft].map((doubts) => doubts.map(({ field }) => field.code))
  return [...rows, ...[unanswered, blanks].map((fields) => fields.map(({ code }) => code))]
}

describe('while keying', () => {
  it('a check is violated as soon as all its answers are there, and no sooner', () => {
    expect(codes(keyed('1 30⏎ 40'))).toEqual([[], [], ['result'], ['years', 'result']])
    expect(codes(keyed('1 30⏎ 40⏎'))).toEqual([['years'], [], ['result'], ['result']])
    expect(codes(keyed('1 .  40⏎'))).toEqual([[], [], ['result'], ['result']])
    expect(codes(keyed('1 30⏎ 30⏎ 5'))).toEqual([[], [], [], []])
  })

  it('and never holds up the keys', () => {
    expect(currentCode(form, keyed('1 30⏎ 40⏎'))).toBe('result')
    expect(keyed('1 30⏎ 40⏎').problem).toBeNull()
  })
})

describe('saving', () => {
  it('is refused while a hard check is violated, however often it is asked for', () => {
    const refused = save(keyed('1 30⏎ 40⏎ 5'))
    expect([refused.phase, currentCode(form, refused)]).toEqual(['keying', 'years'])
    expect(refused.problem).toEqual({ kind: 'check-violated', params: { number: '3' } })
    expect(save(refused).phase).toBe('keying')
    expect(save(type(form, refused, '⌫ 20⏎')).phase).toBe('saving')
  })

  it('asks once about blanks, required answers and soft checks together, at the first of them', () => {
    const asked = save(keyed('. 110⏎ 95⏎'))
    expect([asked.phase, currentCode(form, asked)]).toEqual(['confirming', 'years'])
    expect(codes(asked)).toEqual([[], ['years'], ['result'], ['result']])
    expect(asked.problem).toEqual({ kind: 'confirm-save', params: { number: '3' } })
    expect(save(asked).phase).toBe('saving')
  })

  it('asks about a required answer that the respondent left out, not about one that cannot be read', () => {
    const asked = save(keyed('1 30⏎ 30⏎ .'))
    expect([asked.phase, currentCode(form, asked)]).toEqual(['confirming', 'result'])
    expect(save(keyed('1 30⏎ 30⏎ *')).phase).toBe('saving')
    expect(save(keyed('1 30⏎ 30⏎ /')).phase).toBe('saving')
  })

  it('is passed by one key, Enter, where nothing is blank; a blank may only have been forgotten', () => {
    const suspicious = type(form, save(keyed('1 110⏎ 95⏎ 5')), '⏎')
    expect(suspicious.phase).toBe('saving')
    expect(type(form, save(keyed('1 30⏎ 30⏎ .')), '⏎').phase).toBe('saving')
    const blank = type(form, save(keyed('. 110⏎ 95⏎')), '⏎')
    expect([blank.phase, blank.problem?.params.isHeld]).toEqual(['confirming', 1])
  })

  it('asks again after another key: the answers are others', () => {
    const asked = save(keyed('1 110⏎ 95⏎ 5'))
    expect(asked.phase).toBe('confirming')
    expect(save(play(form, asked, { type: 'key', key: 'next' })).phase).toBe('confirming')
  })
})

describe('the row of a check', () => {
  const soft = (condition: string): Check[] => [{ severity: 'soft', condition, message: text(condition) }]
  const rows = (made: ReturnType<typeof questionnaire>, record: string) => {
    const other = buildEntryForm(made)
    return doubtsOf(other, { ...start(other), record }).soft.map(({ field }) => field.code)
  }

  it('is in a grid the last row that the condition names', () => {
    const made = questionnaire([{ ...grid('g', ['g_1', 'g_2', 'g_3']), checks: soft('g_2 >= g_1') }])
    expect(rows(made, '545')).toEqual(['g_2'])
  })

  it('is of a note the last question that the condition names', () => {
    const note = { kind: 'note' as const, code: 'n', number: '', label: text('n'), checks: soft('b >= a') }
    expect(rows(questionnaire([number('a', 0, 9), number('b', 0, 9), number('c', 0, 9), note]), '211')).toEqual(['b'])
  })
})
