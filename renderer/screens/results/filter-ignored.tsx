import { useTranslation } from 'react-i18next'
import { isNarrowed, useResultsFilter } from './results-filter.ts'

/** Says, where results are narrowed on the other pages, that this one isn't by that filter. Nothing without a filter. */
export function FilterIgnored() {
  const { t } = useTranslation('results')
  const { filter } = useResultsFilter()
  if (!isNarrowed(filter)) return null
  return (
    <p className="secondary small" role="note">
      {t('filter.ignored')}
    </p>
  )
}
