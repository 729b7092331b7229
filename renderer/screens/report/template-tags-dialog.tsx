import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldText } from '../../../src/core/comments/fold.ts'
import { type ListedTag, type TagGroup, tagGroups } from '../../../src/core/report/template-tag-list.ts'
import { Dialog } from '../../components/dialog.tsx'
import { TextFilter } from '../../components/text-filter.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './templates.module.css'

/** Every tag with its meaning, narrowed by a word of either. */
export function TemplateTagsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['reportTemplates', 'common'])
  const [text, setText] = useState('')
  const wanted = searched(text)
  const isWanted = ({ tag, meaning }: ListedTag): boolean => searched(`${tag} ${meaning}`).includes(wanted)
  const groups = tagGroups(currentLanguage()).flatMap((group) => {
    const tags = group.loop !== null && isWanted(group.loop) ? group.tags : group.tags.filter(isWanted)
    return tags.length === 0 ? [] : [{ ...group, tags }]
  })
  const titleOf = ({ key, loop }: TagGroup): string =>
    loop === null ? t(`tags.${key}`) : t('tags.loop', { tag: loop.tag, meaning: loop.meaning })
  return (
    <Dialog
      title={t('tags.title')}
      isWide
      onClose={onClose}
      actions={
        <Button variant="default" onClick={onClose}>
          {t('common:action.close')}
        </Button>
      }
    >
      <p className="secondary small">{t('tags.hint')}</p>
      <TextFilter label={t('tags.filter')} value={text} onChange={setText} />
      {groups.length === 0 && <p>{t('tags.nothing')}</p>}
      {groups.map((group) => (
        <table key={titleOf(group)} className={styles.tags}>
          <caption>{titleOf(group)}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('tags.tag')}</th>
              <th scope="col">{t('tags.meaning')}</th>
            </tr>
          </thead>
          <tbody>
            {group.tags.map(({ tag, meaning }) => (
              <tr key={tag}>
                <td>
                  <code>{tag}</code>
                </td>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </Dialog>
  )
}

/** Without capitals, marks and the lines between the words of a tag. */
function searched(text: string): string {
  return foldText(text).replaceAll('_', ' ').trim()
}
