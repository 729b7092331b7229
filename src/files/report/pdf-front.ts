import { MM_PER_PT } from '../../core/print/paper.ts'
import { textWidth } from '../../core/print/text-metrics.ts'
import { balancedLines } from '../../core/report/balanced-lines.ts'
import type { ReportModel } from '../../core/report/report-model.ts'
import { wordsFor } from '../../core/words.ts'
import { REPORT_LAYOUT } from '../decree-page.ts'
import { type Element, frameOf, type Part, type PdfMark, type Unit } from './pdf-flow.ts'
import { layText, newElement, type TextLook } from './pdf-words.ts'
import { POINTS } from './report-style.ts'

const { left: LEFT, width: WIDTH } = frameOf(false)
const { officeWidth: OFFICE_WIDTH, signatureWidth: SIGNATURE_WIDTH, shortRule: SHORT_RULE } = REPORT_LAYOUT
const STATE_LEFT = LEFT + OFFICE_WIDTH
const STATE_WIDTH = WIDTH - OFFICE_WIDTH
const RULE_GAP = 1.3
const RULE_MM = 0.26

/** A rule centred in a column. */
export function ruleMark(left: number, width: number, length: number, y: number): PdfMark {
  const x = left + (width - length) / 2
  const points = [
    { x, y },
    { x: x + length, y },
  ]
  return { kind: 'line', points, thickness: RULE_MM, color: '#000000', isDashed: false }
}

/** Parts one under another in a column, drawn together. */
export class Column {
  height = 0
  readonly left: number
  readonly width: number
  private readonly drawn: ((top: number) => Part)[] = []

  constructor(left: number, width: number) {
    this.left = left
    this.width = width
  }

  text(element: Element, text: string, look: TextLook): void {
    const laid = layText(text, this.width, look)
    const from = this.height
    this.height += laid.lines.length * laid.lineHeight
    this.drawn.push((top) => ({
      element,
      marks: () => laid.lines.map((_, at) => laid.draw(at, this.left, top + from + at * laid.lineHeight)),
    }))
  }

  /** Lines about as long as each other, and how long the longest is, mm. */
  balanced(element: Element, text: string, look: TextLook): number {
    const { lines, width } = balancedLines(text, look.style ?? 'regular', look.size, this.width)
    this.text(element, lines.join('\n'), { ...look, align: 'center' })
    return width
  }

  rule(length: number): void {
    const from = this.height + RULE_GAP
    this.height = from + RULE_MM
    this.drawn.push((top) => ({ element: null, marks: () => [ruleMark(this.left, this.width, length, top + from)] }))
  }

  gap(height: number): void {
    this.height += height
  }

  draw(top: number): readonly Part[] {
    return this.drawn.map((draw) => draw(top))
  }
}

/** Columns beside each other as one unit. */
export function sideBySide(columns: readonly Column[], before: number): Unit {
  return {
    height: Math.max(...columns.map(({ height }) => height)),
    before,
    keepNext: true,
    draw: (top) => columns.flatMap((column) => column.draw(top)),
  }
}

/** A line in a frame, above everything. */
export function warningUnit(warning: string, root: Element): Unit {
  const column = new Column(LEFT + 1, WIDTH - 2)
  column.gap(1)
  column.text(child(root, 'P'), warning, { size: POINTS.warning, style: 'bold', align: 'center' })
  column.gap(1.4)
  const frame = (top: number): PdfMark => {
    const [right, bottom] = [LEFT + WIDTH, top + column.height]
    const corners = [
      { x: LEFT, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: LEFT, y: bottom },
      { x: LEFT, y: top },
    ]
    return { kind: 'line', points: corners, thickness: RULE_MM, color: '#000000', isDashed: false }
  }
  return {
    ...sideBySide([column], 0),
    draw: (top) => [...column.draw(top), { element: null, marks: () => [frame(top)] }],
  }
}

