import { listsOf, placedQuestions } from '../placed.ts'
import type { Questionnaire } from '../questionnaire.ts'
import { type Finding, finding } from './finding.ts'
import { measuredItems } from './measured-items.ts'

/** What is measured: no scheme at all, a scale that no scheme uses, a row left out of a grid that is measured. */
export function auditScheme(questionnaire: Questionnaire): Finding[] {
  if (questionnaire.schemes.length === 0) return [finding('audit-scheme-none', questionnaire.code, ['schemes'])]
  const lists = listsOf(questionnaire)
  const measured = measuredItems(questionnaire)
  return placedQuestions(questionnaire).flatMap(({ thing: question, path }) => {
    if (question.kind !== 'single' && question.kind !== 'grid') return []
    if (lists.get(question.choices)?.isScale !== true) return []
    const rows = question.kind === 'grid' ? question.items : [question]
    const left = rows.map((row, index) => ({ code: row.code, index })).filter(({ code }) => !measured.has(code))
    if (left.length === rows.length) return [finding('audit-scale-unmeasured', question.code, path)]
    return left.map(({ code, index }) => finding('audit-item-unmeasured', code, [...path, 'items', index]))
  })
}
