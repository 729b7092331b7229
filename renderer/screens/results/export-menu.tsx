import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icons.tsx'
import { type Role, useOperator } from '../../use-role.ts'
import type { Survey } from './results-filter.ts'

const INDEX_TABLES = [
  { key: 'byAgency', by: 'agency' },
  { key: 'bySector', by: 'sector' },
  { key: 'byAgencySector', by: 'agency,sector' },
  { key: 'whole', by: '' },
] as const

/** Whole forms go out only by those who may have them; the program refuses the rest. */
const FORM_EXPORTERS: Role[] = ['supervisor', 'analyst', 'administrator']

const FORMATS = ['xlsx', 'csv'] as const // CSV between semicolons: a Vietnamese Excel opens it by a double click

/** Every number of the screen as a file: each index with its interval, the distributions, and the responses. */
export function ExportMenu({ survey }: { survey: Survey }) {
  const { t } = useTranslation('results')
  const operator = useOperator()
  const canExportForms = operator !== null && FORM_EXPORTERS.includes(operator.role)
  const link = (path: string, query: Record<string, string>): string =>
    `/files/${path}?${new URLSearchParams({ survey: survey.code, ...query, delimiter: 'semicolon', operator: String(operator?.id ?? '') })}`
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={12} />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <div key={format}>
            <Menu.Label>{t(`export.${format}`)}</Menu.Label>
            {INDEX_TABLES.map((table) => (
              <Menu.Item
                key={table.key}
                component="a"
                href={link('index', { format, by: table.by, nodes: 'all' })}
                download
              >
                {t(`export.${table.key}`)}
              </Menu.Item>
            ))}
            <Menu.Item component="a" href={link('distribution', { format })} download>
              {t('export.distribution')}
            </Menu.Item>
            {canExportForms && (
              <Menu.Item component="a" href={link('responses', { format })} download>
                {t('export.responses')}
              </Menu.Item>
            )}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
