import { useTranslation } from 'react-i18next'
import { Card } from '../../components/card.tsx'
import { IndexNumber } from '../../components/index-number.tsx'
import { StatusPill } from '../../components/status-pill.tsx'
import { formatIndex, formatNumber } from '../../format.ts'
import styles from './actions.module.css'
import type { CaseDetail } from './case-filter.ts'

const TONES = { improved: 'met', 'not-improved': 'not-met', unsure: 'unsure' } as const

/** What later surveys say of the remedy: before, after, the difference and how sure it is. */
export function EffectCard({ effects, unmeasured }: Pick<CaseDetail, 'effects' | 'unmeasured'>) {
  const { t } = useTranslation('actions')
  if (effects.length === 0 && unmeasured.length === 0) return null
  return (
    <Card title={t('effect.title')}>
      {effects.length > 0 && <EffectTable effects={effects} />}
      {unmeasured.length > 0 && (
        <ul className={styles.reasons}>
          {unmeasured.map(({ survey, why }) => (
            <li key={survey.id}>{t('effect.none', { survey: survey.name, why: t(`effect.why.${why}`) })}</li>
          ))}
        </ul>
      )}
      {effects.length > 0 && <p className="secondary small">{t('effect.hint')}</p>}
    </Card>
  )
}

function EffectTable({ effects }: Pick<CaseDetail, 'effects'>) {
  const { t } = useTranslation('actions')
  return (
    <div className={styles.effects}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('effect.survey')}</th>
            <th scope="col" className="number">
              {t('effect.before')}
            </th>
            <th scope="col" className="number">
              {t('effect.after')}
            </th>
            <th scope="col" className="number">
              {t('effect.difference')}
            </th>
            <th scope="col">{t('effect.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {effects.map((effect) => (
            <EffectRow key={effect.survey.id} effect={effect} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function EffectRow({ effect }: { effect: CaseDetail['effects'][number] }) {
  const { t } = useTranslation('actions')
  const { survey, before, after, difference, lower95, upper95, verdict, isBelowMinimum, hasSuccession } = effect
  return (
    <tr>
      <td>
        {survey.name}
        {hasSuccession && <div className={styles.why}>{t('effect.succession')}</div>}
      </td>
      {[before, after].map((figure, at) => (
        <td key={at === 0 ? 'before' : 'after'} className="number">
          <IndexNumber {...figure} />
          <div className={styles.why}>{t('effect.n', { n: formatNumber(figure.n) })}</div>
        </td>
      ))}
      <td className="number">
        <span className="strong">{signed(difference)}</span>
        {lower95 !== null && upper95 !== null && (
          <div className={styles.why}>{t('effect.interval', { lower: signed(lower95), upper: signed(upper95) })}</div>
        )}
      </td>
      <td>
        <StatusPill tone={TONES[verdict]}>{t(`effect.is.${verdict}`)}</StatusPill>
        {isBelowMinimum && <div className={styles.why}>{t('effect.tooFew')}</div>}
      </td>
    </tr>
  )
}

/** A difference in points with its sign: `+3,20`, `−1,05`. */
export function signed(points: number | null): string {
  if (points === null) return formatIndex(null)
  return `${points < 0 ? '−' : '+'}${formatIndex(Math.abs(points))}`
}
