import { MM_PER_PT } from '../../core/print/paper.ts'
import { textWidth } from '../../core/print/text-metrics.ts'
import { type Language, wordsFor } from '../../core/words.ts'
import { type Element, frameOf, type PdfMark, type Place, type Unit } from './pdf-flow.ts'
import { child } from './pdf-front.ts'
import { layText } from './pdf-words.ts'
import { POINTS } from './report-style.ts'

/** A heading that the table of contents and the outline name. */
export interface Entry {
  readonly level: 1 | 2
  readonly text: string
  readonly place: Place
}

const INDENT = 5
/** For the page's number and a little before it. */
const NUMBER_ROOM = 12

/** Every entry with its page, dots between; each leads there. */
export function contentsUnits(entries: readonly Entry[], language: Language, root: Element): readonly Unit[] {
  const { left, width } = frameOf(false)
  const size = POINTS.contents
  const heading = layText(wordsFor('report.contents', language), width, { size, style: 'bold', align: 'center' })
  const element = child(root, 'P')
  const list = child(root, 'TOC')
  const title: Unit = {
    height: heading.lineHeight + 1,
    before: 2,
    keepNext: true,
    draw: (top) => [{ element, marks: () => [heading.draw(0, left, top)] }],
  }
  return [
    title,
    ...entries.map((entry) => entryUnit(entry, child(child(list, 'TOCI'), 'Link'), left, width)),
    { height: 6 * MM_PER_PT, before: 0, keepNext: false, draw: () => [] },
  ]
}

function entryUnit({ level, text, place }: Entry, element: Element, left: number, width: number): Unit {
  const size = POINTS.contents
  const style = level === 1 ? 'bold' : 'regular'
  const x = left + (level - 1) * INDENT
  const laid = layText(text, left + width - NUMBER_ROOM - x, { size, style })
  const last = laid.lines.length - 1
  const height = laid.lines.length * laid.lineHeight + 0.7
  const draw: Unit['draw'] = (top) => {
    const lastTop = top + last * laid.lineHeight
    const marks = (): readonly PdfMark[] => {
      const words = laid.lines.map((_, at) => laid.draw(at, x, top + at * laid.lineHeight))
      const page = layText(String(place.sheet?.number ?? ''), width, { size, align: 'right' })
      return [...words, page.draw(0, left, lastTop)]
    }
    const leader = (): readonly PdfMark[] => {
      const from = x + textWidth(laid.lines[last]?.text ?? '', style, size) + 1.5
      const to = left + width - textWidth(String(place.sheet?.number ?? ''), 'regular', size) - 1.5
      return to > from ? [{ kind: 'leader', from, to, y: lastTop + laid.lineHeight * 0.76 }] : []
    }
    const link = { to: place, x, y: top, width: left + width - x, height }
    return [
      { element, marks, link },
      { element: null, marks: leader },
    ]
  }
  return { height, before: 0, keepNext: false, draw }
}
