import type { Dictionary, Variable } from '../questionnaire/dictionary.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { answerOf, fieldOf } from '../questionnaire/record.ts'
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
      const fields = block.map((variable) => fieldOf(record, variable))
      const answers = fields.map(answerOf).filter((answer) => answer !== null)
      if (answers.length < least || longestRun(answers) < answers.length) return []
      const [first, last] = [block[0], block.at(-1)]
      const detail = {
        count: answers.length,
        value: answers[0] ?? '',
        from: first?.number ?? '',
        to: last?.number ?? '',
      }
      return [{ rule: 'straight-lining', place: first?.code ?? '', detail, basis: fields.join('') }]
    })
}

/** The length of the longest stretch of equal values. */
export function longestRun(values: readonly string[]): number {
  let longest = 0
  let run = 0
  for (const [at, value] of values.entries()) {
    run = at > 0 && values[at - 1] === value ? run + 1 : 1
    if (run > longest) longest = run
  }
  return longest
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
