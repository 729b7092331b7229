import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { IndexNumber } from '../../components/index-number.tsx'
import { StatusPill, VerdictPill, verdictOf } from '../../components/status-pill.tsx'
import { formatNumber } from '../../format.ts'
import { useCanManage, useCanPrint } from '../../use-role.ts'
import type { Home } from './home-data.ts'
import styles from './home-screen.module.css'

type Survey = Home['surveys'][number]

/** Every survey with how far its keying has come, its index with the interval, and its state. */
export function SurveyTable({ surveys }: { surveys: Survey[] }) {
  const { t } = useTranslation('home')
  return (
    <table className={styles.surveys}>
      <thead>
        <tr>
          <th scope="col">{t('surveys.name')}</th>
          <th scope="col">{t('surveys.questionnaire')}</th>
          <th scope="col">{t('surveys.progress')}</th>
          <th scope="col" className="number">
            {t('surveys.index')}
          </th>
          <th scope="col">{t('surveys.target')}</th>
          <th scope="col">{t('surveys.state')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('surveys.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {surveys.map((survey) => (
          <SurveyRow key={survey.id} survey={survey} />
        ))}
      </tbody>
    </table>
  )
}

function SurveyRow({ survey }: { survey: Survey }) {
  const { t } = useTranslation(['home', 'common', 'survey'])
  const { headline } = survey
  const canManage = useCanManage()
  const canPrint = useCanPrint()
  const verdict = headline && verdictOf(headline.lower95, headline.upper95, headline.target)
  return (
    <tr>
      <td>
        <Link href={`/surveys/${survey.id}/results`}>{survey.name}</Link>
        {survey.period !== '' && (
          <div className="secondary small">
            {t('surveys.period', { period: t(`survey:period.${survey.period}`), year: survey.year })}
          </div>
        )}
      </td>
      <td className={`secondary ${styles.version}`}>
        {t('surveys.version', { code: survey.questionnaireCode, version: survey.questionnaireVersion })}
      </td>
      <td>
        <Progress done={survey.validCount} expected={survey.papers} />
      </td>
      <td className="number">{headline === null ? '–' : <IndexNumber {...headline} />}</td>
      <td>{headline !== null && <VerdictPill verdict={verdict} target={headline.target} />}</td>
      <td>
        <span className="row">
          <StatusPill tone={survey.state === 'open' ? 'met' : 'neutral'}>
            {t(`common:survey.${survey.state}`)}
          </StatusPill>
          {survey.isDemonstration && <StatusPill tone="unsure">{t('common:survey.demonstration')}</StatusPill>}
        </span>
      </td>
      <td className="number">
        {canPrint && (
          <Link
            href={`/surveys/${survey.id}/print`}
            className={styles.edit ?? ''}
            aria-label={`${t('surveys.print')}: ${survey.name}`}
          >
            {t('surveys.print')}
          </Link>
        )}
        {canManage && (
          <Link
            href={`/surveys/${survey.id}/edit`}
            className={styles.edit ?? ''}
            aria-label={`${t('surveys.edit')}: ${survey.name}`}
          >
            {t('surveys.edit')}
          </Link>
        )}
      </td>
    </tr>
  )
}

/** Keyed forms against those expected; without an expectation, the count alone. */
function Progress({ done, expected }: { done: number; expected: number | null }) {
  if (expected === null || expected === 0) return <span className="secondary">{formatNumber(done)}</span>
  const share = Math.min(1, done / expected)
  return (
    <div className={styles.progress}>
      <div className={styles.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
      {formatNumber(done)} / {formatNumber(expected)}
    </div>
  )
}
