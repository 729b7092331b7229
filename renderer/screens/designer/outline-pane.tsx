import { TextInput } from '@mantine/core'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isNumbered, renumber } from '../../../src/core/questionnaire/edit/numbering.ts'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../components/icons.tsx'
import { type Addition, AddMenu } from './add-menu.tsx'
import { useDesk } from './desk.ts'
import type { DropTarget } from './drop-target.ts'
import styles from './outline.module.css'
import { Outline } from './outline.tsx'
import type { OutlineCommand } from './outline-keys.ts'
import { findRows } from './outline-rows.ts'

interface OutlinePaneProps {
  questionnaire: Questionnaire
  selected: Spot | null
  marked: ReadonlySet<string>
  findBox: RefObject<HTMLInputElement | null>
  isAdding: boolean
  onAdding: (isOpen: boolean) => void
  onAdd: (what: Addition) => void
  onSelect: (spot: Spot) => void
  onFocusTree: () => void
  onCommand: (command: Exclude<OutlineCommand, { do: 'select' | 'fold' }>) => void
  onMove: (from: Spot, target: DropTarget) => void
}

/** The find box, the button that adds, the tree, and how much of a form it is. */
export function OutlinePane(props: OutlinePaneProps) {
  const { questionnaire, selected, findBox, onSelect, isAdding, onAdding, onAdd } = props
  const { t } = useTranslation('designer')
  const [wanted, setWanted] = useState('')
  const grid = selected?.[1] === undefined ? undefined : questionnaire.sections[selected[0]]?.questions[selected[1]]
  return (
    <section className={styles.pane} aria-label={t('outline.title')}>
      <div className={styles.head}>
        <TextInput
          ref={findBox}
          className={styles.find ?? ''}
          size="xs"
          data-own-undo
          aria-label={t('find.label')}
          placeholder={t('find.placeholder')}
          leftSection={<Icon name="search" size={13} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = findRows(questionnaire, wanted)
            if (event.key === 'Escape') setWanted('')
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
            event.preventDefault()
            if (first !== undefined) onSelect(first.spot)
            if (event.key === 'Enter') setWanted('')
            props.onFocusTree()
          }}
        />
        <AddMenu
          isOpen={isAdding}
          onOpen={onAdding}
          hasItem={grid?.kind === 'grid'}
          onAdd={onAdd}
          onLeave={props.onFocusTree}
        />
      </div>
      <Outline {...{ questionnaire, selected, wanted, onSelect }} {...props} />
      <Foot questionnaire={questionnaire} />
    </section>
  )
}

/** How much of a form it is, and its numbers set right at once where an office's own got out of step. */
function Foot({ questionnaire }: { questionnaire: Questionnaire }) {
  const { t } = useTranslation('designer')
  const { acts } = useDesk()
  const questions = questionnaire.sections.reduce((sum, section) => sum + section.questions.length, 0)
  return (
    <div className={styles.foot}>
      <span>{t('outline.count', { sections: questionnaire.sections.length, questions })}</span>
      {!isNumbered(questionnaire) && (
        <button type="button" onClick={() => acts.edit('renumber', renumber)}>
          {t('renumber.button')}
        </button>
      )}
    </div>
  )
}
