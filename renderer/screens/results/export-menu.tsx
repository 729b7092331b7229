import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../components/icons.tsx'
import { fileLink } from '../../file-link.ts'
import { type Role, useOperator } from '../../use-role.ts'
import styles from './results.module.css'
import { type ResultsFilter, type Survey, whereCondition } from './results-filter.ts'

const TABLES = [
  { key: 'byAgency', path: 'index', params: { by: 'agency', nodes: 'all' } },
  { key: 'bySector', path: 'index', params: { by: 'sector', nodes: 'all' } },
  { key: 'byAgencySector', path: 'index', params: { by: 'agency,sector', nodes: 'all' } },
  { key: 'whole', path: 'index', params: { by: '', nodes: 'all' } },
  { key: 'distribution', path: 'distribution', params: {} },
  { key: 'indicators', path: 'indicators', params: {} },
  { key: 'indicatorsByAgency', path: 'indicators', params: { by: 'agency' } },
  { key: 'indicatorsBySector', path: 'indicators', params: { by: 'sector' } },
] as const

/** Whole forms go out only by those who may have them; the program refuses the rest. */
const FORM_EXPORTERS: Role[] = ['supervisor', 'analyst', 'administrator']

const FORMATS = ['xlsx', 'csv'] as const // CSV between semicolons: a Vietnamese Excel opens it by a double click

/**
 * Every number of the screen as a file, narrowed as the screen is: each index with its interval, the distributions, the
 * figures of the service; and the responses, always all of them.
 */
export function ExportMenu({ survey, filter }: { survey: Survey; filter: ResultsFilter }) {
  const { t } = useTranslation('results')
  const operator = useOperator()
  const canExportForms = operator !== null && FORM_EXPORTERS.includes(operator.role)
  const where = whereCondition(filter, survey)
  const common = { survey: survey.code, delimiter: 'semicolon' }
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <Button variant="default" rightSection={<Icon name="down" size={12} />}>
          {t('export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.exports ?? ''}>
        {FORMATS.map((format) => (
          <div key={format}>
            <Menu.Label>{t(`export.${format}`)}</Menu.Label>
            {TABLES.map(({ key, path, params }) => (
              <Menu.Item
                key={key}
                component="a"
                href={fileLink(path, { ...common, ...params, where, format })}
                download
              >
                {t(`export.${key}`)}
              </Menu.Item>
            ))}
            {canExportForms && (
              <Menu.Item component="a" href={fileLink('responses', { ...common, format })} download>
                {t('export.responses')}
              </Menu.Item>
            )}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
