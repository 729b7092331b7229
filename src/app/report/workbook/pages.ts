import { type ErrorCode, errorMessage } from '../../../core/errors.ts'
import type { WordParams } from '../../../core/fill-words.ts'
import type { NodeEstimate } from '../../../core/index/estimate.ts'
import type { Verdict } from '../../../core/index/targets.ts'
import type { Text } from '../../../core/questionnaire/questionnaire.ts'
import { type BookWord, bookWord } from '../../../core/report/book-words.ts'
import { textIn } from '../../../core/words.ts'
import type { BookCell, BookColumn, BookLine, BookSheet, BookTable } from '../../../files/xlsx-book.ts'
import type { IndexCell } from '../../index-cells.ts'
import type { ReportData } from '../report-data.ts'

/** What every sheet of the workbook is made with. */
export interface Pages {
  readonly data: ReportData
  readonly word: (key: BookWord, params?: WordParams) => string
  readonly say: (code: ErrorCode, params?: WordParams) => string
  readonly text: (text: Text) => string
}

/** A sheet with what the contents say of it. */
export interface Page {
  readonly sheet: BookSheet
  readonly about: string
}

export function pagesOf(data: ReportData): Pages {
  const { language } = data
  return {
    data,
    word: (key, params) => bookWord(key, language, params),
    say: (code, params = {}) => errorMessage(code, params, language),
    text: (text) => textIn(text, language),
  }
}

type SheetKey = BookWord extends infer Key ? (Key extends `about-${infer Name}` ? Name : never) : never
export type PageKey = Exclude<SheetKey, 'agencies-part'>

/** A page under its name; `lines` stand over its table, after the warning that the data are made up, where they are. */
export function pageOf(
  pages: Pages,
  key: PageKey,
  lines: readonly BookLine[],
  table: BookTable,
  more: Partial<Pick<BookSheet, 'charts'>> & { readonly about?: BookWord } = {},
): Page {
  const { word } = pages
  const { about = `about-${key}` as const, ...rest } = more
  return {
    about: word(about),
    sheet: {
      name: word(`sheet-${key}`),
      title: word(about),
      back: { text: word('back'), sheet: word('sheet-contents') },
      lines: [...warningOf(pages), ...lines],
      table,
      foot: word('page'),
      ...rest,
    },
  }
}

export function warningOf({ data, word }: Pages): BookLine[] {
  return data.survey.isDemonstration ? [{ text: word('demonstration'), isWarning: true }] : []
}

const VERDICT_LOOKS = { met: 'good', 'not-met': 'bad', unsure: 'doubt' } as const

/** `✓ Đạt`, in its colour. */
export function verdictCell({ word }: Pages, verdict: Verdict | null): BookCell {
  return verdict === null ? null : { said: word(`verdict-${verdict}`), look: VERDICT_LOOKS[verdict] }
}

/** Why there is no figure or no interval, or that it is Wilson's. */
export function noteOf({ data, say, word }: Pages, { note }: Pick<NodeEstimate, 'note'>): string {
  if (note === null) return ''
  return note === 'too-few-to-show'
    ? word('hidden-row', { n: data.smallCells.minimumShown })
    : say(`index-note-${note}`)
}

/** Heads of the cells that figuresOf gives, in its order. */
export function figureColumns({ say }: Pages): BookColumn[] {
  return [
    { heading: say('column-n'), width: 9, format: 'whole' },
    { heading: say('column-answers'), width: 11, format: 'whole' },
    { heading: say('column-index'), width: 9, format: 'points' },
    { heading: say('column-standard-error'), width: 9, format: 'points' },
    { heading: say('column-lower'), width: 10, format: 'points' },
    { heading: say('column-upper'), width: 10, format: 'points' },
    { heading: say('column-target'), width: 9, format: 'points' },
    { heading: say('column-met'), width: 23, format: 'text' },
  ]
}

/** The cells under figureColumns. */
export function figuresOf(pages: Pages, cell: Omit<IndexCell, 'by' | 'node' | 'label'>): BookCell[] {
  const { n, answers, index, standardError, lower95, upper95, target, verdict } = cell
  return [n, answers, index, standardError, lower95, upper95, target, verdictCell(pages, verdict)]
}

export function textColumn(heading: string, width: number): BookColumn {
  return { heading, width, format: 'text' }
}
