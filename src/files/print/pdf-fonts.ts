import type { TextStyle } from '../../core/print/text-metrics.ts'

/** What pdfkit keeps of a font that it embeds: only the glyphs that were encoded go into the file. */
interface EmbeddedFont {
  /** Its name in the resources of a page, `F1`. */
  readonly id: string
  /** @returns four hex digits for each glyph, and its place */
  encode(text: string, features: readonly string[]): [readonly string[], unknown]
  ref(): PDFKit.PDFKitReference
}

/** The three styles in one document, and the text encoder of each. */
export interface PdfFonts {
  /** The glyphs of a text as a hex string, one after another by their own widths: no kerning, no ligatures. */
  readonly encode: (text: string, style: TextStyle) => string
  readonly nameOf: (style: TextStyle) => string
  /** For the /Font of a page's resources. */
  readonly resources: Readonly<Record<string, PDFKit.PDFKitReference>>
}

/** Embeds the three styles; of each only the glyphs that are encoded go into the file. */
export function embedFonts(document: PDFKit.PDFDocument, files: Readonly<Record<TextStyle, Uint8Array>>): PdfFonts {
  const embed = (style: TextStyle): EmbeddedFont => {
    document.registerFont(style, files[style] as Buffer).font(style) // pdfkit takes any Uint8Array
    return (document as unknown as { readonly _font: EmbeddedFont })._font // its encoder has no public name
  }
  const fonts = { regular: embed('regular'), bold: embed('bold'), italic: embed('italic') }
  const known: Readonly<Record<TextStyle, Map<string, string>>> = {
    regular: new Map(),
    bold: new Map(),
    italic: new Map(),
  }
  // pdfkit lays out every word anew where it is told to leave kerning out, and the same words come again and again.
  const encodeWord = (word: string, style: TextStyle): string => {
    let glyphs = known[style].get(word)
    if (glyphs === undefined) {
      glyphs = fonts[style].encode(word, [])[0].join('')
      known[style].set(word, glyphs)
    }
    return glyphs
  }
  return {
    encode: (text, style) => {
      const words = text.split(/(?<= )/)
      return `<${words.map((word) => encodeWord(word, style)).join('')}>`
    },
    nameOf: (style) => fonts[style].id,
    resources: Object.fromEntries(Object.values(fonts).map((font) => [font.id, font.ref()])),
  }
}
