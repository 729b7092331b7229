import { expect, test } from 'vitest'
import { changesOf } from '../../../renderer/screens/responses/changes.ts'
import { mixed, play, start, type } from '../../core/entry/keying.ts'

const saved = type(mixed, start(mixed), '2 5 34⏎ 0⏎ 05112026 3⏎ 5 4 3')
const codes = (state: typeof saved) => changesOf(mixed, saved, state).fields.map(({ code }) => code)

test('nothing is changed by moving about, nor by keying the same again', () => {
  expect(changesOf(mixed, saved, type(mixed, saved, '⇱ 2')).count).toBe(0)
  expect(changesOf(mixed, saved, play(mixed, saved, { type: 'text', code: 'comment', words: ' ' })).count).toBe(0)
})

test('every differing place is named once, those a new answer asks or skips among them', () => {
  // “late” from no to yes: the notice, not asked before, is now blank.
  expect(codes(type(mixed, saved, '⇱ 1'))).toEqual(['late', 'notice'])
  // Three columns of one multiple choice are one place.
  expect(codes(play(mixed, saved, { type: 'goto', number: 'A8' }, { type: 'key', key: 'notAnswered' }))).toEqual([
    'wish',
  ])
})

test('the header counts, too; blanks around a serial do not', () => {
  const header = { ...saved.header, serial: ' 0001 ', collectedOn: '2026-11-05' }
  expect(changesOf(mixed, saved, { ...saved, header })).toMatchObject({ header: ['collectedOn'], count: 1 })
})
