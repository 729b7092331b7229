import { indexText } from './numbers.ts'
import type { IntervalRow, ReportBlock, ReportColumn, ReportPicture, ReportRow } from './report-model.ts'
import type { ReportWord, Say } from './words.ts'

/** Numbers that run through a whole report, its annexes included. */
export interface Counters {
  tables: number
  figures: number
}

/** Collects the blocks of a report in order and numbers its sections, tables and figures. */
export class BlockList {
  readonly blocks: ReportBlock[] = []
  readonly #say: Say
  readonly #counters: Counters
  readonly #hasPictures: boolean
  #section = 0
  #subsection = 0

  /** @param hasPictures false in a notice: tables and sentences say it all */
  constructor(say: Say, counters: Counters, hasPictures: boolean) {
    this.#say = say
    this.#counters = counters
    this.#hasPictures = hasPictures
  }

  /** Its sections are numbered from 1 again. */
  part(key: ReportWord): void {
    this.#section = 0
    this.blocks.push({ kind: 'heading', level: 1, text: this.#say(key) })
  }

  section(key: ReportWord): void {
    this.#section += 1
    this.#subsection = 0
    this.blocks.push({ kind: 'heading', level: 2, text: `${this.#section}. ${this.#say(key)}` })
  }

  /** `a) …`: of few, as many as there are letters. */
  subsection(key: ReportWord): void {
    const letter = String.fromCharCode('a'.charCodeAt(0) + this.#subsection)
    this.#subsection += 1
    this.blocks.push({ kind: 'heading', level: 3, text: `${letter}) ${this.#say(key)}` })
  }

  /** Sentences of one paragraph; what is null or empty is left out, and a paragraph without any. */
  text(...sentences: readonly (string | null)[]): void {
    const text = sentences.filter((sentence) => sentence !== null && sentence !== '').join(' ')
    if (text !== '') this.blocks.push({ kind: 'paragraph', text })
  }

  /** The last ends with a point, the others as they stand. */
  list(items: readonly string[]): void {
    if (items.length === 0) return
    const last = items.length - 1
    const ended = items.map((item, at) => (at === last ? `${item.replace(/[;.]$/, '')}.` : item))
    this.blocks.push({ kind: 'list', items: ended })
  }

  table(
    caption: string,
    columns: readonly ReportColumn[],
    rows: readonly ReportRow[],
    note: string | null = null,
  ): void {
    if (rows.length === 0) return
    this.#counters.tables += 1
    const numbered = this.#say('table.title', { number: this.#counters.tables, caption })
    this.blocks.push({ kind: 'table', table: { caption: numbered, columns, rows, note } })
  }

  /** A picture of indices on their intervals; of a single one there is nothing to see. */
  intervals(caption: string, rows: readonly IntervalRow[]): void {
    if (rows.length > 1) this.#figure(caption, rows, { kind: 'intervals', rows })
  }

  /** A line through indices in time; two of them are told in words. */
  trend(caption: string, points: readonly IntervalRow[]): void {
    if (points.length > 2) this.#figure(caption, points, { kind: 'trend', points })
  }

  #figure(caption: string, rows: readonly IntervalRow[], picture: ReportPicture): void {
    if (!this.#hasPictures) return
    this.#counters.figures += 1
    const told = rows
      .map(({ name, index }) => this.#say('alternative.row', { name, index: indexText(index) }))
      .join('; ')
    const alternative = this.#say('alternative.intervals', { caption, rows: told })
    const numbered = this.#say('figure.title', { number: this.#counters.figures, caption })
    this.blocks.push({ kind: 'figure', figure: { caption: numbered, alternative, picture } })
  }
}
