import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { findingInWords } from '../../../src/core/quality/finding-in-words.ts'
import { trpc } from '../../api-client.ts'
import { Card } from '../../components/card.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { currentLanguage } from '../../i18n/i18n.ts'
import { useCanSeeQuality } from '../../use-role.ts'
import styles from './responses.module.css'

/** What the quality rules have against the form; nothing where they have nothing. */
export function ResponseFlags({ surveyId, responseId }: { surveyId: number; responseId: string }) {
  const { t } = useTranslation('responses')
  const canSee = useCanSeeQuality()
  const query = { surveyId, responseId, offset: 0, limit: 100 }
  const findings = useQuery({ ...trpc.quality.findings.queryOptions(query), enabled: canSee })
  const rows = (findings.data?.rows ?? []).filter(({ state }) => state === 'open' || state === 'excused')
  if (rows.length === 0) return null
  return (
    <Card title={t('flags.title')}>
      <ul className={styles.flags}>
        {rows.map(({ rule, place, detail, state, reason }) => (
          <li key={`${rule} ${place}`}>
            <span>{findingInWords(rule, detail, currentLanguage())}</span>
            <StatusPill tone={state === 'open' ? 'unsure' : 'neutral'}>
              {t(state === 'open' ? 'flags.open' : 'flags.excused')}
            </StatusPill>
            {reason !== '' && <span className="secondary">{reason}</span>}
          </li>
        ))}
      </ul>
    </Card>
  )
}
