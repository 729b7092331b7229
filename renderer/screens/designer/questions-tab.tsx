import { type KeyboardEvent, memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { itemAt, questionAt, type Spot, sectionAt } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import styles from './designer.module.css'
import { useDesk } from './desk.ts'
import { OutlinePane } from './outline-pane.tsx'
import { PagePane } from './page-pane.tsx'
import { Properties } from './properties.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { ToolButton } from './tool-button.tsx'
import { OUTLINE, useOutlineActs } from './use-outline-acts.ts'

interface QuestionsTabProps {
  /** The document a moment behind while one types: what the page is laid out of. */
  settled: Questionnaire
  spot: Spot | null
  marked: ReadonlySet<string>
  /** Without it while the list of what to mend stands in its place. */
  hasOutline: boolean
  focus: (selector: string) => void
}

/** The outline, the printed page and the properties of what is selected, each scrolling by itself. */
export const QuestionsTab = memo(function QuestionsTab(props: QuestionsTabProps) {
  const { settled, spot, marked, hasOutline, focus } = props
  const { questionnaire, earlier, acts } = useDesk()
  const outline = useOutlineActs({ questionnaire, spot, earlier, acts, focus })
  const findBox = useRef<HTMLInputElement>(null)
  useFindKey(findBox)
  return (
    <div className={styles.panes} data-outline={hasOutline}>
      {hasOutline && (
        <OutlinePane
          {...{ questionnaire, marked, findBox }}
          selected={spot}
          isAdding={outline.isAdding}
          onAdding={outline.setIsAdding}
          onAdd={outline.add}
          onSelect={acts.select}
          onFocusTree={() => focus(OUTLINE)}
          onCommand={outline.command}
          onMove={outline.drop}
        />
      )}
      <PagePane questionnaire={settled} selected={spot} onSelect={acts.select} />
      <section
        className={styles.properties}
        aria-labelledby="designer-selected"
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.preventDefault()
          focus(OUTLINE)
        }}
      >
        <PropertiesHead questionnaire={questionnaire} spot={spot} onCommand={outline.command} />
        <div id="designer-fields" className={styles.fields}>
          <Properties spot={spot} />
        </div>
      </section>
      {outline.removal !== null && (
        <RemovalDialog references={outline.removal} onRemove={outline.remove} onCancel={outline.cancelRemoval} />
      )}
    </div>
  )
})

/** Ctrl+F goes to the find box instead of the browser's. */
function useFindKey(box: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return
      event.preventDefault()
      box.current?.focus()
      box.current?.select()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [box])
}

interface HeadProps {
  questionnaire: Questionnaire
  spot: Spot | null
  onCommand: ReturnType<typeof useOutlineActs>['command']
}

/** What is selected, and the buttons that move, copy and remove it. */
function PropertiesHead({ questionnaire, spot, onCommand }: HeadProps) {
  const { t } = useTranslation('designer')
  const name = spot === null ? null : nameOf(questionnaire, spot)
  return (
    <div className={styles.propertiesHead}>
      <h2 id="designer-selected">
        {name === null ? t('properties') : t(`selected.${name.kind}`, { number: name.number })}
      </h2>
      {name !== null && (
        <div className={styles.tools}>
          <ToolButton icon="up" keys="Alt+↑" name={t('tool.up')} onClick={() => onCommand({ do: 'move', step: -1 })} />
          <ToolButton
            icon="down"
            keys="Alt+↓"
            name={t('tool.down')}
            onClick={() => onCommand({ do: 'move', step: 1 })}
          />
          <ToolButton icon="copy" keys="Ctrl+D" name={t('tool.copy')} onClick={() => onCommand({ do: 'copy' })} />
          <ToolButton icon="trash" keys="Delete" name={t('tool.remove')} onClick={() => onCommand({ do: 'remove' })} />
        </div>
      )}
    </div>
  )
}

function nameOf(
  questionnaire: Questionnaire,
  spot: Spot,
): { kind: 'section' | 'question' | 'item'; number: string } | null {
  const question = questionAt(questionnaire, spot)
  const item = itemAt(questionnaire, spot)
  if (item !== undefined && question !== undefined) return { kind: 'item', number: `${question.number}.${item.number}` }
  if (question !== undefined) return { kind: 'question', number: question.number }
  const section = sectionAt(questionnaire, spot)
  return section === undefined ? null : { kind: 'section', number: section.number }
}
