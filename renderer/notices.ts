import { useSyncExternalStore } from 'react'

/** Short messages at the lower right. Errors stay until dismissed; the rest leave by themselves. */
export interface Notice {
  readonly id: number
  readonly tone: 'done' | 'error'
  readonly text: string
}

const STAY_MS = 6_000

let notices: readonly Notice[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(subscribe, () => notices)
}

export function dismissNotice(id: number): void {
  set(notices.filter((notice) => notice.id !== id))
}

export function notifyDone(text: string): void {
  const id = add('done', text)
  setTimeout(() => dismissNotice(id), STAY_MS)
}

/** The same error twice in a row is told once. */
export function notifyError(text: string): void {
  if (!notices.some((notice) => notice.tone === 'error' && notice.text === text)) add('error', text)
}

function add(tone: Notice['tone'], text: string): number {
  lastId += 1
  set([...notices, { id: lastId, tone, text }])
  return lastId
}
