import { dayWords } from '../../../core/index/days.ts'
import { questionnaireWords } from '../../../core/index/figure-note.ts'
import type { BookWord } from '../../../core/report/book-words.ts'
import type { BookCell, BookColumn, BookLine, BookSheet } from '../../../files/xlsx-book.ts'
import { type Page, type Pages, textColumn, warningOf } from './pages.ts'

/** What the file is of and how it was computed, then a link to every sheet. */
export function contentsSheet(pages: Pages, others: readonly Page[]): BookSheet {
  const { word, data } = pages
  const columns: BookColumn[] = [
    textColumn(word('column-sheet'), 26),
    textColumn(word('column-about'), 96),
    { heading: word('column-rows'), width: 10, format: 'whole' },
  ]
  const rows = others.map(({ sheet, about }) => ({
    cells: [{ text: sheet.name, sheet: sheet.name }, about, sheet.table.rows.length],
  }))
  return {
    name: word('sheet-contents'),
    title: `${word('title')}: ${data.survey.name}`,
    back: null,
    lines: [...warningOf(pages), ...factsOf(pages)],
    table: { columns, rows, frozen: false },
    foot: word('page'),
  }
}

function factsOf(pages: Pages): BookLine[] {
  const { data, word, say, text } = pages
  const { summary, survey, office, today } = data
  const { counts, provenance, formula, aggregate, weights } = summary
  const { firstDay, lastDay, filter } = provenance
  const fact = (name: BookWord, value: BookCell): BookLine[] => {
    return value === null || value === '' ? [] : [{ name: word(name), value }]
  }
  const collected =
    firstDay === null || lastDay === null ? '' : word('days', { from: dayWords(firstDay), to: dayWords(lastDay) })
  return [
    ...fact('fact-office', office.office),
    ...fact('fact-survey', `${survey.name} (${survey.code}, ${survey.year})`),
    ...fact('fact-scope', scopeOf(pages)),
    ...fact('fact-period', periodOf(pages)),
    ...fact('fact-collected', collected),
    ...fact(
      'fact-questionnaire',
      `${text(survey.questionnaireTitle)} (${questionnaireWords(provenance, data.language)})`,
    ),
    ...fact('fact-issued', counts.issued),
    ...fact('fact-brought-back', counts.collected),
    ...fact('fact-valid', counts.valid),
    ...fact('fact-formula', say(`formula-${formula}`)),
    ...(formula === 'all-satisfied' ? [] : fact('fact-aggregate', say(`aggregate-${aggregate}`))),
    ...fact('fact-weights', say(`weights-${weights}`)),
    ...fact('fact-filter', filter === null ? '' : text(filter)),
    ...fact('fact-before', beforeOf(pages)),
    ...fact('fact-made', { day: today }),
    ...fact('fact-data', word('fact-data-out')),
    ...fact('fact-decimals', word('fact-decimals-how')),
  ]
}

function scopeOf({ data: { part }, word, text }: Pages): string {
  return part === null ? word('scope-whole') : word(`scope-${part.kind}`, { name: text(part.results.part.name) })
}

function periodOf({ data: { period }, word }: Pages): string {
  if (period === null) return word('period-whole')
  return word('period-part', { code: period.code, from: dayWords(period.from), to: dayWords(period.to) })
}

function beforeOf({ data: { before }, word }: Pages): string {
  if (before === null) return ''
  const { period, provenance } = before
  return period === null
    ? word('before-survey', { survey: provenance.survey })
    : word('before-period', { code: period.code })
}
