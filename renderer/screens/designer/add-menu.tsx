import { Button } from '@mantine/core'
import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ANSWER_KINDS, type AnswerKind } from '../../../src/core/questionnaire/edit/answer-kind.ts'
import { Icon } from '../../components/icons.tsx'
import { plainText } from '../../plain-text.ts'
import styles from './add-menu.module.css'
import { KindIcon } from './kind-icon.tsx'

export type Addition = AnswerKind | 'section' | 'item'

interface AddMenuProps {
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  /** The selection is in a grid. */
  hasItem: boolean
  onAdd: (what: Addition) => void
  /** Left without a choice: the keyboard goes back to where it was. */
  onLeave: () => void
}

/**
 * What can be put after the selected row. It has the focus as soon as it is drawn, so that no key typed after Insert goes
 * astray (the library's own menu takes its time); arrows and first letters walk, Enter chooses.
 */
export function AddMenu({ isOpen, onOpen, hasItem, onAdd, onLeave }: AddMenuProps) {
  const { t } = useTranslation('designer')
  return (
    <div className={styles.place}>
      <Button
        leftSection={<Icon name="plus" size={14} />}
        title={t('add.hint')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => onOpen(!isOpen)}
      >
        {t('add.button')}
      </Button>
      {isOpen && (
        <Kinds
          hasItem={hasItem}
          onChoose={(what) => {
            onOpen(false)
            onAdd(what)
          }}
          onClose={() => onOpen(false)}
          onLeave={() => {
            onOpen(false)
            onLeave()
          }}
        />
      )}
    </div>
  )
}

interface KindsProps {
  hasItem: boolean
  onChoose: (what: Addition) => void
  onClose: () => void
  onLeave: () => void
}

function Kinds({ hasItem, onChoose, onClose, onLeave }: KindsProps) {
  const { t } = useTranslation('designer')
  const menu = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => itemsOf(menu.current)[0]?.focus(), [])
  const groups: readonly (readonly Addition[])[] = [hasItem ? ['item'] : [], ANSWER_KINDS, ['section']]
  return (
    <div
      ref={menu}
      role="menu"
      tabIndex={-1}
      aria-label={t('add.button')}
      className={styles.menu}
      onKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') {
          event.preventDefault()
          event.stopPropagation()
          onLeave()
        } else walk(event, menu.current)
      }}
      onBlur={(event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group) => (
          <div key={group[0]} className={styles.group} role="presentation">
            {group.map((what) => (
              <button
                key={what}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className={styles.item}
                onClick={() => onChoose(what)}
              >
                <KindIcon kind={what} />
                {t(`kind.${what}`)}
              </button>
            ))}
          </div>
        ))}
    </div>
  )
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])]
}

/** Arrows go round, Home and End to the ends, a letter to the next kind that begins with it. */
function walk(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = itemsOf(menu)
  const at = items.findIndex((item) => item.matches(':focus'))
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }
  const letter = event.key.length === 1 && !event.ctrlKey && event.key !== ' ' ? plainText(event.key) : ''
  const startsWith = (item: HTMLElement): boolean => plainText(item.textContent).startsWith(letter)
  const next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find(startsWith)
  const to = items[steps[event.key] ?? -1] ?? (letter === '' ? undefined : next)
  if (to === undefined) return
  event.preventDefault()
  to.focus()
}
