import { useEffect, useRef } from 'react'
import { createScanReader, type Scan } from './scan-reader.ts'

/** Hears a hand scanner wherever the focus is, before anybody else takes its Enter; `entry`: what its keys change. */
export function useScanner<Entry>(entry: Entry, onScan: (scan: Scan<Entry>) => void): void {
  const latest = useRef({ entry, onScan })
  latest.current = { entry, onScan }
  useEffect(() => {
    const reader = createScanReader<Entry>()
    const onKeyDown = (event: KeyboardEvent): void => {
      const scan = reader.read(event, latest.current.entry)
      if (scan === null) return
      event.preventDefault()
      event.stopPropagation()
      latest.current.onScan(scan)
    }
    document.addEventListener('keydown', onKeyDown, { capture: true })
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
