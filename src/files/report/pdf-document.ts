import { setImmediate as turn } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import { MM_PER_PT } from '../../core/print/paper.ts'
import type { Language } from '../../core/words.ts'
import { embedFonts, type PdfFonts } from '../print/pdf-fonts.ts'
import { readTinos } from '../print/tinos-files.ts'
import type { Entry } from './pdf-contents.ts'
import type { Element, PdfMark, Piece, Sheet } from './pdf-flow.ts'
import { markOperators } from './pdf-marks.ts'

export interface PdfParts {
  readonly title: string
  readonly author: string
  readonly language: Language
  readonly createdAtMs: number
  readonly sheets: readonly Sheet[]
  /** Everything that is read, in its order. */
  readonly root: Element
  /** Named beside the pages by whatever shows them. */
  readonly entries: readonly Entry[]
}

/** The laid out pages as a file: tagged, so that it can be read aloud and searched in its order. */
export async function writePdf({
  title,
  author,
  language,
  createdAtMs,
  sheets,
  root,
  entries,
}: PdfParts): Promise<Uint8Array> {
  const files = await readTinos()
  const document = new PDFDocument({
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    autoFirstPage: false,
    bufferPages: true,
    font: '', // none of pdfkit's own fonts: their files aren't shipped
    info: { Title: title, Author: author, Creator: 'SIPAS', Producer: 'SIPAS', CreationDate: new Date(createdAtMs) },
  })
  const fonts = embedFonts(document, files)
  const writer: Writer = { document, fonts, pages: [], written: 0 }
  for (const { width, height } of sheets) {
    document.addPage({ size: points(width, height), margin: 0 })
    Object.assign(document.page.fonts, fonts.resources)
    writer.pages.push(document.page.dictionary)
  }
  const top = document.struct('Document')
  document.addStructure(top)
  await writeElement(writer, root, top)
  top.end()
  for (const sheet of sheets) {
    document.switchToPage(sheet.number - 1)
    document.markContent('Artifact', { type: 'Layout' })
    draw(
      writer,
      sheet.ornaments.flatMap((marks) => marks()),
      sheet,
    )
    document.endMarkedContent()
  }
  writeOutline(document, entries)
  document.end()
  // Without an encoding, a stream of bytes gives bytes; pdfkit writes without waiting.
  return document.read() as Uint8Array
}

interface Writer {
  readonly document: PDFKit.PDFDocument
  readonly fonts: PdfFonts
  readonly pages: PDFKit.PDFKitReference[]
  /** Pieces so far. */
  written: number
}

/** Other work is let in after so many pieces, some hundredths of a second. */
const PIECES_A_TURN = 500

/** Ended as soon as it is written: pdfkit notes the page that is open then as that of its links. */
async function writeElement(writer: Writer, element: Element, parent: PDFKit.PDFStructureElement): Promise<void> {
  const { document } = writer
  for (const part of element.children) {
    if ('marks' in part) {
      writePiece(writer, part, element.tag, parent)
      writer.written += 1
      if (writer.written % PIECES_A_TURN === 0) await turn()
    } else {
      const struct = document.struct(part.tag, { ...(part.alternative === undefined ? {} : { alt: part.alternative }) })
      describeCell(struct, part)
      parent.add(struct)
      await writeElement(writer, part, struct)
      struct.end()
    }
  }
}

/** Attributes of a table's head (ISO 32000-1, 14.8.5.7), of which pdfkit knows but one. */
function describeCell(struct: PDFKit.PDFStructureElement, { scope, span }: Element): void {
  if (scope === undefined) return
  const { dictionary } = struct as unknown as { readonly dictionary: { readonly data: Record<string, unknown> } } // its type keeps it back
  dictionary.data.A = { O: 'Table', Scope: scope, ...(span === undefined ? {} : { ColSpan: span }) }
}

function writePiece(
  writer: Writer,
  { sheet, marks, link }: Piece,
  tag: string,
  parent: PDFKit.PDFStructureElement,
): void {
  const { document } = writer
  document.switchToPage(sheet.number - 1)
  const content = document.markStructureContent(tag)
  draw(writer, marks(), sheet)
  document.endMarkedContent()
  parent.add(content)
  if (link === undefined || link.to.sheet === null) return
  const { number } = link.to.sheet
  const [x, y, width, height] = points(link.x, link.y, link.width, link.height)
  const options: Record<string, unknown> = {
    Subtype: 'Link',
    Dest: destination(writer, link.to.sheet, link.to.y),
    Contents: new String(number), // pdfkit's own way to a string of PDF
    structParent: parent,
  }
  document.annotate(x, y, width, height, options)
}

/** A place on a page as readers are led to it. */
function destination({ pages }: Writer, sheet: Sheet, y: number): unknown[] {
  return [pages[sheet.number - 1], 'XYZ', null, points(sheet.height - y)[0], null]
}

/** @param mm @returns points */
function points<Lengths extends number[]>(...mm: Lengths): Lengths {
  return mm.map((length) => length / MM_PER_PT) as Lengths // as many
}

function draw({ document, fonts }: Writer, marks: readonly PdfMark[], { height }: Sheet): void {
  // pdfkit turns the page upside down; its own matrix undone, PDF's points from the bottom left are back.
  document.addContent(`q 1 0 0 -1 0 ${height / MM_PER_PT} cm`)
  document.addContent(markOperators(marks, height, fonts))
  document.addContent('Q')
}

/** Parts and annexes, the sections of each below it. */
function writeOutline(document: PDFKit.PDFDocument, entries: readonly Entry[]): void {
  let part = document.outline
  for (const { level, text, place } of entries) {
    if (place.sheet === null) continue
    const [left, top] = points(place.sheet.width, place.y)
    const options = { expanded: true, pageNumber: place.sheet.number - 1, left, top } // left: pdfkit counts from the right
    if (level === 1) part = document.outline.addItem(text, options)
    else part.addItem(text, options)
  }
}
