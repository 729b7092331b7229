/** A text without what XML can't hold: control characters and halves of characters. */
export function wordXml(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
}
