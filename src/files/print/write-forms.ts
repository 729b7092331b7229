import PDFDocument from 'pdfkit'
import { serialLayer } from '../../core/print/page-frame.ts'
import { MM_PER_PT, SHEET } from '../../core/print/paper.ts'
import type { PrintedForm, PrintedPage } from '../../core/print/printed-form.ts'
import { pdfContent } from './pdf-content.ts'
import { embedFonts, type PdfFonts } from './pdf-fonts.ts'
import { readTinos } from './tinos-files.ts'

export interface FormsFile {
  readonly title: string
  readonly createdAtMs: number
  /** The running number of each copy; null for a blank one. */
  readonly serials: Iterable<number | null>
}

const SIZE = [SHEET.width / MM_PER_PT, SHEET.height / MM_PER_PT] as [number, number] // pdfkit's own type of a size

/**
 * The copies of a form as one PDF, chunk by chunk: what all copies share is drawn once, and a copy adds its serials and
 * codes. Memory doesn't grow with the copies but for a few hundred bytes a page. A chunk, maybe empty, ends each copy.
 */
export async function* writeForms(form: PrintedForm, file: FormsFile): AsyncGenerator<Uint8Array> {
  const fonts = await readTinos()
  const document = new PDFDocument({
    size: SIZE,
    margin: 0,
    autoFirstPage: false,
    font: '', // none of pdfkit's own fonts: their files aren't shipped
    info: { Title: file.title, Creator: 'SIPAS', CreationDate: new Date(file.createdAtMs) },
    lang: form.language,
  })
  const embedded = embedFonts(document, fonts)
  const shared = form.pages.map((page) => sharedDrawing(document, page, embedded))
  for (const serial of file.serials) {
    for (const [index, page] of form.pages.entries()) {
      document.addPage()
      Object.assign(document.page.fonts, embedded.resources)
      Object.assign(document.page.xobjects, { Page: shared[index] })
      // pdfkit turns the page upside down; its own matrix undone, PDF's points from the bottom-left are back.
      document.addContent(`1 0 0 -1 0 ${SIZE[1]} cm /Page Do`)
      document.addContent(pdfContent(serialLayer(form, page.number, serial), embedded))
    }
    yield takeWritten(document)
  }
  document.end()
  yield takeWritten(document)
}

/** A page without its serial as a form XObject, which every copy names. */
function sharedDrawing(document: PDFKit.PDFDocument, page: PrintedPage, fonts: PdfFonts): PDFKit.PDFKitReference {
  const drawing = document.ref({
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, ...SIZE],
    Resources: { Font: fonts.resources },
  })
  drawing.end(pdfContent(page.drawn, fonts))
  return drawing
}

/** pdfkit writes without waiting: everything so far lies in its buffer. */
function takeWritten(document: PDFKit.PDFDocument): Uint8Array {
  // Without an encoding, a stream of bytes gives bytes.
  return (document.read() as Uint8Array | null) ?? new Uint8Array(0)
}
