import { formContext } from '../../print/form-context.ts'
import { gridLabelWidth, isReadableGrid } from '../../print/grid-blocks.ts'
import { columnHeadings } from '../../print/grid-heading.ts'
import { wrapText } from '../../print/text-metrics.ts'
import { placedQuestions } from '../placed.ts'
import type { Questionnaire } from '../questionnaire.ts'
import { type Finding, finding } from './finding.ts'

const MOST_LINES = 3

/** What does not fit on the printed page as a grid wants it, measured with the printed form's own font and columns. */
export function auditPaper(questionnaire: Questionnaire): Finding[] {
  const context = formContext(questionnaire, 'vi', 'standard')
  const wide = new Set<string>()
  return placedQuestions(questionnaire).flatMap(({ thing: grid, path }) => {
    if (grid.kind !== 'grid') return []
    const choices = context.choicesOf(grid.choices)
    const width = gridLabelWidth(context, choices.length)
    if (!isReadableGrid(width)) return [finding('audit-columns-too-many', grid.code, path, { columns: choices.length })]
    const listPath = ['choiceLists', questionnaire.choiceLists.findIndex(({ code }) => code === grid.choices)]
    const labels = choices.map(({ label }) => label.vi)
    const fits = columnHeadings(labels, context.sizes.column) !== null
    const headings = fits || wide.has(grid.choices) ? [] : [finding('audit-heading-too-wide', grid.choices, listPath)]
    if (!fits) wide.add(grid.choices)
    const rows = grid.items.flatMap(({ code, label }, index) => {
      const lines = wrapText(label.vi, 'regular', context.sizes.text, width).length
      if (lines <= MOST_LINES) return []
      return [
        finding('audit-row-too-long', code, [...path, 'items', index, 'label', 'vi'], { lines, most: MOST_LINES }),
      ]
    })
    return [...headings, ...rows]
  })
}
