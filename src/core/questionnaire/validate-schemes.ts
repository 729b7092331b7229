import type { Dictionary } from './dictionary.ts'
import { type Problem, problem, repeated } from './problem.ts'
import type { Scheme, SchemeNode } from './questionnaire.ts'

/** What is wrong with the measuring schemes over a questionnaire's variables. */
export function schemeProblems(schemes: readonly Scheme[], dictionary: Dictionary): Problem[] {
  // Targets and the index name a node by its id alone, so ids are unique over all schemes.
  const ids = schemes.flatMap((scheme) => nodesOf(scheme.root).map((node) => node.id))
  const items = new Set(schemes.flatMap((scheme) => nodesOf(scheme.root).flatMap((node) => node.items ?? [])))
  const taken = [...new Set(ids)].filter((id) => items.has(id))
  return [
    ...repeated(schemes.map((scheme) => scheme.code)).map((code) => problem('questionnaire-scheme-repeated', code)),
    ...[...new Set([...repeated(ids), ...taken])].map((id) => problem('questionnaire-node-repeated', id)),
    ...schemes.flatMap((scheme) => treeProblems(scheme, dictionary)),
  ]
}

function nodesOf(node: SchemeNode): SchemeNode[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)]
}

function treeProblems(scheme: Scheme, dictionary: Dictionary): Problem[] {
  const nodes = nodesOf(scheme.root)
  const items = nodes.flatMap((node) => node.items ?? [])
  const levels = new Set(
    items.map((item) => dictionary.byCode.get(item)).flatMap((v) => (v?.isScale ? v.choices.length : [])),
  )
  return [
    ...nodes.flatMap(contentProblems),
    ...nodes.flatMap((node) => (node.items ?? []).flatMap((item) => itemProblems(node, item, dictionary))),
    ...repeated(items).map((item) => problem('questionnaire-item-repeated', scheme.code, { item })),
    ...(levels.size > 1
      ? [problem('questionnaire-levels-mixed', scheme.code, { levels: [...levels].sort((a, b) => a - b).join(', ') })]
      : []),
  ]
}

/** A node is either inner (children) or a factor (items). */
function contentProblems(node: SchemeNode): Problem[] {
  const children = node.children?.length ?? 0
  const items = node.items?.length ?? 0
  return children > 0 === items > 0 ? [problem('questionnaire-node-content', node.id)] : []
}

function itemProblems(node: SchemeNode, item: string, dictionary: Dictionary): Problem[] {
  const variable = dictionary.byCode.get(item)
  if (variable === undefined) return [problem('questionnaire-item-unknown', node.id, { item })]
  return variable.isScale ? [] : [problem('questionnaire-item-not-scale', node.id, { item })]
}
