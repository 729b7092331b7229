import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { client, queryClient, trpc } from '../../api-client.ts'
import { type CommentRow, keyOf } from './comment-filter.ts'

export interface Tagging {
  readonly tagsOf: (row: CommentRow) => readonly number[]
  readonly toggle: (row: CommentRow, tagId: number) => void
  /** Gives the tag of that name, made if there is none alike. */
  readonly give: (row: CommentRow, name: string) => Promise<void>
}

/**
 * Tags as they are by now. A comment that was tagged stays where it is in the list, though a filter (untagged, say) would
 * no longer have it: nothing moves under the reader.
 */
export function useTagging(surveyId: number): Tagging {
  const [changed, setChanged] = useState<ReadonlyMap<string, readonly number[]>>(new Map())
  const tagsOf = useCallback((row: CommentRow) => changed.get(keyOf(row)) ?? row.tags, [changed])
  const mark = (row: CommentRow, tagId: number, isOn: boolean): void =>
    setChanged((before) => {
      const others = (before.get(keyOf(row)) ?? row.tags).filter((id) => id !== tagId)
      return new Map(before).set(keyOf(row), isOn ? [...others, tagId].sort((a, b) => a - b) : others)
    })
  const tag = useMutation({
    scope: { id: 'comment-tag' }, // one after the other: given and taken off is off
    mutationFn: ({ row, tagId, isOn }: { row: CommentRow; tagId: number; isOn: boolean }) => {
      const { responseId, variable } = row
      return client.comment.tag.mutate({ surveyId, responseId, variable, tagId, isOn })
    },
    onMutate: ({ row, tagId, isOn }) => mark(row, tagId, isOn),
    onError: (_error, { row, tagId, isOn }) => mark(row, tagId, !isOn),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.comment.tags.queryKey() }),
  })
  return {
    tagsOf,
    toggle: (row, tagId) => tag.mutate({ row, tagId, isOn: !tagsOf(row).includes(tagId) }),
    give: async (row, name) => {
      const made = await client.comment.createTag.mutate({ name })
      await queryClient.invalidateQueries({ queryKey: trpc.comment.tags.queryKey() })
      await tag.mutateAsync({ row, tagId: made.id, isOn: true })
    },
  }
}
