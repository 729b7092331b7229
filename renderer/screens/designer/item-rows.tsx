import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addItem } from '../../../src/core/questionnaire/edit/add.ts'
import { moveTo } from '../../../src/core/questionnaire/edit/move.ts'
import { pasteItems } from '../../../src/core/questionnaire/edit/paste.ts'
import { removeAt } from '../../../src/core/questionnaire/edit/remove.ts'
import { type GridQuestion, type Spot, withItem } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Questionnaire } from '../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../components/icons.tsx'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'
import { RowList } from './row-list.tsx'

/** The items of a grid, to write many of them quickly; headings, codes and rules of one stand in its own properties. */
export function ItemRows({ spot, grid }: { spot: readonly [number, number]; grid: GridQuestion }) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts, focusField } = useDesk()
  const at = (index: number): Spot => [...spot, index]
  const stay =
    (change: (document: Questionnaire) => { questionnaire: Questionnaire } | null) => (document: Questionnaire) =>
      change(document)?.questionnaire ?? document
  return (
    <>
      <RowList
        label={t('grid.items')}
        field="items"
        rows={grid.items}
        lead={({ number, code }) => (
          <span className={styles.rowNumber} title={code}>
            {number}
          </span>
        )}
        onText={(index, label, typing) =>
          acts.edit('text', (document) => withItem(document, at(index), (item) => ({ ...item, label })), typing)
        }
        onAdd={(index) =>
          acts.edit(
            'addItem',
            stay((document) => addItem(document, at(index), earlier)),
          )
        }
        onMove={(from, to) =>
          acts.edit(
            'move',
            stay((document) => moveTo(document, at(from), at(to))),
          )
        }
        onRemove={(index) =>
          acts.edit(
            'remove',
            stay((document) => removeAt(document, at(index))),
          )
        }
        onPaste={(index, lines) => {
          acts.edit('addItem', (document) => pasteItems(document, [...spot, index], lines, earlier).made)
          return pasteItems(questionnaire, [...spot, index], lines, earlier).taken
        }}
        onFocusField={focusField}
      />
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<Icon name="plus" size={11} />}
        onClick={() => {
          acts.edit(
            'addItem',
            stay((document) => addItem(document, spot, earlier)),
          )
          focusField(`items.${grid.items.length}.label.vi`)
        }}
      >
        {t('grid.addItem')}
      </Button>
    </>
  )
}
