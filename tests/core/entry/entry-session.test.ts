import { describe, expect, it } from 'vitest'
import {
  type EntrySession,
  newSession,
  nextSerial,
  reduceSession,
  type SessionAction,
  takenBack,
} from '../../../src/core/entry/entry-session.ts'
import { completeEntry, draftOf, isSkipped } from '../../../src/core/entry/entry-state.ts'
import { EMPTY_HEADER, mixed, start, type } from './keying.ts'

const open = () => newSession(mixed, { ...EMPTY_HEADER, serial: '0099', agencyId: 3 }, { id: 'a', atMs: 1 }, 7)
const play = (session: EntrySession, ...actions: SessionAction[]) =>
  actions.reduce((now, action) => reduceSession(mixed, now, action), session)
const entry = (action: Extract<SessionAction, { type: 'entry' }>['action']): SessionAction => ({
  type: 'entry',
  action,
})
const key = (k: '1' | '2') => entry({ type: 'key', key: k })
const begin = entry({ type: 'begin' })
const save = entry({ type: 'save' })
const sent = (id: string): SessionAction => ({ type: 'sent', fresh: { id, atMs: 2 } })

describe('form after form', () => {
  const saving = play(open(), begin, key('2'), save, save)

  it('a sent form makes room at once; agency stays, the serial goes up', () => {
    const next = play(saving, sent('b'))
    expect(next.inFlight?.id).toBe('a')
    expect(next.current).toMatchObject({ id: 'b', phase: 'header', header: { serial: '0100', agencyId: 3 } })
    const saved = play(next, { type: 'saved', serial: '0099', savedAtMs: 5 })
    expect(saved).toMatchObject({ inFlight: null, savedToday: 8, lastSaved: { serial: '0099', savedAtMs: 5 } })
  })

  it('a failed save brings the form back and keeps the next one for its turn', () => {
    const failed = play(saving, sent('b'), begin, key('1'), { type: 'failed', message: 'Đĩa đầy' })
    expect(failed).toMatchObject({
      current: { id: 'a', phase: 'keying' },
      failure: { serial: '0099', message: 'Đĩa đầy' },
    })
    expect(failed.current.record).toBe(saving.current.record)
    expect(failed.parked.map((form) => form.id)).toEqual(['b'])
    const again = play(failed, save, save, sent('c'))
    expect(again.current).toMatchObject({ id: 'b', phase: 'keying', typed: expect.stringMatching(/^1/) })
    expect(again.failure).toBeNull()
  })

  it('an untouched next form is not kept', () => {
    expect(play(saving, sent('b'), { type: 'failed', message: '' }).parked).toEqual([])
  })

  it('only one form is on its way at a time; a second one makes room too, and is sent after it', () => {
    const two = play(saving, sent('b'), begin, key('2'), save, save, sent('c'))
    expect(two).toMatchObject({ current: { id: 'c', phase: 'header' }, inFlight: { id: 'a' }, waiting: [{ id: 'b' }] })
    const one = play(two, { type: 'saved', serial: '0099', savedAtMs: 5 })
    expect(one).toMatchObject({ current: { id: 'c' }, inFlight: { id: 'b' }, waiting: [] })
    const failed = play(two, { type: 'failed', message: 'Đĩa đầy' })
    expect(failed).toMatchObject({ current: { id: 'a', phase: 'keying' }, inFlight: { id: 'b' }, waiting: [] })
  })

  it('a form thrown away leaves its serial to the next', () => {
    const again = play(open(), begin, key('2'), { type: 'discard', fresh: { id: 'z', atMs: 3 } })
    expect(again.current).toMatchObject({ id: 'z', phase: 'header', header: { serial: '0099', agencyId: 3 } })
    expect(again.current.typed.trim()).toBe('')
  })

  it('a kept form is taken up, the one at hand put aside', () => {
    const kept = draftOf(mixed, { ...type(mixed, start(mixed), '1 2'), id: 'kept' })
    const resumed = play(open(), begin, key('1'), { type: 'resume', draft: kept })
    expect(resumed.current).toMatchObject({ id: 'kept', phase: 'keying', at: 2 })
    expect(resumed.parked.map((form) => form.id)).toEqual(['a'])
    expect(play(resumed, { type: 'resume', draft: kept })).toBe(resumed)
    expect(play(resumed, { type: 'discard', fresh: { id: 'z', atMs: 3 } }).current.id).toBe('a')
  })
})

