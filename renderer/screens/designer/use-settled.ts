import { startTransition, useEffect, useState } from 'react'

const QUIET_MS = 300

/**
 * The value once it hasn't changed for a moment. Laying out a form of 150 questions takes 20 ms, five times that on a slow
 * laptop: between two keys there is no room for it, in the pause after a word there is.
 */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(value)), QUIET_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
