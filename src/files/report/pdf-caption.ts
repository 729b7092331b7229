import { textWidth } from '../../core/print/text-metrics.ts'
import { captionParts } from '../../core/report/part-lines.ts'
import type { Element, PdfMark, Unit } from './pdf-flow.ts'
import { layText } from './pdf-words.ts'
import { POINTS } from './report-style.ts'

interface CaptionPlace {
  readonly left: number
  readonly width: number
  /** mm */
  readonly before: number
  readonly element: Element
}

/** `Bảng 1.` bold, its words in italics, centred. */
export function captionUnits(text: string, { left, width, before, element }: CaptionPlace): readonly Unit[] {
  const { label, rest } = captionParts(text)
  const size = POINTS.caption
  const labelWidth = textWidth(label, 'bold', size) + (label === '' ? 0 : textWidth(' ', 'italic', size))
  // The label takes its room from the first line, and half of it is what that line moves from the middle.
  const laid = layText(rest.trim(), width, { size, style: 'italic', align: 'center', indent: labelWidth })
  return laid.lines.map((_, at) => ({
    height: laid.lineHeight,
    before: at === 0 ? before : 0,
    keepNext: at < laid.lines.length - 1,
    draw: (top) => {
      const words = laid.draw(at, left, top)
      const marks =
        at === 0 && words.kind === 'words' && label !== '' ? [labelMark(words, label, labelWidth), words] : [words]
      return [{ element, marks: () => marks }]
    },
  }))
}

function labelMark(words: Extract<PdfMark, { kind: 'words' }>, label: string, width: number): PdfMark {
  return { ...words, x: words.x - width, text: `${label} `, style: 'bold' }
}
