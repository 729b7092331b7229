import type { WordParams } from '../../../core/fill-words.ts'
import { figureNoteLines } from '../../../core/index/figure-note.ts'
import type { Slide, SlideBody } from '../../../core/report/deck.ts'
import { type DeckWord, deckWord } from '../../../core/report/deck-words.ts'
import { indexText, intervalText } from '../../../core/report/numbers.ts'
import type { IntervalRow } from '../../../core/report/report-model.ts'
import { type ReportContext, reportContext } from '../report-context.ts'
import type { ReportData } from '../report-data.ts'

/** What every slide is made with. */
export interface SlideContext extends ReportContext {
  readonly word: (key: DeckWord, params?: WordParams) => string
}

export function slideContext(data: ReportData): SlideContext {
  return { ...reportContext(data, []), word: (key, params) => deckWord(key, data.language, params) }
}

interface Parts {
  readonly title: string
  readonly lead?: readonly (string | null)[]
  readonly body: SlideBody
  /** Beside the lead and where the figures come from. */
  readonly notes?: readonly (string | null)[]
}

/** A slide whose notes repeat its lead and end with where the figures come from. */
export function slideOf({ data }: SlideContext, { title, lead = [], body, notes = [] }: Parts): Slide {
  const said = (lines: readonly (string | null)[]): string[] => lines.filter((line) => line !== null)
  const source = figureNoteLines(data.summary.provenance, null, data.language)
  return { title, lead: said(lead), body, notes: [...said(notes), ...said(lead), ...source] }
}

/** A chart of intervals that names every figure for whoever can't see it. */
export function intervalsBody({ word }: SlideContext, title: string, rows: readonly IntervalRow[]): SlideBody {
  const told = rows.map(({ name, index, lower95, upper95 }) => {
    return `${name} ${indexText(index)} (${intervalText(lower95, upper95)})`
  })
  const signs = rows.some(({ verdict }) => verdict !== null) ? [word('chart-signs')] : []
  const legend = [word('chart'), ...signs].join(' ')
  return { kind: 'intervals', rows, legend, alternative: word('alternative', { title, rows: told.join('; ') }) }
}

/** A chart of shares of 0-100 that names every figure for whoever can't see it. */
export function sharesBody(
  { word }: SlideContext,
  title: string,
  rows: readonly { readonly name: string; readonly percent: number }[],
): SlideBody {
  const told = rows.map(({ name, percent }) => `${name} ${indexText(percent)} %`)
  return { kind: 'shares', rows, alternative: word('alternative', { title, rows: told.join('; ') }) }
}
