import type { Deck, Slide } from '../../core/report/deck.ts'
import { drawBody } from './deck-bodies.ts'
import { clean, FACE, type Hand, INK } from './deck-look.ts'
import { Presentation } from './pptx-library.ts'

/** Inches of a 16:9 page 13.33 wide. */
const PAGE = { left: 0.6, width: 12.13, titleTop: 0.4, titleHeight: 0.95, foot: 6.95 } as const

/** All in memory. Charts are native ones, with their figures behind them. */
export async function deckPptx(deck: Deck): Promise<Uint8Array> {
  const file = new Presentation()
  file.layout = 'LAYOUT_WIDE'
  file.title = clean(deck.title)
  file.author = clean(deck.office)
  file.company = clean(deck.office)
  file.theme = { headFontFace: FACE, bodyFontFace: FACE }
  file.subject = clean(deck.source)
  const hand = { fontFace: FACE, lang: deck.language === 'vi' ? 'vi-VN' : 'en-GB' }
  defineMasters(file, deck, hand)
  titlePage(file, deck, hand)
  for (const slide of deck.slides) contentPage(file, slide, hand)
  return (await file.write({ outputType: 'uint8array' })) as Uint8Array // as asked for
}

function defineMasters(file: Presentation, { source, warning }: Deck, hand: Hand): void {
  const foot = { ...hand, fontSize: 11, color: INK.soft, margin: 0 }
  file.defineSlideMaster({
    title: 'OPENING',
    background: { color: INK.blue },
    objects: [titlePlace({ x: 0.9, y: 1.6, w: 11.5, h: 2.6, fontSize: 38, color: INK.paper, valign: 'bottom' })],
  })
  file.defineSlideMaster({
    title: 'CONTENT',
    background: { color: INK.paper },
    objects: [
      { rect: { x: 0, y: 0, w: 0.18, h: 7.5, fill: { color: INK.blue } } },
      titlePlace({
        ...{ x: PAGE.left, y: PAGE.titleTop, w: PAGE.width, h: PAGE.titleHeight },
        ...{ fontSize: 30, color: INK.blue, valign: 'middle' },
      }),
      { text: { text: clean(source), options: { ...foot, x: PAGE.left, y: PAGE.foot, w: 10.8, h: 0.35 } } },
      ...(warning === null
        ? []
        : [
            {
              text: {
                text: clean(warning),
                options: { ...foot, color: INK.red, bold: true, x: PAGE.left, y: PAGE.foot - 0.3, w: 11.8, h: 0.3 },
              },
            },
          ]),
    ],
    slideNumber: {
      x: 12.3,
      y: PAGE.foot,
      w: 0.6,
      h: 0.35,
      fontFace: FACE,
      fontSize: 11,
      color: INK.soft,
      align: 'right',
    },
  })
}

interface TitleOptions {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
  readonly fontSize: number
  readonly color: string
  readonly valign: 'middle' | 'bottom'
}

/** A real title, which outlines and screen readers find. */
function titlePlace(options: TitleOptions) {
  return {
    placeholder: {
      options: {
        name: 'title',
        type: 'title' as const,
        fontFace: FACE,
        bold: true,
        align: 'left' as const,
        margin: 0,
        ...options,
      },
      text: '',
    },
  }
}

function titlePage(file: Presentation, { title, office, date, warning }: Deck, hand: Hand): void {
  const page = file.addSlide({ masterName: 'OPENING' })
  page.addText(clean(title), { placeholder: 'title', lang: hand.lang })
  const below = [office, date].filter((line) => line !== '').join('\n')
  const look = { x: 0.9, w: 11.5, ...hand, color: INK.paper, margin: 0 }
  page.addText(clean(below), { ...look, y: 4.5, h: 1, fontSize: 22, valign: 'top' })
  if (warning !== null) {
    const fill = { color: INK.paper }
    page.addText(clean(warning), {
      ...look,
      y: 6.1,
      h: 0.8,
      fontSize: 18,
      bold: true,
      color: INK.red,
      fill,
      align: 'center',
    })
  }
  page.addNotes(clean([title, office, date, warning ?? ''].join('\n')))
}

const LEAD_LINE = 0.42
/** Letters of a lead line. */
const LEAD_LETTERS = 95
const BODY_TOP = 1.5
const BODY_END = 6.6

function contentPage(file: Presentation, { title, lead, body, notes }: Slide, hand: Hand): void {
  const page = file.addSlide({ masterName: 'CONTENT' })
  page.addText(clean(title), { placeholder: 'title', lang: hand.lang })
  const lines = lead.reduce((sum, line) => sum + Math.ceil(line.length / LEAD_LETTERS), 0)
  const height = lines * LEAD_LINE
  if (lines > 0) {
    page.addText(clean(lead.join('\n')), {
      ...{ x: PAGE.left, y: BODY_TOP - 0.1, w: PAGE.width, h: height },
      ...{ ...hand, fontSize: 18, color: INK.text, margin: 0, valign: 'top' },
    })
  }
  const top = BODY_TOP + height
  drawBody(page, body, { x: PAGE.left, y: top, w: PAGE.width, h: BODY_END - top }, hand)
  page.addNotes(clean(notes.join('\n')))
}
