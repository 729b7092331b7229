import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, ErrorState } from '../../components/states.tsx'
import { useActiveRow } from '../../components/use-active-row.ts'
import { formatNumber } from '../../format.ts'
import { type CommentRow, keyOf, type Question, type SurveyDetail, type Tag } from './comment-filter.ts'
import { CommentOption } from './comment-option.tsx'
import styles from './comments.module.css'
import { useCommentRows } from './use-comment-rows.ts'

interface CommentListProps {
  survey: SurveyDetail
  questions: readonly Question[]
  tags: readonly Tag[]
  /** What is listed, by number. */
  numbers: readonly number[]
  /** What was looked for, to be marked. */
  wanted: string
  isNarrowed: boolean
  /** The row that has the focus first. */
  start: number
  frame: RefObject<HTMLDivElement | null>
  tagsOf: (row: CommentRow) => readonly number[]
  quoted: ReadonlySet<string>
  onActive: (active: ActiveComment) => void
  /** A key on a comment, before the list's own keys; true when it was taken. */
  onKey: (key: string, active: ActiveComment) => boolean
}

/** The comment that is read. Undefined: on its way; null: no more. */
export interface ActiveComment {
  readonly index: number
  readonly row: CommentRow | null | undefined
}

const ROW_PX = 76
const OVERSCAN = 8
/** As in a reader of mail, beside the arrows. */
const MOVES: Readonly<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp', J: 'ArrowDown', K: 'ArrowUp' }

/** Comments one under the other, any number of them: only what is seen is drawn. J and K or the arrows move along. */
export function CommentList(props: CommentListProps) {
  const { survey, questions, tags, numbers, wanted, start, frame, tagsOf, quoted, onActive, onKey } = props
  const { t } = useTranslation('comments')
  const [shown, setShown] = useState({ first: 0, last: 20 })
  const rows = useCommentRows(survey.id, numbers, shown.first, shown.last)
  const virtual = useVirtualizer({
    count: numbers.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 20
  useEffect(() => setShown({ first, last }), [first, last])
  const { active, setActive, onKeyDown } = useActiveRow(
    start,
    numbers.length,
    frame,
    (index) => virtual.scrollToIndex(index),
    MOVES,
  )
  const row = rows.rowAt(active)
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the row changes, not with every drawing
  useEffect(() => onActive({ index: active, row }), [active, row])
  const onListKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return
    if (onKey(event.key, { index: active, row })) event.preventDefault()
    else onKeyDown(event)
  }
  if (rows.error !== null) return <ErrorState error={rows.error} onRetry={rows.retry} />
  if (numbers.length === 0) {
    return props.isNarrowed ? (
      <EmptyState title={t('noMatch')} hint={t('noMatchHint')} />
    ) : (
      <EmptyState title={t('none')} hint={t('noneHint')} />
    )
  }
  return (
    <>
      <div
        ref={frame}
        className={styles.frame}
        role="listbox"
        aria-label={t('list')}
        tabIndex={-1}
        onKeyDown={onListKey}
      >
        <div
          role="presentation"
          style={{ paddingTop: items[0]?.start ?? 0, paddingBottom: virtual.getTotalSize() - (items.at(-1)?.end ?? 0) }}
        >
          {items.map(({ index }) => (
            <CommentOption
              key={numbers[index]}
              measure={virtual.measureElement}
              index={index}
              total={numbers.length}
              row={rows.rowAt(index)}
              {...{ survey, questions, tags, wanted, tagsOf }}
              isQuoted={(one) => quoted.has(keyOf(one))}
              isActive={index === active}
              onChoose={() => setActive(index)}
            />
          ))}
        </div>
      </div>
      <div className={styles.foot}>
        <span role="status">{t('total', { count: formatNumber(numbers.length) })}</span>
        <span>{t('keys')}</span>
      </div>
    </>
  )
}
