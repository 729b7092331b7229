import { useCallback, useEffect, useState } from 'react'

/** Puts the keyboard on what a selector finds, once the state that is being set is drawn. */
export function useFocusLater(): (selector: string) => void {
  const [wanted, setWanted] = useState<{ readonly selector: string } | null>(null)
  useEffect(() => {
    if (wanted === null) return
    document.querySelector<HTMLElement>(wanted.selector)?.focus()
    setWanted(null)
  }, [wanted])
  return useCallback((selector: string) => setWanted({ selector }), [])
}
