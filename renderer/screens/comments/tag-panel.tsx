import { Button, Kbd } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Card } from '../../components/card.tsx'
import type { CommentRow, Tag } from './comment-filter.ts'
import styles from './comments.module.css'
import { TagBox } from './tag-box.tsx'

interface TagPanelProps {
  tags: readonly Tag[]
  row: CommentRow | null
  given: readonly number[]
  box: RefObject<HTMLInputElement | null>
  formHref: string
  isQuoted: boolean
  onToggle: (tagId: number) => void
  onGive: (name: string) => void
  onQuote: () => void
  onLeave: () => void
}

/** Tags of the comment that is read: by number key, by name, by click; and what else is done with it. */
export function TagPanel(props: TagPanelProps) {
  const { tags, row, given, box, formHref, isQuoted, onToggle, onGive, onQuote, onLeave } = props
  const { t } = useTranslation('comments')
  return (
    <Card title={t('tag.title')} className={styles.side}>
      <TagBox tags={tags} box={box} isDisabled={row === null} onGive={onGive} onLeave={onLeave} />
      {tags.length === 0 && <p className="secondary small">{t('tag.none')}</p>}
      <ul className={styles.tags} aria-label={t('tag.list')}>
        {tags.map(({ id, name }, at) => (
          <li key={id}>
            <button
              type="button"
              className={styles.tag}
              aria-pressed={given.includes(id)}
              disabled={row === null}
              onClick={() => onToggle(id)}
            >
              {at < NUMBER_KEYS ? <Kbd size="xs">{at + 1}</Kbd> : <span className={styles.noKey} />}
              <span className={styles.tagName}>{name}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <Button size="xs" variant="default" disabled={row === null} onClick={onQuote}>
          {t(isQuoted ? 'quote.change' : 'quote.make')}
        </Button>
        {row !== null && (
          <Button size="xs" variant="default" component={Link} href={formHref}>
            {t('openForm')}
          </Button>
        )}
      </div>
    </Card>
  )
}

/** 1 to 9. */
export const NUMBER_KEYS = 9
