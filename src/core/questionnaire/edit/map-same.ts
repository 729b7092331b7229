/** As `map`, but the very same list when nothing in it changed, so that what is drawn from it need not be drawn again. */
export function mapSame<T>(list: readonly T[], change: (one: T, index: number) => T): T[] {
  const changed = list.map(change)
  return changed.every((one, index) => one === list[index]) ? (list as T[]) : changed // nobody writes into a document
}
