import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDraftKeeper, type KeepStatus } from '../../../renderer/screens/designer/draft-keeper.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { BLANK } from '../../core/questionnaire/edit/form.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const titled = (vi: string): Questionnaire => ({ ...BLANK, title: { vi, en: '' } })

class Gone extends Error {}
class Changed extends Error {}
class Refused extends Error {}

/** A store of one draft that can be away, lose its answers, or be written by somebody else. */
function store() {
  const now = { title: '', rev: 0, isAway: false, losesAnswers: false, writes: 0, atOnce: 0, mostAtOnce: 0 }
  const statuses: KeepStatus['kind'][] = []
  const keeper = createDraftKeeper(
    { document: BLANK, rev: 0 },
    {
      send: async (document, rev) => {
        now.atOnce += 1
        now.mostAtOnce = Math.max(now.mostAtOnce, now.atOnce)
        await new Promise((resolve) => setTimeout(resolve, 50))
        now.atOnce -= 1
        if (now.isAway) throw new Gone()
        if (document.title.vi === 'quá dài') throw new Refused()
        if (rev !== now.rev) throw new Changed()
        now.rev += 1
        now.title = document.title.vi
        now.writes += 1
        if (now.losesAnswers) throw new Gone()
        return { rev: now.rev, savedAtMs: Date.now() }
      },
      findStored: async (documents) => (documents.some(({ title }) => title.vi === now.title) ? now.rev : null),
      judge: (error) => (error instanceof Gone ? 'connection' : error instanceof Changed ? 'conflict' : 'refused'),
      onStatus: ({ kind }) => statuses.push(kind),
    },
  )
  return { now, keeper, statuses }
}

test('typing without a pause is kept within a second, not only once it stops', async () => {
  const { now, keeper, statuses } = store()
  for (let at = 0; at < 40; at += 1) {
    keeper.keep(titled(`chữ ${at}`))
    await vi.advanceTimersByTimeAsync(100)
    // 500 ms until the write starts, 50 ms of it, 100 ms between two letters: never more than a second behind.
    expect(at - Number(now.title.replace('chữ ', '') || -1)).toBeLessThan(10)
  }
  await vi.advanceTimersByTimeAsync(1_000)
  expect(now.title).toBe('chữ 39')
  expect(now.mostAtOnce).toBe(1)
  expect(now.writes).toBeLessThan(10)
  expect(statuses.at(-1)).toBe('kept')
})

test('“kept” is said only once the newest state is in the store', async () => {
  const { keeper, statuses } = store()
  keeper.keep(titled('một'))
  await vi.advanceTimersByTimeAsync(520) // the write of the first is on its way
  keeper.keep(titled('hai'))
  await vi.advanceTimersByTimeAsync(60)
  expect(statuses).toEqual(['waiting', 'waiting'])
  await vi.advanceTimersByTimeAsync(600)
  expect(statuses).toEqual(['waiting', 'waiting', 'kept'])
})

test('leaving writes at once and tells whether everything is in the store', async () => {
  const { now, keeper } = store()
  keeper.keep(BLANK) // in the store already
  const flushed = keeper.flush(titled('một')) // before the keeper was told of it
  await vi.advanceTimersByTimeAsync(60)
  expect(await flushed).toBe(true)
  expect([now.title, now.writes]).toEqual(['một', 1])
  now.isAway = true
  const two = titled('hai')
  keeper.keep(two)
  const failed = keeper.flush(two)
  await vi.advanceTimersByTimeAsync(60)
  expect(await failed).toBe(false)
})

test('leaving while a write is on its way waits for it, one write at a time', async () => {
  const { now, keeper } = store()
  keeper.keep(titled('một'))
  await vi.advanceTimersByTimeAsync(520)
  const flushed = keeper.flush(titled('hai'))
  await vi.advanceTimersByTimeAsync(120)
  expect([await flushed, now.title, now.mostAtOnce]).toEqual([true, 'hai', 1])
})

test('a store that is away is asked until it answers; the newest state gets in', async () => {
  const { now, keeper, statuses } = store()
  now.isAway = true
  keeper.keep(titled('một'))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(statuses.at(-1)).toBe('failed')
  keeper.keep(titled('hai'))
  expect(statuses.at(-1)).toBe('failed') // still nothing that says otherwise
  now.isAway = false
  await vi.advanceTimersByTimeAsync(3_000)
  expect(now.title).toBe('hai')
  expect(statuses.at(-1)).toBe('kept')
})

test('an answer lost on its way is no conflict with oneself', async () => {
  const { now, keeper, statuses } = store()
  now.losesAnswers = true
  keeper.keep(titled('một'))
  await vi.advanceTimersByTimeAsync(600)
  keeper.keep(titled('hai'))
  now.losesAnswers = false
  await vi.advanceTimersByTimeAsync(3_000)
  expect(now.title).toBe('hai')
  expect(statuses).not.toContain('conflict')
  expect(statuses.at(-1)).toBe('kept')
})

test('what somebody else wrote is never written over; after adopting it the work goes on', async () => {
  const { now, keeper, statuses } = store()
  Object.assign(now, { rev: 7, title: 'của người khác' })
  keeper.keep(titled('của tôi'))
  await vi.advanceTimersByTimeAsync(5_000)
  const mine = titled('của tôi nữa')
  keeper.keep(mine)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([now.title, statuses.at(-1)]).toEqual(['của người khác', 'conflict'])
  expect(await keeper.flush(mine)).toBe(false)
  keeper.adopt({ document: titled('của người khác'), rev: 7 })
  keeper.keep(titled('tiếp'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect([now.title, keeper.rev(), statuses.at(-1)]).toEqual(['tiếp', 8, 'kept'])
})

test('what was taken from the store is not written back, so that two windows come to rest', async () => {
  const { now, keeper, statuses } = store()
  Object.assign(now, { rev: 7, title: 'của người khác' })
  const mine = titled('của tôi')
  keeper.keep(mine)
  await vi.advanceTimersByTimeAsync(1_000)
  const theirs = titled('của người khác')
  keeper.adopt({ document: theirs, rev: 7 })
  keeper.keep(theirs)
  await vi.advanceTimersByTimeAsync(5_000)
  expect([now.writes, now.rev, statuses.at(-1)]).toEqual([0, 7, 'kept'])
  keeper.keep(mine) // Ctrl+Z
  await vi.advanceTimersByTimeAsync(1_000)
  keeper.keep(theirs) // Ctrl+Y: no longer what the store holds
  await vi.advanceTimersByTimeAsync(1_000)
  expect([now.writes, now.title]).toEqual([2, 'của người khác'])
})

test('after a refusal the next change is tried again; until one is taken it stays told', async () => {
  const { now, keeper, statuses } = store()
  keeper.keep(titled('một'))
  await vi.advanceTimersByTimeAsync(1_000)
  keeper.keep(titled('quá dài'))
  await vi.advanceTimersByTimeAsync(1_000)
  keeper.keep(titled('hai'))
  expect([now.title, statuses.at(-1)]).toEqual(['một', 'refused'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect([now.title, statuses.at(-1)]).toEqual(['hai', 'kept'])
  keeper.keep(titled('quá dài'))
  await vi.advanceTimersByTimeAsync(5_000)
  const flushed = keeper.flush(titled('ba'))
  await vi.advanceTimersByTimeAsync(60)
  expect([await flushed, now.title]).toEqual([true, 'ba'])
})

test('a stopped keeper writes nothing', async () => {
  const { now, keeper } = store()
  keeper.keep(titled('một'))
  keeper.stop()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(now.writes).toBe(0)
})
