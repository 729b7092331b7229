import { PDFiumLibrary } from '@hyzyla/pdfium'
import jsQR from 'jsqr'

/** Pages of a PDF as another program sees them: PDFium's pixels and text, jsQR's codes. Nothing of ours. */

/** A4 in mm (ISO 216). */
const SHEET = { x: 210, y: 297 }

/** Grey pixels, 0 black to 255 white, and how many of them a millimetre has: PDFium fits the page into whole pixels. */
export interface PageImage {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
  readonly perMm: { readonly x: number; readonly y: number }
}

export interface ReadPage {
  readonly text: string
  readonly image: PageImage
}

const NO_IMAGE: PageImage = { width: 0, height: 0, grey: new Uint8Array(0), perMm: { x: 0, y: 0 } }

/** @param dpi 0 renders nothing: for the text alone */
export async function readPdf(pdf: Uint8Array, dpi: number): Promise<ReadPage[]> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const pages: ReadPage[] = []
  for (const page of document.pages()) {
    const text = page.getText()
    if (dpi === 0) {
      pages.push({ text, image: NO_IMAGE })
      continue
    }
    const { width, height, data } = await page.render({ scale: dpi / 72, render: 'bitmap', colorSpace: 'Gray' })
    const perMm = { x: width / SHEET.x, y: height / SHEET.y }
    pages.push({ text, image: { width, height, grey: Uint8Array.from(data), perMm } })
  }
  document.destroy()
  library.destroy()
  return pages
}

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The darkest pixel that lies wholly inside a rectangle in mm, 0 black. */
export function darkestIn({ width, grey, perMm }: PageImage, { x, y, width: wide, height: high }: Rectangle): number {
  let darkest = 255
  for (let row = Math.ceil(y * perMm.y); row < Math.floor((y + high) * perMm.y); row++)
    for (let column = Math.ceil(x * perMm.x); column < Math.floor((x + wide) * perMm.x); column++)
      darkest = Math.min(darkest, grey[row * width + column] ?? 0)
  return darkest
}

/**
 * The middle and the thickness of the dark line that crosses a level or upright stretch, in mm: the centre of gravity
 * and the sum of its darkness, so that half-grey pixels count by half.
 * @param along `x`: from (x, y) to the right; `y`: downwards @param length mm
 */
export function lineAcross(image: PageImage, along: 'x' | 'y', x: number, y: number, length: number): Line {
  const { width, grey, perMm } = image
  const isLevel = along === 'x'
  const start = Math.round((isLevel ? x : y) * perMm[along])
  const across = Math.round(isLevel ? y * perMm.y : x * perMm.x)
  let weight = 0
  let moment = 0
  for (let at = start; at < start + Math.round(length * perMm[along]); at++) {
    const value = grey[isLevel ? across * width + at : at * width + across] ?? 255
    const darkness = 1 - value / 255
    weight += darkness
    moment += darkness * (at + 0.5)
  }
  return { middle: moment / weight / perMm[along], thickness: weight / perMm[along] }
}

interface Line {
  readonly middle: number
  readonly thickness: number
}

/** The text of the code inside a rectangle in mm, or null where there is none that can be read. */
export function qrText(
  { width, grey, perMm }: PageImage,
  { x, y, width: wide, height: high }: Rectangle,
): string | null {
  const [left, columns] = [Math.round(x * perMm.x), Math.round(wide * perMm.x)]
  const [top, rows] = [Math.round(y * perMm.y), Math.round(high * perMm.y)]
  const pixels = new Uint8ClampedArray(columns * rows * 4).fill(255)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      pixels.fill(
        grey[(top + row) * width + left + column] ?? 255,
        (row * columns + column) * 4,
        (row * columns + column) * 4 + 3,
      )
  return jsQR(pixels, columns, rows)?.data ?? null
}
