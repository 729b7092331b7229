import { assert } from '../../assert.ts'
import { listsOf } from '../placed.ts'
import { type Questionnaire, variableCodeSchema } from '../questionnaire.ts'
import { isOwnList } from './choice-lists.ts'
import { allCodes, codesOf } from './codes.ts'
import { MOST } from './limits.ts'
import { renameReferences } from './references.ts'
import { itemAt, questionAt, type Spot, withItem, withQuestion } from './spot.ts'

/**
 * Gives the question or item at a spot another code. What refers to it follows (conditions, items of schemes, options
 * `q2_7` of a multiple choice, items `q9_01` of a grid, a list made for it alone), as long as both codes mean one thing:
 * while the new one is empty, badly formed or somebody else's, only the code itself changes.
 */
export function renameCode(questionnaire: Questionnaire, spot: Spot, code: string): Questionnaire {
  const item = itemAt(questionnaire, spot)
  if (item !== undefined) {
    const renamed = withItem(questionnaire, spot, (one) => ({ ...one, code }))
    return renameReferences(renamed, unambiguous(questionnaire, [[item.code, code]]))
  }
  const question = questionAt(questionnaire, spot)
  assert(question !== undefined, `no question at ${spot}`)
  const isFree = variableCodeSchema.safeParse(code).success && !allCodes(questionnaire).includes(code)
  if (!isFree) return withQuestion(questionnaire, spot, (one) => ({ ...one, code }))
  const isOwn = isOwnList(questionnaire, question) && !questionnaire.choiceLists.some((list) => list.code === code)
  const follow = (one: string): string => {
    const followed = code + one.slice(question.code.length)
    const isPart = question.code !== '' && one.startsWith(`${question.code}_`)
    return isPart && followed.length <= MOST.code ? followed : one
  }
  const renamed = withQuestion(questionnaire, spot, (one) => ({
    ...one,
    code,
    ...(isOwn && { choices: code }),
    ...(one.kind === 'grid' && { items: one.items.map((each) => ({ ...each, code: follow(each.code) })) }),
  }))
  const withList = isOwn
    ? {
        ...renamed,
        choiceLists: renamed.choiceLists.map((list) => (list.code === question.code ? { ...list, code } : list)),
      }
    : renamed
  const columns = codesOf(question, listsOf(questionnaire)).slice(1)
  const pairs = [[question.code, code], ...columns.map((one) => [one, follow(one)])] as [string, string][] // two in each
  return renameReferences(withList, unambiguous(questionnaire, pairs))
}

/** The renames whose old code is one thing's alone and whose new code is free. */
function unambiguous(questionnaire: Questionnaire, pairs: readonly [string, string][]): Map<string, string> {
  const codes = allCodes(questionnaire)
  return new Map(
    pairs.filter(
      ([before, after]) =>
        before !== '' &&
        before !== after &&
        variableCodeSchema.safeParse(after).success &&
        !codes.includes(after) &&
        codes.filter((code) => code === before).length === 1,
    ),
  )
}
