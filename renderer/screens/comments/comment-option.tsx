import { useTranslation } from 'react-i18next'
import { StatusPill } from '../../components/status-pill.tsx'
import { localText } from '../../i18n/i18n.ts'
import type { CommentRow, Question, SurveyDetail, Tag } from './comment-filter.ts'
import { CommentText } from './comment-text.tsx'
import styles from './comments.module.css'

interface CommentOptionProps {
  measure: (element: HTMLElement | null) => void
  index: number
  total: number
  row: CommentRow | null | undefined
  survey: SurveyDetail
  questions: readonly Question[]
  tags: readonly Tag[]
  wanted: string
  tagsOf: (row: CommentRow) => readonly number[]
  isQuoted: (row: CommentRow) => boolean
  isActive: boolean
  onChoose: () => void
}

/** One comment: whose part it is, the words, its tags. One stop of the Tab key stands for the whole list. */
export function CommentOption(props: CommentOptionProps) {
  const { measure, index, total, row, isActive, onChoose } = props
  const { t } = useTranslation('comments')
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
    <div
      ref={measure}
      role="option"
      aria-selected={isActive}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-index={index}
      data-row={index}
      tabIndex={isActive ? 0 : -1}
      className={styles.comment}
      onClick={onChoose}
    >
      {row === undefined && <span className="secondary">…</span>}
      {row === null && <span className="secondary">{t('gone')}</span>}
      {row != null && <Written {...props} row={row} />}
    </div>
  )
}

function Written({ row, survey, questions, tags, wanted, tagsOf, isQuoted }: CommentOptionProps & { row: CommentRow }) {
  const { t } = useTranslation('comments')
  const sector = survey.sectors.find(({ id }) => id === row.sectorId)
  const question = questions.length > 1 ? questions.find(({ variable }) => variable === row.variable) : undefined
  const where = [
    survey.agencies.find(({ id }) => id === row.agencyId)?.name,
    sector && localText(sector.name),
    survey.groups.find(({ id }) => id === row.groupId)?.name,
    question && localText(question.label),
  ]
  const given = tagsOf(row)
  return (
    <>
      <p className={styles.body}>
        <CommentText body={row.body} wanted={wanted} />
      </p>
      <div className={styles.meta}>
        <span className={styles.where}>{where.filter(Boolean).join(' · ')}</span>
        {tags
          .filter(({ id }) => given.includes(id))
          .map(({ id, name }) => (
            <span key={id} className={styles.chip}>
              {name}
            </span>
          ))}
        {isQuoted(row) && <StatusPill tone="met">{t('quoted')}</StatusPill>}
      </div>
    </>
  )
}
