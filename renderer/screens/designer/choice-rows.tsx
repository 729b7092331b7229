import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  addChoice,
  fixedLevels,
  moveChoice,
  publishedChoices,
  removeChoice,
  renameChoice,
  withList,
} from '../../../src/core/questionnaire/edit/choice-lists.ts'
import type { Choice, ChoiceList } from '../../../src/core/questionnaire/questionnaire.ts'
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
        onAdd={(at) => change('addChoice', (one) => addedAfter(one, at, published))}
        onMove={(from, to) => change('move', (one) => moveChoice(one, from, to))}
        onRemove={(at) => change('removeChoice', (one) => removeChoice(one, at))}
        onPaste={(at, lines) => change('addChoice', (one) => pasted(one, { at, lines, published }))}
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

/** A blank option with the next free code, moved to where it was asked for. */
function addedAfter(list: ChoiceList, at: number, published: readonly Choice[]): ChoiceList {
  const added = addChoice(list, published)
  return moveChoice(added, added.choices.length - 1, at + 1)
}

interface Pasted {
  readonly at: number
  readonly lines: readonly string[]
  readonly published: readonly Choice[]
}

/** Lines go into the row at `at`, into the blank rows after it (after the levels that stay), and into new ones after them. */
function pasted(list: ChoiceList, { at, lines, published }: Pasted): ChoiceList {
  const last = Math.max(at, fixedLevels(list, published) - 1)
  return lines.reduce((now, line, offset) => {
    const index = offset === 0 ? at : last + offset
    const isFree = offset === 0 || now.choices[index]?.label.vi === ''
    const roomy = isFree ? now : addedAfter(now, index - 1, published)
    return {
      ...roomy,
      choices: roomy.choices.map((choice, i) =>
        i === index ? { ...choice, label: { ...choice.label, vi: line } } : choice,
      ),
    }
  }, list)
}
