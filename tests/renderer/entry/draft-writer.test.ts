import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDraftWriter, type DraftStatus } from '../../../renderer/screens/entry/draft-writer.ts'
import type { EntryDraft } from '../../../src/core/entry/entry-state.ts'
import { EMPTY_HEADER } from '../../core/entry/keying.ts'

const draft = (id: string, record: string): EntryDraft => ({
  id,
  record,
  header: EMPTY_HEADER,
  texts: {},
  position: '',
  startedAtMs: 0,
})

/** A store that answers when told to. */
function slowStore() {
  const sent: string[] = []
  const answers: { ok: () => void; fail: () => void }[] = []
  const statuses: DraftStatus[] = []
  const writer = createDraftWriter(
    ({ id, record }) => {
      sent.push(`${id}${record}`)
      return new Promise<void>((resolve, reject) =>
        answers.push({ ok: resolve, fail: () => reject(new Error('down')) }),
      )
    },
    (status) => statuses.push(status),
  )
  const answer = async (how: 'ok' | 'fail') => {
    answers.shift()?.[how]()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { writer, sent, statuses, answer }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('the writer of drafts', () => {
  it('one write at a time, and of what waited only the newest', async () => {
    const { writer, sent, statuses, answer } = slowStore()
    for (const record of ['1', '2', '3']) writer.keep(draft('a', record))
    expect(sent).toEqual(['a1'])
    await answer('ok')
    expect(sent).toEqual(['a1', 'a3'])
    await answer('ok')
    expect([sent.length, statuses.at(-1)]).toEqual([2, 'kept'])
  })

  it('says so when the store fails, and tries again until it succeeds', async () => {
    const { writer, sent, statuses, answer } = slowStore()
    writer.keep(draft('a', '1'))
    await answer('fail')
    expect(statuses.at(-1)).toBe('failed')
    await vi.advanceTimersByTimeAsync(2_000)
    await answer('fail')
    writer.keep(draft('a', '2'))
    await answer('ok')
    expect([sent, statuses.at(-1)]).toEqual([['a1', 'a1', 'a2'], 'kept'])
  })

  it('no draft is written after its form was saved', async () => {
    const { writer, sent, answer } = slowStore()
    writer.keep(draft('a', '1'))
    writer.keep(draft('a', '2'))
    writer.keep(draft('b', '1'))
    const saved = writer.settle('a', async () => {
      sent.push('save a')
    })
    expect(sent).toEqual(['a1'])
    await answer('fail')
    await answer('ok')
    await saved
    await vi.advanceTimersByTimeAsync(5_000)
    await answer('ok')
    expect(sent.filter((entry) => entry.startsWith('a'))).toEqual(['a1'])
    expect(sent.indexOf('save a')).toBeGreaterThan(0)
    expect(sent).toContain('b1')
  })
})
