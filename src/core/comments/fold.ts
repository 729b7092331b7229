/** Signs that stand on letters; Vietnamese has five tones and three shapes of vowels. */
const MARKS = /\p{M}/gu
const NO_WORD = /[^\p{L}\p{N}]+/gu

/** Lower case without marks, đ as d: `Đất đai` → `dat dai`. The same for text composed (NFC) or not (NFD). */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase().replaceAll('đ', 'd')
}

/**
 * The folded words of a text, each with one space before it and none at the end, so that ` dat dai` stands only where a
 * word begins: `Đất, đai!` → ` dat dai`; a text without words is empty.
 */
export function foldWords(text: string): string {
  const words = foldText(text).replace(NO_WORD, ' ').trimEnd()
  return words === '' || words.startsWith(' ') ? words : ` ${words}`
}

/** What two tags may not share: `Đất đai`, `đất  đai` and `dat-dai` are one tag. */
export function foldTag(name: string): string {
  return foldWords(name).trimStart()
}
