import type { KeyboardEvent } from 'react'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { OutlineRow } from './outline-rows.ts'

/** What the keys of the outline do; null where there is nothing to do. */
export type OutlineCommand =
  | { readonly do: 'select'; readonly spot: Spot }
  | { readonly do: 'fold'; readonly row: OutlineRow; readonly isOpen: boolean }
  | { readonly do: 'move'; readonly step: -1 | 1 }
  | { readonly do: 'edit' | 'copy' | 'remove' | 'add' }

const PLAIN: Readonly<Record<string, OutlineCommand>> = {
  Enter: { do: 'edit' },
  F2: { do: 'edit' },
  Delete: { do: 'remove' },
  Insert: { do: 'add' },
  '+': { do: 'add' },
}

/** The keys of a tree as everywhere, and those that change it. */
export function commandOf(
  {
    key,
    altKey,
    ctrlKey,
    metaKey,
    shiftKey,
  }: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
  rows: readonly OutlineRow[],
  at: number,
): OutlineCommand | null {
  if (metaKey) return null
  if (altKey)
    return !ctrlKey && (key === 'ArrowUp' || key === 'ArrowDown')
      ? { do: 'move', step: key === 'ArrowUp' ? -1 : 1 }
      : null
  if (ctrlKey) return key.toLowerCase() === 'd' && !shiftKey ? { do: 'copy' } : null
  return PLAIN[key] ?? walk(key, rows, at)
}

function walk(key: string, rows: readonly OutlineRow[], at: number): OutlineCommand | null {
  const row = rows[at]
  if (row === undefined) return null
  switch (key) {
    case 'ArrowDown':
      return selectAt(rows, at + 1)
    case 'ArrowUp':
      return selectAt(rows, at - 1)
    case 'Home':
      return selectAt(rows, 0)
    case 'End':
      return selectAt(rows, rows.length - 1)
    case 'ArrowRight':
      if (row.under === 0) return null
      return row.isOpen ? selectAt(rows, at + 1) : { do: 'fold', row, isOpen: true }
    case 'ArrowLeft':
      if (row.isOpen) return { do: 'fold', row, isOpen: false }
      return selectAt(
        rows,
        rows.findLastIndex(({ spot }, index) => index < at && spot.length < row.spot.length),
      )
    default:
      return null
  }
}

function selectAt(rows: readonly OutlineRow[], at: number): OutlineCommand | null {
  const row = rows[at]
  return row === undefined ? null : { do: 'select', spot: row.spot }
}
