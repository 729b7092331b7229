import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { useActiveRow } from './use-active-row.ts'

/** Rows kept drawn beyond what is seen, on each side. */
const OVERSCAN = 10

export interface Shown {
  readonly first: number
  readonly last: number
}

/** What is drawn before the list knows its height. */
export const FIRST_SHOWN: Shown = { first: 0, last: 60 }

export interface RowList {
  readonly frame: RefObject<HTMLDivElement | null>
  readonly virtual: Virtualizer<HTMLDivElement, Element>
  readonly rowPx: number
  readonly total: number
  /** The row that the keys act on. */
  readonly active: number
  readonly setActive: (index: number) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

interface RowListInput {
  total: number
  /** Every row is as high. */
  rowPx: number
  /** The row that has the focus first. */
  start: number
  /** Told which rows are drawn, where they are loaded as they come into sight. */
  onShown?: (shown: Shown) => void
}

/** A list of any length for RowTable: only what is seen is drawn; arrows move along all of it. */
export function useRowList({ total, rowPx, start, onShown }: RowListInput): RowList {
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: OVERSCAN,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? FIRST_SHOWN.first
  const last = items.at(-1)?.index ?? FIRST_SHOWN.last
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the rows change, not with every drawing
  useEffect(() => onShown?.({ first, last }), [first, last])
  const { active, setActive, onKeyDown } = useActiveRow(start, total, frame, (index) => virtual.scrollToIndex(index))
  return { frame, virtual, rowPx, total, active, setActive, onKeyDown }
}

/**
 * Plain letters and Space that do something with the active row, beside the arrows. `acts`: null where nothing may be done.
 */
export function withActs(
  onKeyDown: (event: KeyboardEvent) => void,
  acts: Readonly<Record<string, () => void>> | null,
): (event: KeyboardEvent) => void {
  return (event) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey
    const act = acts?.[event.key]
    if (act === undefined || !isPlain || event.target instanceof HTMLInputElement) return onKeyDown(event)
    event.preventDefault()
    act()
  }
}
