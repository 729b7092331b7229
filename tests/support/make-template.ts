import {
  Document,
  type FileChild,
  Footer,
  Header,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import type { TemplateValues } from '../../src/core/report/template-tags.ts'
import { docxParts, textOfXml } from './read-docx.ts'
import { TINY_PNG } from './tiny-png.ts'

/** A paragraph in one run or in several, a table of such cells, or a picture of 400 × 100 pixels with its alternative text. */
type Piece =
  | string
  | readonly string[]
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly picture: string }

interface Extras {
  readonly header?: string
  readonly footer?: string
  /** Parts put in or put in the place of what Word would have there. */
  readonly parts?: Readonly<Record<string, string>>
}

/** A Word file as an office would type its template. */
export async function makeTemplate(
  pieces: readonly Piece[],
  { header, footer, parts = {} }: Extras = {},
): Promise<Buffer> {
  const document = new Document({
    sections: [
      {
        ...(header !== undefined && { headers: { default: new Header({ children: [line(header)] }) } }),
        ...(footer !== undefined && { footers: { default: new Footer({ children: [line(footer)] }) } }),
        children: pieces.map(blockOf),
      },
    ],
  })
  const overrides = Object.entries(parts).map(([path, data]) => ({ path, data }))
  return Packer.toBuffer(document, undefined, overrides)
}

function blockOf(piece: Piece): FileChild {
  if (typeof piece === 'string') return line(piece)
  if ('picture' in piece) return pictureOf(piece.picture)
  if (!('rows' in piece))
    return new Paragraph({ children: piece.map((text, at) => new TextRun({ text, bold: at % 2 === 1 })) })
  return new Table({
    rows: piece.rows.map(
      (cells) => new TableRow({ children: cells.map((text) => new TableCell({ children: [line(text)] })) }),
    ),
  })
}

function pictureOf(description: string): Paragraph {
  const altText = { name: 'x', title: 'x', description }
  const transformation = { width: 400, height: 100 }
  return new Paragraph({ children: [new ImageRun({ type: 'png', data: TINY_PNG, transformation, altText })] })
}

const line = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] })

/** The text of a filled template, without empty lines. */
export async function templateText(bytes: Uint8Array, part = 'word/document.xml'): Promise<string> {
  const xml = (await docxParts(bytes)).get(part) ?? ''
  return textOfXml(xml)
    .split('\n')
    .filter((text) => text.trim() !== '')
    .join('\n')
}

/** Values in which nothing is but what a test gives. */
export function valuesOf(given: {
  readonly texts?: object
  readonly conditions?: object
  readonly loops?: object
  readonly images?: object
}): TemplateValues<never> {
  const nothing = { texts: {}, conditions: {}, loops: {}, images: {} }
  return { ...nothing, ...given } as unknown as TemplateValues<never> // only what its template asks for
}
