import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api-client.ts'
import { formatNumber } from '../../format.ts'
import styles from './compare.module.css'

type Notes = Pick<Outputs['compare']['get'], 'formula' | 'aggregate' | 'minimumN' | 'notes'>

/** What must be known of the figures: how they were computed and judged, and in what the sides are not alike. */
export function CompareNotes({ formula, aggregate, minimumN, notes }: Notes) {
  const { t } = useTranslation(['compare', 'common'])
  const told = notes.filter(({ code }) => code !== 'below-minimum')
  const words = (value: string | number | undefined): string =>
    typeof value === 'number' ? formatNumber(value) : (value ?? '')
  return (
    <div className={styles.notes}>
      {told.length > 0 && (
        <ul className="caution">
          {told.map(({ code, params: { a, b, count } }) => (
            <li key={code}>{t(`notes.${code}`, { a: words(a), b: words(b), count: words(count) as never })}</li>
          ))}
        </ul>
      )}
      <p>
        {t('method', {
          formula: t(`common:formula.${formula}`),
          aggregate: t(`common:aggregate.${aggregate}`).toLowerCase(),
        })}{' '}
        {t('holm')} {t('fewNote', { minimum: minimumN })}
      </p>
    </div>
  )
}
