import { type DrawingContext, qrcode } from 'bwip-js/generic'
import { assert } from '../assert.ts'
import type { Point } from './paper.ts'
import { QR_MODULES } from './paper.ts'

/**
 * The dark parts of a QR code (version 2, error correction M) as outlines in modules from the top-left corner, to be
 * filled by the even-odd rule. @param text at most 38 characters of QR's alphanumeric set
 */
export function qrOutline(text: string): readonly (readonly Point[])[] {
  const outlines: Point[][] = []
  const drawing: DrawingContext<void> = {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width, height) => assert(width === QR_MODULES && height === QR_MODULES, 'a QR code of version 2'),
    polygon: (points) => void outlines.push(points.map(([x, y]) => ({ x, y }))),
    line: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: nothing,
  }
  const options = { bcid: 'qrcode', text, eclevel: 'M', version: '2', scale: 1 }
  qrcode(options, drawing)
  return outlines
}

function nothing(): void {}
