import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { type Outputs, trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { Page } from '../../components/page.tsx'
import { QueryView } from '../../components/states.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { fileLink } from '../../file-link.ts'
import { formatNumber } from '../../format.ts'
import { localText } from '../../i18n/i18n.ts'
import styles from './questionnaire.module.css'

type Summary = Outputs['questionnaire']['list'][number]

/** Every questionnaire the store holds, with the caution that it must be compared with the decision. */
export function QuestionnairesScreen() {
  const { t } = useTranslation('questionnaire')
  const list = useQuery(trpc.questionnaire.list.queryOptions())
  return (
    <Page title={t('title')} context={t('context')}>
      <Card>
        <QueryView query={list}>
          {(questionnaires) => (
            <table className={styles.list}>
              <thead>
                <tr>
                  <th scope="col">{t('column.title')}</th>
                  <th scope="col">{t('column.code')}</th>
                  <th scope="col" className="number">
                    {t('column.variables')}
                  </th>
                  <th scope="col" className="number">
                    {t('column.responses')}
                  </th>
                  <th scope="col">{t('column.state')}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t('column.file')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {questionnaires.map((one) => (
                  <Row key={`${one.code} ${one.version}`} questionnaire={one} />
                ))}
              </tbody>
            </table>
          )}
        </QueryView>
      </Card>
    </Page>
  )
}

function Row({ questionnaire }: { questionnaire: Summary }) {
  const { t } = useTranslation('questionnaire')
  const { code, version } = questionnaire
  return (
    <tr>
      <td>
        <Link href={`/questionnaires/${code}/${version}`} className={styles.title ?? ''}>
          {localText(questionnaire.title)}
        </Link>
        <div className="secondary">{questionnaire.source}</div>
      </td>
      <td className="secondary">{t('version', { code, version })}</td>
      <td className="number">{questionnaire.variables === null ? '' : formatNumber(questionnaire.variables)}</td>
      <td className="number">{formatNumber(questionnaire.responses)}</td>
      <td>
        <span className="row">
          <StatusPill tone={questionnaire.state === 'published' ? 'met' : 'neutral'}>
            {t(`state.${questionnaire.state}`)}
          </StatusPill>
          {questionnaire.caution !== null && <StatusPill tone="unsure">{t('mustCheck')}</StatusPill>}
        </span>
      </td>
      <td className="number">
        <Anchor href={fileLink('questionnaire', { code, version, format: 'json' })} download fz={13}>
          {t('exportJson')}
        </Anchor>
      </td>
    </tr>
  )
}
