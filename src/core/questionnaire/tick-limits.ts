import type { Dictionary } from './dictionary.ts'
import type { Questionnaire } from './questionnaire.ts'

/** A multiple choice with more ticks than it allows. */
export interface TooManyTicks {
  /** Its code, and its number on paper. */
  readonly question: string
  readonly number: string
  readonly count: number
  readonly most: number
}

export type TickLimits = (record: string) => readonly TooManyTicks[]

/** What nothing was found in: one for all clean forms of an import. */
const NONE: readonly TooManyTicks[] = []

/** Finds the multiple choices of a record that carry more ticks than allowed, in the order of the paper. */
export function compileTickLimits(questionnaire: Questionnaire, dictionary: Dictionary): TickLimits {
  const questions = questionnaire.sections.flatMap((section) => section.questions)
  const limited = questions.flatMap((question) => {
    if (question.kind !== 'multiple' || question.max === undefined) return []
    const flags = dictionary.variables.filter((variable) => variable.questionCode === question.code)
    const { code, number, max: most } = question
    return [{ question: code, number: number || code, most, start: flags[0]?.start ?? 0, width: flags.length }]
  })
  return (record) => {
    let found: TooManyTicks[] | null = null
    for (const { start, width, ...of } of limited) {
      let count = 0
      for (let at = start; at < start + width; at += 1) if (record[at] === '1') count += 1
      if (count > of.most) found = [...(found ?? []), { ...of, count }]
    }
    return found ?? NONE
  }
}
