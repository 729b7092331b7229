import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { answerOf, fieldOf, MISSING_SIGNS } from '../questionnaire/record.ts'
import type { FormFinding } from './finding.ts'

/**
 * Straight-lining: within a block of scale items the longest run of the same answer (the "long string" of J. A. Johnson,
 * "Ascertaining the validity of individual protocols from Web-based personality inventories", Journal of Research in
 * Personality 39, 2005; review in P. G. Curran, Journal of Experimental Social Psychology 66, 2016) covers every answered
 * item, and these are at least `least`. A block: questions of one section that follow one another on the same scale.
 * Missing answers and items not asked neither break a run nor lengthen it.
 */
export function straightLiningRule(
  dictionary: Dictionary,
  questionnaire: Questionnaire,
  least: number,
): (record: string) => FormFinding[] {
  const blocks = scaleBlocks(dictionary, questionnaire).filter(({ length }) => length >= least)
  return (record) =>
    blocks.flatMap((block): FormFinding[] => {
      const count = straightCount(record, block)
      if (count === null || count < least) return []
      const fields = block.map((variable) => fieldOf(record, variable))
      const value = answerOf(fields.find((field) => answerOf(field) !== null) ?? '') ?? ''
      const detail = { count, value, from: block[0]?.number ?? '', to: block.at(-1)?.number ?? '' }
      return [{ rule: 'straight-lining', place: block[0]?.code ?? '', detail, basis: fields.join('') }]
    })
}

/**
 * How many items of a block are answered when the longest run covers them all, that is when no two differ; null as soon as
 * two do, which is soon in an honest form.
 */
function straightCount(record: string, block: readonly Variable[]): number | null {
  let same: string | null = null
  let count = 0
  for (const { start, width } of block) {
    if (MISSING_SIGNS.includes(record[start] ?? '')) continue // a code is digits, so one sign tells
    const field = record.slice(start, start + width)
    if (same !== null && field !== same) return null
    same = field
    count += 1
  }
  return count
}

/** Scale items that stand together on the paper, in its order. */
export function scaleBlocks(dictionary: Dictionary, questionnaire: Questionnaire): Variable[][] {
  const scales = new Set(questionnaire.choiceLists.filter(({ isScale }) => isScale).map(({ code }) => code))
  const byQuestion = Map.groupBy(dictionary.variables, ({ questionCode }) => questionCode)
  const blocks: Variable[][] = []
  for (const { questions } of questionnaire.sections) {
    let before: string | null = null
    for (const question of questions) {
      if (question.kind === 'note') continue // read, not answered
      const isItem = (question.kind === 'grid' || question.kind === 'single') && scales.has(question.choices)
      const list: string | null = isItem ? question.choices : null
      const items = byQuestion.get(question.code) ?? []
      if (list !== null && list === before) blocks.at(-1)?.push(...items)
      else if (list !== null) blocks.push([...items])
      before = list
    }
  }
  return blocks
}
