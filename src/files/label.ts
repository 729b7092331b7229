/** Two labels are the same when they differ only in case, spaces, or how their Vietnamese letters are composed. */
export function comparableLabel(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()
}
