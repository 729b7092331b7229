import type { KeyboardEvent, ReactNode } from 'react'
import styles from './row-list.module.css'
import type { RowList } from './use-row-list.ts'

interface RowTableProps {
  list: RowList
  className?: string | undefined
  head: ReactNode
  /** As many as the widest row has. */
  columns: number
  /** The cells of a row; a link among them has `data-row`, so that the keys find it. Null: not loaded yet. */
  cellsOf: (index: number) => ReactNode
  rowClass?: (index: number) => string | undefined
  /** In the place of a row that is not loaded yet. */
  loading?: string
  foot: ReactNode
  /** In place of the list's own keys. */
  onKeyDown?: (event: KeyboardEvent) => void
}

/**
 * The frame of a long list: a head that stays, the rows in sight, space for the others, a foot. A click anywhere on a row
 * makes it the active one, a double click opens it.
 */
export function RowTable(props: RowTableProps) {
  const { list, className, head, columns, cellsOf, rowClass, loading = '', foot, onKeyDown = list.onKeyDown } = props
  const items = list.virtual.getVirtualItems()
  const below = list.virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className={styles.card}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and clicks for the links within, wherever the focus rests */}
      <div
        ref={list.frame}
        className={styles.frame}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onClick={({ target }) => {
          const stop = stopIn(target)
          if (stop === null) return
          list.setActive(Number(stop.dataset.row))
          stop.focus()
        }}
        onDoubleClick={({ target }) => stopIn(target)?.click()}
      >
        <table className={className} aria-rowcount={list.total + 1}>
          {head}
          <tbody>
            <Spacer columns={columns} height={items[0]?.start ?? 0} />
            {items.map(({ index }) => (
              <tr key={index} style={{ height: list.rowPx }} aria-rowindex={index + 2} className={rowClass?.(index)}>
                {cellsOf(index) ?? (
                  <td colSpan={columns} className="secondary">
                    {loading}
                  </td>
                )}
              </tr>
            ))}
            <Spacer columns={columns} height={below} />
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>{foot}</div>
    </div>
  )
}

/** The stop of the keys in the row that was clicked; null where a control of its own was, which does what it does. */
function stopIn(target: EventTarget): HTMLElement | null {
  if (!(target instanceof Element) || target.closest('a, button, input, label') !== null) return null
  return target.closest('tbody tr')?.querySelector<HTMLElement>('[data-row]') ?? null
}

/** Space that the rows not drawn would take. */
function Spacer({ columns, height }: { columns: number; height: number }) {
  return height > 0 ? (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  ) : null
}
