import { AlignmentType, type FileChild, HeadingLevel, ImageRun, Paragraph } from 'docx'
import { wrapText } from '../../core/print/text-metrics.ts'
import { partLines } from '../../core/report/part-lines.ts'
import type { ReportBlock, ReportFigure } from '../../core/report/report-model.ts'
import type { ReportPictures } from '../../core/report/report-pictures.ts'
import { CONTENT_MM, REPORT_LAYOUT, REPORT_SIZE, twips } from '../decree-page.ts'
import { caption, tableParts } from './report-table.ts'
import { paragraph, runs } from './word-text.ts'

export interface BlockPage {
  readonly pictures: ReportPictures
  readonly orientation: keyof typeof CONTENT_MM
}

/** The list of the document's numbering that dashes stand before. */
export const DASHES = 'dashes'

/**
 * What stands in a document, in order.
 * @param isSigned keeps the last lines on one page with the signature that follows
 */
export function blockParts(blocks: readonly ReportBlock[], page: BlockPage, isSigned = false): FileChild[] {
  const kept = isSigned ? keptFrom(blocks) : blocks.length
  return blocks.flatMap((block, index) => blockPart(block, page, index >= kept))
}

/** Where the end begins that has lines enough; blocks that aren't text have them by themselves. */
function keptFrom(blocks: readonly ReportBlock[]): number {
  let lines = 0
  let first = blocks.length
  while (first > 0 && lines < REPORT_LAYOUT.leastLines) {
    first -= 1
    const block = blocks[first]
    if (block?.kind === 'paragraph') lines += linesOf(block.text)
    else if (block?.kind === 'list') lines += block.items.reduce((sum, item) => sum + linesOf(item), 0)
    else lines = REPORT_LAYOUT.leastLines
  }
  return first
}

function linesOf(text: string): number {
  return wrapText(text, 'regular', REPORT_SIZE.body / 2, CONTENT_MM.portrait).length
}

function blockPart(block: ReportBlock, page: BlockPage, keepNext: boolean): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingPart(block.level, block.text)]
    case 'paragraph':
      return [paragraph(runs(block.text), { style: 'BodyText', keepNext })]
    case 'list': {
      const numbering = { reference: DASHES, level: 0 }
      // Of a long list only the end has to stay with the signature.
      return block.items.map((item, at) =>
        paragraph(runs(item), {
          style: 'ListParagraph',
          numbering,
          keepNext: keepNext && at >= block.items.length - REPORT_LAYOUT.leastLines,
        }),
      )
    }
    case 'table':
      return tableParts(block.table, twips(CONTENT_MM[page.orientation]), keepNext)
    case 'figure':
      return figureParts(block.figure, page, keepNext)
  }
}

function headingPart(level: 1 | 2 | 3, text: string): Paragraph {
  if (level === 1) return partHeading(text)
  return paragraph(runs(text), { heading: level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3 })
}

/** Of a part or an annex. */
export function partHeading(text: string, options: Parameters<typeof paragraph>[1] = {}): Paragraph {
  return paragraph(runs(partLines(text).join('\n')), { heading: HeadingLevel.HEADING_1, ...options })
}

const PIXELS_PER_MM = 96 / 25.4
/** A figure and its caption fit on a page beside a heading. */
const MOST_HEIGHT_MM = { portrait: 200, landscape: 125 } as const

/** The picture, no wider than the text, and its caption below; nothing where it wasn't drawn. */
function figureParts(figure: ReportFigure, { pictures, orientation }: BlockPage, keepNext: boolean): FileChild[] {
  const picture = pictures.get(figure)
  if (picture === undefined) return []
  const scale = Math.min(1, CONTENT_MM[orientation] / picture.widthMm, MOST_HEIGHT_MM[orientation] / picture.heightMm)
  const image = new ImageRun({
    type: 'png',
    data: picture.png,
    transformation: {
      width: picture.widthMm * scale * PIXELS_PER_MM,
      height: picture.heightMm * scale * PIXELS_PER_MM,
    },
    altText: { name: figure.caption, title: figure.caption, description: figure.alternative },
  })
  return [
    new Paragraph({ children: [image], alignment: AlignmentType.CENTER, spacing: { before: 120 }, keepNext: true }),
    caption(figure.caption, keepNext),
  ]
}
