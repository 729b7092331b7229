import type { HTMLAttributes } from 'react'
import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../../src/core/errors.ts'
import type { Variable } from '../../../../src/core/questionnaire/dictionary.ts'
import type { Problem } from '../../../../src/core/questionnaire/problem.ts'
import { formatIndex, formatShort } from '../../../format.ts'
import { currentLanguage, localText } from '../../../i18n/i18n.ts'
import type { DropZone } from './drop.ts'
import { keyOf, type OutlineLine } from './pick.ts'
import styles from './scheme.module.css'

interface SchemeLineProps {
  line: OutlineLine
  /** Of an item: what it asks; undefined when the form has no such code. */
  variable: Variable | undefined
  /** What the example comes to here. */
  index: number | null
  problems: readonly Problem[]
  isPicked: boolean
  zone: DropZone | null
  drag: HTMLAttributes<HTMLDivElement>
  onPick: () => void
}

/** One line of a scheme's tree; what is wrong with it stands under its name. */
export function SchemeLine({ line, variable, index, problems, isPicked, zone, drag, onPick }: SchemeLineProps) {
  const { t } = useTranslation('scheme')
  const { node, item, depth } = line
  const marks = item === null ? [styles.line, styles.node] : [styles.line, styles.item]
  if (zone !== null) marks.push(styles[zone])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it listens to the keys
    <div
      role="treeitem"
      data-line={keyOf(line)}
      aria-level={depth + 1}
      aria-selected={isPicked}
      tabIndex={isPicked ? 0 : -1}
      data-field={isPicked && item !== null ? `node.items.${line.place}` : undefined}
      className={marks.join(' ')}
      style={{ paddingLeft: 8 + depth * 18 }}
      onClick={onPick}
      {...drag}
    >
      <span className={styles.code}>{item === null ? node.id : (variable?.number ?? item)}</span>
      <span className={styles.name}>
        {item === null ? localText(node.label) : localText(variable?.label ?? { vi: item, en: '' })}
        {item === null && node.weight !== undefined && (
          <span className={styles.mark}>{t('weighs', { weight: formatShort(node.weight) })}</span>
        )}
        {item === null && node.target !== undefined && (
          <span className={styles.mark}>{t('aims', { target: formatShort(node.target) })}</span>
        )}
        {problems.map((one) => (
          <span key={`${one.code} ${one.place.field}`} className={styles.problem}>
            {errorMessage(one.code, one.params, currentLanguage())}
          </span>
        ))}
      </span>
      <span className={styles.figure}>{index === null ? '' : formatIndex(index)}</span>
    </div>
  )
}
