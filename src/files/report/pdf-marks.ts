import { MM_PER_PT } from '../../core/print/paper.ts'
import { DASH, EDGE, type Place } from '../../core/report/picture-parts.ts'
import type { PdfFonts } from '../print/pdf-fonts.ts'
import type { PdfMark, Words } from './pdf-flow.ts'

/** tan of the angle that slanted letters lean by. */
const SLANT = 0.21
/** From the middle of a quarter of a circle to its ends, in parts of the radius: Bézier's approximation. */
const QUARTER = 0.5523

/**
 * What is drawn, as operators of a PDF content stream (ISO 32000-1, annex A); points from the bottom left corner.
 * @param height of the page, mm
 */
export function markOperators(marks: readonly PdfMark[], height: number, fonts: PdfFonts): string {
  const page: PageTools = { fonts, at: ({ x, y }) => `${length(x)} ${length(height - y)}` }
  return marks.map((mark) => operators(mark, page)).join('\n')
}

interface PageTools {
  readonly fonts: PdfFonts
  readonly at: (place: Place) => string
}

function operators(mark: PdfMark, page: PageTools): string {
  const { at } = page
  switch (mark.kind) {
    case 'words':
      return words(mark, '#000000', page)
    case 'text':
      return words({ ...mark, kind: 'words', spread: 0, isSlanted: false }, mark.color, page)
    case 'leader':
      // Dots: dashes of no length with round ends.
      return `0 0 0 RG 1 J [0 ${length(1)}] 0 d ${length(0.25)} w ${at({ x: mark.from, y: mark.y })} m ${at({ x: mark.to, y: mark.y })} l S`
    case 'line': {
      const dash = mark.isDashed ? `[${DASH.map(length).join(' ')}] 0 d` : '[] 0 d'
      return `${color(mark.color)} RG 0 J 1 j ${dash} ${length(mark.thickness)} w ${path(mark.points, at)} S`
    }
    case 'area': {
      const look = `${color(mark.fill)} rg ${color(mark.edge)} RG 0 J 0 j [] 0 d ${length(EDGE)} w`
      return `${look} ${path(mark.points, at)} h B`
    }
    case 'dot':
      return `${color(mark.fill)} rg ${circle(mark.x, mark.y, mark.radius, at)} f`
  }
}

/** The text is whole, its spaces in it: only their widths are drawn out. */
function words({ x, y, text, style, size, spread, isSlanted }: Words, ink: string, { fonts, at }: PageTools): string {
  const place = `1 0 ${isSlanted ? SLANT : 0} 1 ${at({ x, y })} Tm`
  const head = `BT ${color(ink)} rg /${fonts.nameOf(style)} ${number(size)} Tf ${place}`
  if (spread === 0) return `${head} ${fonts.encode(text, style)} Tj ET`
  const wider = number((-spread / MM_PER_PT / size) * 1000)
  const parts = text.split(/(?<= )/).map((part) => fonts.encode(part, style))
  return `${head} [${parts.join(` ${wider} `)}] TJ ET`
}

function path(points: readonly Place[], at: PageTools['at']): string {
  const [first = { x: 0, y: 0 }, ...rest] = points
  return `${at(first)} m ${rest.map((point) => `${at(point)} l`).join(' ')}`
}

function circle(x: number, y: number, radius: number, at: PageTools['at']): string {
  const reach = radius * QUARTER
  const curve = (...points: readonly (readonly [number, number])[]): string =>
    `${points.map(([right, down]) => at({ x: x + right, y: y + down })).join(' ')} c`
  return [
    `${at({ x: x + radius, y })} m`,
    curve([radius, reach], [reach, radius], [0, radius]),
    curve([-reach, radius], [-radius, reach], [-radius, 0]),
    curve([-radius, -reach], [-reach, -radius], [0, -radius]),
    curve([reach, -radius], [radius, -reach], [radius, 0]),
  ].join(' ')
}

/** `#0b4f8a` as three parts of one. */
function color(hex: string): string {
  return [1, 3, 5].map((at) => number(Number.parseInt(hex.slice(at, at + 2), 16) / 255)).join(' ')
}

/** @param mm @returns points */
function length(mm: number): string {
  return number(mm / MM_PER_PT)
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
