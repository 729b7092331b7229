import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Card } from '../../components/card.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { IntervalScale, scaleAround } from '../../components/interval-scale.tsx'
import { StatusPill, VerdictPill, verdictOf } from '../../components/status-pill.tsx'
import { formatNumber, formatShort } from '../../format.ts'
import type { Home } from './home-data.ts'
import styles from './home-screen.module.css'

type Survey = Home['surveys'][number]
type Headline = NonNullable<Survey['headline']>

/** The newest survey that has an index: how much, how sure, met or not. */
export function LatestIndex({ surveys }: { surveys: Survey[] }) {
  const { t } = useTranslation(['home', 'common'])
  const latest = newestWithIndex(surveys)
  if (latest === null) {
    return (
      <Card title={t('latest.title')}>
        <p className="secondary">{t('latest.nothing')}</p>
      </Card>
    )
  }
  const { survey, headline } = latest
  const mark = survey.isDemonstration && <StatusPill tone="unsure">{t('common:survey.demonstration')}</StatusPill>
  return (
    <Card title={t('latest.title')} aside={mark} className={styles.latest}>
      <div className={styles.headline}>
        <IndexNumber {...headline} size="headline" />
        <VerdictPill
          verdict={verdictOf(headline.lower95, headline.upper95, headline.target)}
          target={headline.target}
        />
      </div>
      <div className="secondary">{t('latest.of', { survey: survey.name, count: formatNumber(survey.validCount) })}</div>
      <IntervalScale
        className={styles.chart}
        label={t('latest.chart')}
        value={headline.index}
        lower95={headline.lower95}
        upper95={headline.upper95}
        scale={scaleAround([headline.index, headline.lower95, headline.upper95, headline.target])}
        target={
          headline.target === null
            ? null
            : { value: headline.target, name: t('latest.target', { target: formatShort(headline.target) }) }
        }
      />
      <Anchor component={Link} href={`/surveys/${survey.id}/results`} fz={13}>
        {t('latest.see')}
      </Anchor>
    </Card>
  )
}

/** By year, then by the order in which the surveys were made. */
export function newestWithIndex(surveys: readonly Survey[]): { survey: Survey; headline: Headline } | null {
  const [newest] = surveys
    .flatMap((survey) => (survey.headline === null ? [] : [{ survey, headline: survey.headline }]))
    .sort((a, b) => b.survey.year - a.survey.year || b.survey.id - a.survey.id)
  return newest ?? null
}
