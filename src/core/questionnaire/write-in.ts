import type { Choice, Question } from './questionnaire.ts'

/**
 * "Other, please write": the option that alone asks for what a question's ask-if guards, `a == 2` of a single choice and
 * `q_7 == 1` of a multiple one; undefined for any other condition.
 */
export function writtenOption(
  owner: Question,
  choices: readonly Choice[],
  askIf: string | undefined,
): Choice | undefined {
  const condition = askIf?.replaceAll(/\s/g, '')
  if (owner.kind === 'single') return choices.find(({ code }) => condition === `${owner.code}==${code}`)
  if (owner.kind === 'multiple') return choices.find(({ code }) => condition === `${owner.code}_${code}==1`)
  return undefined
}
