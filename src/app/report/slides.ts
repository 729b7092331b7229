import { errorMessage } from '../../core/errors.ts'
import type { Deck } from '../../core/report/deck.ts'
import { countText, dayText } from '../../core/report/numbers.ts'
import { deckPptx } from '../../files/report/deck-pptx.ts'
import type { ReportData } from './report-data.ts'
import { casesSlide, commentsSlide, methodSlide, serviceSlide } from './slides/action-slides.ts'
import {
  agenciesSlide,
  beforeSlide,
  factorsSlide,
  itemsSlide,
  overallSlide,
  placesSlide,
} from './slides/result-slides.ts'
import { slideContext } from './slides/slide-context.ts'

/** The figures of a report as slides (.pptx), a title and about ten more: what there is nothing to say of has none. */
export function reportSlides(data: ReportData): Promise<Uint8Array> {
  return deckPptx(buildDeck(data))
}

/** The words and figures of the slides, before they are a file. */
export function buildDeck(data: ReportData): Deck {
  const context = slideContext(data)
  const { say, time, of, word, language } = context
  const { summary, survey, office, today } = data
  const slides = [
    ...[overallSlide(context), factorsSlide(context), agenciesSlide(context), placesSlide(context)],
    ...[itemsSlide(context), beforeSlide(context), serviceSlide(context), commentsSlide(context)],
    ...[casesSlide(context), methodSlide(context)],
  ]
  return {
    language,
    title: say('subject', { time, of }),
    office: office.office,
    date: dayText(today),
    warning: survey.isDemonstration ? say('warning') : null,
    source: word('source', {
      ...{ survey: survey.name, n: countText(summary.counts.valid) },
      formula: errorMessage(`formula-${summary.formula}`, {}, language),
    }),
    slides: slides.filter((slide) => slide !== null),
  }
}
