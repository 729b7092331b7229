import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fileLink } from '../file-link.ts'
import { Icon } from './icons.tsx'

/** CSV between semicolons: a Vietnamese Excel opens it by a double click. */
const FORMATS = [
  { format: 'xlsx', word: 'Excel', delimiter: undefined },
  { format: 'csv', word: 'CSV', delimiter: 'semicolon' },
] as const

interface ExportLinksProps {
  /** Below `/files`. */
  path: string
  params?: Record<string, string | number | undefined>
}

/** One table of the program as a workbook or as text. */
export function ExportLinks({ path, params = {} }: ExportLinksProps) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={12} />}>
          {t('action.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map(({ format, word, delimiter }) => (
          <Menu.Item key={format} component="a" href={fileLink(path, { ...params, format, delimiter })} download>
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
