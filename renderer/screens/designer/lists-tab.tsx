import { Button, Menu, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import {
  addList,
  blankList,
  publishedChoices,
  removeList,
  renameList,
  setIsScale,
  usersOf,
  withList,
} from '../../../src/core/questionnaire/edit/choice-lists.ts'
import { SCALE_PRESETS, scaleOf } from '../../../src/core/questionnaire/edit/scales.ts'
import { type ChoiceList, variableCodeSchema } from '../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../components/icons.tsx'
import { EmptyState } from '../../components/states.tsx'
import { localText } from '../../i18n/i18n.ts'
import { ChoiceRows } from './choice-rows.tsx'
import { useDesk } from './desk.ts'
import { LevelsSelect, USUAL_LEVELS } from './list-picker.tsx'
import styles from './lists-tab.module.css'
import { ToolButton } from './tool-button.tsx'

interface ListsTabProps {
  /** Which list is open, by its place among the lists. */
  at: number
  onOpen: (at: number) => void
}

/** The lists of answers that questions share: at the left all of them, at the right the one that is open. */
export function ListsTab({ at, onOpen }: ListsTabProps) {
  const { t } = useTranslation('designer')
  const { questionnaire, acts } = useDesk()
  const lists = questionnaire.choiceLists
  const index = Math.min(at, lists.length - 1)
  const list = lists[index]
  const add = (made: ChoiceList): void => {
    acts.edit('addList', (document) => addList(document, made).questionnaire)
    onOpen(lists.length)
  }
  return (
    <div className={styles.layout}>
      <section className={styles.index} aria-label={t('lists.title')}>
        <AddList onAdd={add} />
        <ul className={styles.lists}>
          {lists.map((one, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a draft's lists may have the same code
            <li key={position}>
              <ListButton list={one} isOpen={position === index} onOpen={() => onOpen(position)} />
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.editor} aria-label={t('lists.open')}>
        {list === undefined ? (
          <EmptyState title={t('lists.emptyTitle')} hint={t('lists.emptyHint')} />
        ) : (
          <ListEditor key={index} index={index} list={list} />
        )}
      </section>
    </div>
  )
}

function AddList({ onAdd }: { onAdd: (list: ChoiceList) => void }) {
  const { t } = useTranslation('designer')
  return (
    <div className={styles.head}>
      <Menu position="bottom-start" transitionProps={{ duration: 0 }} width={260}>
        <Menu.Target>
          <Button leftSection={<Icon name="plus" size={14} />}>{t('lists.add')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAdd(blankList('options'))}>{t('lists.blank')}</Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('choices.patterns')}</Menu.Label>
          {SCALE_PRESETS.map((preset) => (
            <Menu.Item key={preset} onClick={() => onAdd(scaleOf(preset, USUAL_LEVELS[preset]))}>
              {t(`preset.${preset}`, { n: USUAL_LEVELS[preset] })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function ListButton({ list, isOpen, onOpen }: { list: ChoiceList; isOpen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('designer')
  const { questionnaire } = useDesk()
  const users = usersOf(questionnaire, list.code).length
  const words = list.choices.map(({ label }) => localText(label)).filter((word) => word !== '')
  return (
    <button type="button" className={styles.list} aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
      <span className={styles.name}>
        <code>{list.code || t('outline.blank')}</code>
        <span className="secondary">{users === 0 ? t('lists.unused') : t('lists.usedBy', { n: users })}</span>
      </span>
      <span className={styles.words}>{words.join(' · ') || t('outline.blank')}</span>
    </button>
  )
}

function ListEditor({ index, list }: { index: number; list: ChoiceList }) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts } = useDesk()
  const users = usersOf(questionnaire, list.code)
  const isTwice = questionnaire.choiceLists.filter(({ code }) => code === list.code).length > 1
  const isFormed = variableCodeSchema.safeParse(list.code).success
  const problem = list.code === '' ? 'empty' : isTwice ? 'repeated' : isFormed ? null : 'form'
  const isFixed = (earlier?.choiceLists.some(({ code }) => code === list.code) ?? false) && problem === null
  return (
    <>
      <div className={styles.settings}>
        <TextInput
          label={t('lists.code')}
          data-field="code"
          size="xs"
          maxLength={40}
          readOnly={isFixed}
          value={list.code}
          error={problem !== null && t(`codeProblem.${problem}`)}
          onChange={(event) => {
            const code = event.currentTarget.value.trim()
            acts.edit('code', (document) => renameList(document, index, code), `list.${index}.code`)
          }}
        />
        {list.isScale && <LevelsSelect index={index} list={list} />}
        <label className={styles.scale}>
          <input
            type="checkbox"
            checked={list.isScale}
            disabled={publishedChoices(questionnaire, list, earlier).length > 0}
            onChange={(event) => {
              const isScale = event.target.checked
              acts.edit('setting', (document) => withList(document, index, (one) => setIsScale(one, isScale)))
            }}
          />
          {t('lists.isScale')}
        </label>
        <ToolButton
          icon="trash"
          name={t('lists.remove')}
          isDisabled={users.length > 0}
          onClick={() => acts.edit('removeList', (document) => removeList(document, index))}
        />
      </div>
      <div>
        <ChoiceRows index={index} list={list} />
      </div>
      <p className="secondary small">
        {users.length === 0
          ? t('lists.unusedHint')
          : t('lists.users', { questions: users.map(({ number, code }) => number || code).join(', ') })}
      </p>
    </>
  )
}
