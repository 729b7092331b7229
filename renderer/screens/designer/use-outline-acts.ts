import { useCallback, useState } from 'react'
import { addItem, addQuestion, addSection } from '../../../src/core/questionnaire/edit/add.ts'
import { copyAt } from '../../../src/core/questionnaire/edit/copy.ts'
import { moveStep, moveTo } from '../../../src/core/questionnaire/edit/move.ts'
import { type Reference, referencesTo } from '../../../src/core/questionnaire/edit/references.ts'
import { removeAt } from '../../../src/core/questionnaire/edit/remove.ts'
import type { Edited, Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import type { Addition } from './add-menu.tsx'
import type { DropTarget } from './drop-target.ts'
import type { OutlineCommand } from './outline-keys.ts'
import type { DesignerActs } from './use-designer.ts'

interface Options {
  questionnaire: Questionnaire
  spot: Spot | null
  earlier: Questionnaire | null
  acts: DesignerActs
  focus: (selector: string) => void
}

export const FIRST_FIELD = '#designer-fields :is(textarea, input)'
export const OUTLINE = '[role="treeitem"][tabindex="0"], [role="tree"][tabindex="0"]'

/** What the outline, its keys and the buttons over the properties do to the selected row. */
export function useOutlineActs({ questionnaire, spot, earlier, acts, focus }: Options) {
  const [isAdding, setIsAdding] = useState(false)
  /** What names the row that is to be removed, while the question stands whether to. */
  const [removal, setRemoval] = useState<readonly Reference[] | null>(null)
  const add = (what: Addition): void => {
    acts.edit(what === 'section' ? 'addSection' : what === 'item' ? 'addItem' : 'addQuestion', (document) =>
      added(document, spot, what, earlier),
    )
    focus(FIRST_FIELD)
  }
  const remove = (): void => {
    setRemoval(null)
    if (spot !== null) acts.edit('remove', (document) => removeAt(document, spot))
    focus(OUTLINE)
  }
  const command = ({ do: what, ...rest }: Exclude<OutlineCommand, { do: 'select' | 'fold' }>): void => {
    if (what === 'add') setIsAdding(true)
    if (spot === null) return
    if (what === 'edit') focus(FIRST_FIELD)
    if (what === 'copy') acts.edit('copy', (document) => copyAt(document, spot, earlier))
    if (what === 'move' && 'step' in rest)
      acts.edit('move', (document) => moveStep(document, spot, rest.step) ?? document)
    if (what !== 'remove') return
    const references = referencesTo(questionnaire, spot)
    if (references.length === 0) remove()
    else setRemoval(references)
  }
  const drop = useCallback(
    (from: Spot, target: DropTarget) => acts.edit('move', (document) => moveTo(document, from, target.to) ?? document),
    [acts],
  )
  return { isAdding, setIsAdding, removal, cancelRemoval: () => setRemoval(null), add, remove, command, drop }
}

function added(document: Questionnaire, spot: Spot | null, what: Addition, earlier: Questionnaire | null): Edited {
  if (what === 'section') return addSection(document, spot === null ? undefined : spot[0] + 1)
  return what === 'item' && spot !== null
    ? addItem(document, spot, earlier)
    : addQuestion(document, spot, what === 'item' ? 'grid' : what, earlier)
}
