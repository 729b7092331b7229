import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { addOther, choicesOf, spotOfOther } from '../../../src/core/questionnaire/edit/add.ts'
import { removeAt } from '../../../src/core/questionnaire/edit/remove.ts'
import type { Spot } from '../../../src/core/questionnaire/edit/spot.ts'
import type { Question } from '../../../src/core/questionnaire/questionnaire.ts'
import { Icon } from '../../components/icons.tsx'
import { localText } from '../../i18n/i18n.ts'
import { useDesk } from './desk.ts'
import styles from './fields.module.css'

interface OtherMenuProps {
  spot: Spot
  question: Extract<Question, { kind: 'single' | 'multiple' }>
}

/** "Other, please write": ticked for the options that have such a text; a click makes it, or takes it out again. */
export function OtherMenu({ spot, question }: OtherMenuProps) {
  const { t } = useTranslation('designer')
  const { questionnaire, earlier, acts } = useDesk()
  const label = { vi: t('other.label', { lng: 'vi' }), en: t('other.label', { lng: 'en' }) }
  const toggle = (choice: string, other: Spot | null): void =>
    other === null
      ? acts.edit('addOther', (document) => ({ ...addOther(document, spot, choice, label, earlier), spot }))
      : acts.edit('remove', (document) => ({ ...removeAt(document, other), spot }))
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<Icon name="shortText" size={11} />}
          className={styles.other ?? ''}
        >
          {t('other.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('other.which')}</Menu.Label>
        {choicesOf(questionnaire, question).map(({ code, label: words }) => {
          const other = spotOfOther(questionnaire, question, code)
          return (
            <Menu.CheckboxItem key={code} checked={other !== null} onChange={() => toggle(code, other)}>
              {code} {localText(words)}
            </Menu.CheckboxItem>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
