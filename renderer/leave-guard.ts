import { useEffect, useRef } from 'react'
import type { RouterOptions } from 'wouter'

type Ask = (leave: () => void) => void

/** Set while a screen holds work that isn't kept anywhere; then every way out asks it first. */
let ask: Ask | null = null

/** The router's way to every other screen: links, the function keys, and what screens do themselves. */
export const guardNavigation: NonNullable<RouterOptions['aroundNav']> = (navigate, to, options) => {
  if (ask === null) navigate(to, options)
  else ask(() => navigate(to, options))
}

/** The work is stored, or given up: the next way out is free. */
export function leaveFreely(): void {
  ask = null
}

/**
 * While `isHeld`, leaving the screen only calls `onLeave`; what it is given goes where the person was going, once
 * `leaveFreely` was called. Closing the window asks in the browser's own words.
 */
export function useLeaveGuard(isHeld: boolean, onLeave: Ask): void {
  const latest = useRef(onLeave)
  latest.current = onLeave
  useEffect(() => {
    if (!isHeld) return
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault()
    // Back and forward don't pass through the router; browsers that can't hold them just go.
    const onTraverse = (event: NavigateEvent): void => {
      if (ask === null || event.navigationType !== 'traverse' || !event.cancelable) return
      event.preventDefault()
      const { key } = event.destination
      ask(() => void navigation.traverseTo(key))
    }
    ask = (leave) => latest.current(leave)
    addEventListener('beforeunload', onUnload)
    globalThis.navigation?.addEventListener('navigate', onTraverse)
    return () => {
      ask = null
      removeEventListener('beforeunload', onUnload)
      globalThis.navigation?.removeEventListener('navigate', onTraverse)
    }
  }, [isHeld])
}
