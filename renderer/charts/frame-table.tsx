import { guardFormula } from '../../src/core/formula-guard.ts'
import styles from './chart-frame.module.css'

export interface FrameColumn {
  readonly label: string
  /** How its numbers are written on the screen; without it the column holds words. */
  readonly format?: (value: number | null) => string
}

/** The figures of a picture; the first column names the row. Numbers are unrounded: a file takes them as they are. */
export interface FrameTable {
  readonly columns: readonly FrameColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** A chart's figures as a table, to be read by everyone and by screen readers. */
export function FigureTable({ caption, table }: { caption: string; table: FrameTable }) {
  const { columns, rows } = table
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, format }) => (
            <th key={label} scope="col" className={format === undefined ? undefined : 'number'}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and are only ever drawn whole
          <tr key={at}>
            {columns.map((column, place) => {
              const words = wordsOf(cells[place] ?? null, column)
              if (place === 0)
                return (
                  <th key={column.label} scope="row">
                    {words}
                  </th>
                )
              return (
                <td key={column.label} className={column.format === undefined ? undefined : 'number'}>
                  {words}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function wordsOf(cell: string | number | null, { format }: FrameColumn): string {
  if (typeof cell === 'string') return cell
  return format === undefined ? String(cell ?? '') : format(cell)
}

/**
 * The table as a Vietnamese Excel opens it: UTF-8 with a byte order mark, semicolons, decimal commas, no cell that would
 * run; after an empty line, where the figures come from.
 */
export function csvOf({ columns, rows }: FrameTable, footnote: string): Blob {
  const body = [columns.map(({ label }) => label), ...rows]
  const foot = footnote === '' ? [] : [[], [footnote]]
  const lines = [...body, ...foot].map((cells) => cells.map(csvCell).join(';'))
  return new Blob([`\ufeff${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}

function csvCell(cell: string | number | null): string {
  if (typeof cell === 'number') return String(cell).replace('.', ',')
  const text = guardFormula(cell ?? '')
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
