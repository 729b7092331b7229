import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icons.tsx'
import { fileLink } from '../../file-link.ts'
import type { FindInput, SurveyDetail } from './comment-filter.ts'

const FORMATS = ['xlsx', 'csv'] as const

/** What is listed, as a file that names nobody; and how often each tag was given. */
export function ExportMenu({ survey, find }: { survey: SurveyDetail; find: FindInput }) {
  const { t } = useTranslation('comments')
  const { surveyId: _, hidesEmpty, ...filter } = find
  const link = (path: 'comments' | 'comment-counts', format: string): string =>
    fileLink(path, {
      survey: survey.code,
      ...filter,
      ...(hidesEmpty === true ? { hidesEmpty: 'true' } : {}),
      format,
      delimiter: 'semicolon', // a Vietnamese Excel opens it by a double click
    })
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }} width={290}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={12} />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <div key={format}>
            <Menu.Label>{t(`export.${format}`)}</Menu.Label>
            <Menu.Item component="a" href={link('comments', format)} download>
              {t('export.comments')}
            </Menu.Item>
            <Menu.Item component="a" href={link('comment-counts', format)} download>
              {t('export.counts')}
            </Menu.Item>
          </div>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('export.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
