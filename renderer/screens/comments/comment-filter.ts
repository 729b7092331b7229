import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import type { Inputs, Outputs } from '../../api-client.ts'

export type SurveyDetail = Outputs['survey']['get']
export type Question = Outputs['comment']['questions'][number]
export type Tag = Outputs['comment']['tags'][number]
export type CommentRow = NonNullable<Outputs['comment']['read'][number]>
export type FindInput = Inputs['comment']['find']

export const VIEWS = ['read', 'counts', 'quotes'] as const
export type View = (typeof VIEWS)[number]

const PARTS = ['agencyId', 'sectorId', 'groupId'] as const
export type FilterKey = (typeof PARTS)[number] | 'variable' | 'tag' | 'text' | 'all' | 'view'

interface CommentFilter {
  readonly view: View
  /** As the program is asked. Comments that say nothing are hidden until they are wanted. */
  readonly find: FindInput
  readonly change: (key: FilterKey, value: string | null) => void
}

/** What the screen shows and narrows to; kept in the address, so that a form opened from it leads back to the same place. */
export function useCommentFilter(surveyId: number): CommentFilter {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const read = useMemo(() => readParams(surveyId, new URLSearchParams(text)), [surveyId, text])
  const change = useCallback(
    (key: FilterKey, value: string | null) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          next.delete('at')
          if (value === null || value === '') next.delete(key)
          else next.set(key, value)
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  return { ...read, change }
}

function readParams(surveyId: number, params: URLSearchParams): Pick<CommentFilter, 'view' | 'find'> {
  const ids = PARTS.flatMap((key) => (/^\d{1,9}$/.test(params.get(key) ?? '') ? [[key, Number(params.get(key))]] : []))
  const [variable, text, tag] = [params.get('variable'), params.get('text'), params.get('tag')]
  const find: FindInput = {
    surveyId,
    ...Object.fromEntries(ids),
    ...(variable === null ? {} : { variable }),
    ...(text === null ? {} : { text: text.slice(0, 200) }),
    ...(params.has('all') ? {} : { hidesEmpty: true }),
    ...tagOf(tag),
  }
  return { view: VIEWS.find((one) => one === params.get('view')) ?? 'read', find }
}

function tagOf(text: string | null): Pick<FindInput, 'tag'> {
  if (text === 'none') return { tag: 'none' }
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? { tag: Number(text) } : {}
}

export function isNarrowed({ surveyId: _, hidesEmpty: __, ...rest }: FindInput): boolean {
  return Object.keys(rest).length > 0
}

/** One comment of the survey, by its form and question. */
export function keyOf({ responseId, variable }: Pick<CommentRow, 'responseId' | 'variable'>): string {
  return `${responseId} ${variable}`
}
