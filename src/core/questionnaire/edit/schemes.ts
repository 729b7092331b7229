import type { Variable } from '../dictionary.ts'
import type { Questionnaire, Scheme, SchemeNode, Text } from '../questionnaire.ts'
import { freeNodeId, itemsBelow, pathsOf, takesChildren } from './scheme-tree.ts'

/** A further scheme: its root alone, by the formula and aggregation of the method in force. */
export function addScheme(questionnaire: Questionnaire, label: Text): Questionnaire {
  const codes = questionnaire.schemes.map(({ code }) => code)
  const taken = nodeIds(questionnaire)
  const root = { id: firstFree((n) => (n === 1 ? 'SIPAS' : `SIPAS${n}`), [...taken]), label }
  const code = firstFree((n) => (n === 1 ? 'main' : `main-${n}`), codes)
  const scheme: Scheme = { code, label, formula: 'mean-score', aggregate: 'pooled', root }
  return { ...questionnaire, schemes: [...questionnaire.schemes, scheme] }
}

/** Ids of nodes name targets and rows of results, so they are unique over all schemes of a questionnaire. */
export function nodeIds(questionnaire: Questionnaire): Set<string> {
  return new Set(questionnaire.schemes.flatMap(({ root }) => pathsOf(root).map(({ node }) => node.id)))
}

/**
 * One factor for each heading of a grid, for each grid without headings, and for the single questions of a section, of the items that
 * `scheme` doesn't hold yet and that share its number of levels (the most common one for a scheme without items). Added
 * below the root; the same scheme when there is nothing to add.
 */
export function addFactors(questionnaire: Questionnaire, scheme: Scheme, items: readonly Variable[]): Scheme {
  const held = new Set(itemsBelow(scheme.root))
  const levels = levelsOf(scheme, items)
  const free = new Set(
    items.filter(({ code, choices }) => !held.has(code) && choices.length === levels).map(({ code }) => code),
  )
  const taken = nodeIds(questionnaire)
  const made = [...groupsOf(questionnaire)].flatMap(([label, codes]): SchemeNode[] => {
    const wanted = codes.filter((code) => free.has(code))
    if (wanted.length === 0) return []
    const id = freeNodeId(taken)
    taken.add(id)
    return [{ id, label, items: wanted }]
  })
  if (made.length === 0 || !takesChildren(scheme.root)) return scheme
  return { ...scheme, root: { ...scheme.root, children: [...(scheme.root.children ?? []), ...made] } }
}

/** The number of levels of the scheme's items, else the one that most items have. */
function levelsOf(scheme: Scheme, items: readonly Variable[]): number {
  const held = itemsBelow(scheme.root)
  const counts = new Map<number, number>()
  const counted = items.filter(({ code }) => held.includes(code))
  for (const { choices } of counted.length > 0 ? counted : items) {
    counts.set(choices.length, (counts.get(choices.length) ?? 0) + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}

/** The codes of items by the heading they stand under, else by their grid; of questions by their section. As on paper. */
function groupsOf(questionnaire: Questionnaire): Map<Text, string[]> {
  const groups = new Map<Text, string[]>()
  const add = (label: Text, code: string): void => {
    groups.set(label, [...(groups.get(label) ?? []), code])
  }
  for (const section of questionnaire.sections) {
    for (const question of section.questions) {
      if (question.kind !== 'grid') {
        add(section.title, question.code)
        continue
      }
      let heading = question.label
      for (const item of question.items) {
        heading = item.heading ?? heading
        add(heading, item.code)
      }
    }
  }
  return groups
}

function firstFree(name: (number: number) => string, taken: readonly string[]): string {
  let number = 1
  while (taken.includes(name(number))) number += 1
  return name(number)
}
