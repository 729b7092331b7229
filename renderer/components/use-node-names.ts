import { useQueries, useQuery } from '@tanstack/react-query'
import type { SchemeNode } from '../../src/core/questionnaire/questionnaire.ts'
import { trpc } from '../api-client.ts'
import { localText } from '../i18n/i18n.ts'

/** Every node that any questionnaire measures, from the whole down to the factors: id → `id · name`. */
export function useNodeNames(): ReadonlyMap<string, string> {
  const list = useQuery(trpc.questionnaire.list.queryOptions()).data ?? []
  const details = useQueries({
    queries: list.map(({ code, version }) => trpc.questionnaire.get.queryOptions({ code, version })),
  })
  const names = new Map<string, string>()
  const visit = (node: SchemeNode): void => {
    if (!names.has(node.id)) names.set(node.id, `${node.id} · ${localText(node.label)}`)
    for (const child of node.children ?? []) visit(child)
  }
  for (const detail of details) {
    for (const scheme of detail.data?.questionnaire.schemes ?? []) visit(scheme.root)
  }
  return names
}
