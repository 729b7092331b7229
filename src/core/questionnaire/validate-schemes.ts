import type { Dictionary } from './dictionary.ts'
import { type Placed, placedNodes } from './placed.ts'
import { type Path, type Problem, problem, repeatedCodes } from './problem.ts'
import type { Scheme, SchemeNode } from './questionnaire.ts'

/** What is wrong with the measuring schemes over a questionnaire's variables. */
export function schemeProblems(schemes: readonly Scheme[], dictionary: Dictionary): Problem[] {
  const codes = schemes.map(({ code }, index) => ({ code, path: ['schemes', index, 'code'] }))
  return [
    ...repeatedCodes(codes).map(({ code, path, first }) =>
      problem('questionnaire-scheme-repeated', code, path, {}, first),
    ),
    ...nodeIdProblems(schemes.flatMap(placedNodes)),
    ...schemes.flatMap((scheme, index) => treeProblems(scheme, index, dictionary)),
  ]
}

/** Targets and the index name a node by its id alone, so ids are unique over all schemes, and no item's code. */
function nodeIdProblems(nodes: readonly Placed<SchemeNode>[]): Problem[] {
  const ids = nodes.map(({ thing, path }) => ({ code: thing.id, path: [...path, 'id'] }))
  const items = new Set(nodes.flatMap(({ thing }) => thing.items ?? []))
  const twice = repeatedCodes(ids)
  const taken = ids.filter(({ code }) => items.has(code) && !twice.some((one) => one.code === code))
  return [
    ...twice.map(({ code, path, first }) => problem('questionnaire-node-repeated', code, path, {}, first)),
    ...taken.map(({ code, path }) => problem('questionnaire-node-repeated', code, path)),
  ]
}

function treeProblems(scheme: Scheme, schemeIndex: number, dictionary: Dictionary): Problem[] {
  const nodes = placedNodes(scheme, schemeIndex)
  const items = nodes.flatMap(({ thing, path }) =>
    (thing.items ?? []).map((code, index) => ({ code, path: [...path, 'items', index] })),
  )
  const levels = new Set(
    items.map(({ code }) => dictionary.byCode.get(code)).flatMap((v) => (v?.isScale ? v.choices.length : [])),
  )
  levels.delete(0) // a list that a draft hasn't filled in yet
  const mixed = { levels: [...levels].sort((a, b) => a - b).join(', ') }
  return [
    ...nodes.flatMap(contentProblems),
    ...nodes.flatMap((node) => itemProblems(node, dictionary)),
    ...repeatedCodes(items).map(({ code, path, first }) =>
      problem('questionnaire-item-repeated', scheme.code, path, { item: code }, first),
    ),
    ...(levels.size > 1 ? [problem('questionnaire-levels-mixed', scheme.code, ['schemes', schemeIndex], mixed)] : []),
  ]
}

/** A node is either inner (children) or a factor (items). */
function contentProblems({ thing: node, path }: Placed<SchemeNode>): Problem[] {
  const children = node.children?.length ?? 0
  const items = node.items?.length ?? 0
  return children > 0 === items > 0 ? [problem('questionnaire-node-content', node.id, path)] : []
}

function itemProblems({ thing: node, path }: Placed<SchemeNode>, dictionary: Dictionary): Problem[] {
  return (node.items ?? []).flatMap((item, index) => {
    const at: Path = [...path, 'items', index]
    const variable = dictionary.byCode.get(item)
    if (variable === undefined) return [problem('questionnaire-item-unknown', node.id, at, { item })]
    return variable.isScale ? [] : [problem('questionnaire-item-not-scale', node.id, at, { item })]
  })
}
