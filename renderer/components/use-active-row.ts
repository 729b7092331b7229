import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'

const PAGE_STEP = 15
const NO_KEYS = {}

/**
 * One row is a stop of the Tab key; the arrows move it along the whole list, drawn or not. The list takes the focus when
 * it opens (`start`: the row that was open before), unless somebody is at the filter. `otherKeys`: letters that stand for
 * an arrow.
 */
export function useActiveRow(
  start: number,
  total: number,
  frame: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
  otherKeys: Readonly<Record<string, string>> = NO_KEYS,
) {
  const [active, setActive] = useState(start)
  const mustFocus = useRef(document.activeElement?.closest('search') == null)
  const mustScroll = useRef(start > 0)
  useEffect(() => {
    if (!mustScroll.current || total === 0 || frame.current === null) return
    mustScroll.current = false
    scrollTo(Math.min(start, total - 1))
  })
  // A row far away is drawn, and then loaded, some renders later: until then the list itself holds the focus.
  useEffect(() => {
    if (!mustFocus.current || frame.current === null) return
    const link = frame.current.querySelector<HTMLElement>(`[data-row="${active}"]`)
    mustFocus.current = link === null
    // A busy machine may lose the scrolling asked for at the key: asked again until the row is there.
    if (link === null && total > 0) scrollTo(Math.min(active, total - 1))
    ;(link ?? frame.current).focus({ preventScroll: true })
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE_STEP,
      PageUp: active - PAGE_STEP,
      Home: 0,
      End: total - 1,
    }
    const to = moves[otherKeys[event.key] ?? event.key]
    if (to === undefined) return
    event.preventDefault()
    const next = Math.max(0, Math.min(total - 1, to))
    mustFocus.current = true
    setActive(next)
    scrollTo(next)
  }
  return { active, setActive, onKeyDown }
}
