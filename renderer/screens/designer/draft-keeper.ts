import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'

/**
 * `kept`: this document is in the store. `failed`: the store doesn't answer, it is asked again. `conflict`: someone
 * else wrote the draft meanwhile; `refused`: it can't be written any more. The last two wait for a person.
 */
export type KeepStatus =
  | { readonly kind: 'kept'; readonly document: Questionnaire; readonly atMs: number | null }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'refused'; readonly error: unknown }

/** A state of the store: the very object that is edited on from here, and the rev the next write must name. */
export interface StoredDraft {
  readonly document: Questionnaire
  readonly rev: number
}

export interface KeeperWiring {
  readonly send: (document: Questionnaire, rev: number) => Promise<{ rev: number; savedAtMs: number }>
  /** The rev under which the store holds exactly one of these documents; null when it holds another. */
  readonly findStored: (documents: readonly Questionnaire[]) => Promise<number | null>
  readonly judge: (error: unknown) => 'connection' | 'conflict' | 'refused'
  readonly onStatus: (status: KeepStatus) => void
}

export interface DraftKeeper {
  /** Keeps the newest state within a second, the one in the store needs nothing; never waits, never throws. */
  readonly keep: (document: Questionnaire) => void
  /** Writes this document at once, and what waits; true when it is in the store. */
  readonly flush: (document: Questionnaire) => Promise<boolean>
  /** The rev of what is in the store, as the next write must name it. */
  readonly rev: () => number
  /** Goes on from another state of the store, after a conflict. */
  readonly adopt: (stored: StoredDraft) => void
  /** No write starts any more: the draft was published or discarded. */
  readonly stop: () => void
}

const WRITE_AFTER_MS = 500
const RETRY_AFTER_MS = 2_000

/** One write at a time, the newest state wins. What failed is tried again until it succeeds, also after the screen was left. */
export function createDraftKeeper(start: StoredDraft, wiring: KeeperWiring): DraftKeeper {
  let { document: given, rev } = start
  let newest: Questionnaire | null = null
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isHalted = false
  /** Told until something is taken, or the store is away. */
  let isRefused = false
  /** Sent without an answer: each may be in the store all the same. */
  let unanswered: readonly Questionnaire[] = []

  async function write(document: Questionnaire): Promise<void> {
    newest = null
    try {
      const saved = await wiring.send(document, rev)
      rev = saved.rev
      unanswered = []
      isRefused = false
      if (newest === null) wiring.onStatus({ kind: 'kept', document, atMs: saved.savedAtMs })
    } catch (error) {
      newest ??= document
      await recover(document, error)
    }
  }

  async function recover(document: Questionnaire, error: unknown): Promise<void> {
    const kind = wiring.judge(error)
    if (kind === 'conflict' && (await isOwnConflict())) return schedule(0)
    if (kind === 'connection') {
      unanswered = [...unanswered, document]
      isRefused = false
      wiring.onStatus({ kind: 'failed' })
      return schedule(RETRY_AFTER_MS)
    }
    isHalted = kind === 'conflict'
    isRefused = kind === 'refused'
    wiring.onStatus(kind === 'conflict' ? { kind } : { kind: 'refused', error })
  }

  /** An answer that got lost on its way: the write was done, so the conflict is with ourselves. */
  async function isOwnConflict(): Promise<boolean> {
    const stored = unanswered.length === 0 ? null : await wiring.findStored(unanswered).catch(() => null)
    if (stored === null) return false
    rev = stored
    unanswered = []
    return true
  }

  function schedule(afterMs: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void writeNow(), afterMs)
  }

  async function writeNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    while (running !== null) await running
    if (newest === null || isHalted) return
    running = write(newest).finally(() => {
      running = null
    })
    await running
  }

  function take(document: Questionnaire): void {
    if (document === given) return
    given = document
    newest = document
  }

  return {
    keep: (document) => {
      take(document)
      if (isHalted || newest === null) return
      if (unanswered.length === 0 && !isRefused) wiring.onStatus({ kind: 'waiting' })
      if (timer === undefined) schedule(WRITE_AFTER_MS)
    },
    flush: async (document) => {
      take(document)
      await writeNow()
      return newest === null
    },
    rev: () => rev,
    adopt: (stored) => {
      rev = stored.rev
      given = stored.document
      newest = null
      isHalted = false
      isRefused = false
      wiring.onStatus({ kind: 'kept', document: given, atMs: null })
    },
    stop: () => {
      isHalted = true
      newest = null
      clearTimeout(timer)
    },
  }
}
