import { foldText, foldWords } from './fold.ts'

/**
 * What is looked for in comments. Its words stand one after the other, the first where a word begins; the last may be
 * unfinished. A word typed without marks finds every spelling (`dat` finds đất, đạt), one typed with a mark only itself
 * (`đất`), wherever its tone is put (`hòa`, `hoà`). Capitals, signs between words and NFC or NFD make no difference.
 */
export interface Search {
  /** Quick, and needed first: the folded words that a match has, for `folded.includes`. */
  readonly folded: string
  /** With marks: null where the folded words say all. */
  readonly exact: RegExp | null
  /** All places in a text (NFC), for marking. */
  readonly places: RegExp
}

/** Null where nothing is looked for: a text without a word. */
export function compileSearch(text: string): Search | null {
  const words = text.normalize('NFC').match(WORDS) ?? []
  const folded = foldWords(text)
  if (folded === '' || words.length === 0) return null
  const isMarked = words.some(hasMark)
  const pattern = `(?<![\\p{L}\\p{N}\\p{M}])${words.map(wordPattern).join(BETWEEN)}`
  return { folded, exact: isMarked ? new RegExp(pattern, 'iu') : null, places: new RegExp(pattern, 'giu') }
}

/** `body` in NFC, `folded` its folded words. */
export function isFound({ folded: wanted, exact }: Search, body: string, folded: string): boolean {
  return folded.includes(wanted) && (exact === null || exact.test(body))
}

/** From–to of every hit in a text (NFC), in order, none within another. */
export function hitsIn({ places }: Search, body: string): { readonly from: number; readonly to: number }[] {
  return [...body.matchAll(places)].map(({ index, 0: hit }) => ({ from: index, to: index + hit.length }))
}

/** Begins behind the marks of a letter, so that a run of marks is looked through once. */
const BETWEEN = '(?!\\p{M})[^\\p{L}\\p{N}]+'

const WORDS = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu

function hasMark(word: string): boolean {
  return foldText(word) !== word.toLowerCase()
}

function wordPattern(word: string): string {
  return hasMark(word) ? `(?:${tonePlaces(word).join('|')})` : [...foldText(word)].map(anySpelling).join('')
}

/** The word with its one tone on each of its vowels; as it stands where it has none, or several. */
function tonePlaces(word: string): string[] {
  const letters = [...word.normalize('NFC').toLowerCase()]
  const tones = word.normalize('NFD').match(TONE) ?? []
  const [tone] = tones
  if (tone === undefined || tones.length > 1) return [letters.join('')]
  const bare = letters.map((letter) => letter.normalize('NFD').replace(TONE, '').normalize('NFC'))
  const at = bare.flatMap((letter, place) => (VOWELS.has(foldText(letter)) ? [place] : []))
  return at.map((place) =>
    bare.map((letter, i) => (i === place ? `${letter}${tone}`.normalize('NFC') : letter)).join(''),
  )
}

const VOWELS: ReadonlySet<string> = new Set(['a', 'e', 'i', 'o', 'u', 'y'])

/** A letter with whatever marks: composed, or a mark of its own behind it that has no composed form. */
function anySpelling(letter: string): string {
  return `[${letter}${SPELLINGS.get(letter) ?? ''}]\\p{M}*`
}

/** By Latin letter, its composed forms: `d` → `đ…`. */
const SPELLINGS: ReadonlyMap<string, string> = spellings()

function spellings(): Map<string, string> {
  const found = new Map<string, string>()
  for (const [first, last] of [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const) {
    for (let point = first; point <= last; point += 1) {
      const letter = String.fromCharCode(point)
      const folded = foldText(letter)
      if (folded !== letter && /^[a-z]$/.test(folded)) found.set(folded, (found.get(folded) ?? '') + letter)
    }
  }
  return found
}
