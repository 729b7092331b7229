import { useTranslation } from 'react-i18next'
import { figureNote } from '../../../src/core/index/figure-note.ts'
import { ChartFrame } from '../../charts/chart-frame.tsx'
import { comparisonPicture } from '../../charts/comparison-picture.ts'
import { formatIndex } from '../../format.ts'
import { currentLanguage, localText } from '../../i18n/i18n.ts'
import type { PartResults } from './part-types.ts'

/** The factors of an agency or a sector beside those of the whole survey, each on its interval. */
export function FactorCard({ results, name }: { results: PartResults; name: string }) {
  const { t } = useTranslation('resultPages')
  const { factors, provenance } = results
  const known = factors.filter(({ own }) => own.index !== null)
  const ranked = known.toSorted((a, b) => (a.own.index ?? 0) - (b.own.index ?? 0))
  const [weakest, strongest] = [ranked[0], ranked.at(-1)]
  if (weakest === undefined || strongest === undefined) return null
  const said = ({ own }: (typeof known)[number]): string => `${localText(own.label)} ${formatIndex(own.index)}`
  const rows = known.map(({ own, survey }) => ({
    name: localText(own.label),
    own,
    other: survey,
    verdict: own.verdict,
  }))
  const columns = [{ label: t('factor') }, ...columnsOf(name), ...columnsOf(t('survey'))]
  return (
    <ChartFrame
      title={t('factors')}
      alt={t('factorsAlt', { count: known.length, name, weakest: said(weakest), strongest: said(strongest) })}
      table={{
        columns,
        rows: rows.map(({ name: factor, own, other }) => [
          ...[factor, own.index, own.lower95, own.upper95],
          ...[other.index, other.lower95, other.upper95],
        ]),
      }}
      picture={comparisonPicture(rows, name, t('survey'))}
      footnote={figureNote(provenance, null, currentLanguage())}
    />
  )

  function columnsOf(whose: string) {
    const format = formatIndex
    return [
      { label: `${t('index')}, ${whose}`, format },
      { label: `${t('lower')}, ${whose}`, format },
      { label: `${t('upper')}, ${whose}`, format },
    ]
  }
}
