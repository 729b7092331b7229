import type { Verdict } from '../index/targets.ts'
import type { Language } from '../words.ts'
import type { IntervalRow } from './report-model.ts'

/** A report to be shown on a wall, in words that are ready: one idea a slide, big type. Looks are the writer's business. */
export interface Deck {
  readonly language: Language
  /** `Kết quả đo lường sự hài lòng …`. */
  readonly title: string
  readonly office: string
  readonly date: string
  /** On every slide, where the data are invented; null otherwise. */
  readonly warning: string | null
  /** At the foot of every slide: survey, forms, formula. */
  readonly source: string
  readonly slides: readonly Slide[]
}

export interface Slide {
  readonly title: string
  /** A sentence or two under the title. */
  readonly lead: readonly string[]
  readonly body: SlideBody
  /** What the speaker reads: sentences with their intervals, and where the figures come from. */
  readonly notes: readonly string[]
}

export type SlideBody =
  /** One figure as big as the slide allows. */
  | {
      readonly kind: 'figure'
      readonly value: string
      readonly said: string
      readonly verdict: Verdict | null
      readonly lines: readonly string[]
    }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | {
      readonly kind: 'intervals'
      readonly rows: readonly IntervalRow[]
      readonly alternative: string
      /** Below it: how to read it. */
      readonly legend: string
    }
  | {
      readonly kind: 'shares'
      readonly rows: readonly { readonly name: string; readonly percent: number }[]
      readonly alternative: string
    }
  | {
      readonly kind: 'table'
      readonly columns: readonly { readonly heading: string; readonly share: number }[]
      readonly rows: readonly (readonly string[])[]
    }
