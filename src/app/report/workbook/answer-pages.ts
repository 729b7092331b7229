import type { SchemePlan } from '../../../core/index/scheme-plan.ts'
import type { MissingKind } from '../../../core/questionnaire/record.ts'
import type { BookCell, BookColumn, BookRow } from '../../../files/xlsx-book.ts'
import type { VariableDistribution } from '../../survey-distribution.ts'
import { type Page, type Pages, pageOf, textColumn } from './pages.ts'

/** Answers are counted from this column of the table of levels on; after them all of them together. */
export const FIRST_LEVEL = 2

const MISSING: readonly MissingKind[] = ['notAnswered', 'refused', 'illegible', 'multipleTicks', 'notAsked']

/** Answers to every criterion by level, a row each in the order of the scheme's slots: what the index is recomputed from. */
export function levelsPage(pages: Pages, plan: SchemePlan, items: readonly VariableDistribution[]): Page {
  const { data, say, word, text } = pages
  const levels = plan.slots[0]?.choices ?? []
  const columns: BookColumn[] = [
    textColumn(word('column-number'), 10),
    textColumn(say('column-label'), 46),
    ...levels.map(({ label }, at) => ({
      heading: word('column-level', { level: at + 1, label: text(label) }),
      width: 12,
      format: 'whole' as const,
    })),
    { heading: word('column-answered'), width: 11, format: 'whole' },
    ...levels.map((_, at) => ({
      heading: word('column-level-share', { level: at + 1 }),
      width: 9,
      format: 'points' as const,
    })),
    ...MISSING.map((kind) => ({ heading: say(`missing-${kind}`), width: 11, format: 'whole' as const })),
    textColumn(say('column-note'), 20),
  ]
  const rows = items.map((item): BookRow => ({ cells: [item.number, text(item.label), ...levelCells(pages, item)] }))
  const lines = data.summary.weights === 'on' ? [{ text: word('levels-weighted') }] : []
  return pageOf(pages, 'levels', lines, { columns, rows, frozen: 2 })
}

function levelCells(pages: Pages, { choices, missing, isHidden }: VariableDistribution): BookCell[] {
  const unanswered = MISSING.map((kind) => missing[kind])
  if (isHidden) return [...choices.map(() => null), null, ...choices.map(() => null), ...unanswered, hidden(pages)]
  const answered = choices.reduce((sum, { count }) => sum + count, 0)
  const shares = choices.map(({ share }) => (answered === 0 ? null : share * 100))
  return [...choices.map(({ count }) => count), answered, ...shares, ...unanswered, '']
}

function hidden({ data, word }: Pages): string {
  return word('hidden-row', { n: data.smallCells.minimumShown })
}

/** Every closed question with its codes, and how many forms chose each. */
export function codesPage(pages: Pages, questions: readonly VariableDistribution[]): Page {
  const { say, text } = pages
  const columns: BookColumn[] = [
    textColumn(say('column-variable'), 14),
    textColumn(say('column-number'), 9),
    textColumn(say('column-question'), 54),
    textColumn(say('column-code'), 9),
    textColumn(say('column-answer'), 36),
    { heading: say('column-count'), width: 10, format: 'whole' },
    { heading: say('column-percent'), width: 10, format: 'points' },
  ]
  const rows = questions.flatMap((question): BookRow[] => {
    const { variable, number, label, choices, isHidden } = question
    const lead = [variable, number, text(label)]
    const answered = choices.reduce((sum, { count }) => sum + count, 0)
    return choices.map(({ code, label: answer, count, share }) => {
      const figures = isHidden ? [null, null] : [count, answered === 0 ? null : share * 100]
      return { cells: [...lead, code, text(answer), ...figures] }
    })
  })
  const lines = [{ text: pages.word('empty-cells', { n: pages.data.smallCells.minimumShown }) }]
  return pageOf(pages, 'codes', lines, { columns, rows, frozen: 3 })
}
