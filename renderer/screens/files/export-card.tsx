import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { fileLink } from '../../file-link.ts'
import { formatNumber } from '../../format.ts'
import styles from './files.module.css'

const FORMATS = ['csv', 'xlsx'] as const

/** Every response as a table, and every index as a table, for Excel or a statistics program. */
export function ExportCard({ survey }: { survey: Outputs['survey']['list'][number] }) {
  const { t } = useTranslation('files')
  const [isDeIdentified, setIsDeIdentified] = useState(false)
  const responses = { survey: survey.code, ...(isDeIdentified ? { deIdentified: 1 } : {}) }
  const index = { survey: survey.code, by: 'agency,sector', nodes: 'all' }
  return (
    <Card title={t('export.title')}>
      <h3>{t('export.responses')}</h3>
      <p className="secondary">{t('export.responsesHint', { count: formatNumber(survey.validCount) })}</p>
      <label className={styles.check}>
        <input type="checkbox" checked={isDeIdentified} onChange={(event) => setIsDeIdentified(event.target.checked)} />
        {t('export.deIdentified')}
      </label>
      <Downloads path="responses" params={responses} />
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
  path: 'responses' | 'index' | 'version-mapping'
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
