import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'

/** How wide every character is that a printed form may need, read from the font's files by pdfkit's own reader. */
export interface FontWidths {
  readonly unitsPerEm: number
  readonly characters: string
  readonly regular: readonly number[]
  readonly bold: readonly number[]
  readonly italic: readonly number[]
}

/** Latin with all of Vietnamese, Greek letters, punctuation, money, arrows, mathematics, shapes. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x17f],
  [0x1a0, 0x1b0],
  [0x1cd, 0x1dc],
  [0x391, 0x3c9],
  [0x1e00, 0x1eff],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x2070, 0x209c],
  [0x20a0, 0x20bf],
  [0x2100, 0x215e],
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x25a0, 0x25ff],
]

const FILES = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
}

/** What fontkit, inside pdfkit, tells of an opened font. */
interface OpenedFont {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number }
}

export function readTinosWidths(): FontWidths {
  const fonts = { regular: openFont(FILES.regular), bold: openFont(FILES.bold), italic: openFont(FILES.italic) }
  const all = Object.values(fonts)
  const codePoints = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
  const drawn = codePoints.filter((codePoint) => all.every((font) => font.hasGlyphForCodePoint(codePoint)))
  const widthsOf = (font: OpenedFont): number[] =>
    drawn.map((codePoint) => font.glyphForCodePoint(codePoint).advanceWidth)
  return {
    unitsPerEm: fonts.regular.unitsPerEm,
    characters: String.fromCodePoint(...drawn),
    regular: widthsOf(fonts.regular),
    bold: widthsOf(fonts.bold),
    italic: widthsOf(fonts.italic),
  }
}

function openFont(file: string): OpenedFont {
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${file}`)
  const document = new PDFDocument({ autoFirstPage: false, font: '' }).font(readFileSync(path))
  return (document as unknown as { _font: { font: OpenedFont } })._font.font // pdfkit shows its reader to no one
}

/** `node tests/support/tinos-widths.ts` writes the table that the core measures with. */
if (import.meta.main) {
  const file = join(import.meta.dirname, '../../src/core/print/tinos-widths.json')
  const { unitsPerEm, characters, ...styles } = readTinosWidths()
  const rows = Object.entries(styles).map(([style, widths]) => `  ${JSON.stringify(style)}: ${JSON.stringify(widths)}`)
  const head = `  "unitsPerEm": ${unitsPerEm},\n  "characters": ${JSON.stringify(characters)}`
  writeFileSync(file, `{\n${[head, ...rows].join(',\n')}\n}\n`)
}
