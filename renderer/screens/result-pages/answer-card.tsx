import { useTranslation } from 'react-i18next'
import { errorMessage } from '../../../src/core/errors.ts'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import type { Outputs } from '../../api-client.ts'
import { answerPicture } from '../../charts/answer-picture.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import { chartColor } from '../../charts/chart-theme.ts'
import { Card } from '../../components/card.tsx'
import { formatNumber, formatPercent } from '../../format.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import type { Provenance } from './part-types.ts'
import styles from './result-pages.module.css'

type Distribution = NonNullable<Outputs['results']['item']['distribution']>

/** How the answers to one item fall: counts and shares of those who answered, and who didn't, by kind. */
export function AnswerCard({ distribution, provenance }: { distribution: Distribution; provenance: Provenance }) {
  const { t } = useTranslation('resultPages')
  const { choices, missing } = distribution
  if (distribution.isHidden) {
    return (
      <Card title={t('answers')}>
        <p className={styles.label}>{errorMessage('index-note-too-few-to-show', {}, currentLanguage())}</p>
      </Card>
    )
  }
  const answered = choices.reduce((sum, { count }) => sum + count, 0)
  const parts = choices.map(({ label, count, share }, at) => ({
    ...{ label: localText(label), count, share },
    ...levelColors(at, choices.length),
  }))
  const missed = Object.entries(missing).map(([kind, count]) => ({
    label: t(`missing.${kind as keyof typeof missing}`), // the keys of `missing`
    count,
  }))
  const shares = parts.map(({ label, share }) => `${label} ${formatPercent(100 * share)}`).join(', ')
  return (
    <ChartFrame
      title={t('answers')}
      alt={t('answersAlt', { item: localText(distribution.label), shares })}
      table={{
        columns: [
          { label: t('answer') },
          { label: t('count'), format: formatNumber },
          { label: t('share'), format: formatPercent },
        ],
        rows: [
          ...parts.map(({ label, count, share }) => [label, count, 100 * share]),
          [t('total'), answered, answered === 0 ? null : 100],
          ...missed.map(({ label, count }) => [label, count, null]),
        ],
      }}
      picture={answerPicture(parts, chartColor('ink'))}
      footnote={figureNote(provenance, { n: answered, measure: 'share' }, currentLanguage())}
      actions={
        <span className={styles.label}>
          {missed
            .filter(({ count }) => count > 0)
            .map(({ label, count }) => `${label}: ${formatNumber(count)}`)
            .join(' · ')}
        </span>
      }
    />
  )
}

const LEVELS = 5

/** The five answers' colours spread over any number of levels, the lowest always red, the highest always green. */
function levelColors(at: number, levels: number): { color: string; ink: string } {
  const level = levels < 2 ? 3 : 1 + Math.round((at / (levels - 1)) * (LEVELS - 1))
  return { color: chartColor(`answer-${level}`), ink: chartColor(`on-answer-${level}`) }
}
