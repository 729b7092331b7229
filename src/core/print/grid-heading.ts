import type { Choice } from '../questionnaire/questionnaire.ts'
import { textIn } from '../words.ts'
import type { FormContext } from './form-context.ts'
import { COLUMN_PITCH } from './paper.ts'
import { printable, textWidth, wrapText } from './text-metrics.ts'

/** The lines above one column, each drawn narrower where it wouldn't fit otherwise. */
export type ColumnHeading = readonly { readonly text: string; readonly stretch: number }[]

/** Between the words of neighbouring columns, in mm. */
const WORD_GAP = 0.6
const WIDTH = COLUMN_PITCH - WORD_GAP
/** Any Vietnamese syllable fits a column at this stretch; a longer word calls for a legend. */
const LEAST_STRETCH = 0.8
const MOST_LINES = 5

/** The labels broken into their columns' width, or null where one of them doesn't fit. */
export function columnHeadings(labels: readonly string[], size: number): ColumnHeading[] | null {
  const headings = labels.map((label) => columnHeading(label, size))
  const fits = (heading: ColumnHeading): boolean =>
    heading.length <= MOST_LINES && heading.every((line) => line.stretch >= LEAST_STRETCH)
  return headings.every(fits) ? headings : null
}

function columnHeading(label: string, size: number): ColumnHeading {
  const lines: string[] = []
  for (const word of printable(label).split(/\s/)) {
    const joined = `${lines.at(-1) ?? ''} ${word}`.trim()
    if (lines.length > 0 && textWidth(joined, 'regular', size) <= WIDTH) lines[lines.length - 1] = joined
    else lines.push(word)
  }
  return lines.map((text) => ({ text, stretch: Math.min(1, WIDTH / textWidth(text, 'regular', size)) }))
}

interface LegendEntry {
  readonly x: number
  readonly text: string
}

const ENTRY_GAP = 6

/** `1 – Rất không hài lòng`, `2 – …` one after another, as many on a line as fit; a long one takes lines of its own. */
export function legendLines(context: FormContext, choices: readonly Choice[]): LegendEntry[][] {
  const { labelX, labelWidth, sizes, language } = context
  const lines: LegendEntry[][] = []
  let end = Number.POSITIVE_INFINITY
  for (const choice of choices) {
    const entry = `${choice.code} – ${textIn(choice.label, language)}`
    for (const text of wrapText(entry, 'regular', sizes.column, labelWidth)) {
      const width = textWidth(text, 'regular', sizes.column)
      if (end + width > labelX + labelWidth) {
        lines.push([])
        end = labelX
      }
      lines.at(-1)?.push({ x: end, text })
      end += width + ENTRY_GAP
    }
  }
  return lines
}
