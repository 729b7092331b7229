import type { EntryDraft } from '../../../src/core/entry/entry-state.ts'

/** `kept`: everything on screen is in the store. `failed`: the store doesn't answer; it is asked again. */
export type DraftStatus = 'kept' | 'writing' | 'failed'

export interface DraftWriter<Draft = EntryDraft> {
  /** Keeps the newest state of a form; never waits, never throws. */
  readonly keep: (draft: Draft) => void
  /** Runs work on a form after its last write ended, with no later write of it behind. */
  readonly settle: <T>(id: string, work: () => Promise<T>) => Promise<T>
}

const RETRY_AFTER_MS = 2_000

/**
 * One write at a time, the newest state of each form wins: keying is never held up, and the store never sees an older
 * state after a newer one. What failed is tried again until it succeeds, also after the screen was left.
 */
export function createDraftWriter<Draft extends { readonly id: string } = EntryDraft>(
  send: (draft: Draft) => Promise<unknown>,
  onStatus: (status: DraftStatus) => void,
): DraftWriter<Draft> {
  const waiting = new Map<string, Draft>()
  let running: Promise<void> | null = null
  let retry: ReturnType<typeof setTimeout> | undefined

  async function writeAll(): Promise<void> {
    for (let next = firstOf(waiting); next !== undefined; next = firstOf(waiting)) {
      waiting.delete(next.id)
      try {
        await send(next)
      } catch {
        if (!waiting.has(next.id)) waiting.set(next.id, next)
        onStatus('failed')
        retry = setTimeout(start, RETRY_AFTER_MS)
        return
      }
    }
    onStatus('kept')
  }

  function start(): void {
    clearTimeout(retry)
    if (running !== null || waiting.size === 0) return
    running = writeAll().finally(() => {
      running = null
    })
  }

  return {
    keep: (draft) => {
      waiting.set(draft.id, draft)
      onStatus('writing')
      start()
    },
    settle: async (id, work) => {
      waiting.delete(id)
      await running
      waiting.delete(id) // a write that failed meanwhile put itself back
      return await work()
    },
  }
}

function firstOf<T>(map: ReadonlyMap<string, T>): T | undefined {
  return map.values().next().value
}
