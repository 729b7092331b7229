import { useTranslation } from 'react-i18next'
import { batchName } from '../../batch-name.ts'
import { Card } from '../../components/card.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatDateTime, formatIsoDate, formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import type { ResponseDetail, SurveyDetail } from './response-types.ts'
import styles from './responses.module.css'

/** Where the form comes from, who keyed it and when. What a survey doesn't have isn't shown. */
export function ResponseFacts({ survey, response }: { survey: SurveyDetail; response: ResponseDetail }) {
  const { t } = useTranslation('responses')
  const { header } = response
  const keyedAtMs = response.revisions[0]?.atMs
  const sector = survey.sectors.find((one) => one.id === header.sectorId)
  const batch = survey.batches.find((one) => one.id === header.batchId)
  const facts = [
    ['agency', survey.agencies.find((one) => one.id === header.agencyId)?.name],
    ['sector', sector && localText(sector.name)],
    ['group', survey.groups.find((one) => one.id === header.groupId)?.name],
    ['stratum', survey.strata.find((one) => one.id === header.stratumId)?.name],
    ['cluster', survey.clusters.find((one) => one.id === header.clusterId)?.code],
    ['batch', survey.batches.length > 1 && batch !== undefined ? batchName(batch) : undefined],
    ['collectedOn', header.collectedOn === null ? undefined : formatIsoDate(header.collectedOn)],
    ['operator', response.isImported ? t('fromFile', { name: response.keyerName }) : response.keyerName],
    ['keyedAt', keyedAtMs === undefined ? undefined : formatDateTime(keyedAtMs)],
    ['changed', response.rev === 1 ? undefined : `${response.editorName}, ${formatDateTime(response.savedAtMs)}`],
    ['missing', formatNumber(response.missing)],
  ] as const
  return (
    <Card
      title={t('facts')}
      aside={
        <StatusPill tone={response.isUndone ? 'neutral' : response.state === 'void' ? 'not-met' : 'met'}>
          {t(`state.${response.isUndone ? 'undone' : response.state}`)}
        </StatusPill>
      }
    >
      <dl className={styles.keys}>
        {facts.flatMap(([name, value]) =>
          value === undefined
            ? []
            : [
                <dt key={name}>{t(`column.${name}`)}</dt>,
                <dd key={`${name} value`} className="strong">
                  {value}
                </dd>,
              ],
        )}
      </dl>
    </Card>
  )
}