/** The two columns above a document: who issues it and its number; the state, its motto, place and date. */
export function letterheadUnits({ letterhead, language }: ReportModel, root: Element): readonly Unit[] {
  const { superior, office, number, placeAndDate } = letterhead
  const centred = { align: 'center' } as const
  const issuer = new Column(LEFT, OFFICE_WIDTH)
  if (superior !== '') issuer.balanced(child(root, 'P'), superior.toLocaleUpperCase('vi'), { size: POINTS.office })
  const look = { size: POINTS.office, style: 'bold' } as const
  issuer.rule(issuer.balanced(child(root, 'P'), office.toLocaleUpperCase('vi'), look) * SHORT_RULE)
  const state = new Column(STATE_LEFT, STATE_WIDTH)
  state.text(child(root, 'P'), wordsFor('report.state', language), { ...centred, size: POINTS.state, style: 'bold' })
  const motto = wordsFor('report.motto', language)
  state.text(child(root, 'P'), motto, { ...centred, size: POINTS.motto, style: 'bold' })
  state.rule(textWidth(motto, 'bold', POINTS.motto))
  const numbered = new Column(LEFT, OFFICE_WIDTH)
  // Room for a number written by hand, which spaces that break would lose.
  const kept = number.replace(/ {2,}/g, (spaces) => '\u00a0'.repeat(spaces.length))
  numbered.text(child(root, 'P'), kept, { ...centred, size: POINTS.number })
  const dated = new Column(STATE_LEFT, STATE_WIDTH)
  dated.text(child(root, 'P'), placeAndDate, { ...centred, size: POINTS.placeAndDate, style: 'italic' })
  return [sideBySide([issuer, state], 3), sideBySide([numbered, dated], 1.5)]
}

/** What the document is and what it is about, with a short rule under it. */
export function titleUnit({ title }: ReportModel, root: Element): Unit {
  const heading = child(root, 'H1')
  const column = new Column(LEFT, WIDTH)
  const look = { size: POINTS.body, style: 'bold' } as const
  column.text(heading, title.kind.toLocaleUpperCase('vi'), { ...look, align: 'center' })
  column.gap(1)
  column.rule(column.balanced(heading, title.subject, look) * SHORT_RULE)
  column.gap(4)
  return sideBySide([column], 5)
}

/** To whom it goes, where it goes up. */
export function addresseeUnits({ addressee }: ReportModel, root: Element): readonly Unit[] {
  if (addressee === undefined) return []
  const column = new Column(LEFT, WIDTH)
  column.text(child(root, 'P'), addressee, { size: POINTS.body, align: 'center' })
  column.gap(3)
  return [sideBySide([column], 0)]
}

/** Left for the hand and the seal, mm. */
const SIGNING_ROOM = 25

/** Who receives the document, left, and who signs it, right, on one page. */
export function closingUnit({ recipients, signature, language }: ReportModel, root: Element): Unit {
  const received = new Column(LEFT, WIDTH - SIGNATURE_WIDTH)
  if (recipients.length > 0) {
    const look = { size: POINTS.recipientsHead, style: 'bold', isSlanted: true } as const
    received.text(child(root, 'P'), wordsFor('report.recipients', language), look)
    const list = child(root, 'L')
    for (const line of recipients) {
      received.text(child(child(list, 'LI'), 'LBody'), `- ${line}`, { size: POINTS.recipients })
    }
  }
  const signed = new Column(LEFT + WIDTH - SIGNATURE_WIDTH, SIGNATURE_WIDTH)
  const look = { size: POINTS.body, style: 'bold', align: 'center' } as const
  for (const line of signature.authority) signed.text(child(root, 'P'), line.toLocaleUpperCase('vi'), look)
  signed.gap(SIGNING_ROOM)
  signed.text(child(root, 'P'), signature.name, look)
  return { ...sideBySide([received, signed], 12 * MM_PER_PT), keepNext: false }
}

/** A new element at the end of another. */
export function child(parent: Element, tag: string, more: Parameters<typeof newElement>[1] = {}): Element {
  const element = newElement(tag, more)
  parent.children.push(element)
  return element
}
