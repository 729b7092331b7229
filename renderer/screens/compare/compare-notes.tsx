import { useTranslation } from 'react-i18next'
import { figureNote, type Provenance } from '../../../src/core/index/figure-note.ts'
import type { Outputs } from '../../api-client.ts'
import { formatNumber } from '../../format.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import styles from './compare.module.css'

type Notes = Pick<Outputs['compare']['get'], 'minimumN' | 'notes'>

/** What must be known of the figures: how they were computed and judged, and in what the sides are not alike. */
export function CompareNotes({ minimumN, notes, sources }: Notes & { sources: readonly Provenance[] }) {
  const { t } = useTranslation('compare')
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
        {t('method')} {t('holm')} {t('fewNote', { minimum: minimumN })}
      </p>
      {sourceLines(sources).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}

/** Where the figures come from, each survey once. */
function sourceLines(sources: readonly Provenance[]): string[] {
  return [...new Set(sources.map((source) => figureNote(source, null, currentLanguage())))]
}
