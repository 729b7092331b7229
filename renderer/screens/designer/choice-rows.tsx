import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  addChoice,
  addChoiceAfter,
  fixedLevels,
  moveChoice,
  publishedChoices,
  removeChoice,
  renameChoice,
  withList,
} from '../../../src/core/questionnaire/edit/choice-lists.ts'
import { pasteChoices } from '../../../src/core/questionnaire/edit/paste.ts'
import type { ChoiceList } from '../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../components/icons.tsx'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'
import { RowList } from './row-list.tsx'

/** The options or levels of one list, by its place among the lists. */
export function ChoiceRows({ index, list }: { index: number; list: ChoiceList }) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts, focusField } = useDesk()
  const published = publishedChoices(questionnaire, list, earlier)
  const fixed = fixedLevels(list, published)
  const change = (
    name: Parameters<typeof acts.edit>[0],
    edit: (one: ChoiceList) => ChoiceList,
    typing?: string,
  ): void => acts.edit(name, (document) => withList(document, index, edit), typing)
  const isFixed = (code: string): boolean => list.isScale || published.some((choice) => choice.code === code)
  return (
    <>
      <RowList
        label={t(list.isScale ? 'choices.levels' : 'choices.options')}
        field="choices"
        rows={list.choices}
        fixed={fixed}
        fixedHint={t('choices.levelFixed')}
        lead={({ code }, at) => (
          <input
            className={styles.rowCode}
            aria-label={t('choices.code', { n: at + 1 })}
            data-field={`choices.${at}.code`}
            value={code}
            readOnly={isFixed(code)}
            tabIndex={isFixed(code) ? -1 : 0}
            inputMode="numeric"
            maxLength={2}
            onChange={(event) => {
              const typed = event.target.value.trim()
              acts.edit('code', (document) => renameChoice(document, index, at, typed), `choices.${at}.code`)
            }}
          />
        )}
        onText={(at, label, typing) =>
          change(
            'text',
            (one) => ({ ...one, choices: one.choices.map((choice, i) => (i === at ? { ...choice, label } : choice)) }),
            typing,
          )
        }
        onAdd={(at) => change('addChoice', (one) => addChoiceAfter(one, at, published))}
        onMove={(from, to) => change('move', (one) => moveChoice(one, from, to))}
        onRemove={(at) => change('removeChoice', (one) => removeChoice(one, at))}
        onPaste={(at, lines) => {
          change('addChoice', (one) => pasteChoices(one, at, lines, published).made)
          return pasteChoices(list, at, lines, published).taken
        }}
        onFocusField={focusField}
      />
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<Icon name="plus" size={11} />}
        onClick={() => {
          change('addChoice', (one) => addChoice(one, published))
          focusField(`choices.${list.choices.length}.label.vi`)
        }}
      >
        {t(list.isScale ? 'choices.addLevel' : 'choices.add')}
      </Button>
    </>
  )
}
