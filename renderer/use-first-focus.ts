import { type RefObject, useEffect, useRef } from 'react'

/** Puts the keyboard on what a screen offers first, once it appears. React's own `autoFocus` leaves links out. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const target = useRef<T>(null)
  useEffect(() => target.current?.focus({ preventScroll: true }), [])
  return target
}