it.each([
  ['0099', '0100'],
  ['07-0144', '07-0145'],
  ['A9', 'A10'],
  ['99999999999999999999', '100000000000000000000'],
  ['9', '10'],
  ['099', '100'],
  ['12A', ''],
  ['', ''],
  ['abc', ''],
  // Printed: Damm of 000123 is 4 (0→0 0→0 0→0 1→3 2→5 3→4), of 000124 2 (… 2→5 4→2); 000123-7 is none of them.
  ['000123-4', '000124-2'],
  ['000123-7', '000123-8'],
  ['0001234', '0001235'],
  ['999999-0', ''], // 9→2 9→9 9→0, twice
])('after %s comes %s', (serial, next) => expect(nextSerial(serial)).toBe(next))

describe('the form sent last, taken back', () => {
  const fresh = { id: 'z', atMs: 9 }
  const saving = play(open(), begin, key('2'), save, save)
  const back = (session: EntrySession): SessionAction => {
    if (session.lastSent === null) throw new Error('nothing was sent')
    return { type: 'undo', again: takenBack(mixed, session.lastSent, fresh) }
  }
  const stored: SessionAction = { type: 'saved', serial: '0099', savedAtMs: 5 }
  const saved = play(saving, sent('b'), stored)

  it('stands on the desk as it was saved, at its last question, under a name of its own', () => {
    const { current, undone, lastSent } = play(saved, back(saved))
    expect(current).toMatchObject({ id: 'z', phase: 'keying', header: { serial: '0099', agencyId: 3 } })
    const { record } = completeEntry(mixed, saving.current)
    expect(completeEntry(mixed, current).record).toBe(record)
    expect(current.at).toBe(mixed.fields.findLastIndex((field) => !isSkipped(mixed, current, field)))
    expect(undone).toEqual({ id: 'z', formerId: 'a', serial: '0099', isDone: false })
    expect(lastSent).toBeNull()
  })

  it('counts no longer once the store has answered, and again when it is saved again', () => {
    const done = play(saved, back(saved), { type: 'undone' })
    expect(done).toMatchObject({ savedToday: 7, lastSaved: null, undone: { isDone: true } })
    const again = play(done, save, save, sent('c'), stored)
    expect(again).toMatchObject({ savedToday: 8, undone: null, current: { id: 'c', phase: 'header' } })
    expect(again.current.header.serial).toBe('0100')
  })

  it('a form half keyed waits for its turn; a second time changes nothing', () => {
    const half = play(saved, begin, key('1'))
    const undone = play(half, back(half))
    expect(undone.parked.map(({ id }) => id)).toEqual(['b'])
    expect(play(undone, back(half))).toBe(undone)
    expect(play(undone, save, save, sent('c')).current).toMatchObject({ id: 'b', typed: half.current.typed })
  })

  it('taken back while it is on its way, it is there once, saved or not', () => {
    const sentOff = play(saving, sent('b'))
    const early = play(sentOff, back(sentOff))
    expect(early).toMatchObject({ inFlight: { id: 'a' }, current: { id: 'z' } })
    expect(play(early, stored)).toMatchObject({ undone: { isDone: false }, current: { id: 'z' } })
    const failed = play(early, { type: 'failed', message: 'Số phiếu đã có' })
    expect(failed).toMatchObject({ current: { id: 'a' }, parked: [], undone: null, failure: { kind: 'save' } })
  })

  it('refused by the store it leaves the desk, wherever it lies, and says why', () => {
    const no: SessionAction = { type: 'undoRefused', message: 'Đã được nhập lần hai', fresh: { id: 'n', atMs: 10 } }
    const refused = play(saved, back(saved), no)
    expect(refused).toMatchObject({ current: { id: 'n', phase: 'header', header: { serial: '0100' } }, undone: null })
    expect(refused.failure).toEqual({ kind: 'undo', serial: '0099', message: 'Đã được nhập lần hai' })
    const draft = draftOf(mixed, play(open(), begin, key('1')).current)
    const parked = play(saved, back(saved), { type: 'resume', draft: { ...draft, id: 'k' } }, no)
    expect(parked).toMatchObject({ current: { id: 'k' }, parked: [] })
  })
})
