import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { fileLink } from '../../file-link.ts'
import styles from './files.module.css'
import { ResponseExport } from './response-export.tsx'

const FORMATS = ['csv', 'xlsx'] as const

/** What leaves a survey: its responses in any format, how its versions compare, every index as a table. */
export function ExportCard({ survey }: { survey: Outputs['survey']['list'][number] }) {
  const { t } = useTranslation('files')
  const index = { survey: survey.code, by: 'agency,sector', nodes: 'all' }
  return (
    <Card title={t('export.title')}>
      <ResponseExport survey={survey} />
      {survey.versionId > 1 && (
        <>
          <h3 className={styles.subhead}>{t('export.mapping')}</h3>
          <p className="secondary">{t('export.mappingHint')}</p>
          <Downloads path="version-mapping" params={{ survey: survey.code }} />
        </>
      )}
      <h3 className={styles.subhead}>{t('export.index')}</h3>
      <p className="secondary">{t('export.indexHint')}</p>
      <Downloads path="index" params={index} />
    </Card>
  )
}

interface DownloadsProps {
  path: 'index' | 'version-mapping'
  params: Record<string, string | number>
}

function Downloads({ path, params }: DownloadsProps) {
  const { t } = useTranslation('files')
  return (
    <div className={`row ${styles.buttons}`}>
      {FORMATS.map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          href={fileLink(path, { ...params, format })}
          download
          aria-label={t(`export.${path}Format`, { format: t(`export.${format}`) })}
        >
          {t(`export.${format}`)}
        </Button>
      ))}
    </div>
  )
}
