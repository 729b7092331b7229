import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CaseEvent, foldCase } from '../../../src/core/action/case-event.ts'
import {
  addDays,
  CASE_STATES,
  type CaseState,
  isDueSoon,
  isOverdue,
  lackFor,
  needsReason,
  TRANSITIONS,
  transitionOf,
} from '../../../src/core/action/case-state.ts'

const move = (from: CaseState, to: CaseState): CaseEvent => ({ kind: 'state', from, to, reason: '', effect: null })
const OPENED: CaseEvent = { kind: 'opened', rules: [], dueOn: '2026-12-01', reason: '' }

describe('the states of a case', () => {
  test('every state is reached from the first; nothing leaves a dropped case', () => {
    const reached = new Set<CaseState>(['open'])
    for (const _ of CASE_STATES) for (const { from, to } of TRANSITIONS) if (reached.has(from)) reached.add(to)
    expect([...reached].toSorted()).toEqual([...CASE_STATES].toSorted())
    expect(TRANSITIONS.filter(({ from }) => from === 'dropped')).toEqual([])
  })

  test('no step is skipped; going back and dropping need a reason', () => {
    expect(transitionOf('open', 'explained')).toBeNull()
    expect(TRANSITIONS.filter((step) => !needsReason(step)).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'open assigned',
      'assigned explained',
      'explained underway',
      'underway done',
      'done closed',
    ])
    expect(TRANSITIONS.filter(needsReason).map(({ from, to }) => `${from} ${to}`)).toEqual([
      'explained assigned',
      'done underway',
      'closed underway',
      'open dropped',
      'assigned dropped',
      'explained dropped',
      'underway dropped',
    ])
  })

  test('an explanation has a cause and a remedy', () => {
    const step = transitionOf('assigned', 'explained')
    expect(step && lackFor(step, { assignee: 'x', cause: ' ', remedy: 'x' })).toBe('cause')
    expect(step && lackFor(step, { assignee: 'x', cause: 'x', remedy: '' })).toBe('remedy')
    expect(step && lackFor(step, { assignee: '', cause: 'x', remedy: 'x' })).toBeNull()
  })

  test('late is after the day itself, and only what is unfinished; soon is a week', () => {
    const of = (dueOn: string | null, state: CaseState = 'assigned') => ({ state, dueOn })
    expect(isOverdue(of('2026-11-25'), '2026-11-26')).toBe(true)
    expect(isOverdue(of('2026-11-26'), '2026-11-26')).toBe(false)
    expect(isOverdue(of('2026-11-25', 'done'), '2026-11-26')).toBe(false)
    expect(isOverdue(of(null), '2026-11-26')).toBe(false)
    expect(isDueSoon(of('2026-12-03'), '2026-11-26')).toBe(true)
    expect(isDueSoon(of('2026-12-04'), '2026-11-26')).toBe(false)
    expect(isDueSoon(of('2026-11-25'), '2026-11-26')).toBe(false)
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  })
})

describe('a history', () => {
  test('leads to its state; notes and evidence raise no rev', () => {
    const changed: CaseEvent = { kind: 'changed', fields: { dueOn: ['2026-12-01', '2026-12-15'] } }
    const note: CaseEvent = { kind: 'note', text: 'x' }
    expect(foldCase([OPENED, changed, move('open', 'assigned'), note])).toEqual({
      state: 'assigned',
      dueOn: '2026-12-15',
      rev: 3,
    })
  })

  test('is none when it begins otherwise, starts anew, or leaves out a step', () => {
    expect(foldCase([])).toBeNull()
    expect(foldCase([move('open', 'assigned')])).toBeNull()
    expect(foldCase([OPENED, OPENED])).toBeNull()
    expect(foldCase([OPENED, move('assigned', 'explained')])).toBeNull()
    expect(foldCase([OPENED, move('open', 'done')])).toBeNull()
  })

  test('any walk along the steps folds to where it ends', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
        let state: CaseState = 'open'
        const events: CaseEvent[] = [OPENED]
        for (const choice of choices) {
          const ways = TRANSITIONS.filter(({ from }) => from === state)
          const way = ways[choice % Math.max(1, ways.length)]
          if (way === undefined) break
          events.push(move(way.from, way.to))
          state = way.to
        }
        expect(foldCase(events)).toEqual({ state, dueOn: '2026-12-01', rev: events.length })
      }),
    )
  })
})
