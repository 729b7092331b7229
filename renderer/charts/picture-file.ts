import { BasicPlatform, type ChartConfiguration, Chart as ChartJs, type ChartType, type Plugin } from 'chart.js'
import { withDensity } from '../../src/core/png-density.ts'
import { chartColor, FONT } from './chart-theme.ts'
import { SvgContext } from './svg-context.ts'

/** What Chart.js draws in a card and once more for a file. */
export interface Picture {
  readonly config: ChartConfiguration
  /** In the card, pixels. */
  readonly height: number
}

/** What stands around the picture in a file: there it has no page to explain it. */
export interface Caption {
  readonly title: string
  readonly footnote: string
}

const DOTS_PER_INCH = 300
/** Pixels of 1/96 inch: 170 mm, the width of text on an office's A4. */
const WIDTH = 642
const PAD = 12

/** The picture on white at 300 dots an inch, its title above and its source under it. */
export async function pngOf(picture: Picture, caption: Caption): Promise<Blob> {
  const canvas = document.createElement('canvas')
  const { config, height } = captioned(picture, caption)
  canvas.width = WIDTH
  canvas.height = height
  const chart = new ChartJs(canvas, drawnOnce(config, DOTS_PER_INCH / 96))
  const plain = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  chart.destroy()
  if (plain === null) throw new Error('Bug: the window made no PNG')
  return new Blob([withDensity(new Uint8Array(await plain.arrayBuffer()), DOTS_PER_INCH)], { type: 'image/png' })
}

/** The same as lines and letters, sharp at every size. */
export function svgOf(picture: Picture, caption: Caption): Blob {
  const { config, height } = captioned(picture, caption)
  const context = new SvgContext(WIDTH, height)
  // Chart.js asks a canvas for its context and size, and of the context what SvgContext has.
  const canvas = context.canvas as unknown as HTMLCanvasElement
  new ChartJs(canvas, { ...drawnOnce(config, 1), platform: BasicPlatform }).destroy()
  return new Blob([context.toSvg()], { type: 'image/svg+xml' })
}

function drawnOnce(config: ChartConfiguration, devicePixelRatio: number): ChartConfiguration {
  const still = { responsive: false, animation: false as const, events: [], devicePixelRatio }
  return { ...config, options: { ...config.options, ...still } }
}

/** Room over and under the chart, and what is written there. */
function captioned(
  { config, height }: Picture,
  { title, footnote }: Caption,
): { config: ChartConfiguration; height: number } {
  const titleLines = wrapped(title, TITLE.font)
  const noteLines = footnote === '' ? [] : wrapped(footnote, NOTE.font)
  const top = PAD + titleLines.length * TITLE.line + 6
  const bottom = PAD + noteLines.length * NOTE.line + (noteLines.length === 0 ? 0 : 6)
  const inner = paddingOf(config.options?.layout?.padding)
  const padding = {
    top: inner.top + top,
    bottom: inner.bottom + bottom,
    left: inner.left + PAD,
    right: inner.right + PAD,
  }
  const whole = height + top + bottom
  const words: Plugin<ChartType> = {
    id: 'caption',
    beforeDraw({ ctx }) {
      ctx.save()
      ctx.fillStyle = '#ffffff'
      ctx.fillRect(0, 0, WIDTH, whole)
      writeLines(ctx, titleLines, PAD, { ...TITLE, color: chartColor('ink') })
      writeLines(ctx, noteLines, whole - bottom + 6, { ...NOTE, color: chartColor('text-2') })
      ctx.restore()
    },
  }
  const options = { ...config.options, layout: { ...config.options?.layout, padding } }
  return { config: { ...config, options, plugins: [words, ...(config.plugins ?? [])] }, height: whole }
}

const TITLE = { font: `600 14px ${FONT.family}`, line: 20 }
const NOTE = { font: `400 11px ${FONT.family}`, line: 16 }

function writeLines(
  ctx: CanvasRenderingContext2D,
  lines: readonly string[],
  top: number,
  { font, line, color }: { font: string; line: number; color: string },
): void {
  ctx.font = font
  ctx.fillStyle = color
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  for (const [at, text] of lines.entries()) ctx.fillText(text, PAD, top + line * (at + 0.5))
}

/** Words broken where the picture's width ends. */
function wrapped(text: string, font: string): string[] {
  const ruler = document.createElement('canvas').getContext('2d')
  if (ruler === null) return [text]
  ruler.font = font
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && ruler.measureText(longer).width > WIDTH - 2 * PAD) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

type Padding = NonNullable<NonNullable<ChartConfiguration['options']>['layout']>['padding']

function paddingOf(padding: Padding): { top: number; bottom: number; left: number; right: number } {
  if (typeof padding === 'number') return { top: padding, bottom: padding, left: padding, right: padding }
  const sides = typeof padding === 'object' ? padding : {}
  const side = (name: 'top' | 'bottom' | 'left' | 'right'): number => {
    const value = name in sides ? (sides as Record<string, unknown>)[name] : 0 // x, y and functions are not used here
    return typeof value === 'number' ? value : 0
  }
  return { top: side('top'), bottom: side('bottom'), left: side('left'), right: side('right') }
}
