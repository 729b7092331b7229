/** Rows of cells as they stand in a file, all text. */
export interface TableBatch {
  /** The row number a person sees for `rows[0]`: the first row of the file is 1. */
  readonly firstRow: number
  readonly rows: readonly string[][]
  /** Positions in `rows` whose quotes are broken, so their cells can't be trusted. */
  readonly broken: ReadonlySet<number>
}
