import { Button } from '@mantine/core'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dictionary, Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import { itemsBelow, nodeAt, placeItem, takesItems } from '../../../../src/core/questionnaire/edit/scheme-tree.ts'
import { addFactors } from '../../../../src/core/questionnaire/edit/schemes.ts'
import type { Questionnaire, Scheme } from '../../../../src/core/questionnaire/questionnaire.ts'
import { Card } from '../../../components/card.tsx'
import { localText } from '../../../i18n/i18n.ts'
import { startDrag } from './drop.ts'
import { type SchemeChange, type SchemePick, standing } from './pick.ts'
import styles from './scheme.module.css'

interface FreeItemsProps {
  questionnaire: Questionnaire
  scheme: Scheme
  dictionary: Dictionary
  picked: SchemePick
  onChange: SchemeChange
}

/** The scale items that this scheme doesn't hold: Enter, a click or dragging puts one into the picked factor. */
export function FreeItems({ questionnaire, scheme, dictionary, picked, onChange }: FreeItemsProps) {
  const { t } = useTranslation('scheme')
  const own = new Set(itemsBelow(scheme.root))
  const elsewhere = new Set(questionnaire.schemes.flatMap(({ root }) => itemsBelow(root)))
  const items = dictionary.variables.filter(({ code, isScale }) => isScale && code !== '')
  const left = items.filter(({ code }) => !own.has(code))
  const free = left.filter(({ code }) => !elsewhere.has(code))
  const path = standing(scheme.root, picked).path
  const factor = nodeAt(scheme.root, path)
  const canTake = takesItems(factor)
  const assign = (codes: readonly string[]): void => {
    const end = factor?.items?.length ?? 0
    const root = codes.reduce((now, code, at) => placeItem(now, code, { path, index: end + at }), scheme.root)
    onChange({ ...scheme, root })
  }
  const quick = addFactors(questionnaire, scheme, items)
  return (
    <Card
      title={t('free', { n: free.length })}
      aside={
        <Button variant="default" disabled={quick === scheme} onClick={() => onChange(quick)}>
          {t('quick')}
        </Button>
      }
    >
      <p className={styles.meaning}>{canTake ? t('freeHint', { name: factor?.id ?? '' }) : t('pickFactor')}</p>
      <ItemButtons label={t('free', { n: free.length })} items={free} isDisabled={!canTake} onAssign={assign} />
      {left.length > free.length && (
        <details className={styles.details}>
          <summary>{t('elsewhere', { n: left.length - free.length })}</summary>
          <ItemButtons
            label={t('elsewhere', { n: left.length - free.length })}
            items={left.filter(({ code }) => elsewhere.has(code))}
            isDisabled={!canTake}
            onAssign={assign}
          />
        </details>
      )}
    </Card>
  )
}

interface ItemButtonsProps {
  label: string
  items: readonly Variable[]
  isDisabled: boolean
  onAssign: (codes: readonly string[]) => void
}

/** One stop of the Tab key; arrows move within; after Enter the next item has the focus. */
function ItemButtons({ label, items, isDisabled, onAssign }: ItemButtonsProps) {
  const { t } = useTranslation('scheme')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const hasMoved = useRef(false)
  const current = Math.min(at, items.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the place and what came into it
  useLayoutEffect(() => {
    if (!hasMoved.current) return
    hasMoved.current = false
    list.current?.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus()
  }, [current, items])
  const onKey = (event: KeyboardEvent): void => {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to === undefined || event.altKey) return
    event.preventDefault()
    hasMoved.current = true
    setAt(Math.min(Math.max(to, 0), items.length - 1))
  }
  if (items.length === 0) return null
  return (
    <ul ref={list} className={styles.free} aria-label={label} onKeyDown={onKey}>
      {items.map(({ code, number, label: text, choices }, place) => (
        <li key={code}>
          <button
            type="button"
            className={styles.freeItem}
            tabIndex={place === current ? 0 : -1}
            aria-disabled={isDisabled}
            draggable
            onDragStart={(event) => startDrag(event, { item: code })}
            onClick={() => {
              hasMoved.current = true
              setAt(place)
              if (!isDisabled) onAssign([code])
            }}
          >
            <span className={styles.code}>{number}</span>
            <span className={styles.name}>{localText(text)}</span>
            <span className={styles.levels}>{t('levels', { n: choices.length })}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
