import { MM_PER_PT } from '../../core/print/paper.ts'
import { drawPicture } from '../../core/report/draw-picture.ts'
import { partLines } from '../../core/report/part-lines.ts'
import type { Mark, Picture } from '../../core/report/picture-parts.ts'
import type { ReportBlock, ReportFigure } from '../../core/report/report-model.ts'
import type { Language } from '../../core/words.ts'
import { REPORT_LAYOUT } from '../decree-page.ts'
import { captionUnits } from './pdf-caption.ts'
import type { Entry } from './pdf-contents.ts'
import { type Element, frameOf, type Place, type Unit } from './pdf-flow.ts'
import { child } from './pdf-front.ts'
import { tableUnits } from './pdf-table.ts'
import { TEXT, type TextLook, textUnits } from './pdf-words.ts'
import { POINTS } from './report-style.ts'

/** Between two paragraphs of text: 6 pt. */
export const BETWEEN = 6 * MM_PER_PT
const BODY: TextLook = { size: POINTS.body, align: 'justify', indent: REPORT_LAYOUT.firstLine, leading: TEXT }
/** A figure and its caption fit on a page beside a heading, mm. */
const ROOM_BESIDE = 45

export interface BlockPage {
  readonly isLandscape: boolean
  readonly language: Language
  /** The headings of the first two levels are added. */
  readonly entries: Entry[]
  /** What is read there. */
  readonly root: Element
}

/** What stands in a document, in order. */
export function blockUnits(blocks: readonly ReportBlock[], page: BlockPage): readonly Unit[] {
  return blocks.flatMap((block) => blockPart(block, page))
}

function blockPart(block: ReportBlock, page: BlockPage): readonly Unit[] {
  const { left, width } = frameOf(page.isLandscape)
  const { root } = page
  switch (block.kind) {
    case 'heading':
      return headingUnits(block.level, block.text, page)
    case 'paragraph':
      return textUnits(block.text, { x: left, width, before: BETWEEN, look: BODY, element: child(root, 'P') })
    case 'list': {
      const list = child(root, 'L')
      return block.items.flatMap((item) => {
        const element = child(child(list, 'LI'), 'LBody')
        return textUnits(`- ${item}`, { x: left, width, before: BETWEEN, look: BODY, element })
      })
    }
    case 'table':
      return tableUnits(block.table, left, width, root)
    case 'figure':
      return figureUnits(block.figure, page)
  }
}

function headingUnits(level: 1 | 2 | 3, text: string, page: BlockPage): readonly Unit[] {
  if (level === 1) return partUnits(partLines(text), page, 4)
  const { left, width } = frameOf(page.isLandscape)
  const look = { ...BODY, style: 'bold', isSlanted: level === 3 } as const
  const element = child(page.root, `H${level + 1}`)
  const units = textUnits(text, { x: left, width, before: BETWEEN * 1.3, look, element, keepNext: true })
  return level === 2 ? placed(units, { level, text }, page) : units
}

/** Of a part or an annex, centred. */
export function partUnits(lines: readonly string[], page: BlockPage, before: number): readonly Unit[] {
  const { left, width } = frameOf(page.isLandscape)
  const look = { size: POINTS.body, style: 'bold', align: 'center', leading: TEXT } as const
  const element = child(page.root, 'H2')
  const units = lines.flatMap((line, at) =>
    textUnits(line, { x: left, width, before: at === 0 ? before : 0, look, element, keepNext: true }),
  )
  return placed(units, { level: 1, text: lines.join('. ') }, page)
}

/** The first line is where the contents lead to. */
function placed(units: readonly Unit[], entry: Omit<Entry, 'place'>, { entries }: BlockPage): readonly Unit[] {
  const place: Place = { sheet: null, y: 0 }
  entries.push({ ...entry, place })
  return units.map((unit, at) => (at === 0 ? { ...unit, place } : unit))
}

/** The picture as lines and letters, no wider than the text, and its caption below. */
function figureUnits({ picture, caption, alternative }: ReportFigure, page: BlockPage): readonly Unit[] {
  const { left, width, height } = frameOf(page.isLandscape)
  const drawn = drawPicture(picture, page.language)
  const scale = Math.min(1, width / drawn.widthMm, (height - ROOM_BESIDE) / drawn.heightMm)
  const x = left + (width - drawn.widthMm * scale) / 2
  const element = child(page.root, 'Figure', { alternative })
  const unit: Unit = {
    height: drawn.heightMm * scale,
    before: 3,
    keepNext: true,
    draw: (top) => [{ element, marks: () => moved(drawn, x, top, scale) }],
  }
  const under = captionUnits(caption, { left, width, before: 1.5, element: child(page.root, 'P') })
  return [unit, ...under, { height: 2, before: 0, keepNext: false, draw: () => [] }]
}

function moved({ marks }: Picture, left: number, top: number, scale: number): readonly Mark[] {
  const at = <Point extends { readonly x: number; readonly y: number }>(point: Point): Point => {
    return { ...point, x: left + point.x * scale, y: top + point.y * scale }
  }
  return marks.map((mark): Mark => {
    if (mark.kind === 'text') return { ...at(mark), size: mark.size * scale }
    if (mark.kind === 'dot') return { ...at(mark), radius: mark.radius * scale }
    if (mark.kind === 'line') return { ...mark, points: mark.points.map(at), thickness: mark.thickness * scale }
    return { ...mark, points: mark.points.map(at) }
  })
}
