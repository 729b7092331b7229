import { MM_PER_PT } from '../print/paper.ts'
import type { TextStyle } from '../print/text-metrics.ts'
import { escapeXml } from '../xml-text.ts'
import { DASH, EDGE, type Mark, type Picture, type Place } from './picture-parts.ts'

const FAMILY = "Tinos, 'Times New Roman', 'Liberation Serif', serif"
const STYLES: Readonly<Record<TextStyle, string>> = {
  regular: '',
  bold: ' font-weight="bold"',
  italic: ' font-style="italic"',
}

/**
 * A standalone SVG of a picture in its size on paper.
 * @param alternative what it shows, for whoever can't see it
 */
export function pictureSvg({ widthMm, heightMm, marks }: Picture, alternative: string): string {
  const size = `width="${number(widthMm)}mm" height="${number(heightMm)}mm"`
  const box = `viewBox="0 0 ${number(widthMm)} ${number(heightMm)}"`
  const label = `role="img" aria-label="${escapeXml(alternative)}"`
  const font = `font-family="${FAMILY}" font-kerning="none"`
  const head = `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${box} ${label} ${font}>`
  return `${head}\n${marks.map(element).join('\n')}\n</svg>\n`
}

function element(mark: Mark): string {
  switch (mark.kind) {
    case 'text': {
      const place = `x="${number(mark.x)}" y="${number(mark.y)}" font-size="${number(mark.size * MM_PER_PT)}"`
      return `<text ${place}${STYLES[mark.style]} fill="${mark.color}">${escapeXml(mark.text)}</text>`
    }
    case 'line': {
      const dash = mark.isDashed ? ` stroke-dasharray="${DASH.join(' ')}"` : ''
      const stroke = `stroke="${mark.color}" stroke-width="${number(mark.thickness)}"${dash}`
      return `<polyline points="${places(mark.points)}" fill="none" ${stroke} stroke-linejoin="round"/>`
    }
    case 'area': {
      const look = `fill="${mark.fill}" stroke="${mark.edge}" stroke-width="${EDGE}"`
      return `<polygon points="${places(mark.points)}" ${look}/>`
    }
    case 'dot':
      return `<circle cx="${number(mark.x)}" cy="${number(mark.y)}" r="${number(mark.radius)}" fill="${mark.fill}"/>`
  }
}

function places(points: readonly Place[]): string {
  return points.map(({ x, y }) => `${number(x)},${number(y)}`).join(' ')
}

/** To a hundredth of a millimetre's tenth: far finer than a printer. */
function number(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
