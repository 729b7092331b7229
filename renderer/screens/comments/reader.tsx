import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { errorText, trpc } from '../../api-client.ts'
import { QueryView } from '../../components/states.tsx'
import { notifyError } from '../../notices.ts'
import {
  type CommentRow,
  type FindInput,
  isNarrowed,
  keyOf,
  type Question,
  type SurveyDetail,
  type Tag,
} from './comment-filter.ts'
import { type ActiveComment, CommentList } from './comment-list.tsx'
import styles from './comments.module.css'
import { QuoteDialog } from './quote-dialog.tsx'
import { NUMBER_KEYS, TagPanel } from './tag-panel.tsx'
import { useTagging } from './use-tagging.ts'

interface ReaderProps {
  survey: SurveyDetail
  questions: readonly Question[]
  tags: readonly Tag[]
  find: FindInput
  search: RefObject<HTMLInputElement | null>
  frame: RefObject<HTMLDivElement | null>
  /** Gives the focus back to the comment that is read. */
  onFocus: () => void
}

/** The list, and what is done with the comment the focus is on: 1-9 a tag, T a tag by name, Q a quotation, Enter its form. */
export function Reader({ survey, questions, tags, find, search, frame, onFocus }: ReaderProps) {
  const [, navigate] = useLocation()
  const [params, setParams] = useSearchParams()
  const tagBox = useRef<HTMLInputElement>(null)
  const [active, setActive] = useState<ActiveComment | null>(null)
  const [quoting, setQuoting] = useState<CommentRow | null>(null)
  const tagging = useTagging(survey.id)
  const found = useQuery(trpc.comment.find.queryOptions(find, { placeholderData: keepPreviousData }))
  const quotes = useQuery(trpc.comment.quotes.queryOptions({ surveyId: survey.id }))
  // The list of before stands until the new one is there, with its own place in it.
  const asked = useRef(find)
  if (!found.isPlaceholderData) asked.current = find
  const row = active?.row ?? null
  const quoteOf = (one: CommentRow): string | null =>
    quotes.data?.find((quote) => keyOf(quote) === keyOf(one))?.body ?? null
  const formOf = (one: CommentRow): string => `/surveys/${survey.id}/responses/${one.responseId}`
  const open = (one: CommentRow, index: number): void => {
    const at = new URLSearchParams(params)
    at.set('at', String(index))
    setParams(at, { replace: true }) // coming back finds the same comment
    navigate(formOf(one))
  }
  const give = (name: string): void => {
    if (row === null) return
    void tagging.give(row, name).catch((error) => notifyError(errorText(error)))
  }
  /** Of the comment as the list has it at this key: what is told of it arrives a moment later. */
  const onKey = (key: string, { index, row: read }: ActiveComment): boolean => {
    const tag = /^[1-9]$/.test(key) ? tags.slice(0, NUMBER_KEYS)[Number(key) - 1] : undefined
    if (key === '/') search.current?.focus()
    else if (read === null || read === undefined) return false
    else if (tag !== undefined) tagging.toggle(read, tag.id)
    else if (key === 'Enter') open(read, index)
    else if (key === 't' || key === 'T') tagBox.current?.focus()
    else if (key === 'q' || key === 'Q') setQuoting(read)
    else return false
    return true
  }
  return (
    <div className={styles.layout}>
      <div className={styles.card}>
        <QueryView query={found}>
          {(numbers) => (
            <CommentList
              key={JSON.stringify(asked.current)}
              {...{ survey, questions, tags, numbers, frame, onKey }}
              wanted={asked.current.text ?? ''}
              isNarrowed={isNarrowed(asked.current)}
              start={Math.max(0, Number(params.get('at') ?? 0) || 0)}
              tagsOf={tagging.tagsOf}
              quoted={new Set((quotes.data ?? []).map(keyOf))}
              onActive={setActive}
            />
          )}
        </QueryView>
      </div>
      <TagPanel
        {...{ tags, row }}
        formHref={row === null ? '' : formOf(row)}
        given={row === null ? [] : tagging.tagsOf(row)}
        box={tagBox}
        isQuoted={row !== null && quoteOf(row) !== null}
        onToggle={(tagId) => row !== null && tagging.toggle(row, tagId)}
        onGive={give}
        onQuote={() => setQuoting(row)}
        onLeave={onFocus}
      />
      {quoting !== null && (
        <QuoteDialog surveyId={survey.id} row={quoting} present={quoteOf(quoting)} onClose={() => setQuoting(null)} />
      )}
    </div>
  )
}
