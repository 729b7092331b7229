import { MM_PER_PT } from './paper.ts'
import tinos from './tinos-widths.json' with { type: 'json' }

export type TextStyle = 'regular' | 'bold' | 'italic'

/** Parts of the type size that letters reach above and below the line they stand on. Source: Tinos, capitals with two marks. */
export const ASCENT = 0.906
export const DESCENT = 0.221

const UNKNOWN = '□'
const INDEX: ReadonlyMap<string, number> = new Map([...tinos.characters].map((character, index) => [character, index]))

/**
 * A text as it can be printed: composed (NFC), spaces made single, line breaks kept; what the font doesn't have is drawn
 * as a white square, so that paper and screen agree on its width.
 */
export function printable(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => [...line.replace(UNSEEN, '').replace(SPACES, ' ').trim()].map(known).join(''))
    .join('\n')
}

const UNSEEN = /\p{Cf}/gu
/** Spaces of any width and control characters; the space that doesn't break stays. */
const SPACES = /[ \p{Cc}\u1680\u2000-\u200a\u202f\u205f\u3000]+/gu

function known(character: string): string {
  return INDEX.has(character) ? character : UNKNOWN
}

/**
 * @param text as `printable` gives it @param size points
 * @returns mm, without kerning or ligatures: both are switched off wherever the page is drawn
 */
export function textWidth(text: string, style: TextStyle, size: number): number {
  const widths = tinos[style]
  let units = 0
  for (const character of text) units += widths[INDEX.get(character) ?? 0] ?? 0
  return (units / tinos.unitsPerEm) * size * MM_PER_PT
}

/**
 * Breaks a text at spaces, and a word that is longer than a line wherever it has to be. An empty text is one empty line.
 * @param indent by how much the first line after each break of the text is shorter, mm
 */
export function wrapText(text: string, style: TextStyle, size: number, width: number, indent = 0): string[] {
  return printable(text)
    .split('\n')
    .flatMap((line) => wrapLine(line, style, size, width, indent))
}

function wrapLine(line: string, style: TextStyle, size: number, width: number, indent: number): string[] {
  const lines: string[] = []
  const fits = (part: string): boolean => textWidth(part, style, size) <= width - (lines.length === 0 ? indent : 0)
  let current = ''
  for (const word of line.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`
    if (fits(joined)) {
      current = joined
      continue
    }
    if (current !== '') lines.push(current)
    const pieces = breakWord(word, fits)
    lines.push(...pieces.slice(0, -1))
    current = pieces.at(-1) ?? ''
  }
  lines.push(current)
  return lines
}

/** The word in pieces that fit, one character at least in each. */
function breakWord(word: string, fits: (part: string) => boolean): string[] {
  const pieces: string[] = []
  let current = ''
  for (const character of word) {
    if (current === '' || fits(current + character)) current += character
    else {
      pieces.push(current)
      current = character
    }
  }
  return [...pieces, current]
}

/** What `fitText` found: the lines and the size they fit at. */
export interface FittedText {
  readonly lines: readonly string[]
  readonly size: number
}

const SHRINK = 0.5

/**
 * The largest size, from `size` down to `floor`, at which the text takes no more than `most` lines; at the floor what is
 * over is cut and ends in three dots.
 */
export function fitText(
  text: string,
  style: TextStyle,
  { size, floor, width, most }: { size: number; floor: number; width: number; most: number },
): FittedText {
  for (let tried = size; tried >= floor; tried -= SHRINK) {
    const lines = wrapText(text, style, tried, width)
    if (lines.length <= most) return { lines, size: tried }
  }
  const lines = wrapText(text, style, floor, width).slice(0, most)
  let last = lines.at(-1) ?? ''
  while (last !== '' && textWidth(`${last}…`, style, floor) > width) last = last.slice(0, -1)
  return { lines: [...lines.slice(0, -1), `${last}…`], size: floor }
}
