import { TextInput } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldTag } from '../../../src/core/comments/fold.ts'
import type { Tag } from './comment-filter.ts'
import styles from './comments.module.css'

interface TagBoxProps {
  tags: readonly Tag[]
  box: RefObject<HTMLInputElement | null>
  isDisabled: boolean
  /** The name of a tag there is, or of one to be made. */
  onGive: (name: string) => void
  /** Escape: back to the comment. */
  onLeave: () => void
}

const SHOWN = 8

/** A tag by its name: those alike are offered, with or without marks; Enter takes the marked one, or makes a new one. */
export function TagBox({ tags, box, isDisabled, onGive, onLeave }: TagBoxProps) {
  const { t } = useTranslation('comments')
  const id = useId()
  const [text, setText] = useState('')
  const [marked, setMarked] = useState(0)
  const offers = offersFor(tags, text)
  const give = (name: string): void => {
    onGive(name)
    setText('')
    setMarked(0)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const offer = offers[marked]
    if (event.key === 'Escape') {
      setText('')
      onLeave()
    } else if (event.key === 'Enter' && offer !== undefined) give(offer.name)
    else if (event.key in moves && offers.length > 0) {
      setMarked((marked + (moves[event.key] ?? 0) + offers.length) % offers.length)
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.tagBox}>
      <TextInput
        ref={box}
        size="xs"
        label={t('tag.give')}
        placeholder={t('tag.placeholder')}
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={offers.length > 0 ? `${id}-${marked}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        disabled={isDisabled}
        value={text}
        maxLength={60}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setMarked(0)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setText('')}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t('tag.offers')}
        className={styles.offers}
        hidden={offers.length === 0}
      >
        {offers.map(({ name, isNew }, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
          <div
            key={name}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === marked}
            className={styles.offer}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => give(name)}
          >
            {isNew ? t('tag.make', { name }) : name}
          </div>
        ))}
      </div>
    </div>
  )
}

/** What begins so, then what has a word that does, then the new one unless there is one alike. */
function offersFor(tags: readonly Tag[], text: string): { readonly name: string; readonly isNew: boolean }[] {
  const folded = foldTag(text)
  if (folded === '') return []
  const known = tags.map(({ name }) => ({ name, isNew: false, folded: foldTag(name) }))
  const found = known.filter((tag) => ` ${tag.folded}`.includes(` ${folded}`))
  const rank = (tag: { readonly folded: string }): number =>
    tag.folded === folded ? 0 : tag.folded.startsWith(folded) ? 1 : 2
  const offers = found.sort((a, b) => rank(a) - rank(b)).slice(0, SHOWN)
  const name = text.replace(/\s+/g, ' ').trim()
  return known.some((tag) => tag.folded === folded) ? offers : [...offers, { name, isNew: true }]
}
