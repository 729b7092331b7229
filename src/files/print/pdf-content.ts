import { BOX_BORDER, BOX_SIDE, MM_PER_PT, QR_MODULES, SHEET } from '../../core/print/paper.ts'
import type { Drawn } from '../../core/print/printed-form.ts'
import { qrOutline } from '../../core/print/qr-outline.ts'
import type { PdfFonts } from './pdf-fonts.ts'

type Of<Kind extends Drawn['kind']> = Extract<Drawn, { kind: Kind }>

/** What is drawn, as the operators of a PDF content stream (ISO 32000-1, annex A); points from the bottom-left corner. */
export function pdfContent(drawn: readonly Drawn[], fonts: PdfFonts): string {
  return drawn.map((one) => operators(one, fonts)).join('\n')
}

function operators(drawn: Drawn, fonts: PdfFonts): string {
  switch (drawn.kind) {
    case 'text':
      return text(drawn, fonts)
    case 'rule':
      return rule(drawn)
    case 'box':
      return frame(drawn.x, drawn.y, BOX_SIDE, BOX_SIDE)
    case 'frame':
      return frame(drawn.x, drawn.y, drawn.width, drawn.height)
    case 'black':
      return `${rectangle(drawn.x, drawn.y, drawn.width, drawn.height)} f`
    case 'qr':
      return qr(drawn)
    case 'field':
      return ''
  }
}

function text({ x, y, text, style, size, stretch }: Of<'text'>, fonts: PdfFonts): string {
  const place = `${number(stretch)} 0 0 1 ${point(x, y)} Tm`
  return `BT /${fonts.nameOf(style)} ${number(size)} Tf ${place} ${fonts.encode(text, style)} Tj ET`
}

function rule({ from, to, thickness, isDotted }: Of<'rule'>): string {
  // Dots: dashes of no length with round ends, a millimetre apart.
  const dash = isDotted ? `1 J [0 ${length(1)}] 0 d` : '0 J [] 0 d'
  return `${length(thickness)} w ${dash} ${point(from.x, from.y)} m ${point(to.x, to.y)} l S`
}

function frame(x: number, y: number, width: number, height: number): string {
  return `${length(BOX_BORDER)} w 0 J [] 0 d ${rectangle(x, y, width, height)} S`
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `${point(x, y + height)} ${length(width)} ${length(height)} re`
}

function qr({ squares, text }: Of<'qr'>): string {
  const outlines = qrOutline(text)
  const paths = squares.flatMap(({ x, y, side }) => {
    const module = side / QR_MODULES
    return outlines.map((outline) => {
      const [first, ...rest] = outline.map((corner) => point(x + corner.x * module, y + corner.y * module))
      return `${first} m ${rest.map((corner) => `${corner} l`).join(' ')} h`
    })
  })
  return `${paths.join('\n')}\nf*`
}

function point(x: number, y: number): string {
  return `${length(x)} ${length(SHEET.height - y)}`
}

/** @param mm @returns points, to a thousandth: a third of a micron */
function length(mm: number): string {
  return number(mm / MM_PER_PT)
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
