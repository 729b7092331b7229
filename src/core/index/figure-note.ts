import { errorMessage } from '../errors.ts'
import type { Aggregate, Formula, Text } from '../questionnaire/questionnaire.ts'
import { type Language, textIn, wordsFor } from '../words.ts'
import { dayWords } from './days.ts'

/** How every figure of one result was made: what must go with it wherever it is shown, printed or sent. */
export interface Provenance {
  readonly survey: string
  readonly year: number
  /** Of invented responses, which wherever they go are to be told from real ones. */
  readonly isDemonstration: boolean
  /** First and last ISO day on which its forms were collected; null where no form says one. */
  readonly firstDay: string | null
  readonly lastDay: string | null
  readonly questionnaire: string
  readonly version: number
  readonly formula: Formula
  readonly aggregate: Aggregate
  readonly weights: 'on' | 'off'
  /** What the responses were narrowed to, in words; null for all of them. */
  readonly filter: Text | null
}

/** What a single figure says of itself beside its value. */
export interface NotedFigure {
  /** Respondents with an answer. */
  readonly n: number
  readonly answers?: number | undefined
  readonly lower95?: number | null | undefined
  readonly upper95?: number | null | undefined
  /** What it is where it isn't an index by the provenance's formula. */
  readonly measure?: 'share' | 'dissatisfied' | undefined
}

/**
 * Where a figure comes from, a line a matter: formula and aggregate; n, answers and interval (without `figure`, the note is
 * of a whole table, these are left out); what it was narrowed to; survey and period; questionnaire and its version.
 */
export function figureNoteLines(provenance: Provenance, figure: NotedFigure | null, language: Language): string[] {
  const own = figure === null ? [] : [countsOf(figure, language), ...intervalOf(figure, language)]
  return [
    methodWords(provenance, figure, language),
    ...own,
    ...filterOf(provenance, language),
    `${provenance.survey} (${periodWords(provenance, language)})`,
    questionnaireWords(provenance, language),
  ]
}

/** The same on one line, for the foot of a picture or a table. */
export function figureNote(provenance: Provenance, figure: NotedFigure | null, language: Language): string {
  return figureNoteLines(provenance, figure, language).join(' · ')
}

/** `năm 2026, thu phiếu từ 01/07/2026 đến 30/09/2026`; before it that the responses are invented, where they are. */
export function periodWords({ year, firstDay, lastDay, isDemonstration }: Provenance, language: Language): string {
  const warning = isDemonstration ? `${wordsFor('note.demonstration', language)}, ` : ''
  if (firstDay === null || lastDay === null) return warning + wordsFor('note.year', language, { year })
  const days = { year, from: dayWords(firstDay), to: dayWords(lastDay) }
  return warning + wordsFor('note.period', language, days)
}

function filterOf({ filter }: Provenance, language: Language): string[] {
  return filter === null ? [] : [wordsFor('note.filter', language, { filter: textIn(filter, language) })]
}

/** `Phiếu tthc-2017, bản 1`. */
export function questionnaireWords({ questionnaire: code, version }: Provenance, language: Language): string {
  return wordsFor('note.questionnaire', language, { code, version })
}

function methodWords(
  { formula, aggregate, weights }: Provenance,
  figure: NotedFigure | null,
  language: Language,
): string {
  const weighted = weights === 'on' ? [wordsFor('note.weighted', language)] : []
  if (figure?.measure !== undefined) return [wordsFor(`note.${figure.measure}`, language), ...weighted].join(', ')
  const words = [errorMessage(`formula-${formula}`, {}, language)]
  if (formula !== 'all-satisfied') words.push(errorMessage(`aggregate-${aggregate}`, {}, language).toLowerCase())
  return [...words, ...weighted].join(', ')
}

function countsOf({ n, answers }: NotedFigure, language: Language): string {
  if (answers === undefined) return wordsFor('note.forms', language, { n: whole.format(n) })
  return wordsFor('note.formsAndAnswers', language, { n: whole.format(n), answers: whole.format(answers) })
}

function intervalOf({ lower95, upper95 }: NotedFigure, language: Language): string[] {
  if (lower95 === undefined || upper95 === undefined) return []
  if (lower95 === null || upper95 === null) return [wordsFor('note.noInterval', language)]
  const ends = { lower: twoDecimals.format(lower95), upper: twoDecimals.format(upper95) }
  return [wordsFor('note.interval', language, ends)]
}

/** As an office writes them, in both languages. */
const whole = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 })
const twoDecimals = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
