import { useSyncExternalStore } from 'react'

/** Whether the store answers. While it does not, a banner says so and asks again until it does. */
const RETRY_EVERY_MS = 2_000

let isLost = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  if (isLost === next) return
  isLost = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useIsConnectionLost(): boolean {
  return useSyncExternalStore(subscribe, () => isLost)
}

export function noticeConnectionLost(): void {
  set(true)
}

/** Asks until the store answers, then calls back once. Returns the way to stop asking. */
export function retryUntilConnected(ask: () => Promise<unknown>, onConnected: () => void): () => void {
  const timer = setInterval(() => {
    ask().then(
      () => {
        clearInterval(timer)
        set(false)
        onConnected()
      },
      () => undefined,
    )
  }, RETRY_EVERY_MS)
  return () => clearInterval(timer)
}
