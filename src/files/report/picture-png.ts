import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { withDensity } from '../../core/png-density.ts'
import { drawPicture } from '../../core/report/draw-picture.ts'
import type { Picture } from '../../core/report/picture-parts.ts'
import { pictureSvg } from '../../core/report/picture-svg.ts'
import type { ReportFigure, ReportModel } from '../../core/report/report-model.ts'
import type { ReportPictures, ReportPng } from '../../core/report/report-pictures.ts'
import { readTinos } from '../print/tinos-files.ts'
import { resvgPath } from './resvg-file.ts'

/** What offices print at. */
export const PICTURE_DPI = 300

/**
 * Every figure of a report as pixels, one after another with other work let in between.
 * @throws the signal's reason once it is aborted
 */
export async function drawPictures(
  { blocks, annexes, language }: ReportModel,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ReportPictures> {
  const pictures = new Map<ReportFigure, ReportPng>()
  for (const block of [blocks, ...annexes.map((annex) => annex.blocks)].flat()) {
    if (block.kind !== 'figure') continue
    await setImmediate()
    signal?.throwIfAborted()
    const picture = drawPicture(block.figure.picture, language)
    pictures.set(block.figure, await picturePng(picture))
  }
  return pictures
}

/** A picture on white as a PNG that says its density, so that Word sets it at its size on paper. */
export async function picturePng(picture: Picture): Promise<ReportPng> {
  const fonts = await prepare()
  const drawing = new Resvg(pictureSvg(picture, ''), {
    background: '#ffffff',
    fitTo: { mode: 'width', value: Math.round((picture.widthMm / 25.4) * PICTURE_DPI) },
    font: { fontBuffers: [...fonts], defaultFontFamily: 'Tinos', serifFamily: 'Tinos' },
  })
  const image = drawing.render()
  try {
    const { widthMm, heightMm } = picture
    return { png: withDensity(image.asPng(), PICTURE_DPI), widthMm, heightMm }
  } finally {
    // Its memory is not JavaScript's: nobody else would give it back.
    image.free()
    drawing.free()
  }
}

let prepared: Promise<readonly Uint8Array[]> | undefined

/** Once a process: the drawing program and the paper's fonts. What failed is tried again by the next. */
function prepare(): Promise<readonly Uint8Array[]> {
  prepared ??= load().catch((error: unknown) => {
    prepared = undefined
    throw error
  })
  return prepared
}

async function load(): Promise<readonly Uint8Array[]> {
  const [program, fonts] = await Promise.all([readFile(resvgPath()), readTinos()])
  await initWasm(program)
  return Object.values(fonts)
}
