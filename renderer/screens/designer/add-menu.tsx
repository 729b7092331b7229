import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ANSWER_KINDS, type AnswerKind } from '../../../src/core/questionnaire/edit/answer-kind.ts'
import { Icon } from '../../components/icons.tsx'
import { KindIcon } from './kind-icon.tsx'

export type Addition = AnswerKind | 'section' | 'item'

interface AddMenuProps {
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  /** The selection is in a grid. */
  hasItem: boolean
  onAdd: (what: Addition) => void
}

/** What can be put after the selected row. Its first letters, arrows and Enter choose. */
export function AddMenu({ isOpen, onOpen, hasItem, onAdd }: AddMenuProps) {
  const { t } = useTranslation('designer')
  const entry = (what: Addition) => (
    <Menu.Item key={what} leftSection={<KindIcon kind={what} />} onClick={() => onAdd(what)}>
      {t(`kind.${what}`)}
    </Menu.Item>
  )
  return (
    <Menu
      opened={isOpen}
      onChange={onOpen}
      position="bottom-start"
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      width={230}
    >
      <Menu.Target>
        <Button leftSection={<Icon name="plus" size={14} />} title={t('add.hint')}>
          {t('add.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {hasItem && entry('item')}
        {hasItem && <Menu.Divider />}
        {ANSWER_KINDS.map(entry)}
        <Menu.Divider />
        {entry('section')}
      </Menu.Dropdown>
    </Menu>
  )
}
