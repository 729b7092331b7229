import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import { Icon } from '../../components/icons.tsx'
import { localText } from '../../i18n/i18n.ts'
import { KindIcon } from './kind-icon.tsx'
import styles from './outline.module.css'
import type { OutlineRow } from './outline-rows.ts'

interface RowProps {
  row: OutlineRow
  isSelected: boolean
  isTabStop: boolean
  isMarked: boolean
  /** On which side the line of a dragged row is drawn. */
  drop: 'before' | 'after' | null
  onSelect: (spot: Spot) => void
  onFold: (row: OutlineRow, isOpen: boolean) => void
}

/** One line of the outline; drawn again only when something it shows is another. */
export const OutlineRowView = memo(function OutlineRowView(props: RowProps) {
  const { row, isSelected, isTabStop, isMarked, drop, onSelect, onFold } = props
  const { t } = useTranslation('designer')
  const label = localText(row.label)
  const level = row.spot.length
  const words = label === '' ? t('outline.blank') : label
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys of all its rows
    <div
      role="treeitem"
      aria-level={level}
      aria-selected={isSelected}
      aria-expanded={row.under > 0 ? row.isOpen : undefined}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-label={[t(`kind.${row.kind}`), row.number, words, isMarked ? t('outline.marked') : '']
        .filter(Boolean)
        .join(' ')}
      tabIndex={isTabStop ? 0 : -1}
      className={styles.row}
      data-level={level}
      data-drop={drop ?? undefined}
      data-spot={row.spot.join('.')}
      title={words}
      draggable
      onClick={() => onSelect(row.spot)}
    >
      {row.under > 0 ? (
        // The keyboard folds with the arrows.
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={styles.fold}
          data-open={row.isOpen}
          onClick={(event) => {
            event.stopPropagation()
            onFold(row, !row.isOpen)
            if (row.isOpen) onSelect(row.spot)
          }}
        >
          <Icon name="right" size={12} />
        </button>
      ) : (
        <span className={styles.fold} />
      )}
      <span className={styles.kind} title={t(`kind.${row.kind}`)}>
        <KindIcon kind={row.kind} />
      </span>
      {row.number !== '' && <span className={styles.number}>{row.number}</span>}
      <span className={label === '' ? styles.blank : styles.words}>{words}</span>
      {row.kind === 'grid' && <span className={styles.count}>{row.under}</span>}
      {isMarked && <span className={styles.mark} />}
    </div>
  )
}, isSame)

/** Rows are made anew with every key; what they say is mostly what they said. */
function isSame(a: RowProps, b: RowProps): boolean {
  return (
    a.isSelected === b.isSelected &&
    a.isTabStop === b.isTabStop &&
    a.isMarked === b.isMarked &&
    a.drop === b.drop &&
    a.onSelect === b.onSelect &&
    a.onFold === b.onFold &&
    isSameRow(a.row, b.row)
  )
}

function isSameRow(a: OutlineRow, b: OutlineRow): boolean {
  return (
    a.label === b.label &&
    a.number === b.number &&
    a.code === b.code &&
    a.kind === b.kind &&
    a.under === b.under &&
    a.isOpen === b.isOpen &&
    a.siblings === b.siblings &&
    a.spot.join() === b.spot.join()
  )
}
