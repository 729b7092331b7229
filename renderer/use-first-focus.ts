import { type RefObject, useEffect, useRef } from 'react'

/**
 * Puts the keyboard on what a screen offers first, once it appears, and again when `key` says that something else came
 * first and nobody moved the focus meanwhile. React's own `autoFocus` leaves links out.
 */
export function useFirstFocus<T extends HTMLElement>(key = ''): RefObject<T | null> {
  const target = useRef<T>(null)
  const given = useRef<{ key: string; element: T | null } | null>(null)
  useEffect(() => {
    const before = given.current
    if (before?.key === key) return
    const { activeElement, body } = document
    const isFree = before === null || activeElement === body || activeElement === before.element
    if (isFree) target.current?.focus({ preventScroll: true })
    given.current = { key, element: target.current }
  }, [key])
  return target
}
